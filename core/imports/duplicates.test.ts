import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import type { CustomerFields } from '../customers/customers.contract.ts';
import { check, found, importAll, run, until } from './imports.fixture.ts';
import { workTables } from './undo-import.ts';

// Each reading of a file starts a thread: seconds where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;
let clerk: Client;
let money = 0;
beforeAll(async () => {
  app = await createTestApp();
  clerk = app.as('cleo');
  const field = { kind: 'money' as const, label: '授信额度', hint: null, required: false, options: [] };
  money = (await app.first.customFields.create(field)).id;
});
afterAll(() => app.close());

let nth = 0;
/** A name that nobody has. */
let name = '';
beforeEach(() => {
  name = `第${nth++}家老公司`;
});

async function create(more: Partial<CustomerFields> = {}, owner: string | null = 'anna', called = name) {
  const person = owner === null ? clerk : app.as(owner);
  const fields = app.fields(called, more);
  return person.customers.create({ fields, claim: owner !== null, confirmSimilar: true });
}
const get = (id: number) => clerk.customers.get({ id });
const undo = async (importId: number) => {
  await clerk.imports.undo({ importId });
  return until(clerk, importId, ({ state }) => state === 'undone');
};

describe('rows whose customer is there already (spec §11)', () => {
  const columns = '名称,电话,地址,级别,授信额度（元）,备注\n';

  it('fill what is empty, and nothing else', async () => {
    const { id } = await create({ phone: '0755-11111111', level: 'A' });
    const checked = await check(clerk, `${columns}${name},0755-22222222,深圳,B,100,\n`, {
      duplicates: 'fill',
    });
    expect(checked).toMatchObject({ created: 0, duplicates: 1, will: { create: 0, update: 1 } });
    const done = await run(clerk, checked.importId);
    expect(done).toMatchObject({ created: 0, duplicates: 0, updated: 1 });
    expect(await found(clerk, done.importId, 'updated')).toEqual(['2 sameName']);
    expect(await get(id)).toMatchObject({
      phone: '0755-11111111',
      level: 'A',
      address: '深圳',
      custom: { [money]: 10_000 },
      ownerId: app.idOf('anna'),
    });
    const [last] = (await clerk.customers.history({ id })).rows;
    expect(last).toMatchObject({ action: 'updated', personId: app.idOf('cleo') });
    expect(last?.changes.map(({ field }) => field).toSorted()).toEqual([
      'address',
      `custom:money:${money}:授信额度`,
    ]);
  });

  it('overwrite with what the file says; empty cells take nothing away', async () => {
    const { id } = await create({ phone: '0755-11111111', level: 'A', remark: '留着' });
    const { importId } = await check(clerk, `${columns}${name},0755-22222222,,B,,\n`, {
      duplicates: 'overwrite',
    });
    await run(clerk, importId);
    expect(await get(id)).toMatchObject({ phone: '0755-22222222', level: 'B', remark: '留着', version: 2 });
    expect(await clerk.customers.quick({ search: '075522222222' })).toMatchObject([{ id }]);
    expect(await undo(importId)).toMatchObject({ state: 'undone', kept: 0, undoable: false });
    expect(await get(id)).toMatchObject({ phone: '0755-11111111', level: 'A', version: 3 });
  });

  it('never take what is another customer’s name or tax number', async () => {
    const tax = '9144030071526726XG';
    const { id } = await create({ taxNumber: tax });
    const other = `另一家${name}`;
    await create({}, 'anna', other);
    const { importId } = await check(clerk, `名称,税号,级别\n${other},${tax},C\n`, {
      duplicates: 'overwrite',
    });
    await run(clerk, importId);
    // The name decides whose row it is; the tax number stays where it is.
    expect(await get(id)).toMatchObject({ name, taxNumber: tax, level: null });
    const [row] = (await clerk.customers.list({ view: 'pool', segment: 'all', search: other })).rows;
    expect(await get(row?.id ?? 0)).toMatchObject({ level: 'C', taxNumber: null });
  });

  it('come all the same where a pool manager says so, and it is in the log; row by row or all', async () => {
    await create();
    const second = `又一家${name}`;
    const owned = await create({}, 'anna', second);
    const text = `名称,级别\n${name},A\n${second},B\n新的${name},C\n`;
    const { importId } = await check(clerk, text);
    const treat = (row: number | null, treatment: 'create' | 'overwrite' | null) =>
      clerk.imports.treat({ importId, row, treatment });
    expect((await treat(null, 'create')).will).toEqual({ create: 3, update: 0 });
    expect((await treat(3, 'overwrite')).will).toEqual({ create: 2, update: 1 });
    expect(
      (await clerk.imports.rows({ importId, kind: 'duplicate' })).rows.map(({ treatment }) => treatment),
    ).toEqual([null, 'overwrite']);
    expect((await treat(3, null)).will).toEqual({ create: 3, update: 0 });
    await treat(3, 'overwrite');
    expect(await refusalOf(treat(4, 'create'))).toMatchObject({ code: 'notFound' });
    expect(await run(clerk, importId)).toMatchObject({ created: 2, updated: 1, duplicates: 0 });
    expect((await get(owned.id)).level).toBe('B');
    const { rows } = await clerk.customers.list({ view: 'pool', segment: 'all', search: name });
    const twice = rows.filter((row) => row.name === name && row.ownerId === null);
    expect(twice).toHaveLength(1);
    const actions = (await clerk.customers.history({ id: twice[0]?.id ?? 0 })).rows.map(
      ({ action }) => action,
    );
    expect(actions).toContain('imported');
    const log = await app.office.services.db
      .selectFrom('operation_log')
      .select('after')
      .where('action', '=', 'duplicateOverridden')
      .where('entity_id', '=', twice[0]?.id ?? 0)
      .executeTakeFirst();
    expect(log?.after).toBe('{"reason":"customers.csv"}');
  });

  it('of the file itself go to the customer that the first row has become', async () => {
    const { importId } = await check(clerk, `名称,电话,级别\n${name},0755-11111111,\n${name},,A\n`, {
      duplicates: 'fill',
    });
    expect(await run(clerk, importId)).toMatchObject({ created: 1, updated: 1 });
    const [row] = (await clerk.customers.list({ view: 'pool', search: name })).rows;
    // Its phone is masked: it is unclaimed.
    expect(await get(row?.id ?? 0)).toMatchObject({ phone: '0755-****1111', level: 'A' });
    expect(await undo(importId)).toMatchObject({ kept: 0 });
    expect((await clerk.customers.list({ view: 'pool', search: name })).rows).toEqual([]);
  });
});

