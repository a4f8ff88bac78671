import type { Look, TableColumn } from './document.ts';
import { sheetOf, type PaperSettings } from './papers.ts';

const pointsPerMillimetre = 72 / 25.4;

/** Size of running text in points. */
export const textPoints = (look: Pick<Look, 'points'>, { scale }: Pick<PaperSettings, 'scale'>): number =>
  Math.round(look.points * scale) / 100;

/** How wide the paper is between its margins, in sizes of running text. */
export const roomFor = (look: Pick<Look, 'points'>, settings: PaperSettings): number =>
  (sheetOf(settings).content.width * pointsPerMillimetre) / textPoints(look, settings);

/** Between the words of two columns. */
const padding = 0.85;
/** A figure or a Latin letter is a little more than half as wide as a Chinese sign. */
const narrowSign = 0.56;
/** A longer word, an address on the web say, is broken. */
const longestWord = 12;

/** Runs that no line breaks by itself: figures, numbers, telephone numbers, Latin words. */
const firmRun = /[!-~]+/g;

/** The width of the longest word in some texts that is not to be broken, in sizes of running text; Chinese may break anywhere. */
export function longestRun(texts: Iterable<string>): number {
  let longest = 0;
  for (const text of texts)
    for (const [run] of text.matchAll(firmRun)) if (run.length > longest) longest = run.length;
  return Math.min(longest * narrowSign, longestWord) + padding;
}

/** What a text needs that is to stand in one line. */
export const inOneLine = (text: string): number =>
  padding + [...text].reduce((sum, sign) => sum + (/[ -~]/.test(sign) ? narrowSign : 1), 0);

/**
 * The part of the table that each column takes, 0 to 1, together 1: as their widths are to one another; but none less than its
 * `least` of the `room` (both in sizes of running text), for which the others make place. Where the paper is too narrow even for
 * that nothing is gained by it, and only the widths count.
 */
export function columnShares(
  columns: readonly Pick<TableColumn, 'width' | 'least'>[],
  room: number,
): number[] {
  const leasts = columns.map(({ least = 0 }) => least / room);
  const sum = (figures: readonly number[]) => figures.reduce((all, figure) => all + figure, 0);
  const firm = new Set<number>();
  const enough = sum(leasts) < 1;
  for (;;) {
    const free = 1 - sum(leasts.filter((_least, at) => firm.has(at)));
    const widths = sum(columns.flatMap(({ width }, at) => (firm.has(at) ? [] : [width])));
    const shares = columns.map(({ width }, at) =>
      firm.has(at) ? (leasts[at] ?? 0) : (free * width) / (widths || 1),
    );
    const below = enough ? shares.flatMap((share, at) => (share < (leasts[at] ?? 0) ? [at] : [])) : [];
    if (below.length === 0) return shares;
    for (const at of below) firm.add(at);
  }
}
