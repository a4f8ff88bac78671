import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteAsking } from './asked-at.ts';
import { refresh } from './live.ts';
import { orpc } from './rpc.ts';

let asked: number;
let answerAfter: number;
let queryClient: QueryClient;
let stop: () => void;
const list = { queryKey: [...orpc.customers.list.key(), 'rows'] };

beforeEach(async () => {
  vi.useFakeTimers();
  [asked, answerAfter] = [0, 10];
  queryClient = new QueryClient();
  noteAsking(queryClient.getQueryCache());
  const queryFn = async () => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, answerAfter));
    return asked;
  };
  stop = new QueryObserver(queryClient, { ...list, queryFn, staleTime: Infinity }).subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(5_000);
});
afterEach(() => {
  stop();
  queryClient.clear();
  vi.useRealTimers();
});

/** Word of changes of which the last was so long ago. */
async function hear(agoMs: number) {
  refresh(queryClient, 'customers', agoMs);
  await vi.advanceTimersByTimeAsync(20);
}

test('one’s own change is asked for once: the word of it, a fifth of a second later, asks nothing', async () => {
  // The answer to the change makes the list ask again.
  await vi.advanceTimersByTimeAsync(15);
  void queryClient.invalidateQueries(list);
  await vi.advanceTimersByTimeAsync(185);
  expect(asked).toBe(2);
  await hear(200);
  expect(asked).toBe(2);
  expect(queryClient.getQueryData(list.queryKey)).toBe(2);
});

test('a change by somebody else is asked for, also in the same word as one’s own', async () => {
  await hear(200);
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(1_000);
  void queryClient.invalidateQueries(list);
  await vi.advanceTimersByTimeAsync(150);
  // Somebody else changed something 100 ms ago: after the list had asked.
  await hear(100);
  expect(asked).toBe(4);
});

test('word that comes over a break is not compared with what was asked meanwhile', async () => {
  await hear(60_000);
  expect(asked).toBe(2);
});

test('what was asked before the change and is not answered yet is asked again', async () => {
  answerAfter = 300;
  void queryClient.invalidateQueries(list);
  await vi.advanceTimersByTimeAsync(250);
  await hear(200);
  expect(asked).toBe(3);
});

test('a list that nobody looks at is out of date all the same', async () => {
  stop();
  await hear(200);
  expect(queryClient.getQueryState(list.queryKey)?.isInvalidated).toBe(true);
  expect(asked).toBe(1);
});
