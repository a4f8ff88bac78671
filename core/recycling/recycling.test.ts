import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { attachFile } from '#testing/builders/attached-file.ts';
import { merger } from '../merging/merging.fixture.ts';
import { emptyRecycleBin, previewEmptying } from './empty-recycle-bin.ts';
import { hanging, purgedTables } from './hanging.ts';

let app: TestApp;
let make: ReturnType<typeof merger>;
beforeAll(async () => {
  app = await createTestApp();
  make = merger(app);
});
afterAll(() => app.close());

const day = 24 * 60 * 60 * 1000;
const remove = (ids: readonly number[]) => app.as('cleo').customers.remove({ ids: [...ids], reason: null });
async function emptyAfter(emptyAfterDays: number | null) {
  const { version } = await app.as('cleo').recycling.rules({});
  return app.as('cleo').recycling.saveRules({ version, emptyAfterDays });
}
const empty = () => emptyRecycleBin(app.office.services);
const rowsOf = async (table: string, column: string, id: number) => {
  const { rows } = await sql<{ rows: number }>`
    select count(*) as rows from ${sql.table(table)} where ${sql.ref(column)} = ${id}`.execute(
    app.office.services.db,
  );
  return rows[0]?.rows ?? 0;
};
const fileOf = (id: number) => attachFile(app.as('anna'), { kind: 'customer', id }, '合同.txt', '十万元');
/** The newest of all keeps its place: something newer than what the tests delete. */
async function newest() {
  const id = await make.customer('anna');
  await make.contact(id, '最新');
  await make.interaction(id, 'anna', '2027-12-01');
  await fileOf(id);
}

