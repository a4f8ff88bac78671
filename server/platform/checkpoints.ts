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
/** From here on a change waits for the copying that is under way, so that the log does not grow with all that is written. */
const longest = 8000;

interface LogState {
  /** Pages in the log, and how many of them are in the file already. */
  readonly log: number;
  readonly checkpointed: number;
}

/** Keeps the write-ahead log short. */
export interface Checkpoints {
  /** To be called after each commit. */
  committed(): void;
  /** Before each change: resolves at once but where more is written than is copied meanwhile. */
  room(): Promise<void>;
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

  return {
    committed() {
      const now = failed ? undefined : state.get();
      if (now === undefined) return;
      length = now.log;
      if (length < copiedAt) copiedAt = 0;
      if (underway !== null || length - Math.max(copiedAt, now.checkpointed) < worthCopying) return;
      copiedAt = length;
      underway = new Promise((resolve) => {
        settled = resolve;
      });
      thread ??= start();
      thread.ask('copy');
    },
    async room() {
      if (length >= longest) await underway;
    },
    async close() {
      await underway;
      thread?.ask('end');
      await thread?.ended;
    },
  };
}
