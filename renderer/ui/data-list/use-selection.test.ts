import { expect, test } from 'vitest';
import { refreshed } from './use-selection.ts';

const row = (id: number, ...abilities: string[]) => ({ id, abilities });

test('selected rows follow the rows of the list; those that are not loaded stay as they were', () => {
  const [one, two, three] = [row(1, 'claim'), row(2, 'claim'), row(3, 'claim')];
  const selected = new Map([one, two, three].map((each) => [each.id, each]));
  const claimed = row(2);
  const now = refreshed(selected, [[one], [claimed, row(4, 'claim')]]);
  expect([...now]).toEqual([
    [1, one],
    [2, claimed],
    [3, three],
  ]);
  expect(now.get(2)).toBe(claimed);
});

test('rows that were selected unseen are known once they come', () => {
  const one = row(1, 'claim');
  expect([
    ...refreshed(
      new Map([
        [1, null],
        [2, null],
      ]),
      [[one]],
    ),
  ]).toEqual([
    [1, one],
    [2, null],
  ]);
});

test('the same rows change nothing, so that nothing is drawn again', () => {
  const one = row(1);
  const selected = new Map([[1, one]]);
  expect(refreshed(selected, [[one, row(5)]])).toBe(selected);
  expect(refreshed(selected, [])).toBe(selected);
});
