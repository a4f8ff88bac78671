import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeVCards } from '#core/contacts/write-vcards.ts';
import { guessLayout } from '#core/imports/columns.ts';
import type { TableRow } from '#core/imports/table.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import { surveyTable, tableRows } from './table-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kechi-vcard-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let nth = 0;
async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder, `cards-${nth++}`);
  await writeFile(path, content);
  return path;
}
async function read(content: string | Uint8Array): Promise<TableRow[]> {
  const path = await file(content);
  const { format, rows, head } = await surveyTable(path);
  expect(format).toEqual({ kind: 'vcf' });
  expect(guessLayout(head)).toMatchObject({ noun: 'contacts', headingRow: 1 });
  const found: TableRow[] = [];
  for await (const some of tableRows(path, format)) found.push(...some);
  expect(found).toHaveLength(rows);
  return found.slice(1);
}
const refused = async (content: string | Uint8Array) =>
  surveyTable(await file(content)).then(
    () => 'read',
    (error: { code?: string }) => error.code,
  );

const hex = (text: string, encoding: string) =>
  [...iconv.encode(text, encoding)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');

describe('cards as phones write them', () => {
  const card21 = [
    'BEGIN:VCARD',
    'VERSION:2.1',
    `N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:${hex('张', 'gbk')};${hex('三', 'gbk')};;;`,
    `ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${hex('深圳市华强', 'utf-8')}=`,
    `${hex('有限公司', 'utf-8')}`,
    'TEL;CELL;PREF:13800138000',
    'TEL;WORK:0755-12345678',
    'PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD',
    ' 2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwg',
    '',
    'END:VCARD',
  ].join('\r\n');
  const card30 =
    'BEGIN:VCARD\nVERSION:3.0\nFN:李四\nitem1.TEL;type=CELL:+86 139 0013 9000\nEMAIL;type=INTERNET:a@b.cn\n' +
    'ORG:上海联创;销售\n 部\nTITLE:经理\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-05-01\nEND:VCARD\n';
  const card40 =
    'BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nTEL;VALUE=uri;TYPE="voice,cell":tel:+1-202-555-0100\nGENDER:F\nEND:VCARD\n';

  it('are rows of a list of contacts, by their companies', async () => {
    const rows = await read(`${card21}\r\n${card30}${card40}`);
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [
        2,
        '深圳市华强有限公司',
        '张三',
        null,
        null,
        '13800138000',
        '0755-12345678',
        null,
        null,
        null,
        null,
        null,
        null,
        null,
      ],
      [
        3,
        '上海联创',
        '李四',
        '销售部',
        '经理',
        '+86 139 0013 9000',
        null,
        'a@b.cn',
        null,
        null,
        null,
        '05-01',
        null,
        null,
      ],
      [4, null, 'Ann Lee', null, null, '+1-202-555-0100', null, null, null, null, '女', null, null, null],
    ]);
  });

  it.each(['utf-8', 'gb18030', 'utf-16le', 'utf-16be'])('in %s', async (encoding) => {
    const [row] = await read(iconv.encode(card30, encoding, { addBOM: encoding.startsWith('utf-16') }));
    expect(row?.cells.slice(0, 2)).toEqual(['上海联创', '李四']);
  });

  it('that this program has written come back as they were', async () => {
    const fields = contactFields('王 "五"; 六', {
      position: '采购, 总监',
      remark: '第一行\n第二行',
      wechat: 'w_5',
    });
    const [row] = await read(writeVCards([{ fields, company: '甲,乙;丙公司' }]));
    expect(row?.cells).toEqual([
      '甲,乙;丙公司',
      '王 "五"; 六',
      null,
      '采购, 总监',
      '13812345678',
      null,
      null,
      'w_5',
      null,
      null,
      null,
      null,
      '第一行\n第二行',
    ]);
  });
});

describe('what is none, or too much', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['a card without an end', 'BEGIN:VCARD\nVERSION:3.0\nFN:张三\n', 'cardsNone'],
    ['cards that say nothing', 'BEGIN:VCARD\nEND:VCARD\n'.repeat(50), 'cardsNone'],
    ['beginnings without end', 'BEGIN:VCARD\n'.repeat(100_000), 'cardsNone'],
    ['too many cards', 'BEGIN:VCARD\nFN:a\nEND:VCARD\n'.repeat(10_001), 'importTooManyRows'],
    [
      'a file beyond the limit',
      Buffer.concat([Buffer.from('BEGIN:VCARD\nFN:a\nPHOTO:'), Buffer.alloc(21 * 1024 * 1024, 65)]),
      'fileTooLarge',
    ],
  ])('%s', async (_, content, code) => expect(await refused(content)).toBe(code));

  it('a line without end, folded a hundred thousand times, and noise are read in their time', async () => {
    const folds = `BEGIN:VCARD\nFN:张三\nNOTE:${'很长\n '.repeat(100_000)}\nEND:VCARD\n`;
    const noise = `BEGIN:VCARD\nFN:李四\n${'\u0001:;=,"\\'.repeat(10_000)}\nTEL:${'1'.repeat(5000)}\nEND:VCARD\n`;
    const rows = await read(folds + noise);
    expect(rows.map(({ cells }) => cells[1])).toEqual(['张三', '李四']);
  });
});
