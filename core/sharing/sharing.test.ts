import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerQueryInput } from '../customers/customers.contract.ts';
import type { ShareTerms } from './sharing.contract.ts';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const day = 24 * 60 * 60 * 1000;
const reading: ShareTerms = { mode: 'read', money: false, untilOn: null };
let counter = 0;
async function customer(owner: string | null = 'anna'): Promise<number> {
  counter += 1;
  const made = await app.as(owner ?? 'cleo').customers.create({
    fields: app.fields(`共享${counter}号`, {
      phone: `1390000${String(1000 + counter)}`,
      status: 'interested',
    }),
    claim: owner !== null,
    confirmSimilar: true,
  });
  return made.id;
}
const share = (by: string, customerId: number, to: string, terms = reading) =>
  app.as(by).sharing.share({ customerIds: [customerId], personIds: [app.idOf(to)], ...terms });
const sightOf = async (name: string, id: number) => (await app.as(name).customers.get({ id })).sight;
const sharedWith = async (name: string) =>
  (await app.as(name).customers.list({ view: 'sharedWithMe' })).rows.map(({ id }) => id);
const told = async (name: string) =>
  (await app.as(name).notices.list({})).rows.map(({ kind, customerId, reason }) => ({
    kind,
    customerId,
    reason,
  }));