describe('what hangs on what is removed for good', () => {
  it('is all of the schema that refers to it', async () => {
    const { db } = app.office.services;
    const tables = await sql<{ name: string }>`
      select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(db);
    const found: string[] = [];
    for (const { name } of tables.rows) {
      const keys = await sql<{ from: string; table: string }>`
        select "from", "table" from pragma_foreign_key_list(${name})`.execute(db);
      for (const key of keys.rows)
        if (purgedTables.some((table) => table === key.table))
          found.push(`${key.table} <- ${name}.${key.from}`);
    }
    const known = purgedTables.flatMap((of) =>
      hanging[of].map(({ table, column }) => `${of} <- ${table}.${column}`),
    );
    expect(known.toSorted()).toEqual(found.toSorted());
  });
});

describe('restoring a customer', () => {
  it('brings back everything that hangs on it, but for what was deleted by itself', async () => {
    const id = await make.customer('anna');
    await make.contact(id, '留下');
    const gone = await make.contact(id, '另删');
    await make.interaction(id, 'anna', '2026-12-01');
    await app.as('anna').contacts.remove({ ids: [gone] });
    await remove([id]);
    expect((await app.as('anna').contacts.find({ search: '留下' })).length).toBe(0);
    expect(await refusalOf(app.as('anna').interactions.list({ customerId: id }))).toMatchObject({
      code: 'notFound',
    });
    expect((await app.as('cleo').contacts.restore({ ids: [gone] })).refused).toMatchObject([
      { code: 'customerDeleted' },
    ]);
    await app.as('cleo').customers.restore({ ids: [id] });
    expect((await app.as('anna').contacts.list({ customerId: id })).rows.map(({ name }) => name)).toEqual([
      '留下',
    ]);
    expect((await app.as('anna').interactions.list({ customerId: id })).rows.length).toBe(1);
    expect((await app.as('anna').tasks.list({ customerId: id, due: 'open' })).rows.length).toBe(1);
    expect((await app.as('cleo').contacts.restore({ ids: [gone] })).done).toEqual([gone]);
  });
});

describe('emptying by age', () => {
  beforeEach(async () => {
    // Nothing of the tests before.
    await emptyAfter(7);
    app.clock.advance(40 * day);
    await newest();
    await empty();
    await emptyAfter(null);
  });

  it('is off until somebody says otherwise, and only administrators and pool managers may', async () => {
    expect(await app.as('olga').recycling.rules({})).toMatchObject({ emptyAfterDays: null, mayChange: true });
    const change = { version: 1, emptyAfterDays: 30 };
    expect(await refusalOf(app.as('anna').recycling.saveRules(change))).toMatchObject({ code: 'notAllowed' });
    const few = { version: 1, emptyAfterDays: 3 };
    expect(await refusalOf(app.as('cleo').recycling.saveRules(few))).toMatchObject({ code: 'invalidInput' });
    const { version } = await emptyAfter(30);
    expect(
      await refusalOf(app.as('root').recycling.saveRules({ ...change, version: version - 1 })),
    ).toMatchObject({
      code: 'conflict',
    });
  });

  it('removes with all that hangs on it what is old enough, and nothing younger; the log keeps its lines', async () => {
    const old = await make.customer('anna', { phone: '13812345678' });
    const child = await make.customer(null, { parentId: old });
    await make.contact(old, '走了', true);
    await make.interaction(old, 'anna', '2026-12-01');
    await make.share('anna', old, 'carl');
    await app.as('carl').notices.list({});
    const live = await make.customer('anna');
    const lone = await make.contact(live, '单独删的');
    await app.as('anna').contacts.remove({ ids: [lone] });
    const paper = await fileOf(live);
    await app.as('anna').attachments.remove({ id: paper.id });
    await fileOf(old);
    await remove([old]);
    app.clock.advance(40 * day);
    const young = await make.customer(null);
    await remove([young]);
    await newest();
    await emptyAfter(30);
    const figures = { customers: 1, contacts: 1, interactions: 0, files: 1, kept: 0 };
    expect(await app.as('cleo').recycling.preview({ days: 30 })).toEqual(figures);
    expect(await app.as('cleo').recycling.preview({ days: 60 })).toMatchObject({
      customers: 0,
      contacts: 0,
      files: 0,
    });
    const lines = await rowsOf('operation_log', 'entity_id', old);
    expect(await empty()).toMatchObject({ customer: 1, contact: 1, attachment: 1 });
    expect(await empty()).toMatchObject({ customer: 0, contact: 0, attachment: 0 });
    for (const [table, column] of [
      ['customer', 'id'],
      ['contact', 'customer_id'],
      ['interaction', 'customer_id'],
      ['attachment', 'customer_id'],
      ['share', 'customer_id'],
      ['ownership_event', 'customer_id'],
    ] as const)
      expect(await rowsOf(table, column, old), table).toBe(0);
    expect(await rowsOf('operation_log', 'entity_id', old)).toBe(lines + 1);
    expect(await rowsOf('contact', 'id', lone)).toBe(0);
    expect(await rowsOf('attachment', 'id', paper.id)).toBe(0);
    expect((await app.as('cleo').customers.get({ id: child })).parentId).toBeNull();
    expect((await app.as('cleo').customers.deleted({})).rows.map(({ id }) => id)).toContain(young);
    const { rows: broken } = await sql`select * from pragma_foreign_key_check`.execute(
      app.office.services.db,
    );
    expect(broken).toEqual([]);
  });

  it('never removes a customer with money on it', async () => {
    const [rich, poor] = [await make.customer('anna'), await make.customer('anna')];
    await make.share('anna', rich, 'carl');
    await remove([rich, poor]);
    app.clock.advance(40 * day);
    await newest();
    await emptyAfter(30);
    // No money tables yet: shares stand in for them.
    const of = [{ table: 'share', column: 'customer_id' }];
    const services = app.office.services;
    expect(await previewEmptying({ db: services.db, services }, 30, of)).toMatchObject({
      customers: 1,
      kept: 1,
    });
    expect(await emptyRecycleBin(services, () => false, of)).toMatchObject({ customer: 1 });
    expect(await rowsOf('customer', 'id', rich)).toBe(1);
    expect(await rowsOf('customer', 'id', poor)).toBe(0);
    await empty();
  });

  it('ends the undo of a merge and keeps its history', async () => {
    const [a, b] = [await make.customer('anna'), await make.customer('anna')];
    await make.contact(b, '转走');
    const { mergeId } = await make.merge([a, b]);
    app.clock.advance(40 * day);
    await newest();
    await emptyAfter(30);
    expect(await empty()).toMatchObject({ customer: 1 });
    expect(await refusalOf(app.as('cleo').merging.undo({ mergeId }))).toMatchObject({ code: 'mergeOver' });
    expect(await app.as('cleo').merging.ofCustomer({ customerId: a })).toMatchObject([{ undoable: false }]);
    expect((await app.as('anna').contacts.list({ customerId: a })).rows.length).toBe(1);
    const { rows } = await app.as('anna').customers.history({ id: a });
    expect(rows.some(({ of }) => of !== null)).toBe(true);
  });

  it('waits with a survivor for those that were merged into it, and then takes all', async () => {
    const [a, b] = [await make.customer('anna'), await make.customer('anna')];
    await make.merge([a, b]);
    await remove([a]);
    app.clock.advance(40 * day);
    await newest();
    await emptyAfter(30);
    expect(await empty()).toMatchObject({ customer: 2 });
  });

  it('never gives an id again whose lines are in the log', async () => {
    await newest();
    const last = await make.customer(null);
    await remove([last]);
    app.clock.advance(40 * day);
    await emptyAfter(30);
    await empty();
    expect(await rowsOf('customer', 'id', last)).toBe(1);
    expect(await make.customer(null)).toBeGreaterThan(last);
    expect(await empty()).toMatchObject({ customer: 1 });
  });
});
