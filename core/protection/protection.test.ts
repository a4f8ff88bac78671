import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import type { ProtectionFigures } from '../settings/settings.contract.ts';
import { addDays, parseLocalDate } from '../shared/local-date.ts';
import { returnOverdue } from './return-overdue.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

const dayMs = 24 * 60 * 60 * 1000;
const never = { all: null, A: null, B: null, C: null };
const off: ProtectionFigures = { interactionDays: never, dealDays: never, freshDays: 0, afterDealDays: null };
const thirty = { ...off, interactionDays: { ...never, all: 30 } };

const inDays = (days: number): string => addDays(parseLocalDate(app.clock.today())!, days);
const later = (days: number) => app.clock.advance(days * dayMs);
const run = () => returnOverdue(app.office.services);

let made = 0;
async function customerOf(owner: string | null): Promise<number> {
  made += 1;
  const fields = app.fields(`保护${made}号`);
  const by = owner ?? 'cleo';
  return (await app.as(by).customers.create({ fields, claim: owner !== null, confirmSimilar: true })).id;
}

async function setRules(
  figures: ProtectionFigures,
  more: { holdsFrom?: string; maxLocked?: number | null } = {},
) {
  const { version } = await app.as('cleo').protection.rules({});
  const { holdsFrom = inDays(0), maxLocked = null } = more;
  return app.as('cleo').protection.saveRules({ version, figures, holdsFrom, maxLocked });
}

const shownTo = (name: string, id: number) => app.as(name).customers.get({ id });
const noticesOf = async (name: string) => (await app.as(name).notices.list({})).rows;

