import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomField } from '../custom-fields/custom-fields.contract.ts';
import { importFields, type ImportField } from './import-plan.contract.ts';
import { rowReader } from './read-row.ts';
import type { RowRules, UsableRow } from './row-rules.ts';
import type { Cell, TableRow } from './table.ts';
import { amountFen, digitsText, headingUnit } from './values.ts';

const choices = new Map([
  ['industry 银行', 7],
  ['tag 重点', 8],
  ['source 展会', 9],
]);

function readRow(
  cells: Partial<Record<ImportField, Cell>>,
  more: {
    fault?: TableRow['fault'];
    addChoices?: boolean;
    apostrophes?: boolean;
    meanings?: readonly (readonly [string, number | string | null])[];
    corrections?: readonly (readonly [number, string])[];
    heading?: string;
    own?: { field: CustomField; cell: Cell; heading?: string }[];
  } = {},
) {
  const columns: RowRules['columns'] = [
    ...importFields.map((field, index) => ({
      index,
      field,
      heading: field === 'revenue' ? (more.heading ?? '营收') : field,
    })),
    ...(more.own ?? []).map(({ field, heading }, at) => ({
      index: importFields.length + at,
      field: `custom:${field.id}` as const,
      heading: heading ?? field.label,
    })),
  ];
  const read = rowReader({
    makes: false,
    noun: 'customers',
    headingRow: 1,
    columns,
    customFields: more.own?.map(({ field }) => field) ?? [],
    defaults: { type: 'company', sourceId: 1, industryId: 2 },
    choices,
    meanings: new Map(more.meanings),
    people: new Map([
      ['李娜', { id: 4, code: null }],
      ['王走', { id: 5, code: 'personLeft' }],
    ]),
    corrections: new Map(more.corrections === undefined ? [] : [[5, new Map(more.corrections)]]),
    today: '2026-11-23',
    apostrophes: more.apostrophes ?? true,
    addChoices: more.addChoices ?? true,
  });
  const own = (more.own ?? []).map(({ cell }) => cell);
  const row = { row: 5, cells: [...importFields.map((field) => cells[field] ?? null), ...own] };
  return read([more.fault === undefined ? row : { ...row, fault: more.fault }]);
}

const usable = (...given: Parameters<typeof readRow>): UsableRow => {
  const { usable: rows, rejected } = readRow(...given);
  if (rows[0] === undefined) throw new Error(JSON.stringify(rejected[0]?.problems));
  return rows[0];
};
const problems = (...given: Parameters<typeof readRow>): string[] => {
  const { rejected } = readRow(...given);
  return (rejected[0]?.problems ?? []).map(({ column, code }) => `${column ?? '-'} ${code}`);
};
const warnings = (...given: Parameters<typeof readRow>) =>
  usable(...given).warnings.map(({ column, code }) => `${column ?? '-'} ${code}`);
const name = '甲公司';

describe('a row of a file', () => {
  it('becomes a customer with what the file says and defaults for the rest', () => {
    const { fields, unknown } = usable({
      name: ' 甲　公司 ',
      type: '个人',
      industry: '银行',
      source: '新来源',
      region: '广东深圳',
      tags: '重点；新标签',
      foundedOn: 44_931,
      revenue: '1,234.5',
      status: '已成交',
      level: 'Ａ级',
      phone: 13_800_000_000,
    });
    expect(fields).toMatchObject({
      name: '甲 公司',
      type: 'person',
      industryId: 7,
      sourceId: 1,
      regionCode: '4403',
      tagIds: [8],
      foundedOn: '2023-01-05',
      revenueFen: 123_450,
      status: 'deal',
      level: 'A',
      phone: '13800000000',
    });
    expect(unknown).toEqual([
      { kind: 'source', label: '新来源' },
      { kind: 'tag', label: '新标签' },
    ]);
  });

  it.each<[string, Partial<Record<ImportField, Cell>>, string[]]>([
    ['no name', { phone: '1' }, ['name required']],
    ['a name of blanks', { name: ' 　\u200b' }, ['name required']],
    ['a name of 10,000 characters', { name: '字'.repeat(10_000) }, ['name tooLong']],
    [
      'words nobody knows',
      { name, type: '外星人', status: '也许', level: 'D' },
      ['type typeUnknown', 'status statusUnknown', 'level levelUnknown'],
    ],
    ['a day that is none', { name, foundedOn: '2023-02-30' }, ['foundedOn notADay']],
    ['an amount that is none', { name, revenue: '很多' }, ['营收 notAnAmount']],
    ['a negative amount', { name, revenue: '-1' }, ['营收 negative']],
    ['a label of 51 characters', { name, industry: '长'.repeat(51) }, ['industry tooLong']],
    [
      'a formula without a value',
      { name, phone: { code: 'formulaWithoutValue', text: '' } },
      ['phone formulaWithoutValue'],
    ],
    ['an error value', { name: { code: 'cellError', text: '#N/A' } }, ['name cellError']],
  ])('is rejected at the cell: %s', (_, cells, expected) => expect(problems(cells)).toEqual(expected));

  it('is rejected as a whole when it cannot be taken apart', () => {
    expect(problems({ name }, { fault: 'quoteUnclosed' })).toEqual(['- quoteUnclosed']);
    expect(problems({ name: '甲\uFFFD' }, { fault: 'unreadable' })).toEqual(['name unreadable']);
    // Unreadable only where nobody looks.
    expect(usable({ name }, { fault: 'unreadable' }).fields.name).toBe(name);
  });

  it('is imported with a warning where a format is unusual', () => {
    expect(
      warnings({ name, phone: '123', email: 'x', taxNumber: '1', postcode: '12', website: '?', fax: 'y' }),
    ).toEqual(
      expect.arrayContaining([
        'phone mobile',
        'email email',
        'taxNumber taxNumberLength',
        'postcode postcode',
        'website url',
        'fax fax',
      ]),
    );
    expect(warnings({ name, phone: '1.38E+10' })).toEqual(['phone digitsLost']);
    expect(warnings({ name }, { fault: 'cutOff' })).toEqual(['- cutOff']);
    expect(warnings({ name, industry: '新行业' }, { addChoices: false })).toEqual([
      'industry choiceNotAdded',
    ]);
  });

  it('keeps a region that the list lacks in an empty address', () => {
    expect(usable({ name, region: '火星' }).fields).toMatchObject({ regionCode: null, address: '火星' });
    expect(usable({ name, region: '火星', address: '某路' }).fields.address).toBe('某路');
    expect(warnings({ name, region: '火星', address: '某路' })).toEqual(['region regionUnknown']);
  });

  it('takes an apostrophe off that only said "this is text"', () => {
    expect(usable({ name: "'=甲", phone: "'0755-12345678" }).fields).toMatchObject({
      name: '=甲',
      phone: '0755-12345678',
    });
    expect(usable({ name: "'甲'" }).fields.name).toBe("'甲'");
  });

  it('never breaks, whatever stands in it', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.constant(null),
      fc.constant({ code: 'cellError' as const, text: '#N/A' }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...importFields), cell), (cells) => {
        const { usable: rows, rejected } = readRow(cells);
        expect(rows.length + rejected.length).toBe(1);
        for (const row of rows) expect(row.keys.name_key).not.toBe('');
        for (const row of rejected) expect(row.problems).not.toEqual([]);
      }),
    );
  });
});

