import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableRow } from '#core/imports/table.ts';
import { workbook, zip } from '#testing/fixtures/xlsx.ts';
import { importFiles } from './import-files.ts';
import { surveyTable, tableRows } from './table-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kechi-table-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let nth = 0;
async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder, `file-${nth++}`);
  await writeFile(path, content);
  return path;
}

async function read(content: string | Uint8Array): Promise<{ format: unknown; rows: readonly TableRow[] }> {
  const path = await file(content);
  const { format, rows } = await surveyTable(path);
  const found: TableRow[] = [];
  for await (const some of tableRows(path, format)) found.push(...some);
  expect(found).toHaveLength(rows);
  return { format, rows: found };
}

const refused = async (content: string | Uint8Array) =>
  surveyTable(await file(content)).then(
    () => 'read',
    (error: { code?: string }) => error.code,
  );

const text = '客户名称,电话\n𠮷野家贸易有限公司,0755-12345678\n深圳市华强有限公司,"138\n139"\n';
const expected = [
  ['客户名称', '电话'],
  ['𠮷野家贸易有限公司', '0755-12345678'],
  ['深圳市华强有限公司', '138\n139'],
];

describe('encodings are found by themselves', () => {
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\uFEFF${text}`)],
    ['gb18030', iconv.encode(text, 'gb18030')],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, 'utf-16le')])],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(text, 'utf-16be')])],
  ])('%s', async (encoding, bytes) => {
    const { format, rows } = await read(bytes);
    expect(format).toMatchObject({ kind: 'csv', encoding, delimiter: ',' });
    expect(rows.map(({ cells }) => cells)).toEqual(expected);
  });

  it('a four-byte character that lies across two pieces stays whole', async () => {
    const line = `${'𠮷'.repeat(9)},x\n`;
    const { rows } = await read(iconv.encode(line.repeat(20_000), 'gb18030'));
    expect(rows).toHaveLength(20_000);
    expect(rows.every(({ cells }) => cells[0] === '𠮷'.repeat(9))).toBe(true);
  });

  it.each(['gb18030', 'utf-8'])(
    '%s cut off in its last character: everything before is read',
    async (encoding) => {
      const whole = iconv.encode('名称\n甲公司\n乙公司', encoding);
      const { format, rows } = await read(whole.subarray(0, -1));
      expect(format).toMatchObject({ encoding });
      expect(rows).toEqual([
        { row: 1, cells: ['名称'] },
        { row: 2, cells: ['甲公司'] },
        { row: 3, cells: ['乙公'], fault: 'cutOff' },
      ]);
    },
  );

  it('marks the row with bytes that are no character', async () => {
    const bytes = Buffer.concat([
      iconv.encode('名称\n甲', 'gb18030'),
      Buffer.from([0xff]),
      iconv.encode('公司\n乙公司\n', 'gb18030'),
    ]);
    const { rows } = await read(bytes);
    expect(rows.map(({ fault }) => fault)).toEqual([undefined, 'unreadable', undefined]);
  });

  it('refuses what is in no encoding we know', async () => {
    const noise = Buffer.concat(
      Array.from({ length: 200 }, () => Buffer.from([0x41, 0xff, 0x80, 0xff, 0x2c, 0xff, 0x0a])),
    );
    expect(await refused(noise)).toBe('fileEncoding');
  });
});

it('tabs and semicolons are found, and UTF-16 without its mark', async () => {
  const tabbed = text.replaceAll(',', '\t');
  for (const encoding of ['utf-16le', 'utf-16be', 'utf-8'])
    expect(
      (await read(iconv.encode(tabbed, encoding, { addBOM: false }))).rows.map(({ cells }) => cells),
    ).toEqual(expected);
});

describe('what is no table is told by its content', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'fileEmpty'],
    ['blank lines', '\n\n , \n', 'fileEmpty'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'fileXlsOld'],
    ['a web page called .xls', '<html><table><tr><td>名称</td></tr></table></html>', 'fileXlsOld'],
    ['a PDF', '%PDF-1.7 ...', 'fileTypeUnknown'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'fileTypeUnknown'],
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7) % 32)), 'fileTypeUnknown'],
    ['another archive', zip({ 'word/document.xml': '<w/>' }), 'fileTypeUnknown'],
    ['half a workbook', workbook(['<row r="1"><c r="A1"><v>1</v></c></row>']).subarray(0, 300), 'fileBroken'],
    [
      'a workbook with a broken sheet',
      workbook(['<row r="1"><c r="A1"'], {
        'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r',
      }),
      'fileBroken',
    ],
    ['an empty workbook', workbook(['']), 'fileEmpty'],
  ])('%s', async (_, content, code) => expect(await refused(content)).toBe(code));
});

/** A compound file: header, a sector of content, the directory in two sectors apart, the allocation table last. */
function compound(names: readonly string[], shift: 9 | 12 = 9): Buffer {
  const size = 2 ** shift;
  const perSector = size / 128;
  const [first, second, table] = [1, 3, 4];
  const bytes = Buffer.alloc(size * 6);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(shift, 30);
  bytes.writeUInt32LE(first, 48);
  bytes.writeUInt32LE(table, 76);
  names.forEach((name, nth) => {
    const sector = nth < perSector ? first : second;
    const entry = (sector + 1) * size + 128 * (nth % perSector);
    bytes.write(name, entry, 'utf16le');
    bytes.writeUInt16LE(2 * name.length + 2, entry + 64);
    bytes.writeUInt8(2, entry + 66);
  });
  const next = (sector: number) => (table + 1) * size + 4 * sector;
  bytes.writeUInt32LE(second, next(first));
  bytes.writeUInt32LE(0xffff_fffe, next(second));
  return bytes;
}

describe('compound files', () => {
  const inside = ['Root Entry', '\u0006DataSpaces', 'Version', 'EncryptionInfo', 'EncryptedPackage'];
  const code = (answer: Promise<unknown>) =>
    answer.then(
      () => 'taken',
      (error: { code?: string }) => error.code,
    );

  it('protected by a password are told from old workbooks, in both sector sizes', async () => {
    expect(await refused(compound(inside))).toBe('filePassword');
    expect(await refused(compound(inside, 12))).toBe('filePassword');
    expect(await refused(compound(['Root Entry', 'Workbook', 'EncryptedPackages', 'x', 'y']))).toBe(
      'fileXlsOld',
    );
  });

  it('are refused at the first piece, or when all is there if that piece does not say', async () => {
    const files = importFiles(folder);
    const bytes = compound(inside);
    expect(await code(files.append(701, 0, bytes))).toBe('filePassword');
    expect(await code(files.readSmall(bytes, 5))).toBe('filePassword');
    expect(await code(files.append(702, 0, bytes.subarray(0, 1200)))).toBe('taken');
    expect(await code(files.append(702, 1200, bytes.subarray(1200)))).toBe('taken');
    expect(await code(files.survey(702))).toBe('filePassword');
    // Cut off within its directory for good.
    expect(await refused(bytes.subarray(0, 1200))).toBe('fileXlsOld');
  });

  it('that lead in circles or nowhere end', async () => {
    const circle = compound(['Root Entry']);
    circle.writeUInt32LE(1, 5 * 512 + 4 * 3);
    expect(await refused(circle)).toBe('fileXlsOld');
    const nowhere = compound(['Root Entry']);
    nowhere.writeUInt32LE(0x7fff_ffff, 48);
    expect(await refused(nowhere)).toBe('fileXlsOld');
  });
});

describe('workbooks', () => {
  it('are read as other programs write them', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: '空', rows: [] },
        {
          name: '客户',
          rows: [
            ['客户名称', '电话', '成立日期', '金额', '是'],
            ['𠮷野家 & <b>', 13_812_345_678, new Date(Date.UTC(2020, 1, 29)), 1234.5, true],
          ],
        },
      ],
    });
    const { format, rows } = await read(bytes);
    expect(format).toEqual({ kind: 'xlsx', sheet: 1 });
    expect(rows[1]).toEqual({
      row: 2,
      cells: ['𠮷野家 & <b>', 13_812_345_678, '2020-02-29', 1234.5, 'TRUE'],
    });
  });

  it('shared and rich strings, gaps, escapes, formulas with and without a value, errors', async () => {
    const row =
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="inlineStr"><is><t>行_x000A_内</t></is></c>' +
      '<c r="D3"><f>1+1</f><v>2</v></c><c r="E3"><f>A1</f></c><c r="F3" t="e"><v>#REF!</v></c><c r="G3" s="1"><v>44931.5</v></c></row>';
    const { rows } = await read(
      workbook([row], {
        'xl/sharedStrings.xml':
          '<sst><si><r><t>甲</t></r><r><t xml:space="preserve">公司 &#x20BB7;</t></r><rPh><t>jia</t></rPh></si></sst>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m\\-d h:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>',
      }),
    );
    expect(rows).toEqual([
      {
        row: 3,
        cells: [
          '甲公司 𠮷',
          null,
          '行\n内',
          2,
          { code: 'formulaWithoutValue', text: '' },
          { code: 'cellError', text: '#REF!' },
          '2023-01-05 12:00',
        ],
      },
    ]);
  });

  it('merged cells have their value in each row, and other sheets are read when they are asked for', async () => {
    const cell = (at: string, text: string) => `<c r="${at}" t="str"><v>${text}</v></c>`;
    const merged =
      `<row r="1">${cell('A1', '客户名称')}${cell('B1', '联系人')}</row><row r="2">${cell('B2', '姓名')}${cell('C2', '电话')}</row>` +
      `<row r="3">${cell('A3', '甲公司')}${cell('B3', '张三')}</row><row r="4">${cell('B4', '李四')}</row>` +
      `<row r="5">${cell('A5', '乙公司')}</row><row r="6"></row>`;
    const areas = ['A1:A2', 'B1:C1', 'A3:A4', 'A5:A6', 'A5', 'x']
      .map((ref) => `<mergeCell ref="${ref}"/>`)
      .join('');
    const bytes = workbook([merged, `<row r="1">${cell('A1', '别的')}</row>`], {
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${merged}</sheetData><mergeCells>${areas}</mergeCells></worksheet>`,
    });
    const { rows } = await read(bytes);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['客户名称', '联系人'],
      ['客户名称', '姓名', '电话'],
      ['甲公司', '张三'],
      ['甲公司', '李四'],
      ['乙公司'],
    ]);
    const path = await file(bytes);
    const survey = await surveyTable(path);
    expect(survey.sheets).toEqual([
      { name: 'S1', hidden: false },
      { name: 'S2', hidden: false },
    ]);
    expect(survey.head.map(({ cells }) => cells[0])).toEqual([
      '客户名称',
      '客户名称',
      '甲公司',
      '甲公司',
      '乙公司',
    ]);
    expect((await surveyTable(path, 5, 1)).head).toEqual([{ row: 1, cells: ['别的'] }]);
  });

  it('entities of the document itself are never expanded', async () => {
    const sheet =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&a;&a;</v></c></row></sheetData></worksheet>';
    const { rows } = await read(workbook([''], { 'xl/worksheets/sheet1.xml': sheet }));
    expect(rows[0]?.cells).toEqual(['&a;&a;']);
  });

  it('a bomb ends at the limits, in a thread of its own', async () => {
    const bomb = workbook([`<row r="1"><c r="A1" t="str"><v>${' '.repeat(60_000_000)}</v></c></row>`]);
    expect(bomb.length).toBeLessThan(200_000);
    const path = await file(bomb);
    const files = importFiles(join(folder, 'uploads'));
    await files.adopt(1, path);
    await expect(files.survey(1)).rejects.toMatchObject({ code: 'fileTooLarge' });
  });
});

