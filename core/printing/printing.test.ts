import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { attachFile } from '#testing/builders/attached-file.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import type { Printed } from './printing.contract.ts';

let app: TestApp;
const ids: Record<string, number> = {};
async function create(name: string, owner: string | null) {
  const { id } = await app.as(owner ?? 'cleo').customers.create({
    fields: app.fields(name, { phone: '13812345678' }),
    claim: owner !== null,
    confirmSimilar: true,
  });
  ids[name] = id;
}
const said = (owner: string, customer: string, text: string) =>
  app.as(owner).interactions.log({
    customerId: ids[customer] ?? 0,
    channel: 'phone',
    happenedAt: null,
    personId: app.idOf(owner),
    contactIds: [],
    subject: null,
    text,
    result: null,
    status: null,
    nextStep: null,
  });
beforeAll(async () => {
  app = await createTestApp();
  await create('安娜的客户', 'anna');
  await create('卡尔的客户', 'carl');
  await create('卡尔共享的', 'carl');
  await create('池里的客户', null);
  await app.as('carl').sharing.share({
    customerIds: [ids['卡尔共享的'] ?? 0],
    personIds: [app.idOf('anna'), app.idOf('mark')],
    mode: 'read',
    money: false,
    untilOn: null,
  });
  for (const [owner, customer] of [
    ['anna', '安娜的客户'],
    ['carl', '卡尔共享的'],
    ['cleo', '池里的客户'],
  ] as const)
    await app.as(owner).contacts.create({
      customerId: ids[customer] ?? 0,
      fields: contactFields(`${customer}的人`, {
        phones: [{ id: null, label: 'mobile', value: '13900001111' }],
      }),
    });
  await said('anna', '安娜的客户', '安娜说的话');
  await said('carl', '卡尔的客户', '卡尔说的话');
  await said('carl', '卡尔共享的', '卡尔共享的话');
});
afterAll(() => app.close());

type Asked = Parameters<Client['printing']['rows']>[0]['what'];
const columns = [
  { key: 'name' as const, title: '客户名称', width: 200 },
  { key: 'phone' as const, title: '电话', width: 100 },
];
const list = (noun: 'customers' | 'contacts', view: 'pool' | 'mine' | 'sharedWithMe' = 'pool'): Asked => {
  const asked = { query: { view }, sort: { by: 'number', direction: 'asc' } as const };
  return noun === 'customers' ? { noun, ...asked, columns } : { noun, ...asked };
};
async function printed(name: string, what: Asked) {
  const { rows, leftOut } = await app.as(name).printing.rows({ what, language: 'zh-CN' });
  return { rows: rows.map((row) => row.filter((cell) => cell !== null).join(' ')), leftOut };
}
const once = (more: Partial<Printed>): Printed => ({
  kind: 'customers',
  token: null,
  rows: 0,
  pages: 2,
  copies: 1,
  paper: 'a4',
  way: 'printer',
  ...more,
});

describe('what reaches paper (spec, permissions: print)', () => {
  it('of a salesperson what is theirs and what is shared with them; nothing that is only known to exist', async () => {
    expect(await printed('anna', list('customers'))).toEqual({
      rows: ['安娜的客户 13812345678', '卡尔共享的 13812345678'],
      leftOut: 2,
    });
    expect((await printed('anna', list('customers', 'sharedWithMe'))).rows).toHaveLength(1);
    expect((await printed('anna', list('customers', 'mine'))).leftOut).toBe(0);
    const people = await printed('anna', list('contacts'));
    expect(people.rows.join()).toContain('卡尔共享的的人');
    expect(people.rows).toHaveLength(2);
  });

  it('of the clerk everything, what is masked as it is masked, and no contacts of unclaimed customers', async () => {
    expect((await printed('cleo', list('customers'))).rows).toContain('池里的客户 138****5678');
    const people = await printed('cleo', list('contacts'));
    expect(people.rows.join()).not.toContain('池里的客户的人');
    expect(people.leftOut).toBe(1);
  });

  it('interactions follow their customers', async () => {
    const asked = { question: { view: 'all' as const, search: '' } };
    const found = await app.as('anna').printing.interactions(asked);
    expect(found.interactions.map(({ text }) => text).toSorted()).toEqual(['卡尔共享的话', '安娜说的话']);
    expect((await app.as('rita').printing.interactions(asked)).interactions).toHaveLength(3);
  });

  it('a card with what was asked for; masked where it is masked, refused where it is only known to exist', async () => {
    const card = (name: string, customer: string, all = true) =>
      app.as(name).printing.card({
        customerId: ids[customer] ?? 7_000_001,
        contacts: all,
        interactions: all,
        files: all,
      });
    expect(await card('anna', '安娜的客户')).toMatchObject({
      customer: { name: '安娜的客户' },
      contacts: [{ name: '安娜的客户的人' }],
      interactions: [{ text: '安娜说的话' }],
    });
    const owner = { kind: 'customer' as const, id: ids['安娜的客户'] ?? 0 };
    await attachFile(app.as('anna'), owner, '报价单.txt', '一千元');
    expect((await card('anna', '安娜的客户')).files).toMatchObject([{ name: '报价单.txt' }]);
    expect(await card('anna', '安娜的客户', false)).toMatchObject({
      contacts: [],
      interactions: [],
      files: [],
    });
    expect(await card('cleo', '池里的客户')).toMatchObject({
      customer: { phone: '138****5678' },
      contacts: [],
    });
    for (const customer of ['卡尔的客户', '没有的客户'])
      expect(await refusalOf(card('anna', customer))).toMatchObject({ code: 'notFound' });
    expect(await refusalOf(card('anna', '池里的客户'))).toMatchObject({ code: 'notAllowed' });
  });
});

