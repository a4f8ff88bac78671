import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { logLines } from '#testing/builders/door-client.ts';
import type { PoolRules } from './settings.contract.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const good = {
  version: 1,
  officeName: '商策',
  numberPattern: 'KH{YYYY}{MM}-{0000}',
  idleLockMinutes: 5,
  interactionEditHours: 24,
  fileLimitMb: 50,
};
const editable = (rules: PoolRules) => ({
  ...rules,
  maskedFields: [...rules.maskedFields],
  limits: rules.limits.map((limit) => ({ ...limit })),
});

test('a stranger reads nothing, everybody reads, only the administrator changes the office', async () => {
  expect(await codeOf(app.withToken(null).settings.get({}))).toBe('signInNeeded');
  for (const name of ['anna', 'bill', 'cleo', 'olga', 'bob', 'rita']) {
    expect(await app.as(name).settings.get({})).toMatchObject({ officeName: 'Test office', version: 1 });
    expect(await codeOf(app.as(name).settings.update(good))).toBe('notAllowed');
  }
  expect(await app.first.settings.update(good)).toEqual({ ...good, version: 2 });
  expect(await app.as('anna').sessions.me({})).toMatchObject({ officeName: '商策', idleLockMinutes: 5 });
  expect(await logLines(app, 'updated')).toMatchObject([
    { before: { officeName: 'Test office', numberPattern: 'K{000000}' }, after: { officeName: '商策' } },
  ]);
});

test.each([
  [{ officeName: ' ' }, 'invalidInput'],
  [{ numberPattern: '' }, 'invalidInput'],
  [{ numberPattern: 'K' }, 'patternNoCounter'],
  [{ numberPattern: '{00}{00}' }, 'patternTwoCounters'],
  [{ numberPattern: '{JJ}{000}' }, 'patternUnknownToken'],
  [{ numberPattern: `${'K'.repeat(60)}{000}` }, 'patternTooLong'],
  [{ idleLockMinutes: -1 }, 'invalidInput'],
  [{ interactionEditHours: -1 }, 'invalidInput'],
  [{ fileLimitMb: 0 }, 'invalidInput'],
  [{ fileLimitMb: 4097 }, 'invalidInput'],
  [{ version: 7 }, 'conflict'],
])('%j is refused with %s, and nothing is kept', async (wrong, code) => {
  expect(await codeOf(app.first.settings.update({ ...good, ...wrong }))).toBe(code);
  expect(await app.first.settings.get({})).toMatchObject({ officeName: 'Test office', version: 1 });
});

test('of two who save the same version one is told', async () => {
  const saves = await Promise.allSettled(
    [1, 2].map((minutes) => app.first.settings.update({ ...good, idleLockMinutes: minutes })),
  );
  expect(saves.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await codeOf(app.first.settings.update(good))).toBe('conflict');
});

test('pool rules belong to the pool manager; masking, limits and version are kept together', async () => {
  const rules = await app.as('anna').settings.poolRules({});
  expect(rules).toMatchObject({
    maskedFields: ['phone', 'fax', 'email'],
    unmaskPerDay: null,
    limits: [],
    version: 1,
  });
  expect(await codeOf(app.as('bill').settings.updatePoolRules(editable(rules)))).toBe('notAllowed');
  const roles = await app.first.roles.list({});
  const [one, two] = roles.map((role) => role.id);
  const limit = (roleId: number) => ({
    roleId,
    maxHeld: 50,
    heldWithoutDeals: true,
    maxClaimsPerDay: 0,
    coolDownDays: null,
  });
  const wanted = { ...editable(rules), unmaskPerDay: 20, limits: [limit(one!), limit(two!)] };
  const saved = await app.as('cleo').settings.updatePoolRules(wanted);
  expect(saved).toEqual({ ...wanted, version: 2 });
  expect(await app.as('anna').settings.poolRules({})).toEqual(saved);
  expect(await refusalOf(app.as('olga').settings.updatePoolRules(wanted))).toMatchObject({
    code: 'conflict',
    data: { version: 2, unmaskPerDay: 20 },
  });
  for (const limits of [[limit(999)], [limit(one!), limit(one!)]]) {
    expect(await codeOf(app.as('cleo').settings.updatePoolRules({ ...wanted, version: 2, limits }))).toBe(
      'invalidInput',
    );
  }
  expect(await app.as('anna').settings.poolRules({})).toEqual(saved);
});

test('how one likes a list is one’s own', async () => {
  const layout = {
    columns: [{ key: 'name', width: 200, shown: true }],
    density: 'compact' as const,
    sort: { by: 'name', direction: 'asc' as const },
    pane: false,
  };
  const anna = app.as('anna');
  expect(await anna.layouts.get({ list: 'mine' })).toBeNull();
  await anna.layouts.save({ list: 'mine', layout });
  await anna.layouts.save({ list: 'mine', layout: { ...layout, pane: true } });
  expect(await anna.layouts.get({ list: 'mine' })).toEqual({ ...layout, pane: true });
  expect(await anna.layouts.get({ list: 'pool' })).toBeNull();
  expect(await app.as('bill').layouts.get({ list: 'mine' })).toBeNull();
  expect(await codeOf(app.withToken(null).layouts.get({ list: 'mine' }))).toBe('signInNeeded');
  const wide = { ...layout, columns: [{ key: 'name', width: 5000, shown: true }] };
  expect(await codeOf(anna.layouts.save({ list: 'mine', layout: wide }))).toBe('invalidInput');
});