describe('a share (spec §3.8)', () => {
  let id: number;
  beforeEach(async () => {
    id = await customer();
  });

  it('shows the whole customer and no more is allowed than reading, on paper too', async () => {
    expect(await sightOf('carl', id)).toBe('minimal');
    expect((await share('anna', id, 'carl')).done).toEqual([id]);
    const seen = await app.as('carl').customers.get({ id });
    expect(seen).toMatchObject({
      sight: 'full',
      abilities: ['print'],
      share: { mode: 'read', money: false, byId: app.idOf('anna'), untilOn: null },
    });
    expect(seen.phone).toMatch(/^1390000/);
    expect((await app.as('carl').customers.history({ id })).rows.length).toBeGreaterThan(0);
    // His superior is nobody's superior here: a share reaches the one it is given to.
    expect(await sightOf('mona', id)).toBe('minimal');
  });

  it('allows logging where it says so', async () => {
    await share('anna', id, 'carl', { ...reading, mode: 'log' });
    expect((await app.as('carl').customers.get({ id })).abilities).toEqual(['log', 'print']);
  });

  it('is seen by lists, counts, search and the phone search alike', async () => {
    const { phone, name } = await app.as('anna').customers.get({ id });
    const carl = app.as('carl');
    const digits = phone?.slice(3) ?? '';
    expect((await carl.customers.quick({ search: digits })).map((row) => row.id)).not.toContain(id);
    expect(
      (await carl.customers.list({ view: 'pool', search: name, filters: { statuses: ['interested'] } })).rows,
    ).toEqual([]);
    await share('anna', id, 'carl');
    expect((await carl.customers.quick({ search: digits })).map((row) => row.id)).toContain(id);
    const asked: CustomerQueryInput = { view: 'pool', search: name, filters: { statuses: ['interested'] } };
    expect((await carl.customers.list(asked)).rows.map((row) => row.id)).toEqual([id]);
    expect((await carl.customers.count(asked)).count).toBe(1);
    expect(await sharedWith('carl')).toContain(id);
    expect((await carl.customers.count({ view: 'sharedWithMe' })).count).toBe(
      (await sharedWith('carl')).length,
    );
  });

  it('holds through its last day and not a day longer', async () => {
    const today = app.clock.today();
    await share('anna', id, 'carl', { ...reading, untilOn: today });
    expect(await sightOf('carl', id)).toBe('full');
    expect(await sharedWith('carl')).toContain(id);
    app.clock.advance(day);
    try {
      expect(await sightOf('carl', id)).toBe('minimal');
      expect(await sharedWith('carl')).not.toContain(id);
      expect((await app.as('anna').sharing.ofCustomer({ customerId: id }))[0]).toMatchObject({
        running: false,
      });
      // A new one takes its place.
      expect((await share('anna', id, 'carl')).done).toEqual([id]);
      expect(await sightOf('carl', id)).toBe('full');
    } finally {
      app.clock.advance(-day);
    }
  });

  it('is refused for a day that is over', async () => {
    const refusal = await refusalOf(share('anna', id, 'carl', { ...reading, untilOn: '2026-11-22' }));
    expect(refusal).toMatchObject({
      code: 'invalidInput',
      fields: [{ path: 'untilOn', code: 'dayPast' }],
    });
  });

  it('is changed and revoked at any time; a lost race is told', async () => {
    await share('anna', id, 'carl');
    const [given] = await app.as('anna').sharing.ofCustomer({ customerId: id });
    const change = { id: given?.id ?? 0, version: given?.version ?? 0, ...reading, mode: 'log' as const };
    expect(await app.as('anna').sharing.change(change)).toMatchObject({ mode: 'log', version: 2 });
    expect(await refusalOf(app.as('anna').sharing.change(change))).toMatchObject({ code: 'conflict' });
    expect(await app.as('anna').sharing.end({ ids: [change.id] })).toEqual({ ended: 1 });
    expect(await app.as('anna').sharing.end({ ids: [change.id] })).toEqual({ ended: 0 });
    expect(await sightOf('carl', id)).toBe('minimal');
    expect((await told('carl')).slice(0, 3).map(({ kind }) => kind)).toEqual([
      'shareEnded',
      'shareChanged',
      'shared',
    ]);
  });

  it('cannot be passed on, changed or ended by whom it is shared with', async () => {
    await share('anna', id, 'carl');
    const [given] = await app.as('anna').sharing.ofCustomer({ customerId: id });
    expect((await share('carl', id, 'mona')).refused).toMatchObject([{ code: 'notAllowed' }]);
    expect(await refusalOf(app.as('carl').sharing.end({ ids: [given?.id ?? 0] }))).toMatchObject({
      code: 'notAllowed',
    });
    expect(await refusalOf(app.as('carl').sharing.ofCustomer({ customerId: id }))).toMatchObject({
      code: 'notFound',
    });
  });

  it('is not given to who left, who sees no customers, or the owner', async () => {
    const gone = await app.addPerson({ name: `gone${id}`, roles: ['salesperson'] });
    await app.first.people.deactivate({ id: gone, version: 1 });
    const admin = await app.addPerson({ name: `admin${id}`, roles: ['administrator'] });
    const to = (personId: number) =>
      app.as('anna').sharing.share({ customerIds: [id], personIds: [personId], ...reading });
    expect(await refusalOf(to(gone))).toMatchObject({ code: 'personLeft' });
    expect(await refusalOf(to(admin))).toMatchObject({ code: 'receiverSeesNone' });
    expect((await to(app.idOf('anna'))).refused).toMatchObject([{ code: 'alreadyOwner' }]);
  });

  it('ends on return and take back, and those it was given to are told', async () => {
    await share('anna', id, 'carl');
    await app.as('anna').pool.return({ ids: [id], reason: '不再跟进' });
    expect(await sharedWith('carl')).not.toContain(id);
    expect((await told('carl'))[0]).toEqual({ kind: 'shareEnded', customerId: id, reason: null });
    // Claimed again, it is not shared again.
    await app.as('anna').pool.claim({ ids: [id] });
    expect(await sightOf('carl', id)).toBe('minimal');
    await share('anna', id, 'carl');
    await app.as('mark').pool.takeBack({ ids: [id], reason: '闲置' });
    expect(await sharedWith('carl')).not.toContain(id);
    expect((await told('anna'))[0]).toEqual({ kind: 'takenBack', customerId: id, reason: '闲置' });
  });

  it('stays on assign, but for the new owner, who has everything', async () => {
    await share('anna', id, 'carl');
    await share('anna', id, 'mona');
    await app.as('anna').pool.assign({ ids: [id], toId: app.idOf('carl'), reason: '换区' });
    expect(await app.as('carl').customers.get({ id })).toMatchObject({
      ownerId: app.idOf('carl'),
      share: null,
    });
    expect(await sightOf('mona', id)).toBe('full');
    expect(await sightOf('anna', id)).toBe('minimal');
    expect((await told('carl'))[0]).toMatchObject({ kind: 'assignedToYou', reason: '换区' });
  });

  it('is in the history of the customer', async () => {
    await share('anna', id, 'carl');
    const [entry] = (await app.as('anna').customers.history({ id })).rows;
    expect(entry).toMatchObject({ action: 'shared', share: { personId: app.idOf('carl'), mode: 'read' } });
  });
});

describe('all that one shares', () => {
  it('is one list, page by page, of the customers one owns', async () => {
    const ids = [];
    for (let nth = 0; nth < 3; nth++) ids.push(await customer('mona'));
    await app.as('mona').sharing.share({
      customerIds: ids,
      personIds: [app.idOf('anna'), app.idOf('bill')],
      ...reading,
    });
    const first = await app.as('mona').sharing.given({ limit: 4 });
    const rest = await app.as('mona').sharing.given({ limit: 4, after: first.next ?? 0 });
    const all = [...first.rows, ...rest.rows];
    const inOrder = (of: readonly number[]) => of.toSorted((a, b) => a - b);
    expect(inOrder(all.map(({ customerId }) => customerId))).toEqual(inOrder([...ids, ...ids]));
    expect(rest.next).toBeNull();
    expect((await app.as('carl').sharing.given({})).rows.map(({ customerId }) => customerId)).not.toContain(
      ids[0],
    );
  });
});

