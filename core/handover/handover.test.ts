import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, usualPeople, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';

let app: TestApp;
let ids: number[];
beforeEach(async () => {
  app = await createTestApp({
    people: [
      ...usualPeople,
      { name: 'adam', roles: ['administrator'] },
      { name: 'sue', roles: ['salesperson'], superior: 'mark', department: 'sales' },
    ],
  });
  ids = [];
  for (const [nth, level] of (['A', 'A', 'B', null] as const).entries()) {
    const fields = app.fields(`离职${'甲乙丙丁'.at(nth)}公司`, { level });
    ids.push((await app.as('anna').customers.create({ fields, claim: true, confirmSimilar: true })).id);
  }
});
afterEach(() => app.close());

const planFor = (more: Partial<Parameters<TestApp['first']['handover']['preview']>[0]> = {}) => ({
  personId: app.idOf('anna'),
  rest: [],
  ...more,
});
const run = (by: string, more: Parameters<typeof planFor>[0] = {}, expected = ids.length) =>
  app.as(by).handover.run({ plan: planFor(more), reason: '离职', expected });
const owners = async () =>
  (
    await app.office.services.db
      .selectFrom('customer')
      .select(['id', 'owner_id', 'claimed_at', 'extended_until', 'locked', 'deleted_at', 'next_step_on'])
      .orderBy('id')
      .execute()
  ).map((row) => ({ ...row }));
const ownerOf = async (id: number) => (await owners()).find((row) => row.id === id)?.owner_id;
const task = (by: string, customerId: number, person = by) =>
  app.as(by).tasks.create({
    customerId,
    what: '回访',
    dueOn: '2026-12-01',
    personId: app.idOf(person),
    remindAt: null,
  });

describe('who hands over (spec, permissions)', () => {
  it('is a superior, the owner of the business and the administrator; nobody for themselves', async () => {
    expect(await refusalOf(app.as('sue').handover.people({}))).toMatchObject({ code: 'notAllowed' });
    expect(await refusalOf(run('mona'))).toMatchObject({ code: 'notFound' });
    expect(await refusalOf(app.as('mona').handover.overview({ personId: app.idOf('anna') }))).toMatchObject({
      code: 'notFound',
    });
    expect(
      await refusalOf(app.as('mark').handover.preview(planFor({ personId: app.idOf('mark') }))),
    ).toMatchObject({ code: 'handoverSelf' });
    expect((await app.as('mark').handover.people({})).map(({ name }) => name)).toEqual(['anna', 'sue']);
    expect((await app.as('bill').handover.people({})).map(({ name }) => name)).toEqual([
      'anna',
      'mark',
      'sue',
    ]);
    expect((await app.as('adam').handover.people({})).length).toBeGreaterThan(9);
  });

  it('shows an administrator figures and names of people, and no customer', async () => {
    await task('anna', ids[0]!);
    const adam = app.as('adam');
    const personId = app.idOf('anna');
    const overview = await adam.handover.overview({ personId });
    expect(overview).toMatchObject({ seesCustomers: false, counts: { customers: 4, tasks: 1 } });
    expect(overview.levels).toContainEqual({ key: 'A', count: 2 });
    expect(await refusalOf(adam.handover.records({ personId, kind: 'tasks' }))).toMatchObject({
      code: 'notAllowed',
    });
    const picks = [{ ids: [ids[0]!], to: app.idOf('sue') }];
    expect(await refusalOf(adam.handover.preview(planFor({ picks })))).toMatchObject({ code: 'notAllowed' });
    const preview = await adam.handover.preview(planFor({ rest: [app.idOf('sue')] }));
    expect(preview.portions).toMatchObject([{ personId: app.idOf('sue'), customers: 4, tasks: 1 }]);
    const { id } = await run('adam', { rest: [app.idOf('sue')] });
    const sheet = await adam.handover.sheet({ id });
    expect(sheet).toMatchObject({ named: false, rows: [], handover: { customers: 4 } });
    expect(JSON.stringify([overview, preview, sheet, await adam.handover.list({})])).not.toContain('公司');
    expect((await app.as('mark').handover.sheet({ id })).rows.map(({ name }) => name)).toContain(
      '离职甲公司',
    );
    expect(await refusalOf(app.as('mona').handover.sheet({ id }))).toMatchObject({ code: 'notFound' });
  });

  it('refuses receivers who left, may own none, or are the one who leaves', async () => {
    const code = async (to: string) =>
      (await refusalOf(app.as('mark').handover.preview(planFor({ rest: [app.idOf(to)] })))).code;
    expect(await code('bob')).toBe('receiverCannotOwn');
    expect(await code('anna')).toBe('handoverToSelf');
    const person = (await app.first.people.list({})).find(({ name }) => name === 'sue')!;
    await app.first.people.deactivate({ id: person.id, version: person.version });
    expect(await code('sue')).toBe('personLeft');
    expect(await refusalOf(run('mark', {}, 3))).toMatchObject({ code: 'handoverChanged' });
  });

  it('keeps an administrator, as always', async () => {
    const root = app.idOf('root');
    const adam = (await app.first.people.list({})).find(({ name }) => name === 'adam')!;
    await app.first.people.deactivate({ id: adam.id, version: adam.version });
    expect(
      await refusalOf(
        app.as('olga').handover.run({ plan: planFor({ personId: root }), reason: null, expected: 0 }),
      ),
    ).toMatchObject({ code: 'lastAdministrator' });
    expect((await app.first.people.list({})).find(({ id }) => id === root)?.active).toBe(true);
  });
});

