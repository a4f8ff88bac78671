import { printHtml, type OnScreen } from '#core/printing/engine/render.ts';
import { pdfInDesktop, printInDesktop, printsItself } from '../../lib/desktop-printing.ts';
import { breathe, hiddenFrame, writeFrame } from './ruler.ts';
import type { Laid } from './use-layout.ts';

export type PrintWay = 'pdf' | 'printer';

/** `cancelled`: the person left the dialog of the system. */
export type PrintEnd = 'done' | 'cancelled';

/** A browser's dialog takes the file's name from the page's title, and asks for copies and the printer itself. */
async function printInBrowser({ document: printed, pages, settings }: Laid): Promise<PrintEnd> {
  const frame = hiddenFrame(800);
  frame.style.visibility = '';
  const title = document.title;
  try {
    const inside = await writeFrame(frame, printHtml(printed, pages, settings, 'nothing'));
    const view = inside.defaultView;
    if (view === null) throw new Error('The frame has gone');
    document.title = printed.title;
    // The dialog holds the page up; browsers that show it beside the page tell when it is closed.
    const closed = new Promise<void>((resolve) =>
      view.addEventListener('afterprint', () => resolve(), { once: true }),
    );
    view.print();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 60_000))]);
    return 'done';
  } finally {
    document.title = title;
    frame.remove();
  }
}

async function piecesOf({ document: printed, pages, settings }: Laid, screen: OnScreen): Promise<string[]> {
  const pieces: string[] = [];
  for (const piece of printHtml(printed, pages, settings, screen)) {
    pieces.push(piece);
    await breathe();
  }
  return pieces;
}

/** Prints what has been laid out: the very pages that the preview shows. */
export async function printOut(laid: Laid, way: PrintWay, copies: number): Promise<PrintEnd> {
  if (!printsItself()) return printInBrowser(laid);
  return printInDesktop(await piecesOf(laid, 'nothing'), { way, copies, name: laid.document.title });
}

/** The same pages as a file: a PDF where the program makes one, else the page that a browser prints. */
export async function fileOf(laid: Laid): Promise<{ readonly kind: 'pdf' | 'html'; readonly blob: Blob }> {
  return printsItself()
    ? {
        kind: 'pdf',
        blob: new Blob([await pdfInDesktop(await piecesOf(laid, 'nothing'))], { type: 'application/pdf' }),
      }
    : { kind: 'html', blob: new Blob(await piecesOf(laid, 'page'), { type: 'text/html' }) };
}
