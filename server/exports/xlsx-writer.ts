import type { FileHandle } from 'node:fs/promises';
import type { CellValue, FileColumn } from '#core/exports/export-files.ts';
import { bookParts, rowWriter, sheetEnd, sheetStart } from './xlsx-parts.ts';
import { zipWriter } from './zip-writer.ts';

/** Rows of a sheet, its heading among them. */
const rowsPerSheet = 1_048_576;
/** Bytes of a sheet before it is deflated; what does not fit goes on in another sheet. */
const bytesPerSheet = 3 * 1024 ** 3;

type Rows = readonly (readonly CellValue[])[];

/**
 * Writes rows as an Excel file: real dates, numbers and amounts, a frozen heading with filters. What does not fit in
 * a sheet goes on in the next. Only a piece of it is in memory.
 */
export function xlsxWriter(
  file: FileHandle,
  table: { readonly sheet: string; readonly columns: readonly FileColumn[] },
  limits = { rows: rowsPerSheet, bytes: bytesPerSheet },
) {
  const { sheet, columns } = table;
  const zip = zipWriter(file);
  const write = rowWriter(columns);
  const names: string[] = [];
  let open: { readonly put: (rows: Rows) => Promise<number>; readonly close: () => Promise<void> } | null =
    null;
  let rows = 0;
  let bytes = 0;

  /** An entry of the archive is open as long as its sheet takes rows. */
  async function openSheet(): Promise<NonNullable<typeof open>> {
    const number = names.push(names.length === 0 ? sheet : `${sheet} ${names.length + 1}`);
    rows = 1;
    const ready = Promise.withResolvers<(text: string) => Promise<number>>();
    const full = Promise.withResolvers<void>();
    const entry = zip.entry(`xl/worksheets/sheet${number}.xml`, async (put) => {
      await put(sheetStart(columns));
      ready.resolve(put);
      await full.promise;
      await put(sheetEnd(columns, rows));
    });
    entry.catch(ready.reject);
    const put = await ready.promise;
    return {
      put: (more) => put(more.map((row) => write((rows += 1), row)).join('')),
      close: async () => {
        full.resolve();
        await entry;
      },
    };
  }

  return {
    async begin(): Promise<void> {
      open = await openSheet();
    },
    async rows(more: Rows): Promise<void> {
      for (let at = 0; at < more.length;) {
        if (open === null || rows >= limits.rows || bytes >= limits.bytes) {
          await open?.close();
          open = await openSheet();
        }
        const piece = more.slice(at, at + limits.rows - rows);
        bytes = await open.put(piece);
        at += piece.length;
      }
    },
    async finish(): Promise<void> {
      await open?.close();
      for (const [path, text] of bookParts(names))
        await zip.entry(path, async (put) => void (await put(text)));
      await zip.finish();
    },
  };
}
