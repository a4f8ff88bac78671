import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

let made = 0;
async function customerOf(owner: string): Promise<number> {
  made += 1;
  const { id } = await app.as(owner).customers.create({
    fields: app.fields(`关系测试${made}号公司`),
    claim: true,
    confirmSimilar: true,
  });
  return id;
}

async function contactOf(owner: string, name: string, customerId?: number): Promise<number> {
  const texts = { department: null, position: null, wechat: null, qq: null, address: null };
  const others = { decisionRole: null, gender: null, birthday: null, hobbies: null, remark: null };
  const { id } = await app.as(owner).contacts.create({
    customerId: customerId ?? (await customerOf(owner)),
    fields: { name, phones: [], emails: [], leftCompany: false, ...texts, ...others },
  });
  return id;
}

const type = async (label: string) =>
  (await app.first.choices.list({})).find(
    (choice) => choice.kind === 'relationType' && choice.label === label,
  )!.id;
const relate = async (by: string, fromId: number, to: number | string, label = '同学') =>
  app.as(by).relations.create({
    fromId,
    toId: typeof to === 'number' ? to : null,
    toName: typeof to === 'string' ? to : null,
    typeId: await type(label),
    remark: null,
  });
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const othersOf = async (by: string, contactId: number) =>
  (await app.as(by).relations.list({ contactId })).rows.map(({ other }) => other.name);

describe('relations between contacts and to people outside (spec §4)', () => {
  it('reads from both ends, across customers, with type and remark', async () => {
    const [a, b] = [await contactOf('anna', '张经理'), await contactOf('anna', '李总')];
    const relation = await app.as('anna').relations.create({
      fromId: a,
      toId: b,
      toName: null,
      typeId: await type('前上级'),
      remark: ' 在华为时\n的领导 ',
    });
    expect(relation).toMatchObject({
      incoming: false,
      other: { contactId: b, name: '李总' },
      remark: ' 在华为时\n的领导',
      abilities: ['edit', 'remove'],
    });
    const there = await app.as('anna').relations.list({ contactId: b });
    expect(there.rows).toMatchObject([{ id: relation.id, incoming: true, other: { contactId: a } }]);
    const outside = await relate('anna', a, ' 王 太太 ', '配偶');
    expect(outside.other).toMatchObject({ contactId: null, name: '王 太太' });
    expect(await othersOf('anna', a)).toEqual(['李总', '王 太太']);
  });

  it('refuses what makes no sense, at the field', async () => {
    const [a, b] = [await contactOf('anna', '甲'), await contactOf('anna', '乙')];
    const fieldsOf = async (call: Promise<unknown>) =>
      (await refusalOf(call)).fields.map(({ path, code }) => `${path} ${code}`);
    const typeId = await type('同学');
    const nobody = { fromId: a, toId: null, toName: null, typeId, remark: null };
    expect(await fieldsOf(app.as('anna').relations.create(nobody))).toEqual(['to required']);
    const both = { ...nobody, toId: b, toName: '乙' };
    expect(await fieldsOf(app.as('anna').relations.create(both))).toEqual(['to required']);
    const notAType = { ...nobody, toName: '丙', typeId: app.choiceId('industry') };
    expect(await fieldsOf(app.as('anna').relations.create(notAType))).toEqual(['typeId choiceUnknown']);
    expect(await fieldsOf(relate('anna', a, a))).toEqual(['to sameContact']);
    await relate('anna', a, b);
    expect(await codeOf(relate('anna', b, a))).toBe('relationExists');
    expect((await relate('anna', b, a, '同事')).incoming).toBe(false);
  });

  it('is changed and taken away by version, from either end, and the log keeps it', async () => {
    const [a, b] = [await contactOf('anna', '改甲'), await contactOf('mark', '改乙')];
    const relation = await relate('mark', a, b);
    const colleague = await type('同事');
    const change = { id: relation.id, version: 1, typeId: colleague, remark: '同一家公司' };
    expect(await app.as('cleo').relations.update(change)).toMatchObject({ version: 2, typeId: colleague });
    expect(await codeOf(app.as('cleo').relations.update(change))).toBe('conflict');
    // Anna edits one end and does not read the other: for her it is not there.
    expect(await codeOf(app.as('anna').relations.remove({ id: relation.id, version: 2 }))).toBe('notFound');
    expect(await codeOf(app.as('olga').relations.remove({ id: relation.id, version: 2 }))).toBe('notAllowed');
    expect(await codeOf(app.as('mark').relations.remove({ id: relation.id, version: 1 }))).toBe('conflict');
    await app.as('mark').relations.remove({ id: relation.id, version: 2 });
    expect(await othersOf('cleo', a)).toEqual([]);
    const log = await app.office.services.db
      .selectFrom('operation_log')
      .select('action')
      .where('entity', '=', 'contact')
      .where('entity_id', '=', a)
      .orderBy('seq')
      .execute();
    expect(log.map(({ action }) => action)).toEqual([
      'created',
      'relationAdded',
      'relationChanged',
      'relationRemoved',
    ]);
  });

  it('keeps a type in use from being deleted; it can be retired', async () => {
    const made = await app.first.choices.create({ kind: 'relationType', label: '球友' });
    const a = await contactOf('anna', '打球');
    const relation = await relate('anna', a, '教练', '球友');
    const versioned = { id: made.id, version: made.version };
    expect(await codeOf(app.first.choices.remove(versioned))).toBe('choiceInUse');
    await app.first.choices.update({ ...versioned, label: '球友', retired: true });
    expect((await refusalOf(relate('anna', a, '陪练', '球友'))).fields).toMatchObject([
      { path: 'typeId', code: 'choiceRetired' },
    ]);
    const kept = { id: relation.id, version: 1, typeId: made.id, remark: '还在打' };
    expect(await app.as('anna').relations.update(kept)).toMatchObject({ remark: '还在打' });
  });
});

