import { amountInCapitals } from '#core/printing/engine/amount.ts';
import { inOneLine, longestRun } from '#core/printing/engine/columns.ts';
import type { Block, TableRow } from '#core/printing/engine/document.ts';
import type { PrintColumn } from '#core/printing/printing.contract.ts';
import { formatYuan } from '#core/shared/money.ts';

type Value = string | number | null;
type Values = readonly Value[];

/** How a list is put on paper. */
export interface ListShape {
  /** The column whose values head groups; null: as it stands. */
  readonly groupBy: number | null;
  readonly numbered: boolean;
  readonly sums: boolean;
  readonly pageSums: boolean;
  /** The total of amounts in Chinese capitals besides. */
  readonly capitals: boolean;
}

/** The words of sums and groups, in the person's language. */
export interface ListWords {
  readonly nth: string;
  readonly none: string;
  readonly group: (name: string, rows: number) => string;
  readonly groupSum: string;
  readonly pageSum: string;
  readonly total: string;
  readonly capitals: (title: string, amount: string) => string;
}

/** What a day, and a day with its time, need to stand in one line, in pixels as the other columns. */
const leastWidths: Readonly<Partial<Record<PrintColumn['kind'], number>>> = { date: 84, time: 128 };

/** Headings up to so many signs stand in one line on narrow paper, too. */
const shortHeading = 5;

/** The column of running numbers up to one. */
const numberColumn = (title: string, most: number) => ({
  title,
  width: Math.max(44, 22 + 9 * String(most).length),
  least: Math.max(inOneLine(title), inOneLine(String(most))),
});

/** What a column needs so that no number, day or short heading is broken. */
function leastOf({ title, kind }: PrintColumn, rows: readonly TableRow[], at: number): number {
  const texts = rows.map(({ style, cells }) => (style === 'group' ? '' : (cells[at] ?? '')));
  const heading = title.length <= shortHeading ? inOneLine(title) : 0;
  const time = kind === 'time' ? inOneLine('2026-11-23 21:00') : 0;
  return Math.max(heading, time, longestRun(texts));
}

/** Whether figures of this column can be added up. */
export const isSummed = ({ kind }: PrintColumn): boolean => kind === 'number' || kind === 'money';

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 6 });

function words({ kind }: PrintColumn, value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return kind === 'time' ? value.replace('T', ' ') : value;
  return kind === 'money' ? formatYuan(value) : number(value);
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** The rows of each group: groups by pinyin, without a value last; within a group as they were. */
function groupsOf(rows: readonly Values[], column: PrintColumn, at: number): [string, readonly Values[]][] {
  const groups = new Map<string, Values[]>();
  for (const row of rows) {
    const name = words(column, row[at] ?? null);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return [...groups].toSorted(([a], [b]) => Number(a === '') - Number(b === '') || collator.compare(a, b));
}

/** Figures in millionths: sums of decimals come out as people add them. */
const added = (figures: readonly number[], money: boolean) =>
  money
    ? figures.reduce((sum, figure) => sum + figure, 0)
    : figures.reduce((sum, figure) => sum + Math.round(figure * 1e6), 0) / 1e6;

/** The table of a list, in groups with sums where that is wanted, and what stands below it. */
export function listBlocks(
  columns: readonly PrintColumn[],
  rows: readonly Values[],
  shape: ListShape,
  say: ListWords,
): readonly Block[] {
  const summed = columns.flatMap((column, at) => (isSummed(column) ? [at] : []));
  const lead = shape.numbered ? 1 : 0;
  const sumOf = (some: readonly Values[], at: number) =>
    added(
      some.flatMap((row) => (typeof row[at] === 'number' ? [row[at]] : [])),
      columns[at]?.kind === 'money',
    );
  const sumRow = (style: 'sum' | 'total', label: string, some: readonly Values[]): TableRow => {
    const cells = columns.map((column, at) => (summed.includes(at) ? words(column, sumOf(some, at)) : ''));
    const all = shape.numbered ? ['', ...cells] : cells;
    // The label stands in the first column that has room for words.
    const free = all.findIndex((cell, at) => cell === '' && at >= lead);
    if (free >= 0) all[free] = label;
    return { style, cells: all };
  };
  let nth = 0;
  const plain = (row: Values): TableRow => {
    nth += 1;
    const cells = columns.map((column, at) => words(column, row[at] ?? null));
    const figures = columns.map((column, at) =>
      isSummed(column) && typeof row[at] === 'number' ? row[at] : null,
    );
    return {
      style: 'row',
      cells: shape.numbered ? [String(nth), ...cells] : cells,
      figures: shape.numbered ? [null, ...figures] : figures,
    };
  };
  const withSums = shape.sums && summed.length > 0;
  const grouped = shape.groupBy === null ? undefined : columns[shape.groupBy];
  const body: TableRow[] =
    grouped === undefined || shape.groupBy === null
      ? rows.map(plain)
      : groupsOf(rows, grouped, shape.groupBy).flatMap(([name, group]) => [
          { style: 'group' as const, cells: [say.group(name === '' ? say.none : name, group.length)] },
          ...group.map(plain),
          ...(withSums ? [sumRow('sum', say.groupSum, group)] : []),
        ]);
  const total = withSums && rows.length > 0 ? [sumRow('total', say.total, rows)] : [];
  const heads = columns.map((column, at) => ({
    title: column.title,
    width: Math.max(column.width, leastWidths[column.kind] ?? 40),
    least: leastOf(column, body, at + lead),
    ...(isSummed(column) && { align: 'end' as const }),
  }));
  const numbers = numberColumn(say.nth, rows.length);
  const capitals = shape.capitals
    ? summed.flatMap((at) => {
        const column = columns[at];
        if (column?.kind !== 'money') return [];
        return [say.capitals(column.title, amountInCapitals(BigInt(sumOf(rows, at))))];
      })
    : [];
  return [
    {
      kind: 'table',
      columns: shape.numbered ? [numbers, ...heads] : heads,
      rows: [...body, ...total],
      pageSum:
        shape.pageSums && summed.length > 0
          ? {
              label: say.pageSum,
              words: (at, sum) => {
                const column = columns[at - lead];
                return column === undefined
                  ? ''
                  : words(column, column.kind === 'money' ? sum : Math.round(sum * 1e6) / 1e6);
              },
            }
          : null,
    },
    ...capitals.map((text) => ({ kind: 'note' as const, text })),
  ];
}
