import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import type { CustomField, CustomFieldKind } from '../custom-fields/custom-fields.contract.ts';
import { guessLayout } from './columns.ts';
import { readCustom } from './read-custom.ts';
import type { Cell } from './table.ts';
import { readNumber } from './values.ts';

const field = (kind: CustomFieldKind, more: Partial<CustomField> = {}): CustomField => ({
  id: 3,
  kind,
  label: '年采购额',
  hint: null,
  required: false,
  retired: false,
  options: [
    { id: 7, label: '价格敏感', retired: false },
    { id: 8, label: '质量/交期', retired: false },
    { id: 9, label: 'VIP', retired: true },
  ],
  version: 1,
  ...more,
});
const valueOf = (kind: CustomFieldKind, cell: Cell, heading = '年采购额') => {
  const { value, rejected, warned } = readCustom(field(kind), cell, heading, () => undefined);
  return rejected?.code ?? (warned === undefined ? value : [value, warned.code]);
};

describe('columns of custom fields (spec §11)', () => {
  it('are known by their label, above every guess', () => {
    const head = ['客户名称', '年采购额（万元）', '联系电话', '渠 道'].map((cell) => cell as Cell);
    const rows = [
      { row: 1, cells: head },
      { row: 2, cells: ['甲公司', '12', '13800000000', '展会'] },
    ];
    const own = [
      { id: 3, label: '年采购额' },
      { id: 4, label: '渠道' },
    ];
    expect(guessLayout(rows, own).columns.map((column) => column.field)).toEqual([
      'name',
      'custom:3',
      'phone',
      'custom:4',
    ]);
    expect(guessLayout(rows).columns.map((column) => column.field)).toEqual([
      'name',
      null,
      'phone',
      'source',
    ]);
  });

  it.each<[CustomFieldKind, Cell, unknown]>([
    ['text', ' 机床 ', '机床'],
    ['text', 13800000000, '13800000000'],
    ['number', '1,234.5', 1234.5],
    ['number', '１．２万', 12_000],
    ['number', 0.1 + 0.2, 0.3],
    ['number', '1,23', 'notANumber'],
    ['number', '约 5', 'notANumber'],
    ['number', '0.1234567', 'tooManyDecimals'],
    ['money', '￥1,234.50', 123_450],
    ['money', '3.5万元', 3_500_000],
    ['money', '很多', 'notAnAmount'],
    ['date', '2026年3月5日', '2026-03-05'],
    ['date', 46_000, '2025-12-09'],
    ['date', '2026-13-01', 'notADay'],
    ['choice', '价格 敏感', 7],
    ['choice', 'vip', 9],
    ['choice', '别的', [null, 'customOptionUnknown']],
    ['choices', '价格敏感、vip', [7, 9]],
    ['choices', '质量/交期', [8]],
    ['choices', '价格敏感；新的', [[7], 'customOptionUnknown']],
    ['yesNo', '是', true],
    ['yesNo', ' √', true],
    ['yesNo', 'No', false],
    ['yesNo', 0, false],
    ['yesNo', '也许', 'yesNoUnknown'],
    ['yesNo', null, null],
  ])('reads %s from %j', (kind, cell, expected) => {
    expect(valueOf(kind, cell)).toEqual(expected);
  });

  it('takes the unit of amounts from the heading, and tells an empty required one', () => {
    expect(valueOf('money', 12, '年采购额（万元）')).toBe(12_000_000);
    const required = readCustom(field('text', { required: true }), ' ', '年采购额', () => undefined);
    expect(required).toEqual({ value: null, warned: { code: 'requiredEmpty', params: {} } });
  });

  it('reads every number as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (whole, decimals) => {
        const text = (whole / 10 ** decimals).toFixed(decimals);
        const grouped = text.replace(/\d(?=(\d{3})+(\.|$))/g, (digit, ...rest) =>
          text.slice(0, Number(rest.at(-2))).includes('.') ? digit : `${digit},`,
        );
        expect(readNumber(text)).toBe(Number(text) + 0);
        expect(readNumber(grouped)).toBe(Number(text) + 0);
      }),
    );
  });
});

describe('an import with custom fields', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it('maps, checks and writes them; wrong cells keep their row out by column and reason', async () => {
    const create = (kind: CustomFieldKind, label: string, options: string[] = []) =>
      app.first.customFields.create({ kind, label, hint: null, required: true, options });
    const money = await create('money', '年采购额');
    const traits = await create('choices', '客户特点', ['价格敏感', '回款快']);
    const clerk = app.as('cleo');
    const text =
      '名称,年采购额（万元）,客户特点\n甲公司,12.5,"回款快,价格敏感"\n乙公司,很多,\n丙公司,,没有的\n';
    const bytes = Buffer.from(text);
    const { importId } = await clerk.imports.begin({ fileName: 'x.csv', bytes: bytes.length });
    await clerk.imports.upload({ importId, offset: 0, piece: new File([bytes], 'piece') });
    const { columns } = await clerk.imports.inspect({ importId });
    const chosen = columns.flatMap(({ index, field: target }) =>
      target === null ? [] : [{ index, field: target }],
    );
    expect(chosen.map((column) => column.field)).toEqual([
      'name',
      `custom:${money.id}`,
      `custom:${traits.id}`,
    ]);
    const defaults = { type: 'company', sourceId: null, industryId: null } as const;
    const gone = [...chosen.slice(0, 1), { index: 1, field: 'custom:99' as const }];
    expect((await refusalOf(clerk.imports.check({ importId, columns: gone, defaults }))).code).toBe(
      'invalidInput',
    );
    const until = async (...states: string[]) => {
      for (;;) {
        const status = await clerk.imports.status({ importId });
        if (states.includes(status.state)) return status;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await clerk.imports.check({ importId, columns: chosen, defaults });
    expect(await until('checked', 'failed')).toMatchObject({
      state: 'checked',
      created: 2,
      rejected: 1,
      warned: 1,
    });
    const problems = async (kind: 'rejected' | 'warning') =>
      (await clerk.imports.rows({ importId, kind })).rows.flatMap((row) => row.problems);
    expect(await problems('rejected')).toEqual([
      { column: '年采购额（万元）', at: 1, code: 'notAnAmount', params: {} },
    ]);
    expect((await problems('warning')).map(({ column, code }) => `${column} ${code}`)).toEqual([
      '年采购额（万元） requiredEmpty',
      '客户特点 customOptionUnknown',
    ]);
    await clerk.imports.run({ importId, addChoices: false });
    expect(await until('done', 'cancelled')).toMatchObject({ state: 'done', created: 2 });
    const { rows } = await clerk.customers.list({ view: 'pool', sort: { by: 'number', direction: 'asc' } });
    expect(rows.map(({ name, custom }) => [name, custom])).toEqual([
      ['甲公司', { [money.id]: 12_500_000, [traits.id]: traits.options.map(({ id }) => id) }],
      ['丙公司', {}],
    ]);
  });
});
