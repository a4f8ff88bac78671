import type { Block, Box } from './document.ts';

/** Whom a letter goes to. */
export interface Addressee {
  readonly name: string;
  readonly person: string | null;
  readonly address: string;
  readonly postcode: string | null;
  readonly phone: string | null;
}

/** Whom it comes from; empty texts are left out. */
export interface Sender {
  readonly name: string;
  readonly address: string;
  readonly postcode: string;
}

const mmOfPoint = 25.4 / 72;
const lineFactor = 1.35;

/** Widths of signs as they are set: Chinese ones are as wide as they are high, Latin ones a little over half. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text)
    width += /[\u2E80-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]|[\u{20000}-\u{3FFFF}]/u.test(sign)
      ? 1
      : 0.58;
  return width;
}

/** The largest size in points, in halves, at which lines fit into a box of millimetres; `least` where none does. */
export function fittingSize(
  lines: readonly string[],
  room: { readonly width: number; readonly height: number },
  sizes: { readonly least: number; readonly most: number },
): number {
  for (let points = sizes.most; points > sizes.least; points -= 0.5) {
    const em = points * mmOfPoint;
    const rows = lines.reduce(
      (sum, line) => sum + Math.max(1, Math.ceil((widthOf(line) * em) / room.width)),
      0,
    );
    if (rows * em * lineFactor <= room.height) return points;
  }
  return sizes.least;
}

/** What stands behind a name: for whoever it is. */
export interface AddressWords {
  readonly attention: (person: string) => string;
  readonly company: (name: string) => string;
}

/** A sheet of labels, in millimetres. */
export interface LabelGrid {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly gapX: number;
  readonly gapY: number;
  /** The first label that is used, from 1: sheets that were begun are used up. */
  readonly start: number;
}

/** Sheets as they are sold, on A4. */
export const labelPresets = {
  '3x8': { columns: 3, rows: 8, width: 70, height: 37, left: 0, top: 0.5, gapX: 0, gapY: 0, start: 1 },
  '3x7': {
    columns: 3,
    rows: 7,
    width: 63.5,
    height: 38.1,
    left: 7.2,
    top: 15.1,
    gapX: 2.5,
    gapY: 0,
    start: 1,
  },
  '2x7': {
    columns: 2,
    rows: 7,
    width: 99.1,
    height: 38.1,
    left: 4.7,
    top: 15.1,
    gapX: 2.5,
    gapY: 0,
    start: 1,
  },
  '2x4': { columns: 2, rows: 4, width: 99.1, height: 67.7, left: 4.7, top: 13, gapX: 2.5, gapY: 0, start: 1 },
} as const satisfies Record<string, LabelGrid>;
export const labelPresetNames = ['3x8', '3x7', '2x7', '2x4'] as const;

const linesOf = ({ name, person, address, postcode, phone }: Addressee, words: AddressWords) => ({
  address: postcode === null ? address : `${postcode} ${address}`,
  to: person === null ? [words.company(name)] : [name, words.attention(person)],
  phone,
});

/** Space inside the edge of a label, in millimetres. */
const inset = 4;

/** Labels in a grid, row by row, from the first that is free. */
export function labels(all: readonly Addressee[], grid: LabelGrid, words: AddressWords): Block {
  const { columns, rows, width, height, left, top, gapX, gapY, start } = grid;
  const perPage = columns * rows;
  const room = { width: width - 2 * inset, height: height - 2 * Math.min(inset, height / 8) };
  const pages: Box[][] = [];
  all.forEach((one, nth) => {
    const at = nth + start - 1;
    const place = at % perPage;
    const { address, to, phone } = linesOf(one, words);
    const texts = [address, ...to, ...(phone === null ? [] : [phone])];
    const points = fittingSize(texts, room, { least: 5.5, most: 11 });
    const page = (pages[Math.floor(at / perPage)] ??= []);
    page.push({
      x: left + (place % columns) * (width + gapX) + inset,
      y: top + Math.floor(place / columns) * (height + gapY),
      width: room.width,
      height,
      middle: true,
      lines: texts.map((text, line) => ({ text, points, strong: line > 0 && line <= to.length })),
    });
  });
  return { kind: 'fixed', pages: pages.map((page) => page ?? []) };
}

/** Measures of an envelope on which the postcode's boxes begin, in millimetres (GB/T 1416: at the upper left). */
const boxes = { x: 12, y: 10, width: 8, height: 9, pitch: 10 } as const;

/** How an envelope is printed. */
export interface EnvelopeLook {
  readonly size: { readonly width: number; readonly height: number };
  /** Whether the boxes are drawn: they are there on most envelopes that are sold. */
  readonly drawBoxes: boolean;
  /** For printers that draw the paper in askew, in millimetres. */
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Envelopes as the Chinese post reads them: postcode at the upper left, recipient in the middle, sender at the lower right. */
export function envelopes(
  all: readonly Addressee[],
  sender: Sender,
  { size, drawBoxes, offsetX, offsetY }: EnvelopeLook,
  words: AddressWords,
): Block {
  const { width, height } = size;
  const moved = (box: Box): Box => ({ ...box, x: box.x + offsetX, y: box.y + offsetY });
  const from = [sender.address, sender.name].filter((text) => text !== '');
  const senderBox: Box = {
    x: width * 0.42,
    y: height - 12 - 16,
    width: width * 0.58 - 12,
    height: 16,
    end: true,
    lines: [
      ...from.map((text) => ({ text, points: 10 })),
      ...(sender.postcode === '' ? [] : [{ text: sender.postcode, points: 10 }]),
    ],
  };
  const postcodeBoxes = (postcode: string | null): Box[] =>
    Array.from({ length: 6 }, (_, nth) => ({
      x: boxes.x + nth * boxes.pitch,
      y: boxes.y,
      width: boxes.width,
      height: boxes.height,
      middle: true,
      centred: true,
      frame: drawBoxes,
      lines: [{ text: postcode?.[nth] ?? '', points: 15 }],
    }));
  const room = { width: width * 0.66, height: height * 0.4 };
  return {
    kind: 'fixed',
    pages: all.map((one) => {
      const { to, phone } = linesOf(one, words);
      const texts = [one.address, ...to, ...(phone === null ? [] : [phone])];
      const points = fittingSize(texts, room, { least: 8, most: 15 });
      const recipient: Box = {
        x: (width - room.width) / 2 + width * 0.04,
        y: height * 0.28,
        width: room.width,
        height: room.height,
        middle: true,
        lines: texts.map((text, line) => ({
          text,
          points: line === texts.length - 1 && phone !== null ? Math.max(8, points - 3) : points,
          strong: line > 0 && line <= to.length,
        })),
      };
      const valid = /^\d{6}$/.test(one.postcode ?? '') ? one.postcode : null;
      return [...postcodeBoxes(valid), recipient, senderBox].map(moved);
    }),
  };
}