describe('automatic return (spec §3.4)', () => {
  it('returns what is overdue with rule and figure in history, and tells the former owner', async () => {
    await setRules(thirty);
    const id = await customerOf('anna');
    later(29);
    expect(await run()).toMatchObject({ returned: 0 });
    later(1);
    expect(await run()).toEqual({ returned: 1, warned: 0 });
    const [last] = (await app.as('cleo').customers.history({ id })).rows;
    expect(last).toMatchObject({
      action: 'automatic',
      personId: null,
      fromId: app.idOf('anna'),
      toId: null,
      protection: { rule: 'interaction', days: 30 },
    });
    expect((await shownTo('cleo', id)).ownerId).toBeNull();
    expect((await noticesOf('anna'))[0]).toMatchObject({
      kind: 'fellBack',
      customerId: id,
      byId: null,
      details: { rule: 'interaction', days: 30 },
    });
  });

  it('ends shares, and the cool-down counts it like a return', async () => {
    await setRules(thirty);
    const id = await customerOf('anna');
    const terms = { mode: 'read' as const, money: false, untilOn: null };
    await app.as('anna').sharing.share({ customerIds: [id], personIds: [app.idOf('carl')], ...terms });
    const rules = await app.as('cleo').settings.poolRules({});
    const [salesperson] = (await app.as('root').roles.list({})).filter(
      ({ builtIn }) => builtIn === 'salesperson',
    );
    const limit = { maxHeld: null, heldWithoutDeals: false, maxClaimsPerDay: null, coolDownDays: 15 };
    await app.as('cleo').settings.updatePoolRules({
      ...rules,
      maskedFields: [...rules.maskedFields],
      limits: [{ roleId: salesperson!.id, ...limit }],
    });
    later(30);
    await run();
    expect(await app.as('carl').customers.count({ view: 'sharedWithMe' })).toMatchObject({ count: 0 });
    const { refused } = await app.as('anna').pool.claim({ ids: [id] });
    expect(refused).toMatchObject([{ code: 'limitCoolDown', params: { days: 15 } }]);
    expect((await app.as('carl').pool.claim({ ids: [id] })).done).toEqual([id]);
  });

  it('leaves customers in the recycle bin, and whose rules begin later', async () => {
    await setRules(thirty, { holdsFrom: inDays(40) });
    const id = await customerOf('anna');
    const deleted = await customerOf('anna');
    await app.as('cleo').customers.remove({ ids: [deleted], reason: null });
    later(39);
    expect(await run()).toEqual({ returned: 0, warned: 1 });
    later(1);
    expect(await run()).toMatchObject({ returned: 1 });
    expect((await shownTo('cleo', id)).ownerId).toBeNull();
    await app.as('cleo').customers.restore({ ids: [deleted] });
    expect((await shownTo('cleo', deleted)).ownerId).toBe(app.idOf('anna'));
  });

  it('warns 7, 3 and 1 days before, each once, and only the nearest after a pause', async () => {
    await setRules(thirty);
    const id = await customerOf('anna');
    const warnings = async () =>
      (await noticesOf('anna')).filter(({ kind }) => kind === 'fallsBackSoon').map(({ at }) => at);
    later(22);
    await run();
    expect(await warnings()).toHaveLength(0);
    later(1);
    await run();
    await run();
    expect(await warnings()).toHaveLength(1);
    expect((await noticesOf('anna'))[0]).toMatchObject({
      customerId: id,
      details: { rule: 'interaction', days: 30, on: inDays(7) },
    });
    later(2);
    await run();
    expect(await warnings()).toHaveLength(1);
    later(4);
    await run();
    expect(await warnings()).toHaveLength(2);
  });

  it('names a few one by one to an owner, and counts the rest', async () => {
    await setRules(thirty);
    for (let nth = 0; nth < 8; nth++) await customerOf('anna');
    later(30);
    await run();
    const told = (await noticesOf('anna')).map(({ kind, details }) => [kind, details?.count ?? null]);
    expect(told.filter(([kind]) => kind === 'fellBack')).toHaveLength(5);
    expect(told.filter(([kind]) => kind === 'fellBackMore')).toEqual([['fellBackMore', 3]]);
  });

  it('shows when and why in lists and on the page, to those who see the whole customer', async () => {
    await setRules(thirty);
    const id = await customerOf('anna');
    later(24);
    const falls = { on: inDays(6), inDays: 6, rule: 'interaction', days: 30 };
    expect(await shownTo('anna', id)).toMatchObject({ locked: false, fallsBack: falls });
    const [row] = (await app.as('mark').customers.list({ view: 'subordinates' })).rows;
    expect(row).toMatchObject({ id, fallsBack: falls });
    expect(await shownTo('carl', id)).toMatchObject({ sight: 'minimal', locked: null, fallsBack: null });
  });

  it('lists what falls back within a week of one’s own, the nearest first', async () => {
    await setRules(thirty);
    const first = await customerOf('anna');
    later(3);
    const second = await customerOf('anna');
    await customerOf('carl');
    later(3);
    await customerOf('anna');
    later(20);
    expect(await app.as('anna').protection.soon({})).toMatchObject({
      count: 2,
      rows: [
        { id: first, fallsBack: { inDays: 4 } },
        { id: second, fallsBack: { inDays: 7 } },
      ],
    });
    expect(await app.as('olga').protection.soon({})).toEqual({ count: 0, rows: [] });
  });

  it('starts anew for the next owner: lock and extension were the former one’s', async () => {
    await setRules(thirty);
    const id = await customerOf('anna');
    await app.as('anna').protection.lock({ ids: [id], locked: true });
    await app.as('mark').pool.assign({ ids: [id], toId: app.idOf('mark'), reason: 'x' });
    expect(await shownTo('mark', id)).toMatchObject({ locked: false, fallsBack: { inDays: 30 } });
  });
});