describe('a handover (spec §12)', () => {
  it('splits by hand, by rule and the rest, as the preview said, with events, log lines and one notice each', async () => {
    const [one = 0, two = 0, three = 0, four = 0] = ids;
    const [sue, mark, carl] = [app.idOf('sue'), app.idOf('mark'), app.idOf('carl')];
    await task('anna', one);
    await task('anna', four);
    const carls = (
      await app
        .as('carl')
        .customers.create({ fields: app.fields('别人的'), claim: true, confirmSimilar: true })
    ).id;
    await app.as('carl').sharing.share({
      customerIds: [carls],
      personIds: [app.idOf('anna')],
      mode: 'log',
      money: false,
      untilOn: null,
    });
    await task('anna', carls);
    await app.as('anna').sharing.share({
      customerIds: [one, four],
      personIds: [carl],
      mode: 'read',
      money: false,
      untilOn: null,
    });
    const plan = { picks: [{ ids: [two], to: mark }], rules: [{ levels: ['A' as const], to: [sue] }] };
    const preview = await app.as('mark').handover.preview(planFor(plan));
    expect(preview).toMatchObject({ customers: 4, unruled: 2, sharesKept: 1, deleted: 0 });
    const count = Object.fromEntries(preview.outcomes.map(({ key, count: n }) => [key, n]));
    expect(count).toEqual({
      taskFollows: 1,
      taskToOwner: 1,
      taskClosed: 1,
      shareEnded: 1,
      receivedShareEnded: 1,
    });
    const done = await run('mark', plan);
    expect(done.receivers).toEqual(
      expect.arrayContaining([
        { personId: sue, customers: 1 },
        { personId: mark, customers: 1 },
        { personId: null, customers: 2 },
      ]),
    );
    expect(await Promise.all(ids.map(ownerOf))).toEqual([sue, mark, null, null]);
    const tasks = await app.office.services.db.selectFrom('task').selectAll().orderBy('id').execute();
    expect(tasks.map(({ person_id, done_at }) => [person_id, done_at !== null])).toEqual([
      [sue, false],
      [app.idOf('anna'), true],
      [carl, false],
    ]);
    const { rows } = await app.as('sue').notices.list({});
    expect(rows).toMatchObject([
      { kind: 'handedOver', byId: mark, details: { count: 1, personId: app.idOf('anna') } },
    ]);
    expect((await app.as('carl').notices.list({})).rows.map(({ kind }) => kind).slice(0, 2)).toEqual([
      'handoverShares',
      'handoverTasks',
    ]);
    expect((await app.as('mark').notices.list({})).rows).toEqual([]);
    const history = await app.as('sue').customers.history({ id: one });
    expect(history.rows[0]).toMatchObject({ action: 'handedOver', reason: '离职' });
    expect((await app.as('olga').operations.list({ kind: 'ownership' })).rows.length).toBeGreaterThan(3);
    expect((await app.first.operations.verify({})).firstBad).toBeNull();
    const sheet = await app.as('mark').handover.sheet({ id: done.id });
    expect(sheet.rows.map(({ personId, name, tasks: open }) => [personId, name, open])).toEqual([
      [mark, '离职乙公司', 0],
      [sue, '离职甲公司', 1],
      [null, '离职丙公司', 0],
      [null, '离职丁公司', 1],
    ]);
    expect(three).toBeGreaterThan(0);
  });

  it('is an assignment: limits are shown and refuse nothing', async () => {
    const rules = await app.as('cleo').settings.poolRules({});
    const roles = await app.first.roles.list({});
    const roleId = roles.find(({ builtIn }) => builtIn === 'salesperson')!.id;
    const limit = { roleId, maxHeld: 1, heldWithoutDeals: false, maxClaimsPerDay: null, coolDownDays: null };
    await app.as('cleo').settings.updatePoolRules({
      ...rules,
      maskedFields: [...rules.maskedFields],
      limits: [limit],
    });
    const rest = [app.idOf('sue')];
    expect((await app.as('mark').handover.preview(planFor({ rest }))).portions).toMatchObject([
      { customers: 4, held: 4, maxHeld: 1 },
    ]);
    await run('mark', { rest });
    expect(await ownerOf(ids[3]!)).toBe(app.idOf('sue'));
  });

  it('closes the account and ends its sessions at once; works again for who has left', async () => {
    const anna = app.as('anna');
    await anna.sessions.me({});
    await run('mark');
    expect(await refusalOf(anna.sessions.me({}))).toMatchObject({ code: 'signInNeeded' });
    expect(
      await refusalOf(
        app.withToken(null).sessions.signIn({ name: 'anna', password: 'correct horse battery' }),
      ),
    ).toMatchObject({ code: 'signInFailed' });
    await app.as('cleo').pool.assign({ ids: [ids[0]!], toId: app.idOf('sue'), reason: 'x' });
    await app.first.people.deactivate({
      id: app.idOf('sue'),
      version: (await app.first.people.list({})).find(({ name }) => name === 'sue')!.version,
    });
    const left = await app.as('mark').handover.people({});
    expect(left.find(({ name }) => name === 'sue')).toMatchObject({ active: false, customers: 1 });
    const plan = { personId: app.idOf('sue'), rest: [app.idOf('mark')] };
    const second = await run('mark', plan, 1);
    expect(await ownerOf(ids[0]!)).toBe(app.idOf('mark'));
    // The account was closed before: undoing does not open it.
    expect(await app.as('mark').handover.undo({ id: second.id })).toMatchObject({
      restored: 1,
      active: false,
    });
  });
});