describe('the undo of a whole import', () => {
  it('knows every table in which people do something with a customer', async () => {
    const { db } = app.office.services;
    const found = await sql<{ table: string }>`
      select distinct tables.name as "table" from sqlite_master as tables
      join pragma_foreign_key_list(tables.name) as keys where tables.type = 'table' and keys."table" = 'customer'`.execute(
      db,
    );
    // Looked at by themselves, part of the customer, or made by the program and not by people.
    const others = [
      'contact',
      'customer',
      'customer_tag',
      'customer_value',
      'ownership_event',
      'notice',
      'unmasking',
    ];
    const program = [
      'automatic_return',
      'fall_back_warning',
      'likely_duplicate',
      'not_duplicate',
      'extension_request',
    ];
    const moved = ['customer_merge', 'customer_merge_move', 'handover_customer'];
    const known = [...workTables, ...others, ...program, ...moved];
    expect(found.rows.map(({ table }) => table).filter((table) => !known.includes(table))).toEqual([]);
  });

  it('leaves alone what somebody has worked with since', async () => {
    const before = await create({ level: 'A' });
    const names = ['一', '二', '三', '四'].map((one) => `${one}号${name}`);
    const text = `名称,级别\n${[name, ...names].map((one) => `${one},B`).join('\n')}\n`;
    const { importId } = await check(clerk, text, { duplicates: 'overwrite' });
    expect((await run(clerk, importId)).undoable).toBe(true);
    const { rows } = await clerk.customers.list({ view: 'pool', search: name });
    const idOf = (called: string | undefined) => rows.find((row) => row.name === called)?.id ?? 0;
    const [claimed, told, touched] = names;
    await app.as('anna').pool.claim({ ids: [idOf(claimed)] });
    await clerk.contacts.create({ customerId: idOf(told), fields: contactFields('张三') });
    await clerk.interactions.log({
      customerId: idOf(touched),
      channel: 'phone',
      happenedAt: null,
      personId: app.idOf('cleo'),
      contactIds: [],
      subject: null,
      text: '聊过',
      result: null,
      status: null,
      nextStep: null,
    });
    const now = await get(before.id);
    await clerk.customers.update({
      id: now.id,
      version: now.version,
      fields: app.fields(name, { level: 'C' }),
      confirmSimilar: true,
    });
    expect(await refusalOf(app.first.imports.undo({ importId }))).toMatchObject({ code: 'notFound' });
    expect(await undo(importId)).toMatchObject({ kept: 4 });
    expect((await get(before.id)).level).toBe('C');
    const left = await clerk.customers.list({ view: 'pool', segment: 'all', search: name });
    expect(left.rows.map((row) => row.name).toSorted()).toEqual([...names.slice(0, 3), name].toSorted());
    expect((await clerk.customers.deleted({})).rows).toEqual([]);
  });

  it('is over after 30 days', async () => {
    const { importId } = await importAll(clerk, `名称\n${name}\n`);
    app.clock.advance(31 * 24 * 60 * 60 * 1000);
    expect((await app.as('cleo').imports.status({ importId })).undoable).toBe(false);
    expect(await refusalOf(app.as('cleo').imports.undo({ importId }))).toMatchObject({
      code: 'importTooOld',
    });
    clerk = app.as('cleo');
  });

  it('brings back every field, whatever the file said', async () => {
    const phones = fc.constantFrom('', '13800138000', '0755-12345678', "'=1");
    const rowOf = fc.record({
      at: fc.nat({ max: 3 }),
      phone: phones,
      level: fc.constantFrom('', 'A', 'C'),
      status: fc.constantFrom('', '成交', '意向'),
      remark: fc.constantFrom('', '甲', '乙 丙'),
      tag: fc.constantFrom('', '属性标签甲', '属性标签乙'),
      money: fc.constantFrom('', '12.5', '3万'),
    });
    const customers = await Promise.all(
      [0, 1, 2, 3].map((at) =>
        create(
          {
            phone: at % 2 === 0 ? '0755-99999999' : null,
            level: at > 1 ? 'B' : null,
            custom: at === 3 ? { [money]: 5 } : {},
          },
          at === 0 ? null : 'anna',
          `属性${at}号公司`,
        ),
      ),
    );
    const snapshot = async () =>
      Promise.all(
        customers.map(async ({ id }) => {
          const { version: _version, updatedAt: _updated, ...rest } = await get(id);
          return rest;
        }),
      );
    const before = await snapshot();
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowOf, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('fill' as const, 'overwrite' as const),
        async (rows, duplicates) => {
          const lines = rows.map(
            (row) =>
              `属性${row.at}号公司,${row.phone},${row.level},${row.status},${row.remark},${row.tag},${row.money}`,
          );
          const text = `名称,电话,级别,状态,备注,标签,授信额度（元）\n${lines.join('\n')}\n`;
          const { importId, duplicates: there } = await check(clerk, text, { duplicates });
          expect(there).toBe(rows.length);
          const { updated } = await run(clerk, importId);
          if (updated > 0) await undo(importId);
          expect(await snapshot()).toEqual(before);
        },
      ),
      { numRuns: 4 },
    );
  }, 60_000);
});
