import { getEventMeta } from '@orpc/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createChangeFeed } from './change-feed.ts';

type Topic = 'customers' | 'people' | 'all';
const always = async () => true;
const times = { gatherMs: 200, heartbeatMs: 15_000 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Answer = IteratorResult<{ topics: Topic[] }, void>;

function told(answer: Answer): { topics: Topic[]; id: string } {
  if (answer.done) throw new Error('the stream ended');
  return { topics: answer.value.topics, id: getEventMeta(answer.value)?.id ?? '' };
}

/** A watcher that has had its first, empty event. */
async function watching(
  feed: ReturnType<typeof createChangeFeed<Topic>>,
  alive = always,
  signal?: AbortSignal,
) {
  const stream = feed.watch(undefined, alive, signal);
  const hello = told(await stream.next());
  expect(hello.topics).toEqual([]);
  return { stream, id: hello.id };
}

test('changes of a fifth of a second are told at once, each topic once', async () => {
  const feed = createChangeFeed<Topic>('all', times);
  const { stream } = await watching(feed);
  const next = stream.next();
  feed.publish(['customers']);
  await vi.advanceTimersByTimeAsync(150);
  feed.publish(['people', 'customers']);
  feed.publish([]);
  await vi.advanceTimersByTimeAsync(49);
  expect(await Promise.race([next, Promise.resolve('silent')])).toBe('silent');
  await vi.advanceTimersByTimeAsync(1);
  expect(told(await next).topics).toEqual(['customers', 'people']);
});

test('it says how long ago the last of the changes was, and of what it no longer knows that it was now', async () => {
  const feed = createChangeFeed<Topic>('all', times);
  const { stream, id } = await watching(feed);
  const next = stream.next();
  feed.publish(['customers']);
  await vi.advanceTimersByTimeAsync(150);
  feed.publish(['people']);
  await vi.advanceTimersByTimeAsync(50);
  expect((await next).value).toEqual({ topics: ['customers', 'people'], agoMs: 50 });
  await vi.advanceTimersByTimeAsync(3_000);
  expect((await feed.watch(id, always, null).next()).value).toMatchObject({ agoMs: 3_050 });
  expect((await feed.watch('nonsense', always, null).next()).value).toEqual({ topics: ['all'], agoMs: 0 });
});

test('resumes after the last event, whoever watched meanwhile', async () => {
  const feed = createChangeFeed<Topic>('all', times);
  const { stream, id } = await watching(feed);
  await stream.return();
  feed.publish(['customers']);
  await vi.advanceTimersByTimeAsync(200);
  feed.publish(['people']);
  await vi.advanceTimersByTimeAsync(200);
  const back = told(await feed.watch(id, always, null).next());
  expect(back.topics).toEqual(['customers', 'people']);
  // Up to date: silent until something happens.
  const next = feed.watch(back.id, always, null).next();
  feed.publish(['people']);
  await vi.advanceTimersByTimeAsync(200);
  expect(told(await next).topics).toEqual(['people']);
});

test.each(['', 'nonsense', 'abc-1', '-1', '999'])(
  'an unknown id %j means: read everything again',
  async (id) => {
    const feed = createChangeFeed<Topic>('all', times);
    expect(told(await feed.watch(id, always, null).next()).topics).toEqual(['all']);
  },
);

test('an id of an earlier start, of the future, or from before the ring is read as too old', async () => {
  const earlier = await watching(createChangeFeed<Topic>('all', times));
  const feed = createChangeFeed<Topic>('all', times);
  expect(told(await feed.watch(earlier.id, always, null).next()).topics).toEqual(['all']);
  const { id } = await watching(feed);
  const future = id.replace(/-\d+$/, '-7');
  expect(told(await feed.watch(future, always, null).next()).topics).toEqual(['all']);
  for (let at = 0; at < 1001; at++) {
    feed.publish(['customers']);
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(told(await feed.watch(id, always, null).next()).topics).toEqual(['all']);
  const kept = id.replace(/-\d+$/, '-1');
  expect(told(await feed.watch(kept, always, null).next()).topics).toEqual(['customers']);
});

test('a session that ended hears nothing more, at the next event or the next heartbeat', async () => {
  const feed = createChangeFeed<Topic>('all', times);
  let lives = true;
  const { stream } = await watching(feed, async () => lives);
  const quiet = await watching(feed, async () => lives);
  const [next, silent] = [stream.next(), quiet.stream.next()];
  await vi.advanceTimersByTimeAsync(60_000);
  lives = false;
  feed.publish(['customers']);
  await vi.advanceTimersByTimeAsync(200);
  expect(await next).toEqual({ done: true, value: undefined });
  expect(await silent).toEqual({ done: true, value: undefined });
  expect(feed.watchers).toBe(0);
});

test('the heartbeat alone ends the stream of a session that ended', async () => {
  const feed = createChangeFeed<Topic>('all', times);
  let lives = true;
  const { stream } = await watching(feed, async () => lives);
  const next = stream.next();
  await vi.advanceTimersByTimeAsync(1);
  lives = false;
  await vi.advanceTimersByTimeAsync(14_998);
  expect(feed.watchers).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await next).toEqual({ done: true, value: undefined });
});

test('a consumer that goes away leaves nothing behind, waiting or not, started or not', async () => {
  const feed = createChangeFeed<Topic>('all', times);
  const waiting = await watching(feed);
  const pending = waiting.stream.next();
  const idle = await watching(feed);
  const unstarted = feed.watch(undefined, always, null);
  const aborting = new AbortController();
  const aborted = await watching(feed, always, aborting.signal);
  const cut = aborted.stream.next();
  expect(feed.watchers).toBe(4);
  await waiting.stream.return();
  expect(await pending).toEqual({ done: true, value: undefined });
  await idle.stream.return();
  await unstarted.return();
  aborting.abort();
  expect(await cut).toEqual({ done: true, value: undefined });
  expect(feed.watchers).toBe(0);
  expect(await feed.watch(undefined, always, AbortSignal.abort()).next()).toEqual({
    done: true,
    value: undefined,
  });
  expect(feed.watchers).toBe(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('closing ends every stream', async () => {
  const feed = createChangeFeed<Topic>('all', times);
  const { stream } = await watching(feed);
  const next = stream.next();
  feed.publish(['customers']);
  feed.close();
  expect(await next).toEqual({ done: true, value: undefined });
  feed.publish(['customers']);
  expect(feed.watchers).toBe(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
});
