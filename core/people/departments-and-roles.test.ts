import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtInGrants, builtInRoles } from '../permissions/rights.ts';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { logLines } from '#testing/builders/door-client.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

describe('departments', () => {
  test('a stranger sees none, everybody signed in sees them with who works there', async () => {
    expect(await codeOf(app.withToken(null).departments.list({}))).toBe('signInNeeded');
    expect(await app.as('rita').departments.list({})).toMatchObject([
      { name: 'export', people: 2 },
      { name: 'sales', people: 3 },
    ]);
  });

  test('a name once beside each other, elsewhere again', async () => {
    const { departments } = app.first;
    const north = await departments.create({ name: '华北', parentId: null });
    expect(await codeOf(departments.create({ name: ' 华 北 ', parentId: null }))).toBe('nameTaken');
    const below = await departments.create({ name: '华北', parentId: north.id });
    expect(await codeOf(departments.create({ name: 'x', parentId: 999 }))).toBe('invalidInput');
    expect(await codeOf(departments.create({ name: '', parentId: null }))).toBe('invalidInput');
    expect(await codeOf(departments.update({ ...plain(below), parentId: null }))).toBe('nameTaken');
  });

  test('none lies below itself', async () => {
    const { departments } = app.first;
    const a = await departments.create({ name: 'a', parentId: null });
    const b = await departments.create({ name: 'b', parentId: a.id });
    const c = await departments.create({ name: 'c', parentId: b.id });
    for (const { id } of [a, b, c]) {
      expect(await refusalOf(departments.update({ ...plain(a), parentId: id }))).toMatchObject({
        code: 'departmentLoop',
        field: 'parentId',
      });
    }
    await departments.update({ ...plain(c), parentId: null });
    expect(await codeOf(departments.update({ ...plain(c), name: 'd' }))).toBe('conflict');
  });

  test('only an empty one can be removed', async () => {
    const { departments, people } = app.first;
    const sales = (await departments.list({})).find((each) => each.name === 'sales')!;
    await departments.create({ name: 'below', parentId: sales.id });
    expect(await refusalOf(departments.remove(version(sales)))).toMatchObject({
      code: 'departmentInUse',
      params: { people: 3, departments: 1 },
    });
    const empty = await departments.create({ name: 'empty', parentId: null });
    expect(await codeOf(departments.remove({ id: empty.id, version: 7 }))).toBe('conflict');
    await departments.remove(version(empty));
    expect(await codeOf(departments.remove(version(empty)))).toBe('notFound');
    expect(await logLines(app, 'removed')).toMatchObject([{ entityId: empty.id, before: { name: 'empty' } }]);
    expect(await people.list({})).toHaveLength(10);
  });
});

describe('roles', () => {
  test('start as the specification has them', async () => {
    const roles = await app.first.roles.list({});
    for (const builtIn of builtInRoles) {
      const role = roles.find((each) => each.builtIn === builtIn)!;
      expect(Object.fromEntries(role.grants.map(({ right, scope }) => [right, scope]))).toEqual(
        builtInGrants[builtIn],
      );
    }
  });

  test('are read by those who manage people or the pool', async () => {
    for (const name of ['cleo', 'olga']) await app.as(name).roles.list({});
    for (const name of ['anna', 'bill', 'bob', 'rita']) {
      expect(await codeOf(app.as(name).roles.list({}))).toBe('notAllowed');
    }
  });

  test('a role of one’s own: created, changed, refused while held, removed with its limits', async () => {
    const { roles, people } = app.first;
    const made = await roles.create({
      name: '实习生',
      grants: [
        { right: 'customers.see', scope: 'own' },
        { right: 'customers.see', scope: 'below' },
        { right: 'pool.see', scope: 'own' },
      ],
    });
    expect(made.grants).toEqual([
      { right: 'customers.see', scope: 'below' },
      { right: 'pool.see', scope: 'all' },
    ]);
    expect(await codeOf(roles.create({ name: '实习 生', grants: [] }))).toBe('nameTaken');
    const rita = (await people.list({})).find((person) => person.name === 'rita')!;
    const { id, version: read, name, departmentId, superiorId } = rita;
    await people.update({ id, version: read, name, departmentId, superiorId, roleIds: [made.id] });
    expect(await refusalOf(roles.remove(version(made)))).toMatchObject({
      code: 'roleInUse',
      params: { people: 1 },
    });
    expect(await app.as('rita').sessions.me({})).toMatchObject({ grants: made.grants });
    const changed = await roles.update({ ...version(made), name: '见习', grants: [] });
    expect(changed).toMatchObject({ name: '见习', grants: [], people: 1, version: 2 });
    expect(await app.as('rita').sessions.me({})).toMatchObject({ grants: [] });
    expect(await codeOf(roles.update({ ...version(made), name: 'x', grants: [] }))).toBe('conflict');
    await people.update({ id, version: read + 1, name, departmentId, superiorId, roleIds: [] });
    const rules = await app.first.settings.poolRules({});
    const limit = {
      roleId: made.id,
      maxHeld: 3,
      heldWithoutDeals: false,
      maxClaimsPerDay: null,
      coolDownDays: null,
    };
    const { maskedFields, unmaskPerDay, reasonRequired } = rules;
    await app.first.settings.updatePoolRules({
      version: rules.version,
      maskedFields: [...maskedFields],
      unmaskPerDay,
      reasonRequired,
      limits: [limit],
    });
    await roles.remove(version(changed));
    expect(await app.first.settings.poolRules({})).toMatchObject({ limits: [] });
  });

  test('a built-in one keeps its name and stays; its rights may be changed', async () => {
    const { roles } = app.first;
    const clerk = (await roles.list({})).find((each) => each.builtIn === 'clerk')!;
    expect(await codeOf(roles.remove(version(clerk)))).toBe('roleBuiltIn');
    const changed = await roles.update({
      ...version(clerk),
      name: 'Clerk',
      grants: [{ right: 'pool.see', scope: 'all' }],
    });
    expect(changed).toMatchObject({
      name: clerk.name,
      builtIn: 'clerk',
      grants: [{ right: 'pool.see', scope: 'all' }],
    });
    expect(await codeOf(app.as('cleo').roles.list({}))).toBe('notAllowed');
  });
});

function version({ id, version: read }: { id: number; version: number }) {
  return { id, version: read };
}

function plain({
  id,
  version: read,
  name,
  parentId,
}: {
  id: number;
  version: number;
  name: string;
  parentId: number | null;
}) {
  return { id, version: read, name, parentId };
}
