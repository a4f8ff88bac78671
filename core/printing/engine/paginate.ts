import type { TableBlock } from './document.ts';
import { cutUnit, flows, sumRow, type PieceUnit, type RowUnit, type Unit } from './units.ts';

/** What lays a document on pages needs to know of heights, in one unit of length. */
export interface Ruler {
  readonly heightOf: (unit: Unit) => number;
  /** Of the head that a table repeats on each page. */
  readonly headOf: (table: TableBlock) => number;
  /** Of the line with the sums of a page. */
  readonly sumOf: (table: TableBlock) => number;
  /** Where the texts of a unit must end to fit into a height; null: not even a few lines of it do. */
  readonly fit: (unit: Unit, height: number, atLeast: number) => readonly number[] | null;
}

export type Page = readonly Unit[];

/** Of a paragraph at least so many lines stand together. */
const linesTogether = 2;

class Pages {
  readonly done: Unit[][] = [];
  #open: Unit[] = [];
  #used = 0;
  readonly #height: number;
  readonly #ruler: Ruler;

  constructor(height: number, ruler: Ruler) {
    this.#height = height;
    this.#ruler = ruler;
  }

  get fresh(): boolean {
    return this.#open.length === 0;
  }

  /** What the unit takes here, after those that are on the page and `before`. */
  #cost(unit: Unit, before: Unit | undefined): number {
    const height = this.#ruler.heightOf(unit);
    if (unit.kind !== 'row') return height;
    const goesOn = before?.kind === 'row' && before.table === unit.table;
    if (goesOn) return height;
    return (
      height +
      this.#ruler.headOf(unit.table) +
      (unit.table.pageSum === null ? 0 : this.#ruler.sumOf(unit.table))
    );
  }

  costOf(units: readonly Unit[]): number {
    return units.reduce((sum, unit, at) => sum + this.#cost(unit, units[at - 1] ?? this.#open.at(-1)), 0);
  }

  get left(): number {
    return this.#height - this.#used;
  }

  /** What is left for the unit's own height. */
  roomFor(unit: Unit): number {
    return this.left - this.costOf([unit]) + this.#ruler.heightOf(unit);
  }

  put(unit: Unit): void {
    this.#used += this.costOf([unit]);
    this.#open.push(unit);
  }

  turn(): void {
    if (this.#open.length === 0) return;
    this.done.push(this.#open);
    this.#open = [];
    this.#used = 0;
  }
}

/** What must stand on one page with the unit at a place: all that keeps with what follows, and the one that ends it. */
function together(units: readonly Unit[], from: number): readonly Unit[] {
  let to = from;
  while (units[to]?.keep === true && to - from < 12) to += 1;
  return units.slice(from, to + 1);
}

function place(pages: Pages, unit: Unit, next: readonly Unit[], ruler: Ruler): void {
  if (unit.kind === 'fixed') {
    pages.turn();
    pages.put(unit);
    pages.turn();
    return;
  }
  if (pages.costOf([unit]) <= pages.left) {
    const more = pages.costOf([unit, ...next]);
    // What is higher than a page in any case keeps nothing together.
    if (more > pages.left && !pages.fresh && !firstFits(pages, [unit, ...next], ruler)) pages.turn();
    pages.put(unit);
    return;
  }
  let rest: RowUnit | PieceUnit = unit;
  for (;;) {
    const mayCut = flows(rest) || pages.fresh;
    const places = mayCut ? ruler.fit(rest, pages.roomFor(rest), pages.fresh ? 1 : linesTogether) : null;
    if (places === null) {
      if (pages.fresh) {
        // Not even a line fits: it is printed all the same, and nothing is lost.
        pages.put(rest);
        return;
      }
      pages.turn();
      if (pages.costOf([rest]) > pages.left) continue;
      pages.put(rest);
      return;
    }
    const [first, second] = cutUnit(rest, places);
    pages.put(first);
    pages.turn();
    rest = second;
    if (pages.costOf([rest]) <= pages.left) {
      pages.put(rest);
      return;
    }
  }
}

/** Whether heads and the beginning of the running text that they keep with fit. */
function firstFits(pages: Pages, units: readonly Unit[], ruler: Ruler): boolean {
  const last = units.at(-1);
  if (last === undefined || !flows(last)) return false;
  const room = pages.left - pages.costOf(units.slice(0, -1));
  return room > 0 && ruler.fit(last, room, linesTogether) !== null;
}

/** The sums of what stands on each page, below it, for tables that go over several pages. */
function withSums(pages: readonly Unit[][]): Page[] {
  const seen = new Map<TableBlock, number>();
  for (const page of pages)
    for (const table of new Set(page.flatMap((unit) => (unit.kind === 'row' ? [unit.table] : []))))
      seen.set(table, (seen.get(table) ?? 0) + 1);
  return pages.map((page) => {
    const summed: Unit[] = [];
    page.forEach((unit, at) => {
      summed.push(unit);
      if (unit.kind !== 'row' || unit.table.pageSum === null || (seen.get(unit.table) ?? 0) < 2) return;
      const next = page[at + 1];
      if (next?.kind === 'row' && next.table === unit.table) return;
      const rows = page.flatMap((one) => (one.kind === 'row' && one.table === unit.table ? [one.row] : []));
      summed.push(sumRow(unit.table, unit.table.pageSum, rows));
    });
    return summed;
  });
}

/** Lays units on pages of a height. Between two steps others may have their turn (`breathe`). */
export async function paginate(
  units: readonly Unit[],
  height: number,
  ruler: Ruler,
  breathe: () => Promise<void>,
): Promise<readonly Page[]> {
  const pages = new Pages(height, ruler);
  for (const [at, unit] of units.entries()) {
    if (at % 500 === 499) await breathe();
    place(pages, unit, together(units, at).slice(1), ruler);
  }
  pages.turn();
  return withSums(pages.done);
}
