import { printHtml } from '#core/printing/engine/render.ts';
import { printInDesktop, printsItself } from '../../lib/desktop-printing.ts';
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
    const inside = await writeFrame(frame, printHtml(printed, pages, settings));
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

/** Prints what has been laid out: the very pages that the preview shows. */
export async function printOut(laid: Laid, way: PrintWay, copies: number): Promise<PrintEnd> {
  if (!printsItself()) return printInBrowser(laid);
  const pieces: string[] = [];
  for (const piece of printHtml(laid.document, laid.pages, laid.settings)) {
    pieces.push(piece);
    await breathe();
  }
  return printInDesktop(pieces, { way, copies, name: laid.document.title });
}
