import { describe, expect, test } from 'vitest';
import { arrange, keep, maxWidth, minWidth, move, setWidth } from './layout.ts';
import type { Column, Layout } from './types.ts';

const column = (key: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  key,
  title: key,
  width: 100,
  shown: true,
  cell: () => null,
  ...more,
});
const columns = [column('name', { fixed: true }), column('a'), column('b'), column('c', { shown: false })];
const layout = (entries: Layout['columns']): Layout => ({
  columns: entries,
  density: 'compact',
  sort: null,
  pane: false,
});
const keys = (list: readonly Column<unknown>[]) => list.map((one) => one.key);

describe('the layout of a list', () => {
  test('order, width and choice of a person hold; the fixed column stays first and shown', () => {
    const arranged = arrange(
      columns,
      layout([
        { key: 'c', width: 70, shown: true },
        { key: 'name', width: 300, shown: false },
        { key: 'a', width: 100, shown: false },
      ]),
    );
    expect(keep(arranged)).toEqual([
      { key: 'name', width: 300, shown: true },
      { key: 'c', width: 70, shown: true },
      { key: 'a', width: 100, shown: false },
      { key: 'b', width: 100, shown: true },
    ]);
  });

  test('columns that no longer exist are forgotten', () => {
    expect(keys(arrange(columns, layout([{ key: 'gone', width: 80, shown: true }])))).toEqual([
      'name',
      'a',
      'b',
      'c',
    ]);
  });

  test('a column takes the place it is dropped on; the fixed one neither moves nor gives way', () => {
    expect(keys(move(columns, 'c', 'a'))).toEqual(['name', 'c', 'a', 'b']);
    expect(keys(move(columns, 'a', 'c'))).toEqual(['name', 'b', 'c', 'a']);
    expect(move(columns, 'a', 'name')).toBe(columns);
    expect(move(columns, 'name', 'b')).toBe(columns);
  });

  test('widths stay within what can still be read', () => {
    expect(setWidth(columns, 'a', 3)[1]?.width).toBe(minWidth);
    expect(setWidth(columns, 'a', 9000)[1]?.width).toBe(maxWidth);
  });
});
