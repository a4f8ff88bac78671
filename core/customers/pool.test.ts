import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const day = 24 * 60 * 60 * 1000;
let counter = 0;
/** A fresh customer: unclaimed, or owned by somebody. */
async function customer(owner: string | null = null): Promise<number> {
  counter += 1;
  const by = owner === null || owner === 'cleo' ? 'cleo' : owner;
  const fields = app.fields(`第${counter}号客户`, { phone: `1380000${String(1000 + counter)}` });
  const made = await app.as(by).customers.create({ fields, claim: owner !== null, confirmSimilar: true });
  return made.id;
}

async function limits(
  role: string,
  figures: { maxHeld?: number; maxClaimsPerDay?: number; coolDownDays?: number },
) {
  const roles = await app.as('root').roles.list({});
  const rules = await app.as('root').settings.poolRules({});
  await app.as('olga').settings.updatePoolRules({
    version: rules.version,
    maskedFields: [...rules.maskedFields],
    unmaskPerDay: rules.unmaskPerDay,
    reasonRequired: true,
    limits: [
      {
        roleId: roles.find(({ builtIn }) => builtIn === role)?.id ?? 0,
        maxHeld: figures.maxHeld ?? null,
        heldWithoutDeals: false,
        maxClaimsPerDay: figures.maxClaimsPerDay ?? null,
        coolDownDays: figures.coolDownDays ?? null,
      },
    ],
  });
}

describe('claim (spec §3.2)', () => {
  it('is won by exactly one of two who claim at the same instant; the other is told who', async () => {
    for (let round = 0; round < 20; round++) {
      const id = await customer();
      const answers = await Promise.all([
        app.as('anna').pool.claim({ ids: [id] }),
        app.as('carl').pool.claim({ ids: [id] }),
      ]);
      const winner = answers[0].done.length === 1 ? 'anna' : 'carl';
      expect(answers.reduce((done, answer) => done + answer.done.length, 0)).toBe(1);
      expect(answers.flatMap((answer) => answer.refused)).toMatchObject([
        { id, code: 'alreadyClaimed', params: { name: winner } },
      ]);
    }
  });

  it('takes many at once and says of each refused one why', async () => {
    const free = await customer();
    const taken = await customer('carl');
    const answer = await app.as('anna').pool.claim({ ids: [free, taken, 8_888_888] });
    expect(answer.done).toEqual([free]);
    expect(answer.refused.map(({ code }) => code)).toEqual(['alreadyClaimed', 'notFound']);
  });

  it('is repeated without harm when the answer was lost', async () => {
    const id = await customer();
    const token = await app.tokenOf('anna');
    const again = () => app.withToken(token, { 'idempotency-key': 'one-intent' }).pool.claim({ ids: [id] });
    const first = await again();
    expect(await again()).toEqual(first);
    const history = await app.as('anna').customers.history({ id });
    expect(history.rows.filter(({ action }) => action === 'claimed')).toHaveLength(1);
    const other = app.withToken(token, { 'idempotency-key': 'one-intent' }).pool.claim({ ids: [id, id + 1] });
    expect((await refusalOf(other)).code).toBe('requestRepeated');
  });

  it('remembers answers over a restart, for a week', async () => {
    const answers = () => app.office.services.db.selectFrom('request').select('key').execute();
    await app.restart();
    expect(await answers()).toEqual([{ key: 'one-intent' }]);
    app.clock.advance(8 * day);
    await app.restart();
    expect(await answers()).toEqual([]);
  });
});

describe('limits (spec §3.3)', () => {
  it('counts claims from the events: claiming and returning gains nothing', async () => {
    await limits('salesperson', { maxClaimsPerDay: 2 });
    app.clock.advance(2 * day);
    const ids = [await customer(), await customer(), await customer()];
    const anna = app.as('anna');
    for (const id of ids.slice(0, 2)) {
      expect((await anna.pool.claim({ ids: [id] })).done).toEqual([id]);
      await anna.pool.return({ ids: [id], reason: '不合适' });
    }
    const third = await anna.pool.claim({ ids: ids.slice(2) });
    expect(third.refused).toMatchObject([{ code: 'limitClaimsPerDay', params: { claims: 2, max: 2 } }]);
    app.clock.advance(day);
    expect((await app.as('anna').pool.claim({ ids: ids.slice(2) })).done).toEqual(ids.slice(2));
  });

  it('holds for what is owned at once, for claim, create and claim, and assign', async () => {
    await limits('salesperson', {});
    const held = await app.as('carl').pool.myLimits({});
    await limits('salesperson', { maxHeld: held.held + 1 });
    const [one, two] = [await customer(), await customer()];
    const answer = await app.as('carl').pool.claim({ ids: [one, two] });
    expect(answer.done).toEqual([one]);
    expect(answer.refused).toMatchObject([{ id: two, code: 'limitHeld', params: { max: held.held + 1 } }]);
    expect((await refusalOf(customer('carl'))).code).toBe('limitHeld');
    const assigned = await app.as('cleo').pool.assign({ ids: [two], toId: app.idOf('carl'), reason: '试' });
    expect(assigned.refused).toMatchObject([{ code: 'limitHeld', params: { name: 'carl' } }]);
  });

  it('keeps everybody who owned it in the last N days from claiming it again, not only the last', async () => {
    await limits('salesperson', { coolDownDays: 30 });
    const id = await customer();
    await app.as('anna').pool.claim({ ids: [id] });
    await app.as('anna').pool.return({ ids: [id], reason: '太远' });
    await app.as('carl').pool.claim({ ids: [id] });
    await app.as('carl').pool.return({ ids: [id], reason: '太远' });
    for (const name of ['anna', 'carl']) {
      const answer = await app.as(name).pool.claim({ ids: [id] });
      expect(answer.refused).toMatchObject([{ code: 'limitCoolDown', params: { days: 30, left: 30 } }]);
    }
    app.clock.advance(30 * day);
    expect((await app.as('anna').pool.claim({ ids: [id] })).done).toEqual([id]);
    await limits('salesperson', {});
  });
});

