import { Worker } from 'node:worker_threads';
import type { Log } from '#core/shared/ports.ts';
import type { Connection } from '#db/dialects/sqlite/connection.ts';
import type { ToCopier } from './checkpoint-worker.ts';

/** Beside this file in the sources, beside the chunk in the built program. */
const copier = new URL(
  import.meta.url.endsWith('.ts') ? './checkpoint-worker.ts' : './checkpoint-worker.js',
  import.meta.url,
);
/** It holds one statement. In MiB. */
const resourceLimits = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };

/** So many pages (of 4 KiB) are written before they are copied. */
const worthCopying = 1000;
/** The log begins anew once all of it is copied: from here on a longer work waits for that between its parts. */
const long = 8000;
/** From here on every change waits for it, so that the log does not grow with all that is written. */
const longest = 24_000;

interface LogState {
  /** Pages in the log, and how many of them are in the file already. */
  readonly log: number;
  readonly checkpointed: number;
}

/** Keeps the write-ahead log short. */
export interface Checkpoints {
  /** To be called after each commit. */
  committed(): void;
  /** Before each change: resolves at once but where far more is written than is copied meanwhile. */
  room(): Promise<void>;
  /** Between two parts of a longer work: the same much sooner, so that nobody else waits for what it has written. */
  betweenParts(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Copies the write-ahead log of `writer`, whose file is at `path`, in a thread of its own. SQLite would do it within the
 * commit that fills the log, and everybody would wait for the disk. The thread starts when there is something to copy; when
 * it fails SQLite does it again by itself.
 */
export function openCheckpoints(writer: Connection, path: string, log: Log): Checkpoints {
  const byItself = Number(writer.pragma('wal_autocheckpoint', { simple: true }));
  writer.pragma('wal_autocheckpoint = 0');
  const state = writer.prepare<[], LogState>('pragma wal_checkpoint(noop)');
  let thread: { readonly ask: (what: ToCopier) => void; readonly ended: Promise<void> } | null = null;
  let failed = false;
  let underway: Promise<void> | null = null;
  let settled: () => void = () => undefined;
  let length = 0;
  /** Length of the log when it was copied last: what a reader still needs is not asked for at every commit. */
  let copiedAt = 0;

  function settle(): void {
    underway = null;
    settled();
  }

  function start(): NonNullable<typeof thread> {
    const worker = new Worker(copier, { workerData: path, resourceLimits, name: 'checkpoints' });
    worker.on('message', settle);
    worker.on('error', (error) => {
      failed = true;
      log.error('the service copies the log by itself', { error });
      writer.pragma(`wal_autocheckpoint = ${byItself}`);
      settle();
    });
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        resolve();
      });
    });
    return { ask: (what) => worker.postMessage(what), ended };
  }

  function copy(): void {
    copiedAt = length;
    underway = new Promise((resolve) => {
      settled = resolve;
    });
    thread ??= start();
    thread.ask('copy');
  }

  /** Resolves when a log of so many pages is copied: what is under way, and what was written since that began. */
  async function shortened(from: number): Promise<void> {
    if (failed || length < from) return;
    await underway;
    if (!failed && underway === null && length > copiedAt) copy();
    await underway;
  }

  return {
    committed() {
      const now = failed ? undefined : state.get();
      if (now === undefined) return;
      length = now.log;
      if (length < copiedAt) copiedAt = 0;
      if (underway !== null || length - Math.max(copiedAt, now.checkpointed) < worthCopying) return;
      copy();
    },
    room: () => shortened(longest),
    betweenParts: () => shortened(long),
    async close() {
      await underway;
      thread?.ask('end');
      await thread?.ended;
    },
  };
}