describe('undoing a handover', () => {
  it('gives back what nobody moved since, and says what stayed', async () => {
    const [one = 0, two = 0] = ids;
    await app.as('cleo').customers.remove({ ids: [ids[3]!], reason: null });
    const { id } = await run('mark', { rest: [app.idOf('sue')] }, 3);
    await app.as('sue').pool.return({ ids: [one], reason: 'x' });
    await app.as('sue').pool.claim({ ids: [one] });
    await app.as('cleo').customers.remove({ ids: [two], reason: null });
    expect(await app.as('mark').handover.undo({ id })).toEqual({
      restored: 1,
      left: 2,
      tasks: 0,
      shares: 0,
      active: true,
    });
    expect(await Promise.all(ids.map(ownerOf))).toEqual([
      app.idOf('sue'),
      app.idOf('sue'),
      app.idOf('anna'),
      app.idOf('anna'),
    ]);
    expect(await refusalOf(app.as('mark').handover.undo({ id }))).toMatchObject({ code: 'handoverUndone' });
    expect((await app.as('mark').handover.list({}))[0]).toMatchObject({ restored: 1, undoUntil: null });
    expect((await app.as('anna').sessions.me({})).name).toBe('anna');
    expect((await app.as('sue').notices.list({})).rows[0]).toMatchObject({ kind: 'handoverUndone' });
  });

  it('is over after 24 hours, and leaves an account as an administrator decided since', async () => {
    const { id } = await run('mark');
    expect(await refusalOf(app.as('mona').handover.undo({ id }))).toMatchObject({ code: 'notFound' });
    const person = (await app.first.people.list({})).find(({ name }) => name === 'anna')!;
    const { id: personId, version, departmentId, superiorId, roleIds } = person;
    const values = { departmentId, superiorId, roleIds: [...roleIds] };
    await app.first.people.update({ id: personId, version, name: 'Anna', ...values });
    app.clock.advance(24 * 3_600_000 - 1);
    expect(await app.as('mark').handover.undo({ id })).toMatchObject({ restored: 4, active: false });
    const again = await run('mark');
    app.clock.advance(24 * 3_600_000);
    expect(await refusalOf(app.as('mark').handover.undo({ id: again.id }))).toMatchObject({
      code: 'handoverTooOld',
    });
  });

  it('after a handover leaves owners, tasks, shares and requests as they were, whatever the plan', async () => {
    await task('anna', ids[0]!);
    await task('anna', ids[3]!);
    await task('mark', ids[1]!);
    const terms = { mode: 'read' as const, money: false, untilOn: null };
    const carl = app.idOf('carl');
    await app
      .as('anna')
      .sharing.share({ customerIds: ids.slice(0, 2), personIds: [carl, app.idOf('sue')], ...terms });
    await app.as('mona').sharing.ask({ customerId: ids[2]!, reason: null });
    const carls = await app
      .as('carl')
      .customers.create({ fields: app.fields('卡尔'), claim: true, confirmSimilar: true });
    await app
      .as('carl')
      .sharing.share({ customerIds: [carls.id], personIds: [app.idOf('anna')], ...terms, mode: 'log' });
    await task('anna', carls.id);
    await app.as('anna').protection.lock({ ids: [ids[2]!], locked: true });
    const state = async () => {
      const { db } = app.office.services;
      const tasks = await db.selectFrom('task').select(['id', 'person_id', 'done_at', 'done_by']).execute();
      const shares = await db
        .selectFrom('share')
        .select(['id', 'person_id', 'ended_at', 'ended_by'])
        .execute();
      const asked = await db
        .selectFrom('share_request')
        .select(['id', 'answered_at', 'answered_by'])
        .execute();
      return { owners: await owners(), tasks, shares, asked };
    };
    const before = await state();
    const receivers = ['sue', 'mark', 'bill', 'carl', 'mona'].map((name) => app.idOf(name));
    const to = fc.uniqueArray(fc.constantFrom(...receivers), { maxLength: 3 });
    const two = fc.constantFrom([ids[0]!], [ids[2]!, ids[3]!]) as fc.Arbitrary<number[]>;
    const levels = fc.constantFrom(['A'], ['none']) as fc.Arbitrary<('A' | 'none')[]>;
    const plans = fc.record({
      picks: fc.array(fc.record({ ids: two, to: fc.constantFrom(null, ...receivers) }), { maxLength: 1 }),
      rules: fc.array(fc.record({ levels, to }), { maxLength: 2 }),
      rest: to,
      shares: fc.constantFrom('keep' as const, 'end' as const),
      tasksTo: fc.constantFrom(null, receivers[0]!),
    });
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const by = app.as('olga');
        const preview = await by.handover.preview(planFor(plan));
        const done = await by.handover.run({ plan: planFor(plan), reason: null, expected: 4 });
        const sheet = await by.handover.sheet({ id: done.id });
        expect(sheet.outcomes.toSorted((a, b) => a.key.localeCompare(b.key))).toEqual(
          preview.outcomes.toSorted((a, b) => a.key.localeCompare(b.key)),
        );
        const left = await app.office.services.db
          .selectFrom('task')
          .select('id')
          .where('person_id', '=', app.idOf('anna'))
          .where('done_at', 'is', null)
          .execute();
        expect(left).toEqual([]);
        expect(await by.handover.undo({ id: done.id })).toMatchObject({
          restored: 4,
          left: 0,
          active: true,
        });
        expect(await state()).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });
});
