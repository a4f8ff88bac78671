import type { FileHandle } from 'node:fs/promises';
import type { CellValue, Sheet } from '#core/exports/export-files.ts';
import { bookParts, rowWriter, sheetEnd, sheetStart } from './xlsx-parts.ts';
import { zipWriter } from './zip-writer.ts';

/** Rows of a sheet, its heading among them. */
const rowsPerSheet = 1_048_576;
/** Bytes of a sheet before it is deflated; what does not fit goes on in another sheet. */
const bytesPerSheet = 3 * 1024 ** 3;

type Rows = readonly (readonly CellValue[])[];
type Table = Pick<Sheet, 'sheet' | 'columns'>;

/**
 * Writes rows as an Excel file: real dates, numbers and amounts, a frozen heading with filters. What does not fit in
 * a sheet goes on in the next. Only a piece of it is in memory.
 */
export function xlsxWriter(
  file: FileHandle,
  first: Table,
  limits = { rows: rowsPerSheet, bytes: bytesPerSheet },
) {
  const zip = zipWriter(file);
  let table = first;
  let write = rowWriter(table.columns);
  let part = 0;
  const names: string[] = [];
  let open: { readonly put: (rows: Rows) => Promise<number>; readonly close: () => Promise<void> } | null =
    null;
  let rows = 0;
  let bytes = 0;

  /** An entry of the archive is open as long as its sheet takes rows. */
  async function openSheet(): Promise<NonNullable<typeof open>> {
    const { sheet, columns } = table;
    part += 1;
    const number = names.push(part === 1 ? sheet : `${sheet} ${part}`);
    rows = 1;
    bytes = 0;
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
    /** What follows stands in a sheet of its own. */
    async sheet(next: Table): Promise<void> {
      await open?.close();
      table = next;
      write = rowWriter(next.columns);
      part = 0;
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
