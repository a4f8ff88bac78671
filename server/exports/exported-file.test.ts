import { mkdtemp, open, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CellValue, FileColumn } from '#core/exports/export-files.ts';
import { tableRows } from '../imports/table-file.ts';
import { exportFiles } from './export-files.ts';
import { encodeGb18030 } from './gb18030.ts';
import { serialOf } from './xlsx-parts.ts';
import { xlsxWriter } from './xlsx-writer.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kechi-exports-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const columns: readonly FileColumn[] = [
  { title: '名称', kind: 'text', width: 264 },
  { title: '金额', kind: 'money', width: 100 },
  { title: '日期', kind: 'date', width: 100 },
  { title: '时间', kind: 'time', width: 100 },
  { title: '数', kind: 'number', width: 100 },
];

async function written(rows: readonly (readonly CellValue[])[], limits?: { rows: number; bytes: number }) {
  const path = join(dir, 'written.xlsx');
  const file = await open(path, 'w');
  const writer = xlsxWriter(file, { sheet: '客户', columns }, limits);
  await writer.begin();
  await writer.rows(rows);
  await writer.finish();
  await file.close();
  return path;
}

describe('GB18030', () => {
  it('every character is read back as it was', () => {
    const decoder = new TextDecoder('gb18030');
    const points = Array.from({ length: 0x110000 }, (_, point) => point).filter(
      // Halves of characters have no place; some private ones lost theirs to characters that came later.
      (point) => (point < 0xd800 || point > 0xf8ff) && point !== 0xfffd,
    );
    const lost = points.filter(
      (point) => decoder.decode(encodeGb18030(String.fromCodePoint(point))) !== String.fromCodePoint(point),
    );
    expect(lost.map((point) => point.toString(16))).toEqual([]);
    expect(Buffer.from(encodeGb18030('\uD800')).toString()).toBe('?');
  });
});

describe('an Excel file', () => {
  it('holds real dates, amounts and numbers, a frozen heading, filters and widths', async () => {
    const path = await written([
      ['=1+1', 123_450, '2026-11-23', '2026-11-23T14:05', 1.5],
      ['0012', -5, '1850-01-01', null, null],
    ]);
    const book = await readXlsx(new Uint8Array(await readFile(path)), { readStyles: true });
    const [sheet] = book.sheets;
    expect(sheet?.name).toBe('客户');
    const [, first, second] = sheet?.rows ?? [];
    expect(first?.slice(0, 2)).toEqual(['=1+1', 1234.5]);
    expect(first?.[2]).toEqual(new Date('2026-11-23T00:00:00Z'));
    expect(first?.[4]).toBe(1.5);
    // Before 1900 spreadsheets know no days.
    expect(second?.slice(0, 3)).toEqual(['0012', -0.05, '1850-01-01']);
    expect(sheet?.freezePane).toMatchObject({ rows: 1 });
    expect(sheet?.autoFilter?.range).toBe('A1:E3');
  });

  it('goes on in another sheet where one is full', async () => {
    const rows = Array.from({ length: 7 }, (_, at) => [`第${at}`, at, null, null, at]);
    const book = await readXlsx(new Uint8Array(await readFile(await written(rows, { rows: 4, bytes: 1e9 }))));
    expect(book.sheets.map(({ name }) => name)).toEqual(['客户', '客户 2', '客户 3']);
    expect(book.sheets.flatMap((sheet) => sheet.rows.slice(1).map(([name]) => name))).toEqual(
      rows.map(([name]) => name),
    );
  });

  it('keeps any text as it was', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(texts, async (asked) => {
        const whole = asked.filter((text) => text.trim() !== '');
        const path = await written(whole.map((text) => [text, null, null, null, 1]));
        const read: unknown[] = [];
        for await (const some of tableRows(path, { kind: 'xlsx', sheet: 0 }))
          read.push(...some.map(({ cells }) => cells[0]));
        expect(read.slice(1)).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  });

  it('counts days as spreadsheets do', () => {
    expect(serialOf('1900-03-01')).toBe(61);
    expect(serialOf('2026-11-23')).toBe(46_349);
    expect(serialOf('2026-11-23T12:00')).toBe(46_349.5);
    expect(serialOf('1900-02-28')).toBeNull();
    expect(serialOf('未定')).toBeNull();
  });
});

describe('the folder', () => {
  it('has nothing half written, and refuses to fill the disk', async () => {
    const files = exportFiles(join(dir, 'folder'));
    const table = { sheet: 'x', columns };
    const given = await files.create(1, 'csv', table);
    await given.rows([['甲', 1, null, null, null]]);
    expect(await files.read(1, 0, 100)).toBeNull();
    // Being written, it is not swept away.
    await files.sweep(new Set());
    expect(await given.finish()).toBeGreaterThan(10);
    expect(Buffer.from((await files.read(1, 3, 1000)) ?? '', 'base64').toString()).toBe(
      '名称,金额,日期,时间,数\r\n甲,0.01,,,\r\n',
    );
    const aborted = await files.create(2, 'xlsx', table);
    await aborted.rows([['乙', 1, null, null, null]]);
    await aborted.abort();
    expect(await readdir(join(dir, 'folder'))).toEqual(['export-1']);
    await files.sweep(new Set());
    expect(await readdir(join(dir, 'folder'))).toEqual([]);
    const full = exportFiles(join(dir, 'folder'), async () => 4096);
    await expect(full.create(3, 'csv', table)).rejects.toMatchObject({ code: 'diskFull' });
  });
});
