import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { Sheet } from '#core/exports/export-files.ts';
import { xlsxWriter } from './xlsx-writer.ts';
import { zipWriter } from './zip-writer.ts';

/** Writes files and workbooks into one archive. A workbook is an archive itself: it lies at `aside` until it is whole. */
export function folderWriter(file: FileHandle, aside: string) {
  const zip = zipWriter(file);

  const put = (path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> =>
    zip.entry(path, async (write) => {
      for await (const piece of bytes) await write(piece);
    });

  async function writeBook([first, ...others]: readonly Sheet[]): Promise<void> {
    if (first === undefined) throw new TypeError('A workbook has a sheet');
    const book = await open(aside, 'w', 0o600);
    try {
      const writer = xlsxWriter(book, first);
      await writer.begin();
      for await (const rows of first.rows) await writer.rows(rows);
      for (const sheet of others) {
        await writer.sheet(sheet);
        for await (const rows of sheet.rows) await writer.rows(rows);
      }
      await writer.finish();
    } finally {
      await book.close();
    }
  }

  return {
    file: put,
    async workbook(path: string, sheets: readonly Sheet[]): Promise<void> {
      try {
        await writeBook(sheets);
        await put(path, createReadStream(aside) as AsyncIterable<Uint8Array>);
      } finally {
        await rm(aside, { force: true });
      }
    },
    finish: () => zip.finish(),
  };
}
