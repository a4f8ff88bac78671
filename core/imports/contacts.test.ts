import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import { workbook } from '#testing/fixtures/xlsx.ts';
import { readBirthday } from './read-contacts.ts';
import { check, found, importAll, run, until } from './imports.fixture.ts';

// Each reading of a file starts a thread: seconds where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;
let clerk: Client;
beforeAll(async () => {
  app = await createTestApp();
  clerk = app.as('cleo');
});
afterAll(() => app.close());

let nth = 0;
let name = '';
beforeEach(() => {
  name = `第${nth++}家有人公司`;
});

async function customer(called = name): Promise<number> {
  const fields = app.fields(called, {});
  return (await app.as('anna').customers.create({ fields, claim: true, confirmSimilar: true })).id;
}
async function idOf(called: string): Promise<number> {
  const { rows } = await clerk.customers.list({ view: 'pool', segment: 'all', search: called });
  return rows.find((row) => row.name === called)?.id ?? 0;
}
/** Contacts as `张三 13800138000 main`. */
async function contactsOf(customerId: number): Promise<string[]> {
  const rows = await app.office.services.db
    .selectFrom('contact')
    .leftJoin('contact_way', 'contact_way.contact_id', 'contact.id')
    .select(['contact.name', 'contact.position', 'contact.main', 'contact_way.value'])
    .where('customer_id', '=', customerId)
    .where('deleted_at', 'is', null)
    .orderBy('contact.id')
    .orderBy('contact_way.id')
    .execute();
  const named = Map.groupBy(rows, (row) => row.name);
  return [...named].map(([one, ways]) =>
    [one, ways[0]?.position, ...ways.map(({ value }) => value), ways[0]?.main === 1 ? 'main' : null]
      .filter((part) => part !== null)
      .join(' '),
  );
}
const undo = async (importId: number) => {
  await clerk.imports.undo({ importId });
  return until(clerk, importId, ({ state }) => state === 'undone');
};

describe('contacts in the row of their customer (spec §11)', () => {
  it('come along, up to three, the first as the main one', async () => {
    const text = [
      '客户名称,联系人,手机,职务,联系人2,联系人2电话',
      `${name},张三,13800138000；0755-12345678,经理,李四,1.39E+10`,
      `${name}乙,,13900139000,,,`,
      `${name}丙,,,,,`,
    ].join('\n');
    const checked = await check(clerk, text);
    expect(checked).toMatchObject({ created: 3, contacts: 3, warned: 1 });
    const done = await run(clerk, checked.importId);
    expect(done).toMatchObject({ created: 3, contacts: 3, noun: 'customers' });
    const id = await idOf(name);
    expect(await contactsOf(id)).toEqual(['张三 经理 13800138000 0755-12345678 main', '李四 1.39E+10']);
    // A number without a name is somebody too.
    expect(await contactsOf(await idOf(`${name}乙`))).toEqual(['13900139000 13900139000 main']);
    expect(await clerk.contacts.find({ search: '李四' })).toMatchObject([{ customerId: id }]);
    const lines = await app.office.services.db
      .selectFrom('operation_log')
      .select('after')
      .where('entity', '=', 'contact')
      .where('action', '=', 'created')
      .execute();
    expect(lines.map(({ after }) => (JSON.parse(after ?? '{}') as { name: string }).name)).toContain('李四');
    expect(await undo(done.importId)).toMatchObject({ kept: 0 });
    expect(await idOf(name)).toBe(0);
  });

  it('of several rows of one customer all come to it', async () => {
    const text = `客户名称,联系人,手机\n${name},张三,13800138000\n${name},李四,13900139000\n${name},张三,13700137000\n`;
    const { importId, contacts } = await check(clerk, text);
    expect(contacts).toBe(3);
    const done = await run(clerk, importId);
    expect(done).toMatchObject({ created: 1, duplicates: 2 });
    expect(await found(clerk, importId, 'duplicate')).toEqual(['3 joinedInFile', '4 joinedInFile']);
    expect(await contactsOf(await idOf(name))).toEqual([
      '张三 13800138000 13700137000 main',
      '李四 13900139000',
    ]);
  });

  it('are added or filled where the customer is there already, and its undo takes them out again', async () => {
    const id = await customer();
    const anna = app.as('anna');
    await anna.contacts.create({ customerId: id, fields: contactFields('老王', { position: '厂长' }) });
    const text = `客户名称,联系人,手机,职务\n${name},老王,13700137000,经理\n${name},新人,13600136000,\n`;
    const { importId } = await check(clerk, text, { duplicates: 'fill' });
    expect(await run(clerk, importId)).toMatchObject({ created: 0, updated: 2 });
    expect(await contactsOf(id)).toEqual(['老王 厂长 13812345678 13700137000 main', '新人 13600136000']);
    expect(await undo(importId)).toMatchObject({ kept: 0 });
    expect(await contactsOf(id)).toEqual(['老王 厂长 13812345678 main']);
    expect((await clerk.contacts.deleted({})).rows).toEqual([]);
  });

  it('with something wrong keep their row out until it is corrected', async () => {
    const { importId } = await check(clerk, `客户名称,联系人,手机\n${name},${'长'.repeat(101)},1\n`);
    expect(await found(clerk, importId, 'rejected')).toEqual(['2 tooLong']);
    const fixed = await clerk.imports.correct({ importId, row: 2, cells: [{ index: 1, text: '张三' }] });
    expect(fixed.kinds).toEqual(['new', 'warning']);
  });
});