describe('addresses', () => {
  const asked = {
    noun: 'contacts' as const,
    query: { view: 'pool' as const },
    sort: { by: 'number' as const, direction: 'asc' as const },
  };

  it('are those of customers that may be printed; who has none is named', async () => {
    const { id } = await app.as('anna').customers.create({
      fields: app.fields('有地址的公司', {
        address: '张江路 88 号',
        postcode: '201203',
        regionCode: '310115',
      }),
      claim: true,
      confirmSimilar: true,
    });
    await app.as('anna').contacts.create({ customerId: id, fields: contactFields('王芳') });
    await app.as('anna').contacts.create({ customerId: id, fields: contactFields('李明') });
    const found = await app.as('anna').printing.addresses({ what: asked, to: 'main' });
    expect(found.addresses).toMatchObject([
      { name: '有地址的公司', person: '王芳', address: '上海市浦东新区张江路 88 号', postcode: '201203' },
    ]);
    expect(found.missing).toBe(2);
    expect(found.without.toSorted()).toEqual(['卡尔共享的', '安娜的客户'].toSorted());
    const every = await app.as('anna').printing.addresses({ what: asked, to: 'every' });
    expect(new Set(every.addresses.map(({ person }) => person))).toEqual(new Set(['李明', '王芳']));
    const company = await app.as('rita').printing.addresses({ what: asked, to: 'company' });
    expect(company.addresses.map(({ person }) => person)).toEqual([null]);
    expect((await app.as('carl').printing.addresses({ what: asked, to: 'company' })).addresses).toEqual([]);
  });
});

describe('the log', () => {
  it('has one line for each print: what, how many, which paper, not what was searched for', async () => {
    const what = { ...list('customers'), query: { view: 'pool' as const, search: '安娜' } } as Asked;
    const { token } = await app.as('anna').printing.rows({ what, language: 'zh-CN' });
    await app.as('anna').printing.printed(once({ token, rows: 999, copies: 3, way: 'pdf' }));
    const { rows } = await app.as('olga').operations.list({ kind: 'printed' });
    expect(rows).toHaveLength(1);
    const line = Object.fromEntries((rows[0]?.changes ?? []).map(({ field, after }) => [field, after]));
    expect(line).toEqual({
      noun: 'customers',
      rows: 1,
      leftOut: 0,
      columns: ['客户名称', '电话'],
      question: { view: 'pool', segment: 'all', searched: true },
      paper: 'a4',
      pages: 2,
      copies: 3,
      way: 'pdf',
    });
    expect(JSON.stringify(rows)).not.toContain('安娜的');
  });

  it('of a card stands in the customer’s history', async () => {
    const customerId = ids['安娜的客户'] ?? 0;
    const { token } = await app
      .as('mark')
      .printing.card({ customerId, contacts: true, interactions: false, files: false });
    await app.as('mark').printing.printed(once({ kind: 'card', token }));
    const { rows } = await app.as('anna').customers.history({ id: customerId });
    expect(rows[0]).toMatchObject({ action: 'printed', personId: app.idOf('mark') });
  });

  it('knows only what one was given oneself, and nothing without the right', async () => {
    const { token } = await app.as('anna').printing.rows({ what: list('customers'), language: 'en' });
    for (const wrong of [token, 'x'])
      expect(await refusalOf(app.as('mark').printing.printed(once({ token: wrong })))).toMatchObject({
        code: 'printGone',
      });
    const asked = { what: list('customers'), language: 'en' as const };
    expect(await refusalOf(app.withToken(null).printing.rows(asked))).toMatchObject({ code: 'signInNeeded' });
    // Put together of what another procedure answered: the pages tell how much it was.
    const handed = once({ kind: 'handover', rows: 12 });
    await app.first.printing.printed(handed);
    expect(await refusalOf(app.as('anna').printing.printed(once({ rows: 3 })))).toMatchObject({
      code: 'invalidInput',
    });
  });
});
