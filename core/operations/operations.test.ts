import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, usualPeople, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';

let app: TestApp;
let annas: number;
let carls: number;
let pooled: number;
beforeAll(async () => {
  app = await createTestApp({ people: [...usualPeople, { name: 'adam', roles: ['administrator'] }] });
  const make = async (by: string, claim: boolean) =>
    (
      await app.as(by).customers.create({
        fields: app.fields(`${by}的客户`, { phone: '13812345678', remark: '老客户' }),
        claim,
        confirmSimilar: true,
      })
    ).id;
  annas = await make('anna', true);
  carls = await make('carl', true);
  pooled = await make('cleo', false);
  const before = await app.as('anna').customers.get({ id: annas });
  await app.as('anna').customers.update({
    id: annas,
    version: before.version,
    fields: app.fields('anna的客户', { phone: '13887654321', remark: '老客户' }),
    confirmSimilar: true,
  });
});
afterAll(() => app.close());

const list = (name: string, query: Parameters<ReturnType<TestApp['as']>['operations']['list']>[0] = {}) =>
  app.as(name).operations.list({ limit: 100, ...query });
const customersOf = async (name: string) =>
  new Set((await list(name, { entity: 'customer' })).rows.map(({ entityId }) => entityId));

describe('the operation log (spec §15)', () => {
  it('reaches what one did and what happened to one’s customers', async () => {
    expect(await customersOf('anna')).toEqual(new Set([annas]));
    expect(await customersOf('mark')).toEqual(new Set([annas]));
    expect(await customersOf('mona')).toEqual(new Set([carls]));
    expect(await customersOf('olga')).toEqual(new Set([annas, carls, pooled]));
    expect(await refusalOf(list('cleo'))).toMatchObject({ code: 'notAllowed' });
    // What a superior does to it stands there too.
    await app.as('mark').pool.assign({ ids: [annas], toId: app.idOf('mark'), reason: '先看看' });
    await app.as('mark').pool.assign({ ids: [annas], toId: app.idOf('anna'), reason: '还你' });
    expect((await list('anna')).rows[0]).toMatchObject({
      action: 'assigned',
      personId: app.idOf('mark'),
      name: 'anna的客户',
      reason: '还你',
    });
  });

  it('says what changed before and after, in words', async () => {
    const { rows } = await list('anna', { kind: 'updated' });
    expect(rows).toMatchObject([
      { changes: [{ field: 'phone', before: '13812345678', after: '13887654321' }], hidden: false },
    ]);
    const bill = app.idOf('bill');
    const people = await app.first.people.list({});
    const person = people.find(({ id }) => id === bill)!;
    await app.first.people.update({
      id: bill,
      version: person.version,
      name: 'bill',
      departmentId: person.departmentId,
      superiorId: app.idOf('olga'),
      roleIds: [...person.roleIds],
    });
    const [line] = (await list('olga', { entity: 'person', kind: 'updated' })).rows;
    expect(line).toMatchObject({
      name: 'bill',
      changes: [{ field: 'superiorId', before: null, after: 'olga' }],
    });
  });

  it('shows an administrator who did what, and nothing of the customers’ files', async () => {
    const rows = (await list('adam', { entity: 'customer' })).rows;
    expect(rows.length).toBeGreaterThan(4);
    expect(
      rows.every(({ name, changes, reason }) => name === '' && changes.length === 0 && reason === null),
    ).toBe(true);
    expect(rows.some(({ hidden }) => hidden)).toBe(true);
    expect(JSON.stringify(rows)).not.toContain('13812345678');
  });

  it('masks for a manager what the pool masks', async () => {
    await app.as('anna').pool.return({ ids: [annas], reason: 'x' });
    try {
      // Hers no more, but her own doing.
      const [line] = (await list('anna', { kind: 'updated' })).rows;
      expect(line?.changes).toMatchObject([{ field: 'phone', before: '138****5678' }]);
    } finally {
      await app.as('anna').pool.claim({ ids: [annas] });
    }
  });

  it('is searched by person, record, kind and day, page by page', async () => {
    const anna = app.idOf('anna');
    const { rows } = await list('olga', { personId: anna });
    expect(rows.every(({ personId }) => personId === anna)).toBe(true);
    const { number } = await app.as('olga').customers.get({ id: carls });
    expect(new Set((await list('olga', { number })).rows.map(({ entityId }) => entityId))).toEqual(
      new Set([carls]),
    );
    expect((await list('olga', { number: 'K999999' })).rows).toEqual([]);
    expect((await list('olga', { kind: 'ownership' })).rows.length).toBeGreaterThan(0);
    const today = app.clock.today();
    const all = (await list('olga', { from: today, to: today })).rows;
    expect(all.length).toBeGreaterThan(5);
    expect((await list('olga', { to: '2026-11-22' })).rows).toEqual([]);
    const first = await list('olga', { limit: 3 });
    const second = await list('olga', { limit: 3, after: first.next ?? 0 });
    expect([...first.rows, ...second.rows].map(({ seq }) => seq)).toEqual(
      (await list('olga', { limit: 6 })).rows.map(({ seq }) => seq),
    );
  });

  it('holds failed sign-ins, and who looked at masked data', async () => {
    await refusalOf(app.withToken(null).sessions.signIn({ name: 'anna', password: 'wrong wrong' }));
    expect((await list('olga', { kind: 'signInFailed' })).rows.length).toBe(1);
    await app.as('mark').pool.unmask({ id: pooled });
    expect((await list('mark', { kind: 'unmasked' })).rows).toMatchObject([{ customerId: pooled }]);
  });

  it('is verified on demand by those who read all of it; a tampered line is named', async () => {
    expect(await refusalOf(app.as('anna').operations.verify({}))).toMatchObject({ code: 'notAllowed' });
    const clean = await app.as('adam').operations.verify({});
    expect(clean.firstBad).toBeNull();
    expect(clean.lines).toBeGreaterThan(10);
  });
});