/** Rows of texts as the XML of a sheet. */
const sheetOf = (rows: readonly (readonly string[])[]) =>
  rows
    .map((cells, at) => {
      const inner = cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
      return `<row r="${at + 1}">${inner}</row>`;
    })
    .join('');

it('a second sheet of contacts is gone on with from the same file, once, and undone by itself', async () => {
  const file = workbook(
    [
      sheetOf([
        ['客户名称', '电话'],
        ['两表公司', '0755-12345678'],
      ]),
      sheetOf([['说明'], ['仅供内部使用']]),
      sheetOf([
        ['客户名称', '联系人', '手机'],
        ['两表公司', '表二联系人', '13800138000'],
      ]),
    ],
    {},
    ['客户', '说明', '联系人'],
  );
  const first = await importAll(clerk, file);
  expect(first).toMatchObject({ state: 'done', created: 1, nextSheet: '联系人' });
  const going = await clerk.imports.goOn({ importId: first.importId });
  expect(going).toMatchObject({ noun: 'contacts', sheet: 2, fileName: 'customers.csv', rows: 1 });
  expect((await clerk.imports.status({ importId: first.importId })).nextSheet).toBeNull();
  expect(await refusalOf(clerk.imports.goOn({ importId: first.importId }))).toMatchObject({
    code: 'importNotReady',
  });
  const checked = await check(clerk, '', { importId: going.importId });
  expect(checked).toMatchObject({ state: 'checked', created: 1, noun: 'contacts' });
  const second = await run(clerk, going.importId);
  expect(second).toMatchObject({ state: 'done', created: 1, nextSheet: null });
  expect(await clerk.contacts.find({ search: '表二联系人' })).toHaveLength(1);
  await clerk.imports.undo({ importId: second.importId });
  await until(clerk, second.importId, ({ state }) => state === 'undone');
  expect(await clerk.contacts.find({ search: '表二联系人' })).toHaveLength(0);
  await clerk.imports.undo({ importId: first.importId });
  const undone = await until(clerk, first.importId, ({ state }) => state === 'undone');
  expect(undone).toMatchObject({ kept: 0 });
});

describe('a list of contacts (spec §11)', () => {
  it('goes to the customers who are there, by number or name', async () => {
    const id = await customer();
    const { number } = await clerk.customers.get({ id });
    const text = [
      '客户,客户编号,姓名,部门,职位,电话,生日',
      `${name},,张三,采购,经理,13800138000,农历 1980-08-15`,
      `不管叫什么,${number},李四,,,0755-12345678,5月1日`,
      `${name},,张三,,,,`,
      `没有的公司,,王五,,,,`,
      `${name},,,,,,`,
    ].join('\n');
    const checked = await check(clerk, text);
    expect(checked).toMatchObject({ noun: 'contacts', created: 2, duplicates: 1, rejected: 2, contacts: 0 });
    expect(await found(clerk, checked.importId, 'rejected')).toEqual(['5 customerNotFound', '6 required']);
    expect(await found(clerk, checked.importId, 'duplicate')).toEqual(['4 sameContactInFile']);
    const { importId } = checked;
    const right = await clerk.imports.correct({ importId, row: 5, cells: [{ index: 0, text: name }] });
    expect(right).toMatchObject({ kinds: ['new'], status: { created: 3, rejected: 1 } });
    expect(await run(clerk, importId)).toMatchObject({ created: 3, duplicates: 1, rejected: 1 });
    expect(await contactsOf(id)).toEqual(['张三 经理 13800138000 main', '李四 0755-12345678', '王五']);
    expect(await importAll(clerk, text)).toMatchObject({ created: 0, duplicates: 3 });
    expect(await undo(importId)).toMatchObject({ kept: 0 });
    expect(await contactsOf(id)).toEqual([]);
  });

  it('reaches no customer whom the person may not edit', async () => {
    const id = await customer();
    const role = (await app.first.roles.list({})).find(({ builtIn }) => builtIn === 'salesperson');
    await app.office.services.transaction((trx) =>
      trx
        .insertInto('role_right')
        .values({ role_id: role?.id ?? 0, right_name: 'customers.import', scope: 'all' })
        .execute(),
    );
    const carl = app.as('carl');
    const text = `客户,姓名,电话,部门\n${name},张三,13800138000,采购\n`;
    const { importId, rejected } = await check(carl, text);
    expect(rejected).toBe(1);
    expect(await found(carl, importId, 'rejected')).toEqual(['2 contactsNotYours']);
    const { importId: mine } = await check(app.as('anna'), text);
    expect(await run(app.as('anna'), mine)).toMatchObject({ created: 1 });
    expect(await contactsOf(id)).toHaveLength(1);
    // Nor is it overwritten by a list of customers.
    const other = await check(carl, `客户名称,级别\n${name},C\n`, { duplicates: 'overwrite' });
    expect(await run(carl, other.importId)).toMatchObject({ updated: 0, rejected: 1 });
    expect(await found(carl, other.importId, 'rejected')).toEqual(['2 duplicateNotYours']);
  });
});

