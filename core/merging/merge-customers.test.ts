import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { movedAtOnce } from './moves.ts';
import { merger, snapshot } from './merging.fixture.ts';

let app: TestApp;
let make: ReturnType<typeof merger>;
beforeAll(async () => {
  app = await createTestApp();
  make = merger(app);
});
afterAll(() => app.close());

const get = (id: number) => app.as('cleo').customers.get({ id });

describe('merging customers (spec §3.10)', () => {
  it('is for pool managers, on customers they may write', async () => {
    const [a, b] = [await make.customer('anna'), await make.customer(null)];
    expect(await refusalOf(make.merge([a, b], { as: 'anna' }))).toMatchObject({ code: 'notAllowed' });
    // The owner of the business manages the pool and edits no claimed customers.
    expect(await refusalOf(make.merge([a, b], { as: 'olga' }))).toMatchObject({ code: 'notAllowed' });
    const [c, d] = [await make.customer(null), await make.customer(null)];
    expect((await make.merge([c, d], { as: 'olga' })).customer.id).toBe(c);
    const missing = { survivorId: a, customers: [a, 999_999].map((id) => ({ id, version: 1 })) };
    expect(await refusalOf(app.as('cleo').merging.merge(missing))).toMatchObject({ code: 'notFound' });
    expect(await refusalOf(app.as('anna').merging.preview({ ids: [a, b], survivorId: null }))).toMatchObject({
      code: 'notAllowed',
    });
  });

  it('tells a lost race', async () => {
    const [a, b] = [await make.customer(null), await make.customer(null)];
    const customers = [a, b].map((id) => ({ id, version: 1 }));
    const { version, name } = await get(b);
    const fields = app.fields(name, { level: 'A' });
    await app.as('cleo').customers.update({ id: b, version, fields, confirmSimilar: true });
    const merging = app.as('cleo').merging.merge({ survivorId: a, customers });
    expect(await refusalOf(merging)).toMatchObject({ code: 'conflict' });
    expect((await get(b)).level).toBe('A');
  });

  it('takes each field from where it was chosen, tags and remarks from all', async () => {
    const tags = (await app.as('cleo').choices.list({}))
      .filter(({ kind }) => kind === 'tag')
      .map(({ id }) => id);
    const [first = 0, second = 0] = tags;
    const a = await make.customer(null, {
      phone: '0755-12345678',
      remark: '甲',
      tagIds: [first],
      level: 'A',
    });
    const b = await make.customer(null, {
      phone: '13900001111',
      remark: '乙',
      tagIds: [second],
      level: 'B',
      bank: '工行',
    });
    const { choice } = await app.as('cleo').merging.preview({ ids: [b, a], survivorId: a });
    expect(choice).toMatchObject({ phone: a, bank: b, remark: 'all', tagIds: 'all', fax: a });
    const { customer } = await make.merge([a, b], { choice: { phone: b, name: b } });
    expect(customer).toMatchObject({
      phone: expect.stringMatching(/^139/),
      bank: '工行',
      level: 'A',
      remark: '甲\n\n乙',
    });
    expect(customer.tagIds).toEqual([first, second]);
    expect(customer.name).toMatch(/^合并\d+号$/);
    // Found by its new name; the other is found no more.
    const hits = await app.as('cleo').customers.quick({ search: customer.name });
    expect(hits.map(({ id }) => id)).toEqual([a]);
    const wrong = make.merge([a, await make.customer(null)], { choice: { phone: 'all' } });
    expect(await refusalOf(wrong)).toMatchObject({ code: 'invalidInput', field: 'phone' });
  });

  it('takes custom fields one by one like the others, and undoing gives each back', async () => {
    const field = async (kind: 'text' | 'money' | 'yesNo', label: string) => {
      const asked = { kind, label, hint: null, required: false };
      return String((await app.first.customFields.create({ ...asked, options: [] })).id);
    };
    const [grade, budget, visited] = [
      await field('text', '评级'),
      await field('money', '预算'),
      await field('yesNo', '来访过'),
    ];
    const mine = { [grade]: '甲等', [visited]: false };
    const theirs = { [grade]: '乙等', [budget]: 500_000, [visited]: true };
    const a = await make.customer(null, { custom: mine });
    const b = await make.customer(null, { custom: theirs });

    // The survivor's, else the first that has one: also of the one that is offered as the survivor second.
    const { choice } = await app.as('cleo').merging.preview({ ids: [b, a], survivorId: a });
    expect(choice).toMatchObject({
      [`custom:${grade}`]: a,
      [`custom:${budget}`]: b,
      [`custom:${visited}`]: a,
    });
    const usual = await make.merge([a, b]);
    expect(usual.customer.custom).toEqual({ ...mine, [budget]: 500_000 });
    await app.as('cleo').merging.undo({ mergeId: usual.mergeId });
    expect([(await get(a)).custom, (await get(b)).custom]).toEqual([mine, theirs]);

    // Chosen: the other's value, and the nothing of the one that has none.
    const chosen = await make.merge([a, b], {
      choice: { [`custom:${grade}`]: b, [`custom:${budget}`]: a, [`custom:${visited}`]: b },
    });
    expect(chosen.customer.custom).toEqual({ [grade]: '乙等', [visited]: true });
    await app.as('cleo').merging.undo({ mergeId: chosen.mergeId });
    expect([(await get(a)).custom, (await get(b)).custom]).toEqual([mine, theirs]);

    const all = make.merge([a, b], { choice: { [`custom:${grade}`]: 'all' } });
    expect(await refusalOf(all)).toMatchObject({ code: 'invalidInput', field: `custom:${grade}` });
    const stranger = make.merge([a, b], { choice: { [`custom:${grade}`]: 999_999 } });
    expect(await refusalOf(stranger)).toMatchObject({ code: 'invalidInput', field: `custom:${grade}` });
    const noField = make.merge([a, b], { choice: { custom: b } });
    expect(await refusalOf(noField)).toMatchObject({ code: 'invalidInput' });
  });

  it('moves and gives back more rows than are moved at once, and readers are answered meanwhile', async () => {
    const [a, b] = [await make.customer(null), await make.customer(null)];
    const rows = Array.from({ length: 2 * movedAtOnce + 3 }, () => ({
      customer_id: b,
      person_id: app.idOf('anna'),
      at: '2026-11-01T00:00:00.000Z',
    }));
    const { db, transaction } = app.office.services;
    await transaction(async (trx) => {
      for (const row of rows) await trx.insertInto('unmasking').values(row).execute();
    });
    // In one question: both at the same moment.
    const figures = async () => {
      const found = await db
        .selectFrom('unmasking')
        .select('customer_id')
        .where('customer_id', 'in', [a, b])
        .execute();
      const at = (id: number) => found.filter((row) => row.customer_id === id).length;
      return `${at(a)} ${at(b)}`;
    };
    let merged = false;
    const merging = make.merge([a, b]).finally(() => {
      merged = true;
    });
    const seen: string[] = [];
    while (!merged) {
      seen.push(await figures());
      await app.office.services.breathe();
    }
    const all = rows.length;
    expect(seen.filter((each) => each === `0 ${all}`).length).toBeGreaterThan(2);
    // Never half of it.
    expect(new Set([...seen, await figures()])).toEqual(new Set([`0 ${all}`, `${all} 0`]));
    const { mergeId } = await merging;
    expect(await app.as('cleo').merging.undo({ mergeId })).toMatchObject({ left: 0 });
    expect(await figures()).toBe(`0 ${all}`);
  });

  it('moves everything that hangs on the others, and says how much beforehand', async () => {
    const [a, b] = [await make.customer('anna'), await make.customer('carl')];
    const child = await make.customer('carl', { parentId: b });
    await make.contact(a, '甲一', true);
    const main = await make.contact(b, '乙一', true);
    await make.interaction(b, 'carl', '2026-12-01');
    await make.task(b, 'carl', '2026-11-30');
    await make.share('carl', b, 'mona', { mode: 'log' });
    const { customers, survivorId } = await app.as('cleo').merging.preview({ ids: [a, b], survivorId: null });
    // Both are owned; the one that was followed up survives.
    expect(survivorId).toBe(b);
    expect(customers.find(({ customer }) => customer.id === b)?.figures).toEqual({
      contacts: 1,
      interactions: 1,
      tasks: 2,
      shares: 1,
      subsidiaries: 1,
    });
    const { customer } = await make.merge([a, b]);
    expect(customer).toMatchObject({ ownerId: app.idOf('anna'), nextStepOn: '2026-11-30' });
    expect(customer.lastInteractionAt).not.toBeNull();
    const contacts = (await app.as('anna').contacts.list({ customerId: a })).rows;
    expect(contacts.map(({ name, main: isMain }) => [name, isMain])).toEqual([
      ['甲一', true],
      ['乙一', false],
    ]);
    expect((await app.as('anna').interactions.count({ customerId: a })).count).toBe(1);
    // Carl can no longer see it: his tasks are anna's.
    const tasks = (await app.as('anna').tasks.list({ customerId: a, due: 'open' })).rows;
    expect(tasks.map(({ personId }) => personId)).toEqual([app.idOf('anna'), app.idOf('anna')]);
    expect((await app.as('anna').sharing.ofCustomer({ customerId: a }))[0]).toMatchObject({
      personId: app.idOf('mona'),
      mode: 'log',
    });
    expect((await get(child)).parentId).toBe(a);
    expect((await app.as('carl').notices.list({})).rows[0]).toMatchObject({
      kind: 'mergedAway',
      customerId: a,
    });
    expect((await app.as('anna').notices.list({})).rows[0]).toMatchObject({ kind: 'merged', customerId: a });
    expect(main).toBeGreaterThan(0);
  });

  it('keeps one share per person, the wider, and none for the owner', async () => {
    const [a, b] = [await make.customer('anna'), await make.customer('carl')];
    await make.share('anna', a, 'mona');
    await make.share('carl', b, 'mona', { mode: 'log' });
    await make.share('carl', b, 'anna');
    await make.merge([a, b]);
    const shares = (await app.as('anna').sharing.ofCustomer({ customerId: a })).filter(
      ({ running }) => running,
    );
    expect(shares.map(({ personId, mode }) => [personId, mode])).toEqual([[app.idOf('mona'), 'log']]);
  });

  it('leaves a pointer: the old address tells those who may know where it is now', async () => {
    const [a, b] = [await make.customer('anna'), await make.customer(null)];
    const { number } = await get(b);
    await make.merge([a, b]);
    expect(await refusalOf(app.as('carl').customers.get({ id: b }))).toMatchObject({
      code: 'notFound',
      data: { mergedInto: a },
    });
    const [c, d] = [await make.customer(null), await make.customer(null)];
    await make.merge([c, d]);
    // Who sees nothing of the pool is not told of it by a detour.
    expect((await refusalOf(app.as('rita').customers.get({ id: d }))).data).toBeUndefined();
    const [bin] = (await app.as('cleo').customers.deleted({ search: number })).rows;
    expect(bin).toMatchObject({ id: b, mergedInto: { id: a } });
    const { refused } = await app.as('cleo').customers.restore({ ids: [b] });
    expect(refused).toMatchObject([{ code: 'customerMerged' }]);
    expect((await app.as('cleo').customers.quick({ search: number })).map(({ id }) => id)).toEqual([a]);
  });

  it('shows the history of all of them in one, and counts whoever owned one of them', async () => {
    const [a, b] = [await make.customer(null), await make.customer('carl')];
    await app.as('carl').pool.return({ ids: [b], reason: '重复建档' });
    const { name } = await get(b);
    await make.merge([a, b]);
    const { rows } = await app.as('cleo').customers.history({ id: a });
    expect(rows[0]).toMatchObject({ action: 'merged', mergedFrom: [expect.stringContaining(name)] });
    expect(rows.find(({ action }) => action === 'returned')).toMatchObject({ of: { name } });
    const { version, ...rules } = await app.first.settings.poolRules({});
    const limits = (await app.first.roles.list({}))
      .filter(({ builtIn }) => builtIn === 'salesperson')
      .map(({ id: roleId }) => ({
        roleId,
        maxHeld: null,
        heldWithoutDeals: false,
        maxClaimsPerDay: null,
        coolDownDays: 30,
      }));
    await app.first.settings.updatePoolRules({
      ...rules,
      maskedFields: [...rules.maskedFields],
      version,
      limits,
    });
    const claimed = await app.as('carl').pool.claim({ ids: [a] });
    expect(claimed.refused).toMatchObject([{ code: 'limitCoolDown' }]);
    expect((await app.as('anna').pool.claim({ ids: [a] })).done).toEqual([a]);
  });

  it('never makes a customer its own parent company', async () => {
    const b = await make.customer(null);
    const child = await make.customer(null, { parentId: b });
    const a = await make.customer(null, { parentId: child });
    const { customer } = await make.merge([a, b]);
    expect(customer.parentId).toBeNull();
    expect((await get(child)).parentId).toBe(a);
  });
});

