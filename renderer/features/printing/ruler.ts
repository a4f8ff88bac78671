import type { PrintDocument, TableBlock } from '#core/printing/engine/document.ts';
import type { Ruler } from '#core/printing/engine/paginate.ts';
import { sheetOf, type PaperSettings } from '#core/printing/engine/papers.ts';
import { roomFor } from '#core/printing/engine/columns.ts';
import { measuringHtml, unitsHtml } from '#core/printing/engine/render.ts';
import { sumRow, type Unit } from '#core/printing/engine/units.ts';

/** CSS pixels of a millimetre. */
export const pixelsPerMm = 96 / 25.4;

/** Units measured in one go: some tens of milliseconds, so that the window answers in between; each go is drawn once. */
const atOnce = 200;

/** Gives way to what the person does meanwhile. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** A frame that runs nothing and is not seen, for a document of ours. */
export function hiddenFrame(width: number): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.style.cssText = `position:fixed;left:-20000px;top:0;width:${Math.ceil(width)}px;height:400px;border:0;visibility:hidden`;
  document.body.append(frame);
  return frame;
}

/** Puts a document into a frame, piece by piece. */
export async function writeFrame(frame: HTMLIFrameElement, pieces: Iterable<string>): Promise<Document> {
  const inside = frame.contentDocument;
  if (inside === null) throw new Error('The frame has no document');
  inside.open();
  for (const piece of pieces) {
    inside.write(piece);
    await breathe();
  }
  inside.close();
  await Promise.all([...inside.images].map((image) => image.decode().catch(() => undefined)));
  return inside;
}

const heightOf = (place: Element | Range): number => place.getBoundingClientRect().height;

/** How many signs of a text stand within a height. */
function signsWithin(element: Element, height: number): { signs: number; taken: number } {
  const node = element.firstChild;
  if (node === null) return { signs: 0, taken: 0 };
  const range = element.ownerDocument.createRange();
  range.setStart(node, 0);
  const taken = (signs: number) => {
    range.setEnd(node, signs);
    return heightOf(range);
  };
  let low = 0;
  let high = node.textContent?.length ?? 0;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (taken(middle) <= height) low = middle;
    else high = middle - 1;
  }
  return { signs: low, taken: low === 0 ? 0 : taken(low) };
}

interface OpenRuler {
  readonly ruler: Ruler;
  readonly close: () => void;
}

/**
 * Measures what a document consists of, as it will stand on the paper: in a frame with the same style. Answers null when
 * it was called off meanwhile.
 */
export async function openRuler(
  printed: PrintDocument,
  units: readonly Unit[],
  settings: PaperSettings,
  signal: AbortSignal,
): Promise<OpenRuler | null> {
  const frame = hiddenFrame(sheetOf(settings).content.width * pixelsPerMm + 40);
  const close = () => frame.remove();
  const inside = await writeFrame(frame, [measuringHtml(printed, settings)]);
  const main = inside.querySelector('main');
  if (main === null) throw new Error('There is nothing to measure in');
  const room = roomFor(printed.look, settings);
  const heights = new Map<Unit, number>();
  const heads = new Map<TableBlock, number>();
  const sums = new Map<TableBlock, number>();
  const show = (shown: readonly Unit[]) => {
    main.innerHTML = unitsHtml(shown, room);
    return [...main.querySelectorAll('.piece, tbody > tr')];
  };
  const measure = (shown: readonly Unit[]) => {
    show(shown).forEach((element, at) => {
      const unit = shown[at];
      if (unit === undefined) return;
      heights.set(unit, heightOf(element));
      if (unit.kind !== 'row' || heads.has(unit.table)) return;
      const head = element.closest('table')?.tHead;
      heads.set(unit.table, head ? heightOf(head) : 0);
    });
  };
  for (let from = 0; from < units.length; from += atOnce) {
    if (signal.aborted) {
      close();
      return null;
    }
    measure(units.slice(from, from + atOnce));
    await breathe();
  }
  for (const table of heads.keys()) {
    if (table.pageSum === null) continue;
    // No page has more than all of them.
    const [line] = show([sumRow(table, table.pageSum, table.rows)]);
    sums.set(table, line === undefined ? 0 : heightOf(line));
  }
  const ruler: Ruler = {
    heightOf: (unit) => {
      if (!heights.has(unit)) measure([unit]);
      return heights.get(unit) ?? 0;
    },
    headOf: (table) => heads.get(table) ?? 0,
    sumOf: (table) => sums.get(table) ?? 0,
    fit: (unit, height, atLeast) => {
      const [element] = show([unit]);
      if (element === undefined) return null;
      const texts = [...element.querySelectorAll(unit.kind === 'row' ? 'td, th' : ':scope > span')];
      const inner = texts.map((text) => {
        const whole = inside.createRange();
        whole.selectNodeContents(text);
        return heightOf(whole);
      });
      const room = height - (heightOf(element) - Math.max(0, ...inner));
      const cuts = texts.map((text) => signsWithin(text, room));
      const [first] = texts;
      const line =
        first === undefined
          ? 0
          : Number.parseFloat(inside.defaultView?.getComputedStyle(first).lineHeight ?? '0');
      const taken = Math.max(0, ...cuts.map((cut) => cut.taken));
      return taken < atLeast * line * 0.95 || taken === 0 ? null : cuts.map(({ signs }) => signs);
    },
  };
  return { ruler, close };
}
