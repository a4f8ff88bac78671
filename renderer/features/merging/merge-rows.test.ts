import { expect, test } from 'vitest';
import type { MergePreview } from '#core/merging/merging.contract.ts';
import { mergeRows } from './merge-rows.ts';

const customer = (id: number, custom: object) =>
  ({
    customer: { id, name: `客户${id}`, tagIds: [], custom },
    figures: {},
  }) as unknown as MergePreview['customers'][number];
const words = (field: string, value: unknown) =>
  value === undefined || value === null ? '' : `${field}=${String(value as string)}`;

test('custom fields are rows like the others, after them and in their order; retired ones only where one has a value', () => {
  const rows = mergeRows(
    { customers: [customer(1, { 7: '甲', 9: true }), customer(2, { 7: '乙' })] },
    words,
    [
      { id: 8, retired: false },
      { id: 7, retired: false },
      { id: 9, retired: true },
      { id: 10, retired: true },
    ],
  );
  expect(rows[0]).toMatchObject({ field: 'name', values: ['name=客户1', 'name=客户2'], differs: true });
  expect(rows.slice(-3)).toEqual([
    { field: 'custom:8', values: ['', ''], differs: false, joinable: false },
    { field: 'custom:7', values: ['custom:7=甲', 'custom:7=乙'], differs: true, joinable: false },
    { field: 'custom:9', values: ['custom:9=true', ''], differs: true, joinable: false },
  ]);
});