describe('undoing a merge', () => {
  it('leaves with the survivor what came after, and keeps what was changed since', async () => {
    const a = await make.customer('anna', { level: 'C' });
    const b = await make.customer('carl', { level: 'A', bank: '工行' });
    await make.interaction(b, 'carl');
    const { mergeId } = await make.merge([a, b], { choice: { level: b } });
    const later = await make.contact(a, '后来');
    await make.interaction(a, 'anna');
    const { version, name } = await get(a);
    const fields = app.fields(name, { level: 'B', bank: '工行' });
    await app.as('cleo').customers.update({ id: a, version, fields, confirmSimilar: true });
    const undone = await app.as('cleo').merging.undo({ mergeId });
    expect(undone).toMatchObject({ restored: [{ id: b }], keptFields: ['level'], left: 0 });
    expect(await get(a)).toMatchObject({ level: 'B', bank: null, ownerId: app.idOf('anna') });
    expect(await get(b)).toMatchObject({ level: 'A', bank: '工行', ownerId: app.idOf('carl') });
    expect((await app.as('cleo').contacts.list({ customerId: a })).rows.map(({ id }) => id)).toEqual([later]);
    expect((await app.as('cleo').interactions.count({ customerId: a })).count).toBe(1);
    expect((await app.as('cleo').interactions.count({ customerId: b })).count).toBe(1);
    expect(
      (await app.as('cleo').customers.quick({ search: (await get(b)).name })).map(({ id }) => id),
    ).toEqual([b]);
    expect(await refusalOf(app.as('cleo').merging.undo({ mergeId }))).toMatchObject({ code: 'notFound' });
  });

  it('leaves where it is what was moved on since', async () => {
    const [a, b, c] = [await make.customer(null), await make.customer(null), await make.customer(null)];
    const id = await make.contact(b, '搬走');
    const { mergeId } = await make.merge([a, b]);
    const { version } = await app.as('cleo').contacts.get({ id });
    await app.as('cleo').contacts.move({ id, version, toCustomerId: c });
    expect(await app.as('cleo').merging.undo({ mergeId })).toMatchObject({ left: 1 });
    expect((await app.as('cleo').contacts.get({ id })).customerId).toBe(c);
  });

  it('goes one by one, the last merge first', async () => {
    const before = await Promise.all([make.customer(null), make.customer(null), make.customer(null)]);
    const [a, b, c] = before;
    await make.contact(b, '链条');
    const state = await snapshot(app);
    const first = await make.merge([a, b]);
    const second = await make.merge([c, a]);
    expect((await app.as('cleo').contacts.list({ customerId: c })).rows.length).toBe(1);
    expect(await refusalOf(app.as('cleo').customers.get({ id: b }))).toMatchObject({
      data: { mergedInto: c },
    });
    expect(await refusalOf(app.as('cleo').merging.undo({ mergeId: first.mergeId }))).toMatchObject({
      code: 'mergeNotLast',
      params: { name: second.customer.name },
    });
    const merges = await app.as('cleo').merging.ofCustomer({ customerId: c });
    expect(merges).toMatchObject([{ id: second.mergeId, undoable: true, merged: [{ id: a }] }]);
    await app.as('cleo').merging.undo({ mergeId: second.mergeId });
    await app.as('cleo').merging.undo({ mergeId: first.mergeId });
    expect(await snapshot(app)).toEqual(state);
  });

  it('is for those who may merge, and a stranger learns nothing of it', async () => {
    const [a, b] = [await make.customer('anna'), await make.customer(null)];
    const { mergeId } = await make.merge([a, b]);
    expect(await refusalOf(app.as('anna').merging.undo({ mergeId }))).toMatchObject({ code: 'notAllowed' });
    expect(await refusalOf(app.as('olga').merging.undo({ mergeId }))).toMatchObject({ code: 'notAllowed' });
    expect(await refusalOf(app.as('cleo').merging.undo({ mergeId: 999_999 }))).toMatchObject({
      code: 'notFound',
    });
  });
});