describe('saving rules (spec §3.4)', () => {
  it('first shows whom they would hit: of whom, by which rule, and what follows', async () => {
    const old = await customerOf('anna');
    later(20);
    await customerOf('carl');
    later(10);
    const question = { figures: thirty, holdsFrom: inDays(0) };
    const preview = await app.as('olga').protection.preview(question);
    expect(preview).toMatchObject({
      hits: 1,
      soon: 1,
      owners: [{ ownerId: app.idOf('anna'), hits: 1 }],
      rows: [{ id: old, ownerId: app.idOf('anna'), fallsBack: { rule: 'interaction', days: 30, inDays: 0 } }],
      next: null,
    });
    expect((await shownTo('anna', old)).fallsBack).toBeNull();
    const pages = await app.as('olga').protection.preview({ ...question, holdsFrom: inDays(30), limit: 1 });
    expect(pages).toMatchObject({ hits: 2, next: old });
  });

  it('takes a date from which they hold; until then those before', async () => {
    const id = await customerOf('anna');
    await setRules(thirty);
    await setRules({ ...off, interactionDays: { ...never, all: 10 } }, { holdsFrom: inDays(20) });
    expect((await shownTo('anna', id)).fallsBack).toMatchObject({ inDays: 20, days: 10 });
    await setRules(off, { holdsFrom: inDays(35) });
    expect((await shownTo('anna', id)).fallsBack).toMatchObject({ inDays: 30, days: 30 });
    expect((await refusalOf(setRules(off, { holdsFrom: inDays(-1) }))).fields).toMatchObject([
      { path: 'holdsFrom', code: 'dayPast' },
    ]);
  });

  it('refuses the second of two who save at once, with the newer rules', async () => {
    const save = (version: number) =>
      app
        .as('olga')
        .protection.saveRules({ version, figures: thirty, holdsFrom: inDays(0), maxLocked: null });
    await save(1);
    const refused = await refusalOf(save(1));
    expect(refused).toMatchObject({ code: 'conflict', data: { figures: thirty, version: 2 } });
  });
});

describe('undoing a run (spec §3.4)', () => {
  it('gives back what nobody has claimed, with its claim, shares and open request; reports the rest', async () => {
    await setRules(thirty);
    const kept = await customerOf('anna');
    const taken = await customerOf('anna');
    const passedOn = await customerOf('anna');
    const { claimedAt } = await shownTo('anna', kept);
    const terms = { mode: 'read' as const, money: false, untilOn: null };
    await app.as('anna').sharing.share({ customerIds: [kept], personIds: [app.idOf('carl')], ...terms });
    await app.as('anna').protection.askExtension({ customerId: kept, untilOn: inDays(60), reason: '在谈' });
    later(30);
    await run();
    later(0.05);
    // Of what had an owner in between the pool is the rightful holder, even when it is unclaimed again.
    await app.as('carl').pool.claim({ ids: [taken, passedOn] });
    await app.as('carl').pool.return({ ids: [passedOn], reason: 'x' });
    later(0.9);
    const [latest] = await app.as('cleo').protection.runs({});
    expect(latest).toMatchObject({ returned: 3, rules: [{ rule: 'interaction', days: 30, returned: 3 }] });
    const taking = await app.as('cleo').protection.runCustomers({ id: latest!.id, limit: 2 });
    expect(taking.rows.map(({ id }) => id)).toEqual([kept, taken]);
    expect(taking.rows[0]).toMatchObject({
      ownerId: app.idOf('anna'),
      rule: 'interaction',
      days: 30,
      restored: false,
    });
    const rest = await app.as('cleo').protection.runCustomers({ id: latest!.id, after: taking.next! });
    expect(rest).toMatchObject({ rows: [{ id: passedOn }], next: null });
    const answer = await app.as('cleo').protection.undoRun({ id: latest!.id });
    expect(answer).toMatchObject({ restored: 1, left: 2 });
    const after = await app.as('cleo').protection.runCustomers({ id: latest!.id });
    expect(after.rows.map(({ restored }) => restored)).toEqual([true, false, false]);
    expect(await shownTo('anna', kept)).toMatchObject({ ownerId: app.idOf('anna'), claimedAt });
    expect((await shownTo('carl', kept)).share).toMatchObject({ mode: 'read' });
    expect(await app.as('mark').protection.requests({})).toMatchObject([{ customerId: kept }]);
    expect((await shownTo('carl', taken)).ownerId).toBe(app.idOf('carl'));
    expect((await shownTo('cleo', passedOn)).ownerId).toBeNull();
    expect((await noticesOf('anna'))[0]).toMatchObject({ kind: 'fellBackUndone', customerId: kept });
    // Safe for a week, so that the owner can do something about it.
    expect(await run()).toMatchObject({ returned: 0 });
    later(8);
    expect(await run()).toMatchObject({ returned: 1 });
  });

  it('is over after 24 hours', async () => {
    await setRules(thirty);
    await customerOf('anna');
    later(30);
    await run();
    later(1);
    const [latest] = await app.as('cleo').protection.runs({});
    expect(latest?.undoUntil).toBeNull();
    expect(await refusalOf(app.as('cleo').protection.undoRun({ id: latest!.id }))).toMatchObject({
      code: 'runTooOld',
      params: { hours: 24 },
    });
    expect((await refusalOf(app.as('cleo').protection.undoRun({ id: 4711 }))).code).toBe('notFound');
  });
});

