import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportFiles, TableWriter } from '#core/exports/export-files.ts';
import { AppError } from '#core/shared/errors.ts';
import { csvWriter } from './csv-writer.ts';
import { folderWriter } from './folder-writer.ts';
import { xlsxWriter } from './xlsx-writer.ts';

/** With less than this the office's own data need what is left. */
const leastFree = 200 * 1024 * 1024;

/** A card that no folder has taken is given up after an hour. */
const cardKeptMs = 60 * 60 * 1000;

async function* taken(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Uint8Array>;
  } finally {
    await rm(path, { force: true });
  }
}

function refused(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('diskFull', {}, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new AppError('folderNotWritable', {}, { cause: error });
  return error;
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refused(error);
  }
}

async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

/** Keeps exported files in a folder: written under another name, renamed when whole. `free` is there for tests. */
export function exportFiles(dir: string, free = freeBytes): ExportFiles {
  const pathOf = (exportId: number) => join(dir, `export-${exportId}`);
  const partOf = (exportId: number) => `${pathOf(exportId)}.part`;
  const cardOf = (personId: number) => join(dir, `card-${personId}`);
  const writing = new Set<number>();

  async function remove(exportId: number): Promise<void> {
    await rm(pathOf(exportId), { force: true });
    await rm(partOf(exportId), { force: true });
    await rm(`${partOf(exportId)}.book`, { force: true });
  }

  async function opened(exportId: number): Promise<FileHandle> {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    if ((await free(dir)) < leastFree) throw new AppError('diskFull');
    const file = await open(partOf(exportId), 'w', 0o600);
    writing.add(exportId);
    return file;
  }

  /** How a file ends: whole under its name, or not at all. */
  function ending(exportId: number, file: FileHandle, finish: () => Promise<void>) {
    const end = async () => {
      writing.delete(exportId);
      await file.close();
    };
    return {
      finish: () =>
        explained(async () => {
          await finish();
          await file.sync();
          const { size } = await file.stat();
          await end();
          await rename(partOf(exportId), pathOf(exportId));
          return size;
        }),
      async abort() {
        await end().catch(() => undefined);
        await remove(exportId);
      },
    };
  }

  return {
    create: (exportId, format, table) =>
      explained(async () => {
        const file = await opened(exportId);
        const body =
          format === 'xlsx'
            ? xlsxWriter(file, table)
            : csvWriter(file, table.columns, format === 'csv' ? 'utf-8' : 'gb18030');
        const writer: TableWriter = {
          rows: (rows) => explained(() => body.rows(rows)),
          ...ending(exportId, file, () => body.finish()),
        };
        try {
          await body.begin();
        } catch (error) {
          await writer.abort();
          throw error;
        }
        return writer;
      }),
    createFolder: (exportId) =>
      explained(async () => {
        const file = await opened(exportId);
        const folder = folderWriter(file, `${partOf(exportId)}.book`);
        return {
          file: (path, bytes) => explained(() => folder.file(path, bytes)),
          workbook: (path, sheets) => explained(() => folder.workbook(path, sheets)),
          ...ending(exportId, file, () => folder.finish()),
        };
      }),
    putCard: (personId, offset, piece) =>
      explained(async () => {
        await mkdir(dir, { recursive: true, mode: 0o700 });
        const file = await open(cardOf(personId), offset === 0 ? 'w' : 'r+', 0o600);
        try {
          if ((await file.stat()).size < offset) throw new AppError('uploadOutOfOrder');
          await file.write(piece, 0, piece.length, offset);
        } finally {
          await file.close();
        }
      }),
    async takeCard(personId, bytes) {
      const path = cardOf(personId);
      const size = await stat(path).then(
        (found) => found.size,
        () => null,
      );
      if (size !== bytes) return null;
      return taken(path);
    },
    async read(exportId, offset, bytes) {
      const file = await open(pathOf(exportId)).catch(() => null);
      if (file === null) return null;
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, offset);
        return buffer.subarray(0, bytesRead).toString('base64');
      } finally {
        await file.close();
      }
    },
    remove,
    async sweep(keep) {
      for (const name of await readdir(dir).catch(() => [])) {
        if (/^card-\d+$/.test(name)) {
          const { mtimeMs } = await stat(join(dir, name)).catch(() => ({ mtimeMs: 0 }));
          if (Date.now() - mtimeMs > cardKeptMs) await rm(join(dir, name), { force: true });
          continue;
        }
        const [, id, part] = /^export-(\d+)(\.part(?:\.book)?)?$/.exec(name) ?? [];
        const exportId = Number(id);
        if (id === undefined || writing.has(exportId)) continue;
        if (part !== undefined || !keep.has(exportId)) await rm(join(dir, name), { force: true });
      }
    },
  };
}