it('cards that this program has exported find their customers and bring nothing new', async () => {
  const id = await customer();
  const anna = app.as('anna');
  const birthday = { calendar: 'lunar' as const, year: 1980, month: 8, day: 15, leap: false };
  const fields = contactFields('名片人', { position: '经理', birthday, remark: '第一行\n第二行' });
  const { id: contactId } = await anna.contacts.create({ customerId: id, fields });
  const { text } = await clerk.contacts.exportCards({ ids: [contactId] });
  const there = await check(clerk, text, { duplicates: 'overwrite' });
  expect(there).toMatchObject({ noun: 'contacts', created: 0, duplicates: 1, rejected: 0 });
  // Overwritten with what it says itself, nothing changes.
  expect(await run(clerk, there.importId)).toMatchObject({ updated: 0, duplicates: 1 });
  const other = `名片${name}`;
  const otherId = await customer(other);
  const moved = await check(clerk, text.replaceAll(`ORG:${name}`, `ORG:${other}`));
  expect(await run(clerk, moved.importId)).toMatchObject({ created: 1 });
  const [brought] = (await clerk.contacts.list({ customerId: otherId })).rows;
  expect(brought).toMatchObject({
    name: '名片人',
    position: '经理',
    birthday,
    remark: '第一行\n第二行',
    main: true,
  });
  expect(brought?.phones.map(({ label, value }) => [label, value])).toEqual([['mobile', '13812345678']]);
});

it('rejected cards come back as a list with headings in the language asked for, which can be imported', async () => {
  const card = (org: string) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:名片人\r\nORG:${org}\r\nTEL;TYPE=CELL:13812345678\r\nEND:VCARD\r\n`;
  const { importId, rejected } = await check(clerk, card('没有这样的公司'));
  expect(rejected).toBe(1);
  const asked = async (language: 'zh-CN' | 'en') =>
    (await clerk.imports.rejectedFile({ importId, language })).text.split('\r\n');
  expect((await asked('zh-CN'))[0]).toMatch(/^\uFEFF公司,姓名,.*备注,错误原因$/);
  const [headings = '', row = ''] = await asked('en');
  expect(headings).toMatch(/^\uFEFFCompany,Contact name,.*Remark,/);
  expect(row).toMatch(/^没有这样的公司,名片人,.*Company: /);
  await customer('名片有人要的公司');
  const again = await check(
    clerk,
    [headings, row.replaceAll('没有这样的公司', '名片有人要的公司')].join('\r\n'),
  );
  expect(again).toMatchObject({ noun: 'contacts', created: 1, rejected: 0 });
});

it.each([
  ['1980-08-15', { calendar: 'solar', year: 1980, month: 8, day: 15 }],
  ['08-15', { calendar: 'solar', year: null, month: 8, day: 15 }],
  ['8月15日', { calendar: 'solar', year: null, month: 8, day: 15 }],
  ['农历 1980-08-15', { calendar: 'lunar', year: 1980, month: 8, day: 15 }],
  [29_448, { calendar: 'solar', year: 1980, month: 8, day: 15 }],
])('the birthday %s is read', (cell, birthday) => expect(readBirthday(cell)).toMatchObject(birthday));
it.each(['13-40', '农历', '某天', '2-30'])('%s is no birthday', (cell) =>
  expect(readBirthday(cell)).toBeNull(),
);