describe('who is named (spec §4, permissions)', () => {
  it('only contacts of customers that the asker reads; the others are not shown at all', async () => {
    const [a, b] = [await contactOf('anna', '我方甲'), await contactOf('carl', '他方乙')];
    await relate('cleo', a, b);
    expect(await othersOf('cleo', a)).toEqual(['他方乙']);
    expect(await othersOf('anna', a)).toEqual([]);
    expect(await codeOf(relate('anna', a, b, '同事'))).toBe('notFound');
    expect(await codeOf(app.as('anna').relations.list({ contactId: b }))).toBe('notFound');
    const picture = await app.as('anna').relations.network({ contactId: a });
    expect(picture).toMatchObject({ nodes: [{ name: '我方甲' }], edges: [], more: false });
  });

  it('the other end is gone from list and picture while it or its customer is in the recycle bin', async () => {
    const customerId = await customerOf('anna');
    const [a, b] = [await contactOf('anna', '留下'), await contactOf('anna', '消失', customerId)];
    await relate('anna', a, b);
    await app.as('anna').contacts.remove({ ids: [b] });
    expect(await othersOf('anna', a)).toEqual([]);
    await app.as('cleo').contacts.restore({ ids: [b] });
    expect(await othersOf('anna', a)).toEqual(['消失']);
    await app.as('cleo').customers.remove({ ids: [customerId], reason: null });
    expect(await othersOf('anna', a)).toEqual([]);
    expect((await app.as('anna').relations.network({ contactId: a })).nodes).toHaveLength(1);
  });

  it('nobody is reached through somebody who may not be read', async () => {
    const [a, hidden, c] = [
      await contactOf('anna', '起点'),
      await contactOf('carl', '看不见'),
      await contactOf('anna', '终点'),
    ];
    await relate('cleo', a, hidden);
    await relate('cleo', hidden, c);
    const names = async (by: string) =>
      (await app.as(by).relations.network({ contactId: a })).nodes.map(({ name }) => name);
    expect(await names('anna')).toEqual(['起点']);
    expect(await names('cleo')).toEqual(['起点', '看不见', '终点']);
  });
});

describe('the picture', () => {
  it('goes so many steps out, names people outside, and joins circles once', async () => {
    const [a, b, c, d] = [
      await contactOf('anna', 'A'),
      await contactOf('anna', 'B'),
      await contactOf('anna', 'C'),
      await contactOf('anna', 'D'),
    ];
    await relate('anna', a, b);
    await relate('anna', b, c);
    await relate('anna', c, a);
    await relate('anna', c, '外人', '配偶');
    await relate('anna', c, d, '同事');
    const near = await app.as('anna').relations.network({ contactId: a, depth: 1 });
    expect(near.nodes.map(({ name, depth }) => [name, depth])).toEqual([
      ['A', 0],
      ['B', 1],
      ['C', 1],
    ]);
    const far = await app.as('anna').relations.network({ contactId: a, depth: 2 });
    expect(far.nodes.map(({ name }) => name)).toEqual(['A', 'B', 'C', '外人', 'D']);
    expect(far.edges).toHaveLength(5);
    const keys = new Set(far.nodes.map(({ key }) => key));
    expect(far.edges.every(({ from, to }) => keys.has(from) && keys.has(to))).toBe(true);
  });

  it('holds no more people than can be read, and says so', async () => {
    const a = await contactOf('anna', '交际广');
    for (let at = 0; at < 45; at++) await relate('anna', a, `朋友${at}`, '朋友');
    const picture = await app.as('anna').relations.network({ contactId: a });
    expect([picture.nodes.length, picture.edges.length, picture.more]).toEqual([40, 39, true]);
  });
});
