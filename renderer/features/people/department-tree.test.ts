import { expect, test } from 'vitest';
import type { Department } from '#core/people/people.contract.ts';
import { inTreeOrder, pathOf, withAllBelow } from './department-tree.ts';

const department = (id: number, name: string, parentId: number | null): Department => ({
  id,
  name,
  parentId,
  people: 0,
  version: 1,
});
const all = [
  department(1, '销售部', null),
  department(2, '财务部', null),
  department(3, '华南组', 1),
  department(4, '华东组', 1),
  department(5, '上海', 4),
  department(6, '孤儿', 99),
];

test('each department stands below its parent, one with an unknown parent at the top', () => {
  expect(inTreeOrder(all).map(({ name, depth }) => `${depth}${name}`)).toEqual([
    '0财务部',
    '0孤儿',
    '0销售部',
    '1华东组',
    '2上海',
    '1华南组',
  ]);
});

test('a department cannot be put below itself: all that lies below it is known', () => {
  expect([...withAllBelow(all, 1)].toSorted((a, b) => a - b)).toEqual([1, 3, 4, 5]);
  expect(pathOf(all, 5)).toBe('销售部 / 华东组 / 上海');
});
