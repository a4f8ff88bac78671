import { expect, test } from 'vitest';
import { guessedPlan, withField } from './column-plan.ts';

const plan = guessedPlan({
  importId: 1,
  fileName: 'a.csv',
  kind: 'csv',
  encoding: 'utf-8',
  rows: 1,
  sheets: [],
  sheet: 0,
  headingRow: 1,
  head: [],
  noun: 'customers',
  mapping: null,
  mappings: [],
  mayAssign: true,
  columns: [
    { index: 0, heading: '名称', field: 'name', samples: [] },
    { index: 1, heading: '别的', field: null, samples: [] },
    { index: 2, heading: '电话', field: 'phone', samples: [] },
  ],
});

test('a field goes to the column it was put on last, and only there', () => {
  expect([...plan]).toEqual([
    [0, 'name'],
    [2, 'phone'],
  ]);
  expect([...withField(plan, 1, 'name')]).toEqual([
    [2, 'phone'],
    [1, 'name'],
  ]);
  expect([...withField(plan, 2, null)]).toEqual([[0, 'name']]);
  expect([...withField(plan, 0, 'address')]).toEqual([
    [2, 'phone'],
    [0, 'address'],
  ]);
});