describe('locking (spec §3.4)', () => {
  it('keeps a customer whatever the rules say, up to the limit of its owner', async () => {
    await setRules(thirty, { maxLocked: 1 });
    const locked = await customerOf('anna');
    const second = await customerOf('anna');
    expect((await app.as('anna').protection.lock({ ids: [locked], locked: true })).done).toEqual([locked]);
    // Again changes nothing, and counts nothing.
    expect((await app.as('mark').protection.lock({ ids: [locked], locked: true })).done).toEqual([locked]);
    const { refused } = await app.as('mark').protection.lock({ ids: [second], locked: true });
    expect(refused).toMatchObject([{ code: 'limitLocked', params: { name: 'anna', locked: 1, max: 1 } }]);
    later(30);
    await run();
    expect((await shownTo('anna', locked)).ownerId).toBe(app.idOf('anna'));
    expect((await shownTo('cleo', second)).ownerId).toBeNull();
    await app.as('anna').protection.lock({ ids: [locked], locked: false });
    expect(await run()).toMatchObject({ returned: 1 });
  });
});

describe('extensions (spec §3.4)', () => {
  const ask = (name: string, customerId: number, days: number) =>
    app.as(name).protection.askExtension({ customerId, untilOn: inDays(days), reason: '下月再谈' });

  it('are asked by the owner, granted by the superior, and hold up to and including the day', async () => {
    await setRules(thirty);
    const id = await customerOf('anna');
    await ask('anna', id, 40);
    expect((await refusalOf(ask('anna', id, 50))).code).toBe('extensionAskedAlready');
    const [request] = await app.as('mark').protection.requests({});
    expect(request).toMatchObject({
      customerId: id,
      personId: app.idOf('anna'),
      reason: '下月再谈',
      mayAnswer: true,
    });
    expect((await noticesOf('mark'))[0]).toMatchObject({ kind: 'extensionAsked', customerId: id });
    expect(await noticesOf('bill')).toEqual([]);
    expect(await app.as('mona').protection.requests({})).toEqual([]);
    const answer = { id: request!.id, granted: true, reason: null };
    expect((await refusalOf(app.as('mona').protection.answerExtension(answer))).code).toBe('notFound');
    await app.as('mark').protection.answerExtension(answer);
    expect((await refusalOf(app.as('mark').protection.answerExtension(answer))).code).toBe('notFound');
    expect(await shownTo('anna', id)).toMatchObject({
      extendedUntil: inDays(40),
      fallsBack: { on: inDays(41) },
    });
    expect((await noticesOf('anna'))[0]).toMatchObject({
      kind: 'extensionGranted',
      details: { on: inDays(40) },
    });
    later(40);
    expect(await run()).toMatchObject({ returned: 0 });
    later(1);
    expect(await run()).toMatchObject({ returned: 1 });
  });

  it('are refused with a reason, and nothing changes', async () => {
    await setRules(thirty);
    const id = await customerOf('anna');
    await ask('anna', id, 40);
    const [request] = await app.as('olga').protection.requests({});
    await app.as('olga').protection.answerExtension({ id: request!.id, granted: false, reason: '先回访' });
    expect((await shownTo('anna', id)).fallsBack).toMatchObject({ on: inDays(30) });
    expect((await noticesOf('anna'))[0]).toMatchObject({ kind: 'extensionRefused', reason: '先回访' });
  });

  it('are never granted by a superior to themself; whoever is over everybody answers', async () => {
    await setRules(thirty);
    const id = await customerOf('bill');
    await ask('bill', id, 40);
    expect(await app.as('bill').protection.requests({})).toEqual([]);
    const [request] = await app.as('olga').protection.requests({});
    const answer = { id: request!.id, granted: true, reason: null };
    expect((await refusalOf(app.as('bill').protection.answerExtension(answer))).code).toBe('notFound');
    await app.as('olga').protection.answerExtension(answer);
    expect((await noticesOf('olga'))[0]).toMatchObject({ kind: 'extensionAsked' });
  });

  it('need a rule that concerns the customer, a day that helps, and a reason', async () => {
    const id = await customerOf('anna');
    expect((await refusalOf(ask('anna', id, 40))).code).toBe('extensionNotNeeded');
    await setRules(thirty);
    const fields = async (call: Promise<unknown>) => (await refusalOf(call)).fields.map(({ code }) => code);
    expect(await fields(ask('anna', id, 29))).toEqual(['dayProtected']);
    expect(await fields(ask('anna', id, -1))).toEqual(['dayPast']);
    expect(await fields(ask('anna', id, 400))).toEqual(['dayTooFar']);
    const silent = app
      .as('anna')
      .protection.askExtension({ customerId: id, untilOn: inDays(40), reason: ' ' });
    expect(await fields(silent)).toEqual(['required']);
  });

  it('fall with the customer when it goes to somebody else first', async () => {
    await setRules(thirty);
    const id = await customerOf('anna');
    await ask('anna', id, 40);
    await app.as('anna').pool.return({ ids: [id], reason: 'x' });
    expect(await app.as('mark').protection.requests({})).toEqual([]);
  });
});

