import { expect, test } from 'vitest';
import { countResults, linesOf } from './check.ts';

test('lines end as people paste them, empty ones are none', () => {
  expect(linesOf('甲\r\n乙\n\n \t\n丙\r丁')).toEqual(['甲', '乙', '丙', '丁']);
});

test('results are counted by kind', () => {
  const line = (result: 'exact' | 'similar' | 'none') => ({ text: 'x', result, hits: [] });
  expect(countResults([line('exact'), line('none'), line('none')])).toEqual({
    exact: 1,
    similar: 0,
    none: 2,
  });
});
