import type { Column, Layout } from './types.ts';

export const minWidth = 56;
export const maxWidth = 800;

/** The columns in the person's order and width; what the layout does not know yet keeps its place at the end. */
export function arrange<Row>(columns: readonly Column<Row>[], layout: Layout): readonly Column<Row>[] {
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const arranged: Column<Row>[] = columns
    .filter((column) => column.fixed)
    .map((column) => withWidth(column, layout));
  for (const { key, shown } of layout.columns) {
    const column = byKey.get(key);
    if (column && !column.fixed) arranged.push({ ...withWidth(column, layout), shown });
  }
  const known = new Set(arranged.map((column) => column.key));
  return [...arranged, ...columns.filter((column) => !known.has(column.key))];
}

function withWidth<Row>(column: Column<Row>, layout: Layout): Column<Row> {
  const width = layout.columns.find((entry) => entry.key === column.key)?.width ?? column.width;
  return { ...column, width };
}

/** What is kept of a person's columns. */
export function keep<Row>(columns: readonly Column<Row>[]): { key: string; width: number; shown: boolean }[] {
  return columns.map(({ key, width, shown }) => ({ key, width: Math.round(width), shown }));
}

/** Moves one column to the place of another. */
export function move<Row>(
  columns: readonly Column<Row>[],
  key: string,
  toKey: string,
): readonly Column<Row>[] {
  const from = columns.findIndex((column) => column.key === key);
  const to = columns.findIndex((column) => column.key === toKey);
  const moved = columns[from];
  if (!moved || to < 0 || moved.fixed || columns[to]?.fixed) return columns;
  const rest = columns.toSpliced(from, 1);
  return rest.toSpliced(to, 0, moved);
}

export function setWidth<Row>(
  columns: readonly Column<Row>[],
  key: string,
  width: number,
): readonly Column<Row>[] {
  const bounded = Math.min(maxWidth, Math.max(minWidth, Math.round(width)));
  return columns.map((column) => (column.key === key ? { ...column, width: bounded } : column));
}

/** The grid's tracks: the box, the columns, and a filler so that a row reaches the edge. */
export function tracks<Row>(columns: readonly Column<Row>[]): string {
  return `40px ${columns.map((column) => `${column.width}px`).join(' ')} minmax(0, 1fr)`;
}