describe('what hangs on a customer that goes back (spec §3.6)', () => {
  const task = (customerId: number) => ({
    customerId,
    what: '回访',
    dueOn: inDays(3),
    personId: app.idOf('anna'),
    remindAt: null,
  });

  it('is told before: open tasks and shares of those that one may move', async () => {
    const id = await customerOf('anna');
    const strange = await customerOf('carl');
    await app.as('anna').tasks.create(task(id));
    const terms = { mode: 'read' as const, money: false, untilOn: null };
    await app.as('anna').sharing.share({ customerIds: [id], personIds: [app.idOf('carl')], ...terms });
    expect(await app.as('anna').pool.hanging({ ids: [id, strange] })).toEqual({ tasks: 1, shares: 1 });
    expect(await app.as('carl').pool.hanging({ ids: [id] })).toEqual({ tasks: 0, shares: 0 });
  });

  it('stays with its person, or is closed, as was chosen', async () => {
    for (const tasks of ['stay', 'close'] as const) {
      const id = await customerOf('anna');
      await app.as('anna').tasks.create(task(id));
      await app.as('mark').pool.takeBack({ ids: [id], reason: 'x', tasks });
      const { rows } = await app.as('cleo').tasks.list({ customerId: id, due: 'open' });
      expect(rows).toHaveLength(tasks === 'stay' ? 1 : 0);
      expect((await shownTo('cleo', id)).nextStepOn).toBe(tasks === 'stay' ? inDays(3) : null);
    }
  });
});