describe('uploaded pieces', () => {
  it('follow one another; the last may come twice', async () => {
    const files = importFiles(join(folder, 'pieces'));
    const [first, second] = [Buffer.from('名称\n甲'), Buffer.from('公司\n')];
    expect(await files.append(7, 0, first)).toBe(first.length);
    expect(await files.append(7, 0, first)).toBe(first.length);
    await expect(files.append(7, 3, second)).rejects.toMatchObject({
      code: 'uploadOutOfOrder',
      params: { received: first.length },
    });
    await files.append(7, first.length, second);
    expect((await files.survey(7)).head.map(({ cells }) => cells)).toEqual([['名称'], ['甲公司']]);
    await files.remove(7);
    await expect(files.survey(7)).rejects.toMatchObject({ code: 'fileEmpty' });
  });

  it('of a wrong kind are refused with the first', async () => {
    const files = importFiles(join(folder, 'wrong'));
    await expect(files.append(1, 0, Buffer.from('%PDF-1.4'))).rejects.toMatchObject({
      code: 'fileTypeUnknown',
    });
  });

  it('of imports that are over are swept away', async () => {
    const files = importFiles(join(folder, 'swept'));
    for (const id of [1, 2]) await files.append(id, 0, Buffer.from('a\nb'));
    await files.sweep(new Set([2]));
    await expect(files.survey(1)).rejects.toMatchObject({ code: 'fileEmpty' });
    expect((await files.survey(2)).rows).toBe(2);
  });
});
