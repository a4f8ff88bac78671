import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import type { CustomerFields } from '../customers/customers.contract.ts';
import { choicesByName } from '../imports/import-choices.ts';
import type { UsableRow } from '../imports/row-rules.ts';
import { foldText } from '../shared/text.ts';
import { localTime } from './customer-cells.ts';
import { column, exportAll, importable } from './exports.fixture.ts';

let app: TestApp;
const custom: Record<string, number> = {};
const made: CustomerFields[] = [];
/** Owner, and creation to the minute, of each. */
const owned: (readonly [number | null, string | null])[] = [];

async function field(
  kind: 'text' | 'number' | 'money' | 'date' | 'choice' | 'choices' | 'yesNo',
  label: string,
) {
  const options = kind === 'choice' || kind === 'choices' ? ['华东', '华南', '西北'] : [];
  const added = await app.first.customFields.create({ kind, label, hint: null, required: false, options });
  custom[label] = added.id;
  return added.options.map(({ id }) => id);
}

beforeAll(async () => {
  app = await createTestApp();
  await field('text', '合同编号');
  await field('number', '员工数量');
  await field('money', '授信额度');
  await field('date', '建厂日');
  const choice = await field('choice', '片区');
  const several = await field('choices', '覆盖');
  await field('yesNo', '长期合作');
  const tags = (await app.first.choices.list({})).filter(({ kind }) => kind === 'tag').map(({ id }) => id);
  const values = (more: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(more).map(([label, value]) => [custom[label], value]),
    ) as CustomerFields['custom'];
  const each: readonly (readonly [string, Partial<CustomerFields>])[] = [
    ['北京"引号",逗号有限公司', { shortName: '引号,逗号', address: '一层\n二层 "B" 座', level: 'A' }],
    ['上海𠮷野家表情🙂公司', { shortName: '𠮷', email: 'a@example.cn', status: 'interested', level: 'C' }],
    ['0012 前导零贸易', { phone: '00852-23456789', shortName: '0012', custom: values({ 合同编号: '007' }) }],
    ['国际电话公司', { phone: '+86 13800138000', custom: values({ 合同编号: '+86-755-1234' }) }],
    ['=SUM(A1) 公式公司', { shortName: '-1+2', address: '@家', custom: values({ 合同编号: '=1+1' }) }],
    ["'=真的撇号公司", { shortName: "'007", address: "''-1", custom: values({ 合同编号: "'+8" }) }],
    ['下划线_x0041_公司', { shortName: '<b>&amp;', address: "第1号'单引号" }],
    ['深圳地区公司', { regionCode: '440305', tagIds: tags.slice(0, 2), type: 'company', status: 'deal' }],
    ['张三', { type: 'person', phone: '13900001111', regionCode: '11', status: 'lost', level: 'B' }],
    [
      '各种字段公司',
      {
        custom: values({
          员工数量: -12.345678,
          授信额度: 123_456_789,
          建厂日: '1998-02-28',
          片区: choice[1],
          覆盖: [several[0], several[2]],
          长期合作: true,
        }),
      },
    ],
    ['老字号公司', { custom: values({ 建厂日: '1850-01-01', 授信额度: -5, 长期合作: false, 员工数量: 0 }) }],
  ];
  for (const [name, more] of each) {
    const { id } = await app.as('anna').customers.create({
      fields: app.fields(name, more),
      claim: true,
      confirmSimilar: true,
    });
    const stored = await app.as('anna').customers.get({ id });
    owned.push([stored.ownerId, localTime(app.office.services.clock)(stored.createdAt)]);
    // What was stored of it: a text of one line stays one line.
    const keys = Object.keys(app.fields(name)) as (keyof CustomerFields)[];
    made.push(Object.fromEntries(keys.map((key) => [key, stored[key]])) as unknown as CustomerFields);
  }
});
afterAll(() => app.close());

const columns = () => [
  ...importable,
  ...Object.entries(custom).map(([label, id]) => column(`custom:${id}`, label)),
];

it.each(['xlsx', 'csv', 'csvGb18030'] as const)(
  'what is exported as %s and imported again is the same, cell by cell, and every row a duplicate',
  async (format) => {
    const cleo = app.as('cleo');
    const { status, bytes } = await exportAll(
      cleo,
      {
        noun: 'customers',
        query: { view: 'pool', segment: 'all', search: '', filters: {} },
        sort: { by: 'number', direction: 'asc' },
        columns: columns(),
      },
      format,
    );
    expect(status).toMatchObject({ state: 'done', rows: made.length, leftOut: { count: 0 } });
    const { importId } = await cleo.imports.begin({ fileName: status.fileName, bytes: bytes.length });
    await cleo.imports.upload({ importId, offset: 0, piece: new File([new Uint8Array(bytes)], 'piece') });
    const seen = await cleo.imports.inspect({ importId });
    const mapped = seen.columns.flatMap(({ index, field: target, heading }) =>
      target === null ? [] : [{ index, heading, field: target }],
    );
    // Every column that an import has a field for is recognised by its heading.
    expect(mapped.map(({ heading }) => heading)).toEqual(
      columns()
        .map(({ title }) => title)
        .filter((title) => title !== '客户编号'),
    );
    const { services } = app.office;
    const read: UsableRow[] = [];
    const survey =
      format === 'xlsx'
        ? ({ kind: 'xlsx', sheet: 0 } as const)
        : ({ kind: 'csv', encoding: format === 'csv' ? 'utf-8' : 'gb18030', delimiter: ',' } as const);
    const rules = {
      noun: 'customers',
      headingRow: 1,
      columns: mapped,
      customFields: await cleo.customFields.list({}),
      defaults: { type: 'company', sourceId: app.choiceId('source'), industryId: app.choiceId('industry') },
      choices: await choicesByName(services.db),
      meanings: new Map(),
      people: new Map(
        (await cleo.people.names({})).map(({ id, name }) => [foldText(name), { id, code: null }]),
      ),
      corrections: new Map(),
      makes: true,
      apostrophes: format !== 'xlsx',
      today: services.clock.today(),
      addChoices: false,
    } as const;
    for await (const { usable, rejected } of services.importFiles.rows(importId, survey, rules)) {
      expect(rejected).toEqual([]);
      read.push(...usable);
    }
    expect(
      read
        .map(({ warnings }) => warnings)
        .flat()
        .filter(({ code }) => code !== 'phone'),
    ).toEqual([]);
    expect(read.map(({ fields }) => fields)).toEqual(made);
    expect(read.map(({ ownerId, createdOn }) => [ownerId, createdOn])).toEqual(owned);

    await cleo.imports.check({
      importId,
      columns: mapped.map(({ index, field: target }) => ({ index, field: target })),
      defaults: { type: 'company', sourceId: null, industryId: null },
    });
    const state = async () => (await cleo.imports.status({ importId })).state;
    await expect.poll(state, { timeout: 20_000 }).toBe('checked');
    expect(await cleo.imports.status({ importId })).toMatchObject({
      created: 0,
      rejected: 0,
      duplicates: made.length,
      newValues: [],
    });
    await cleo.imports.cancel({ importId });
  },
);
