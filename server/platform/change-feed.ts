import { randomBytes } from 'node:crypto';
import { withEventMeta } from '@orpc/server';
import type { ChangeFeed } from '#core/shared/ports.ts';

export interface FeedTimes {
  /** Changes are gathered for so long before they are told. */
  readonly gatherMs: number;
  /** Every so often a silent watcher is asked whether its session still lives. */
  readonly heartbeatMs: number;
}

export interface OpenFeed<Topic extends string> extends ChangeFeed<Topic> {
  /** How many watch. */
  readonly watchers: number;
  /** Ends every stream. */
  close(): void;
}

interface FeedEvent<Topic> {
  readonly number: number;
  readonly topics: readonly Topic[];
}

interface Watcher {
  wake(): void;
  end(): void;
}

/** So many events can be caught up with after a break. */
const kept = 1000;

/**
 * Tells everybody who watches what changed. Event ids are `start-number`: the part before the dash is new at every
 * start of the service, so an id of an earlier start is known as such and answered with `everything`, like one that is
 * too old. Someone who comes without an id is first given an empty event: its id is where to resume.
 */
export function createChangeFeed<Topic extends string>(
  everything: Topic,
  times: FeedTimes = { gatherMs: 200, heartbeatMs: 15_000 },
): OpenFeed<Topic> {
  const start = randomBytes(6).toString('hex');
  const events: FeedEvent<Topic>[] = [];
  const watchers = new Set<Watcher>();
  const gathered = new Set<Topic>();
  let last = 0;
  let publishedAt = 0;
  let gathering: NodeJS.Timeout | undefined;
  let closed = false;

  function flush(): void {
    gathering = undefined;
    last += 1;
    events.push({ number: last, topics: [...gathered] });
    if (events.length > kept) events.shift();
    gathered.clear();
    for (const watcher of watchers) watcher.wake();
  }

  /** The topics of all events after `number`; null when some of them are kept no longer. */
  function since(number: number): readonly Topic[] | null {
    if (number < (events[0]?.number ?? last + 1) - 1) return null;
    const missed = events.filter((each) => each.number > number);
    return [...new Set(missed.flatMap((each) => each.topics))];
  }

  /** The number an id of this start stands for; -1, older than anything kept, for every other text. */
  function numberOf(eventId: string): number {
    const [from, text = ''] = eventId.split('-');
    const number = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    return from === start && number <= last ? number : -1;
  }

  return {
    get watchers() {
      return watchers.size;
    },

    publish(topics) {
      if (closed) return;
      for (const topic of topics) gathered.add(topic);
      if (gathered.size === 0) return;
      publishedAt = performance.now();
      gathering ??= setTimeout(flush, times.gatherMs);
    },

    watch(lastEventId, alive, signal) {
      const abort = signal instanceof AbortSignal ? signal : null;
      let ended = closed || abort?.aborted === true;
      let wake = Promise.withResolvers<void>();
      const end = () => {
        ended = true;
        watchers.delete(watcher);
        abort?.removeEventListener('abort', end);
        wake.resolve();
      };
      const watcher: Watcher = { wake: () => wake.resolve(), end };
      // Subscribed from here on; what came before is found in `events`.
      if (!ended) watchers.add(watcher);
      abort?.addEventListener('abort', end, { once: true });
      let seen = lastEventId === undefined ? last : numberOf(lastEventId);
      let greeting = lastEventId === undefined;

      async function* stream(): AsyncGenerator<{ topics: Topic[]; agoMs: number }, void> {
        try {
          while (!ended && (await alive()) && !ended) {
            const known = since(seen);
            const topics = known ?? [everything];
            if (topics.length > 0 || greeting) {
              greeting = false;
              seen = last;
              // Rather too short than too long: what was published since, and comes with the next event, counts as well.
              const agoMs = known === null ? 0 : performance.now() - publishedAt;
              yield withEventMeta({ topics: [...topics], agoMs }, { id: `${start}-${last}` });
            } else {
              wake = Promise.withResolvers<void>();
              const beat = setTimeout(wake.resolve, times.heartbeatMs);
              await wake.promise;
              clearTimeout(beat);
            }
          }
        } finally {
          end();
        }
      }

      const inner = stream();
      return {
        next: () => inner.next(),
        // A generator that waits would keep its own `return` waiting: the waiting is ended first.
        return(value) {
          end();
          return inner.return(value);
        },
        throw(error) {
          end();
          return inner.throw(error);
        },
        [Symbol.asyncIterator]() {
          return this;
        },
        async [Symbol.asyncDispose]() {
          end();
          await inner.return();
        },
      };
    },

    close() {
      closed = true;
      clearTimeout(gathering);
      for (const watcher of watchers) watcher.end();
    },
  };
}
