import { expect, test } from 'vitest';
import { cursorAt, nowhere, standsAt } from './use-cursor.ts';

const list = (...ids: (number | null)[]) => ({
  total: ids.length,
  at: (index: number) => {
    const id = ids[index];
    return id == null ? undefined : { id };
  },
});

test('the cursor stays on its row when rows come before it, go before it or change their order', () => {
  const cursor = cursorAt(list(1, 2, 3), 1);
  expect(standsAt(list(1, 2, 3), cursor)).toBe(1);
  expect(standsAt(list(9, 8, 1, 2, 3), cursor)).toBe(3);
  expect(standsAt(list(2, 3), cursor)).toBe(0);
  expect(standsAt(list(3, 1, 2), cursor)).toBe(2);
});

test('no other row gets under the cursor when its own has left the list', () => {
  expect(standsAt(list(1, 3, 4), cursorAt(list(1, 2, 3), 1))).toBe(-1);
  expect(standsAt(list(1, 2), cursorAt(list(1, 2, 3), 2))).toBe(-1);
  expect(standsAt(list(), cursorAt(list(1), 0))).toBe(-1);
});

test('the last row is found again when the list has become shorter before it', () => {
  expect(standsAt(list(2, 3), cursorAt(list(1, 2, 3), 2))).toBe(1);
});

test('a row that is not there yet keeps the cursor at its place', () => {
  const waiting = cursorAt(list(1, null), 1);
  expect(waiting).toEqual({ id: null, place: 1 });
  expect(standsAt(list(1, 2), waiting)).toBe(1);
  // Fetched again: nothing says yet that it is another one.
  expect(standsAt(list(1, null), cursorAt(list(1, 2), 1))).toBe(1);
  expect(standsAt(list(1, 2), nowhere)).toBe(-1);
});
