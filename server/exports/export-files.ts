import { mkdir, open, readdir, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportFiles, TableWriter } from '#core/exports/export-files.ts';
import { AppError } from '#core/shared/errors.ts';
import { csvWriter } from './csv-writer.ts';
import { xlsxWriter } from './xlsx-writer.ts';

/** With less than this the office's own data need what is left. */
const leastFree = 200 * 1024 * 1024;

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
  const writing = new Set<number>();

  async function remove(exportId: number): Promise<void> {
    await rm(pathOf(exportId), { force: true });
    await rm(partOf(exportId), { force: true });
  }

  function tableWriter(
    exportId: number,
    file: FileHandle,
    body: ReturnType<typeof xlsxWriter> | ReturnType<typeof csvWriter>,
  ): TableWriter {
    const end = async () => {
      writing.delete(exportId);
      await file.close();
    };
    return {
      rows: (rows) => explained(() => body.rows(rows)),
      finish: () =>
        explained(async () => {
          await body.finish();
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
        await mkdir(dir, { recursive: true, mode: 0o700 });
        if ((await free(dir)) < leastFree) throw new AppError('diskFull');
        const file = await open(partOf(exportId), 'w', 0o600);
        writing.add(exportId);
        const body =
          format === 'xlsx'
            ? xlsxWriter(file, table)
            : csvWriter(file, table.columns, format === 'csv' ? 'utf-8' : 'gb18030');
        const writer = tableWriter(exportId, file, body);
        try {
          await body.begin();
        } catch (error) {
          await writer.abort();
          throw error;
        }
        return writer;
      }),
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
        const [, id, part] = /^export-(\d+)(\.part)?$/.exec(name) ?? [];
        const exportId = Number(id);
        if (id === undefined || writing.has(exportId)) continue;
        if (part !== undefined || !keep.has(exportId)) await rm(join(dir, name), { force: true });
      }
    },
  };
}
