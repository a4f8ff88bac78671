import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessLayout } from './columns.ts';
import { cardColumns, importFields } from './import-plan.contract.ts';
import { synonyms } from './headings.ts';
import type { Cell, TableRow } from './table.ts';

const table = (...rows: readonly (readonly Cell[])[]): TableRow[] =>
  rows.map((cells, at) => ({ row: at + 1, cells }));
const fields = (...rows: readonly (readonly Cell[])[]) =>
  guessLayout(table(...rows)).columns.map(({ field }) => field);

describe('headings', () => {
  it.each<[string, (string | null)[]]>([
    [
      '公司全称,股票名称,地区,行业,英文名称,拼音缩写,上市日期,企业性质',
      ['name', 'shortName', 'region', 'industry', null, null, null, 'legalForm'],
    ],
    [
      '客户名称(必填),联系人,联系电话,统一社会信用代码,注册地址',
      ['name', 'contact1.name', 'contact1.phone', 'taxNumber', 'address'],
    ],
    ['序号,单位名称,省份,手机号码,电子邮箱,备注信息', [null, 'name', 'region', 'phone', 'email', 'remark']],
    [
      '企业名称,法定代表人,成立日期,所属行业,经营范围,企业类型',
      ['name', null, 'foundedOn', 'industry', 'remark', 'legalForm'],
    ],
    [
      'Company Name,Phone Number,E-mail,Website,Tax ID,City,Created at',
      ['name', 'phone', 'email', 'website', 'taxNumber', 'region', 'createdOn'],
    ],
    [
      '客户,客户来源,客户状态,客户等级,客户类型,标签,年营业额（万元）,开户行,银行账号,传真,邮编,规模,简称',
      [
        'name',
        'source',
        'status',
        'level',
        'type',
        'tags',
        'revenue',
        'bank',
        'bankAccount',
        'fax',
        'postcode',
        'size',
        'shortName',
      ],
    ],
  ])('%s', (headings, expected) => expect(fields(headings.split(','), ['x'])).toEqual(expected));

  it('every word we know means its field when it stands alone', () => {
    for (const field of importFields.filter((one) => one !== 'number'))
      for (const word of synonyms[field]) expect([word, fields([word], ['x'])]).toEqual([word, [field]]);
  });

  it.each<[string, string, (string | null)[]]>([
    [
      'customers',
      '公司,电话,联系人,手机,职务',
      ['name', 'phone', 'contact1.name', 'contact1.mobile', 'contact1.position'],
    ],
    ['customers', '客户名称,联系人,电话,邮箱', ['name', 'contact1.name', 'contact1.phone', 'email']],
    [
      'customers',
      '客户名称,联系人1,联系人1电话,联系人2,联系人2电话,备注',
      ['name', 'contact1.name', 'contact1.phone', 'contact2.name', 'contact2.phone', 'remark'],
    ],
    [
      'customers',
      '客户名称,联系人,手机,联系人,手机',
      ['name', 'contact1.name', 'contact1.mobile', 'contact2.name', 'contact2.mobile'],
    ],
    [
      'customers',
      'Company,Contact Person,Mobile,Job Title',
      ['name', 'contact1.name', 'contact1.mobile', 'contact1.position'],
    ],
    ['customers', '客戶名稱,聯絡人,電話,地址', ['name', 'contact1.name', 'contact1.phone', 'address']],
    [
      'contacts',
      '客户,客户编号,姓名,部门,职位,性别,电话,邮箱,微信,QQ,生日,地址,备注',
      [
        'name',
        'number',
        'contact1.name',
        'contact1.department',
        'contact1.position',
        'contact1.gender',
        'contact1.phone',
        'contact1.email',
        'contact1.wechat',
        'contact1.qq',
        'contact1.birthday',
        'contact1.address',
        'contact1.remark',
      ],
    ],
    ['customers', '客户编号,客户名称,行业,联系人', [null, 'name', 'industry', 'contact1.name']],
  ])('of %s: %s', (noun, headings, expected) => {
    const layout = guessLayout(table(headings.split(','), ['x']));
    expect([layout.noun, layout.columns.map(({ field }) => field)]).toEqual([noun, expected]);
  });

  it('are found below a title, and are the first row otherwise', () => {
    const titled = guessLayout(
      table(
        ['二〇二六年客户清单'],
        ['制表：张三', null, '2026-01-01'],
        ['客户名称', '电话', '地址'],
        ['甲公司', '1', '2'],
      ),
    );
    expect(titled.headingRow).toBe(3);
    expect(guessLayout(table(['甲', '乙'], ['1', '2'])).headingRow).toBe(1);
  });

  it('in two rows are read together; a title above is none of them', () => {
    const grouped = [
      ['客户名称', '开票信息', null, '地址'],
      [null, '税号', '开户行', null],
    ] as const;
    for (const above of [[], [['2026 年客户清单']], [['客户清单', '制表：张三']]]) {
      const layout = guessLayout(table(...above, ...grouped, ['甲公司', '9144', '工行', '深圳']));
      expect(layout.headingRow).toBe(above.length + 2);
      expect(layout.columns.map(({ heading, field }) => [heading, field])).toEqual([
        ['客户名称', 'name'],
        ['开票信息 税号', 'taxNumber'],
        ['开票信息 开户行', 'bank'],
        ['地址', 'address'],
      ]);
    }
  });

  it('are the row that somebody says, or none', () => {
    const rows = table(['客户名称', '电话'], ['甲公司', '1'], ['公司', '手机'], ['乙公司', '2']);
    expect(guessLayout(rows, [], 3)).toMatchObject({
      headingRow: 3,
      columns: [{ heading: '公司' }, { heading: '手机' }],
    });
    expect(guessLayout(rows, [], 0)).toMatchObject({
      headingRow: 0,
      columns: [{ heading: 'A' }, { heading: 'B' }],
    });
  });

  it('missing altogether: the columns have letters, and contents say what they are', () => {
    const layout = guessLayout(
      table(
        ['深圳市华强有限公司', '0755-12345678', 'a@hq.com.cn', '9144030071526726XG'],
        ['上海联创集团', '13812345678', 'b@lc.cn', '91330100799655058B'],
      ),
    );
    expect(layout.headingRow).toBe(0);
    expect(layout.columns.map(({ heading, field }) => [heading, field])).toEqual([
      ['A', 'name'],
      ['B', 'phone'],
      ['C', 'email'],
      ['D', 'taxNumber'],
    ]);
  });

  it('that say nothing are passed over for what stands below', () => {
    expect(
      fields(['客户名称', '字段1', '字段2'], ['甲', '13812345678', 'a@b.com.cn'], ['乙', 13_912_345_678, '']),
    ).toEqual(['name', 'phone', 'email']);
  });

  it('never put two columns on one field, whatever the file', () => {
    const cell = fc.oneof(
      fc.constantFrom(...importFields.flatMap((field) => synonyms[field])),
      fc.string(),
      fc.integer(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 12 }), { minLength: 1, maxLength: 15 }), (rows) => {
        const { columns, headingRow } = guessLayout(table(...rows));
        const taken = columns.flatMap(({ field }) => field ?? []);
        expect(new Set(taken).size).toBe(taken.length);
        expect(new Set(columns.map(({ index }) => index)).size).toBe(columns.length);
        expect(headingRow).toBeLessThanOrEqual(10);
      }),
    );
  });
});

it.each(['heading', 'en'] as const)('the headings that cards are given are understood (%s)', (language) => {
  const row = { row: 1, cells: cardColumns.map((column) => column[language]) };
  const { noun, columns } = guessLayout([row], [], null, null);
  expect(noun).toBe('contacts');
  expect(columns.map(({ field }) => field)).toEqual(
    cardColumns.map((column) => ('part' in column ? `contact1.${column.part}` : column.field)),
  );
});