describe('return, take back, assign (spec §3.5)', () => {
  it('insist on a reason and keep every owner with from, to, how and why', async () => {
    const id = await customer('anna');
    const noReason = app.as('anna').pool.return({ ids: [id], reason: ' ' });
    expect(await refusalOf(noReason)).toMatchObject({ code: 'reasonNeeded', field: 'reason' });
    await app.as('anna').pool.assign({ ids: [id], toId: app.idOf('carl'), reason: '区域调整' });
    await app.as('mona').pool.takeBack({ ids: [id], reason: '长期未跟进' });
    const { rows } = await app.as('mona').customers.history({ id });
    expect(rows.map(({ action, fromId, toId, reason }) => [action, fromId, toId, reason])).toEqual([
      ['takenBack', app.idOf('carl'), null, '长期未跟进'],
      ['assigned', app.idOf('anna'), app.idOf('carl'), '区域调整'],
      ['created', null, app.idOf('anna'), null],
    ]);
  });

  it('lets a superior take back and assign below, all the way down, and nobody else', async () => {
    const id = await customer('anna');
    for (const name of ['carl', 'mona']) {
      const refused = await app.as(name).pool.assign({ ids: [id], toId: app.idOf('carl'), reason: '抢' });
      expect(refused.refused).toMatchObject([{ code: 'notAllowed' }]);
    }
    expect((await app.as('bill').pool.takeBack({ ids: [id], reason: '收' })).done).toEqual([id]);
    const assign = (by: string, to: string) =>
      app.as(by).pool.assign({ ids: [id], toId: app.idOf(to), reason: '派' });
    expect((await assign('anna', 'carl')).refused).toMatchObject([{ code: 'notAllowed' }]);
    expect((await assign('mona', 'anna')).refused).toMatchObject([{ code: 'notAllowed' }]);
    expect((await assign('mark', 'anna')).done).toEqual([id]);
  });

  it('refuses people who left or may own nothing', async () => {
    const id = await customer('anna');
    const toClerk = app.as('cleo').pool.assign({ ids: [id], toId: app.idOf('cleo'), reason: '派' });
    expect(await refusalOf(toClerk)).toMatchObject({ code: 'receiverCannotOwn', field: 'toId' });
    await app.addPerson({ name: 'gone', roles: ['salesperson'] });
    const gone = (await app.as('root').people.list({})).find(({ name }) => name === 'gone');
    await app.as('root').people.deactivate({ id: gone?.id ?? 0, version: gone?.version ?? 0 });
    const toGone = app.as('cleo').pool.assign({ ids: [id], toId: gone?.id ?? 0, reason: '派' });
    expect(await refusalOf(toGone)).toMatchObject({ code: 'personLeft' });
  });
});

describe('unmasking (spec §3.7)', () => {
  it('is for those with the right, counted, limited and logged', async () => {
    const id = await customer();
    const list = await app.as('mark').customers.list({ view: 'pool', segment: 'unclaimed', limit: 1 });
    expect(list.rows[0]?.phone).toMatch(/\*{4}/);
    expect((await refusalOf(app.as('anna').pool.unmask({ id }))).code).toBe('notAllowed');
    const rules = await app.as('root').settings.poolRules({});
    const { version, ...kept } = rules;
    const change = {
      ...kept,
      maskedFields: [...kept.maskedFields],
      limits: [...kept.limits],
      version,
      unmaskPerDay: 1,
    };
    await app.as('olga').settings.updatePoolRules(change);
    expect((await app.as('mark').pool.unmask({ id })).phone).toMatch(/^\d{11}$/);
    expect(await refusalOf(app.as('mark').pool.unmask({ id }))).toMatchObject({
      code: 'limitUnmask',
      params: { views: 1, max: 1 },
    });
    const { rows } = await app.as('mark').customers.history({ id });
    expect(rows[0]).toMatchObject({ action: 'unmasked', personId: app.idOf('mark') });
  });
});
