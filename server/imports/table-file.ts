import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '#core/shared/errors.ts';
import {
  headRows,
  isEmptyRow,
  mergeFiller,
  tableLimits,
  type Merge,
  type Sheet,
  type TableFormat,
  type TableRow,
  type TableSurvey,
} from '#core/imports/table.ts';
import { isProtected, oleMark, type ReadAt } from './ole-file.ts';
import { textFormat, textRows } from './text-file.ts';
import { isVCard, vcardRows } from './vcard-file.ts';
import { openWorkbook, sheetRows } from './xlsx-file.ts';

export type Container = 'zip' | 'text' | 'unsure';

const foreign: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x1f, 0x8b], // gzip
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x4d, 0x5a], // program
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
];

/**
 * What a file is, by its bytes and never by its name; `unsure` where more of it must be there to say why it is none.
 * Errors: `filePassword` for a workbook that a password protects, `fileXlsOld` for the old binary workbook and for web pages
 * that call themselves one, `fileTypeUnknown` for what is no table.
 */
export async function containerOf(read: ReadAt): Promise<Container> {
  const head = await read(0, 4096);
  const begins = (bytes: readonly number[]) =>
    head.length >= bytes.length && bytes.every((byte, at) => head[at] === byte);
  if (begins([0x50, 0x4b, 0x03, 0x04])) return 'zip';
  if (begins(oleMark)) {
    const locked = await isProtected(read);
    if (locked === null) return 'unsure';
    throw new AppError(locked ? 'filePassword' : 'fileXlsOld');
  }
  if (foreign.some(begins)) throw new AppError('fileTypeUnknown');
  const text = new TextDecoder('latin1')
    .decode(head.subarray(0, 1024))
    .replace(/^ï»¿/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(?:!doctype html|html|table|meta|\?xml|head)/.test(text)) throw new AppError('fileXlsOld');
  return 'text';
}

interface Found {
  readonly format: TableFormat;
  readonly sheets: readonly Sheet[];
  readonly rows: readonly TableRow[];
}

async function* textTable(path: string): AsyncGenerator<Found, readonly Merge[]> {
  const format: TableFormat = { kind: 'csv', ...(await textFormat(path)) };
  for await (const rows of textRows(path, format)) yield { format, sheets: [], rows };
  return [];
}

async function* cardTable(path: string): AsyncGenerator<Found, readonly Merge[]> {
  yield { format: { kind: 'vcf' }, sheets: [], rows: await vcardRows(path) };
  return [];
}

async function* cardRows(path: string): AsyncGenerator<readonly TableRow[]> {
  yield await vcardRows(path);
}

/** One sheet, or the first in which something stands. */
async function* sheetTable(path: string, wanted: number | null): AsyncGenerator<Found, readonly Merge[]> {
  const book = await openWorkbook(path);
  const sheets = book.sheets.map(({ name, hidden }) => ({ name, hidden }));
  for (const sheet of wanted === null ? sheets.keys() : [wanted]) {
    let found = false;
    const read = sheetRows(book, sheet);
    for (let next = await read.next(); ; next = await read.next()) {
      if (next.done === true) {
        if (found) return next.value;
        break;
      }
      found = true;
      yield { format: { kind: 'xlsx', sheet }, sheets, rows: next.value };
    }
  }
  return [];
}

/** Reads out of bytes that are at hand. */
export const readerOf =
  (bytes: Uint8Array): ReadAt =>
  async (offset, length) =>
    bytes.subarray(offset, offset + length);

const fileReader =
  (file: FileHandle): ReadAt =>
  async (offset, length) => {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };

async function containerOfFile(path: string): Promise<Container> {
  const file = await open(path);
  try {
    if ((await file.stat()).size === 0) throw new AppError('fileEmpty');
    return await containerOf(fileReader(file));
  } finally {
    await file.close();
  }
}

/**
 * Reads the whole file once: what it is, how many rows, the first of them; of a workbook the sheet `sheet`, or the first in
 * which something stands. Errors as in ImportFiles.survey.
 */
export async function surveyTable(
  path: string,
  keep: number = headRows,
  sheet: number | null = null,
): Promise<TableSurvey> {
  const container = await containerOfFile(path);
  // All of it is there, and still its directory is not: cut off.
  if (container === 'unsure') throw new AppError('fileXlsOld');
  let survey: Omit<TableSurvey, 'head'> | null = null;
  const head: TableRow[] = [];
  let rows = 0;
  const text = async () => ((await isVCard(path)) ? cardTable(path) : textTable(path));
  const table = container === 'zip' ? sheetTable(path, sheet) : await text();
  let merged: readonly Merge[] = [];
  try {
    for (let next = await table.next(); ; next = await table.next()) {
      if (next.done === true) {
        merged = next.value;
        break;
      }
      const { format, sheets } = next.value;
      for (const row of next.value.rows) {
        if (isEmptyRow(row)) continue;
        rows++;
        if (head.length < keep) head.push(row);
      }
      survey = { format, sheets, rows };
      if (rows > tableLimits.rows + 10) throw new AppError('importTooManyRows', { max: tableLimits.rows });
    }
  } finally {
    await table.return([]);
  }
  if (survey === null || rows === 0) throw new AppError('fileEmpty');
  const merges = merged.filter(({ top, bottom }) => bottom > top);
  if (merges.length === 0 || survey.format.kind !== 'xlsx') return { ...survey, head };
  return { ...survey, format: { ...survey.format, merges }, head: head.map(mergeFiller(merges)) };
}

/** The rows that are not empty, in the order of the file; each row of a merged area has its value. */
export async function* tableRows(path: string, format: TableFormat): AsyncGenerator<readonly TableRow[]> {
  if (format.kind === 'vcf') {
    yield* cardRows(path);
    return;
  }
  const all =
    format.kind === 'csv' ? textRows(path, format) : sheetRows(await openWorkbook(path), format.sheet);
  const fill = mergeFiller(format.kind === 'xlsx' ? (format.merges ?? []) : []);
  for await (const rows of all) {
    const filled = rows.filter((row) => !isEmptyRow(row)).map(fill);
    if (filled.length > 0) yield filled;
  }
}
