import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportFiles } from '#core/imports/import-files.ts';
import type { ReadBatch, RowRules } from '#core/imports/row-rules.ts';
import { tableLimits, type TableFormat, type TableSurvey } from '#core/imports/table.ts';
import { AppError } from '#core/shared/errors.ts';
import type { FromParser, ParseTask } from './parse-worker.ts';
import { containerOf, readerOf } from './table-file.ts';

/** Beside this file in the sources, beside the chunk in the built program. */
const parser = new URL(
  import.meta.url.endsWith('.ts') ? './parse-worker.ts' : './parse-worker.js',
  import.meta.url,
);
/** A file that needs more to be read is refused as too large. In MiB. */
const resourceLimits = { maxOldGenerationSizeMb: 400, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const day = 24 * 60 * 60 * 1000;

function refused(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new AppError('fileTooLarge');
  if (code === 'ENOSPC') return new AppError('diskFull', {}, { cause: error });
  return new AppError('fileBroken', {}, { cause: error });
}

/** What a worker says, in order, each acknowledged when it was taken; ends the worker when the loop is left. */
async function* messages(entry: URL, task: ParseTask): AsyncGenerator<FromParser> {
  const worker = new Worker(entry, { workerData: task, resourceLimits, name: 'import' });
  const waiting: FromParser[] = [];
  let over = false;
  let failure: unknown = null;
  let wake: () => void = () => undefined;
  worker.on('message', (message: FromParser) => {
    waiting.push(message);
    wake();
  });
  worker.on('error', (error) => {
    failure = error;
  });
  worker.on('exit', () => {
    over = true;
    wake();
  });
  try {
    for (;;) {
      const message = waiting.shift();
      if (message === undefined) {
        if (over) throw refused(failure);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (message.type === 'failed') throw new AppError(message.code, message.params);
      if (message.type === 'end') return;
      yield message;
      if (message.type === 'survey') return;
      worker.postMessage('taken');
    }
  } catch (error) {
    throw refused(error);
  } finally {
    await worker.terminate();
  }
}

/**
 * Keeps uploaded files in `DIR` and reads them in a worker thread of their own, so that the service never waits.
 * `entry` is what the thread runs.
 */
export function importFiles(dir: string, entry: URL = parser): ImportFiles {
  const pathOf = (importId: number) => join(dir, `import-${importId}`);
  const lastPieces = new Map<number, string>();

  const hash = (piece: Uint8Array) => createHash('sha256').update(piece).digest('hex');

  async function append(importId: number, offset: number, piece: Uint8Array): Promise<number> {
    if (offset === 0 && piece.length > 0) await containerOf(readerOf(piece));
    await mkdir(dir, { recursive: true });
    const file = await open(pathOf(importId), 'a+');
    try {
      const { size } = await file.stat();
      // The answer to the last piece may have been lost on its way: the same piece again is that piece.
      if (
        offset + piece.length === size &&
        offset !== size &&
        lastPieces.get(importId) === `${offset} ${hash(piece)}`
      )
        return size;
      if (offset !== size) throw new AppError('uploadOutOfOrder', { received: size });
      if (size + piece.length > tableLimits.csvBytes) {
        throw new AppError('fileTooLarge', { max: tableLimits.csvBytes / 1024 / 1024 });
      }
      await file.write(piece);
      lastPieces.set(importId, `${offset} ${hash(piece)}`);
      return size + piece.length;
    } catch (error) {
      throw error instanceof AppError ? error : refused(error);
    } finally {
      await file.close();
    }
  }

  async function survey(importId: number, sheet: number | null = null): Promise<TableSurvey> {
    const path = pathOf(importId);
    lastPieces.delete(importId);
    const found = await stat(path).catch(() => null);
    if (found === null) throw new AppError('fileEmpty');
    for await (const message of messages(entry, { path, reading: null, sheet })) {
      if (message.type !== 'survey') continue;
      if (message.survey.format.kind === 'xlsx' && found.size > tableLimits.xlsxBytes) {
        throw new AppError('fileTooLarge', { max: tableLimits.xlsxBytes / 1024 / 1024 });
      }
      return message.survey;
    }
    throw new AppError('fileBroken');
  }

  async function* rows(importId: number, format: TableFormat, rules: RowRules): AsyncGenerator<ReadBatch> {
    for await (const message of messages(entry, { path: pathOf(importId), reading: { format, rules } })) {
      if (message.type === 'rows') yield message.batch;
    }
  }

  async function remove(importId: number): Promise<void> {
    lastPieces.delete(importId);
    await rm(pathOf(importId), { force: true });
  }

  async function readSmall(bytes: Uint8Array, keep: number): Promise<TableSurvey> {
    await containerOf(readerOf(bytes));
    await mkdir(dir, { recursive: true });
    const path = join(dir, `small-${randomUUID()}`);
    try {
      await writeFile(path, bytes);
      for await (const message of messages(entry, { path, reading: null, keep }))
        if (message.type === 'survey') return message.survey;
      throw new AppError('fileBroken');
    } catch (error) {
      throw refused(error);
    } finally {
      await rm(path, { force: true });
    }
  }

  return {
    append,
    readSmall,
    survey,
    rows,
    remove,
    async handOn(importId, toId) {
      try {
        await rename(pathOf(importId), pathOf(toId));
        // Its day begins anew.
        await utimes(pathOf(toId), new Date(), new Date());
      } catch (error) {
        throw refused(error);
      }
    },
    async adopt(importId, path) {
      await mkdir(dir, { recursive: true });
      await copyFile(path, pathOf(importId));
    },
    async sweep(keep) {
      const names = await readdir(dir).catch(() => []);
      for (const name of names) {
        const id = Number(/^import-(\d+)$/.exec(name)?.[1]);
        if (!Number.isInteger(id)) continue;
        const found = await stat(pathOf(id)).catch(() => null);
        if (!keep.has(id) || (found !== null && Date.now() - found.mtimeMs > day)) await remove(id);
      }
    },
  };
}