describe('what spreadsheets do to values', () => {
  it.each<[Cell, string, boolean]>([
    [13_800_000_000, '13800000000', false],
    ['13800000000.0', '13800000000', false],
    ['1.3812345678E+10', '13812345678', false],
    ['1.38E+10', '1.38E+10', true],
    [2 ** 60, '1152921504606846976', true],
    ["'075512345678", '075512345678', false],
  ])('%s: %s', (cell, text, damaged) => expect(digitsText(cell)).toEqual({ text, damaged }));

  it.each<[Cell, string, number | null]>([
    ['1200', '营收', 120_000],
    ['1,200.5', '营业收入（万元）', 1_200_500_000],
    ['1.2亿', '营收', 12_000_000_000],
    ['3.5万', '营收（万元）', 3_500_000],
    ['0.00001', '营收(万元)', 10],
    [0.1 + 0.2, '营收', 30],
    ['-5万', '营收', -5_000_000],
    ['1,23万', '营收', null],
    ['万', '营收', 0],
    ['99999999999999亿', '营收', null],
  ])('%s under %s', (cell, heading, fen) => expect(amountFen(cell, headingUnit(heading))).toBe(fen));
});

describe('rows that are no customers', () => {
  it.each([
    ['合计', 'totalsRow'],
    ['总 计：', 'totalsRow'],
    ['Grand Total', 'totalsRow'],
    ['合计 1,234', 'totalsRow'],
    ['备注：以上客户由华南区整理', 'noteRow'],
    ['制表人: 张三', 'noteRow'],
  ])('%s', (text, code) => expect(problems({ name: text })).toEqual([`- ${code}`]));
  it('headings once more', () =>
    expect(problems({ name: 'name', phone: 'phone', email: 'email' })).toEqual(['- headingsAgain']));
  it.each(['合计软件有限公司', '总计量具厂', '备注'])('but %s is one', (text) =>
    expect(usable({ name: text }).fields.name).toBe(text),
  );
});

it('a number that lost the 0 of its area code is told, and not changed', () => {
  expect(usable({ name, phone: 75_512_345_678 })).toMatchObject({
    fields: { phone: '75512345678' },
    warnings: [{ column: 'phone', code: 'zeroLost', params: { text: '75512345678' } }],
  });
  expect(warnings({ name, phone: 1_012_345_678 })).toEqual(['phone zeroLost']);
  for (const phone of [13_800_138_000, '4008123123', '12345678'])
    expect(warnings({ name, phone }).join()).not.toContain('zeroLost');
});

it('an apostrophe in front is taken off where text files need one, and kept where they do not', () => {
  const cells = { name: "'=甲", phone: "'075512345678", remark: "''-1", address: "'a" };
  expect(usable(cells).fields).toMatchObject({
    name: '=甲',
    phone: '075512345678',
    remark: "'-1",
    address: "'a",
  });
  expect(usable(cells, { apostrophes: false }).fields).toMatchObject({
    name: "'=甲",
    remark: "''-1",
    address: "'a",
  });
});