describe('asking for a share (spec §3.8)', () => {
  it('tells the owner, who grants it', async () => {
    const id = await customer();
    await app.as('carl').sharing.ask({ customerId: id, reason: '老同学在那里' });
    expect(await refusalOf(app.as('carl').sharing.ask({ customerId: id, reason: null }))).toMatchObject({
      code: 'shareAskedAlready',
    });
    expect((await told('anna'))[0]).toEqual({ kind: 'shareAsked', customerId: id, reason: '老同学在那里' });
    const [request] = (await app.as('anna').sharing.requests({})).filter(
      ({ customerId }) => customerId === id,
    );
    expect(request).toMatchObject({ personId: app.idOf('carl'), reason: '老同学在那里' });
    // The superior may answer too, a colleague not.
    expect((await app.as('mark').sharing.requests({})).map((each) => each.id)).toContain(request?.id);
    const answer = { id: request?.id ?? 0, terms: reading, reason: null };
    expect(await refusalOf(app.as('mona').sharing.answer(answer))).toMatchObject({ code: 'notAllowed' });
    await app.as('anna').sharing.answer(answer);
    expect(await sightOf('carl', id)).toBe('full');
    expect((await told('carl'))[0]).toMatchObject({ kind: 'shareGranted', customerId: id });
    expect(await refusalOf(app.as('anna').sharing.answer(answer))).toMatchObject({ code: 'notFound' });
  });

  it('or refuses it with a reason; it can be asked for again', async () => {
    const id = await customer();
    await app.as('carl').sharing.ask({ customerId: id, reason: null });
    const [request] = (await app.as('anna').sharing.requests({})).filter(
      ({ customerId }) => customerId === id,
    );
    await app.as('anna').sharing.answer({ id: request?.id ?? 0, terms: null, reason: '正在谈' });
    expect(await sightOf('carl', id)).toBe('minimal');
    expect((await told('carl'))[0]).toEqual({ kind: 'shareRefused', customerId: id, reason: '正在谈' });
    await app.as('carl').sharing.ask({ customerId: id, reason: null });
  });
});

describe('customers of everyone below (spec §3, shared customers)', () => {
  it('all the way down, never one’s own, with what a superior may do there', async () => {
    const annas = await customer('anna');
    const marks = await customer('mark');
    const carls = await customer('carl');
    const below = async (name: string) =>
      (await app.as(name).customers.list({ view: 'subordinates', limit: 200 })).rows;
    const bills = (await below('bill')).map(({ id }) => id);
    expect(bills).toEqual(expect.arrayContaining([annas, marks]));
    expect(bills).not.toContain(carls);
    const rows = await below('mark');
    expect(rows.map(({ id }) => id)).not.toContain(marks);
    expect(rows.find(({ id }) => id === annas)?.abilities).toEqual(
      expect.arrayContaining(['takeBack', 'assign', 'share']),
    );
    expect(await below('anna')).toEqual([]);
    expect((await app.as('bill').customers.count({ view: 'subordinates' })).count).toBe(bills.length);
  });

  it('none where the role reaches only one’s own, but what is shared', async () => {
    const grants = [
      { right: 'customers.see' as const, scope: 'own' as const },
      { right: 'customers.exists' as const, scope: 'all' as const },
      // Only so that those below are looked up.
      { right: 'customers.export' as const, scope: 'below' as const },
    ];
    const role = await app.first.roles.create({ name: '组长', grants });
    const nora = await app.addPerson({ name: 'nora', roles: ['salesperson'], department: 'sales' });
    await app.office.services.transaction((trx) =>
      trx.updateTable('person_role').set({ role_id: role.id }).where('person_id', '=', nora).execute(),
    );
    await app.addPerson({ name: 'otto', roles: ['salesperson'], superior: 'nora', department: 'sales' });
    const id = await customer('otto');
    await customer('otto');
    const below = async () =>
      (await app.as('nora').customers.list({ view: 'subordinates' })).rows.map((row) => row.id);
    expect(await below()).toEqual([]);
    expect((await app.as('nora').customers.count({ view: 'subordinates' })).count).toBe(0);
    await share('otto', id, 'nora');
    expect(await below()).toEqual([id]);
  });
});

describe('notices', () => {
  it('are one’s own, newest first, and marked as read', async () => {
    const id = await customer();
    await share('anna', id, 'rita');
    const rita = app.as('rita');
    expect((await rita.notices.unread({})).count).toBe(1);
    const [notice] = (await rita.notices.list({})).rows;
    expect(notice).toMatchObject({ kind: 'shared', byId: app.idOf('anna'), read: false });
    // Somebody else's cannot be marked.
    await app.as('carl').notices.markRead({ ids: [notice?.id ?? 0] });
    expect((await rita.notices.unread({})).count).toBe(1);
    expect(await rita.notices.markRead({ ids: 'all' })).toEqual({ count: 0 });
    expect((await rita.notices.list({})).rows[0]).toMatchObject({ read: true });
  });

  it('do not come of what one did oneself', async () => {
    const before = (await told('anna')).length;
    const id = await customer();
    await app.as('anna').pool.return({ ids: [id], reason: 'x' });
    expect((await told('anna')).length).toBe(before);
  });
});
