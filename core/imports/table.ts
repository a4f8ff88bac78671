/** What a file holds, as its reader hands it over: plain data that may cross a thread. */

/** A value that cannot be read: `code` is a reason of core/i18n, `text` what stands in the file. */
export interface CellFault {
  readonly code: 'formulaWithoutValue' | 'cellError';
  readonly text: string;
}

export type Cell = string | number | null | CellFault;

export interface TableRow {
  /** As a spreadsheet counts: the first row of the file is 1. */
  readonly row: number;
  readonly cells: readonly Cell[];
  /** Something is wrong with the row as a whole; the cells are what could be made out. */
  readonly fault?: RowFault;
}

/** `cutOff` and `unreadable` leave a row that can be used; the others do not. */
export type RowFault = 'quoteUnclosed' | 'rowTooLong' | 'nulBytes' | 'unreadable' | 'cutOff';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** How a file is to be read; found out once, used for every reading after it. */
export type TableFormat =
  | { readonly kind: 'csv'; readonly encoding: Encoding; readonly delimiter: string }
  | { readonly kind: 'vcf' }
  | {
      readonly kind: 'xlsx';
      readonly sheet: number;
      /** Areas of several rows whose value stands in the first of them only. */
      readonly merges?: readonly Merge[];
    };

/** A merged area: rows as a spreadsheet counts, columns from 0, ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
}

export interface TableSurvey {
  readonly format: TableFormat;
  /** Of a workbook, in the order in which `format` counts them. */
  readonly sheets: readonly Sheet[];
  /** Rows that are not empty. */
  readonly rows: number;
  /** The first of them. */
  readonly head: readonly TableRow[];
}

export const headRows = 60;

/** What is refused beyond (spec §16): bytes of a file, rows, columns that are looked at. */
export const tableLimits = {
  csvBytes: 100 * 1024 * 1024,
  xlsxBytes: 50 * 1024 * 1024,
  /** Cards with their pictures are read as a whole. */
  vcfBytes: 20 * 1024 * 1024,
  cards: 10_000,
  rows: 200_000,
  columns: 200,
} as const;

export function isFault(cell: Cell | undefined): cell is CellFault {
  return typeof cell === 'object' && cell !== null;
}

/** A cell as text: whole numbers without exponent, never `1.38e+10`. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'object') return cell.text;
  return Number.isInteger(cell) && Math.abs(cell) < 1e21 ? cell.toFixed(0) : String(cell);
}

export function isEmptyRow(row: TableRow): boolean {
  return (
    row.fault === undefined &&
    row.cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''))
  );
}

/**
 * Gives each row of a merged area the value that stands in the first of them. Rows must come in order; what merged cells
 * in one row span beside them stays empty.
 */
export function mergeFiller(merges: readonly Merge[]): (row: TableRow) => TableRow {
  const waiting = merges.filter(({ top, bottom }) => bottom > top).toSorted((a, b) => b.top - a.top);
  let open: { readonly area: Merge; readonly value: Cell }[] = [];
  return (row) => {
    if (waiting.length === 0 && open.length === 0) return row;
    open = open.filter(({ area }) => area.bottom >= row.row);
    let cells: Cell[] | null = null;
    for (const { area, value } of open) {
      cells ??= [...row.cells];
      while (cells.length <= area.left) cells.push(null);
      cells[area.left] = value;
    }
    for (let next = waiting.at(-1); next !== undefined && next.top <= row.row; next = waiting.at(-1)) {
      waiting.pop();
      const value = row.row === next.top ? (row.cells[next.left] ?? null) : null;
      if (value !== null && value !== '' && next.bottom > row.row) open.push({ area: next, value });
    }
    return cells === null ? row : { ...row, cells };
  };
}
