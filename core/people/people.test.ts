import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, testPassword, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { doorClient, logLines } from '#testing/builders/door-client.ts';
import type { Person } from './people.contract.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const find = async (name: string): Promise<Person> =>
  (await app.first.people.list({})).find((person) => person.name === name)!;
const roleId = async (builtIn: string) =>
  (await app.first.roles.list({})).find((role) => role.builtIn === builtIn)!.id;
const editable = ({ id, version, name, departmentId, superiorId, roleIds }: Person) => ({
  id,
  version,
  name,
  departmentId,
  superiorId,
  roleIds: [...roleIds],
});
const which = ({ id, version }: Person) => ({ id, version });
const newPerson = async (name: string) => ({
  name,
  departmentId: null,
  superiorId: null,
  roleIds: [await roleId('salesperson')],
});

describe('who may', () => {
  test('a stranger nothing; a person without the right only the names', async () => {
    const stranger = app.withToken(null);
    expect(await codeOf(stranger.people.names({}))).toBe('signInNeeded');
    expect(await codeOf(stranger.people.list({}))).toBe('signInNeeded');
    const bill = await find('bill');
    for (const name of ['anna', 'bill', 'cleo', 'olga', 'bob', 'rita']) {
      const person = app.as(name);
      const calls = [
        person.people.list({}),
        person.people.create(await newPerson('x')),
        person.people.update(editable(bill)),
        person.people.resetPassword({ id: bill.id }),
        person.people.deactivate({ id: bill.id, version: bill.version }),
        person.people.reactivate({ id: bill.id, version: bill.version }),
        person.people.endSessions({ id: bill.id }),
        person.departments.create({ name: 'x', parentId: null }),
        person.roles.create({ name: 'x', grants: [] }),
      ];
      for (const call of calls) expect(await codeOf(call)).toBe('notAllowed');
      expect(await person.people.names({})).toHaveLength(10);
    }
    expect(await find('bill')).toMatchObject({ ...editable(bill), active: true, mustChangePassword: false });
  });

  test('the names say who can own a customer', async () => {
    await app.first.people.deactivate({ id: (await find('carl')).id, version: 1 });
    const names = await app.as('anna').people.names({});
    const owners = names.filter((person) => person.canOwn).map((person) => person.name);
    expect(owners.toSorted()).toEqual(['anna', 'bill', 'mark', 'mona']);
    expect(names.find((person) => person.name === 'carl')).toMatchObject({
      active: false,
      department: 'export',
    });
    expect(Object.keys(names[0]!).toSorted()).toEqual(['active', 'canOwn', 'department', 'id', 'name']);
  });
});

describe('a new person', () => {
  test.each([
    [{ name: '  ' }, 'invalidInput'],
    [{ name: '!!!' }, 'invalidInput'],
    [{ name: 'x'.repeat(41) }, 'invalidInput'],
    [{ name: 'ＡＮＮＡ' }, 'nameTaken'],
    [{ departmentId: 999 }, 'invalidInput'],
    [{ superiorId: 999 }, 'invalidInput'],
    [{ roleIds: [999] }, 'invalidInput'],
  ])('%j is refused with %s', async (wrong, code) => {
    expect(await codeOf(app.first.people.create({ ...(await newPerson('new')), ...wrong }))).toBe(code);
    expect(await app.first.people.list({})).toHaveLength(10);
  });

  test('signs in with the one-time password and must change it; the log has no password', async () => {
    const { person, oneTimePassword } = await app.first.people.create(await newPerson(' 李  雷 '));
    expect(person).toMatchObject({
      name: '李 雷',
      active: true,
      mustChangePassword: true,
      customers: 0,
      version: 1,
    });
    expect(person.lastSeenAt).toBeNull();
    const { client } = doorClient(app);
    expect(await client.sessions.signIn({ name: '李雷', password: oneTimePassword })).toMatchObject({
      mustChangePassword: true,
    });
    expect((await find('李 雷')).lastSeenAt).toBe(new Date(app.clock.now()).toISOString());
    const [line] = (await logLines(app, 'created')).filter((each) => each.entityId === person.id).slice(-1);
    expect(line).toMatchObject({ personId: app.idOf('root'), after: { name: '李 雷' } });
    expect(
      JSON.stringify(await app.office.services.db.selectFrom('operation_log').selectAll().execute()),
    ).not.toContain(oneTimePassword);
  });

  test('cannot report to somebody who left', async () => {
    const carl = await find('carl');
    await app.first.people.deactivate(which(carl));
    const input = { ...(await newPerson('new')), superiorId: carl.id };
    expect(await refusalOf(app.first.people.create(input))).toMatchObject({
      code: 'personLeft',
      field: 'superiorId',
    });
  });
});

describe('changing a person', () => {
  test('an older version is a conflict and shows the newer record', async () => {
    const anna = await find('anna');
    await app.first.people.update({ ...editable(anna), name: 'Anna' });
    const refusal = await refusalOf(app.first.people.update({ ...editable(anna), name: 'Anne' }));
    expect(refusal).toMatchObject({ code: 'conflict', data: { name: 'Anna', version: 2 } });
    expect(await find('Anna')).toMatchObject({ version: 2 });
    expect(await codeOf(app.first.people.update({ ...editable(anna), id: 999 }))).toBe('notFound');
  });

  test('the log says what changed and nothing else', async () => {
    const anna = await find('anna');
    await app.first.people.update({ ...editable(anna), superiorId: null });
    const after = await find('anna');
    await app.first.people.update(editable(after));
    expect(await logLines(app, 'updated')).toMatchObject([
      { entityId: anna.id, before: { superiorId: app.idOf('mark') }, after: { superiorId: null } },
    ]);
    expect(Object.keys((await logLines(app, 'updated'))[0]!.after as object)).toEqual(['superiorId']);
  });

  test('nobody becomes the superior of those above, however far up', async () => {
    for (const superior of ['bill', 'mark', 'anna']) {
      const bill = await find('bill');
      const call = app.first.people.update({ ...editable(bill), superiorId: app.idOf(superior) });
      expect(await refusalOf(call)).toMatchObject({
        code: 'superiorLoop',
        field: 'superiorId',
        params: { name: superior },
      });
    }
    await app.first.people.update({ ...editable(await find('bill')), superiorId: app.idOf('mona') });
  });

  test('moving somebody changes what both superiors reach from the next call on', async () => {
    const [mark, mona] = [app.as('mark'), app.as('mona')];
    const { id } = await app.as('anna').customers.create({ fields: app.fields('客户一'), claim: true });
    expect(await mark.customers.get({ id })).toMatchObject({ sight: 'full' });
    expect(await mona.customers.get({ id })).toMatchObject({ sight: 'minimal' });
    await app.first.people.update({ ...editable(await find('anna')), superiorId: app.idOf('mona') });
    expect(await mark.customers.get({ id })).toMatchObject({ sight: 'minimal' });
    expect(await mona.customers.get({ id })).toMatchObject({ sight: 'full' });
    expect(await find('anna')).toMatchObject({ customers: 1 });
  });
});

describe('always one administrator', () => {
  const nobodyLeft = { code: 'lastAdministrator' };

  test('the last one cannot leave, lose the role, or take the right from the role', async () => {
    const root = await find('root');
    expect(await refusalOf(app.first.people.deactivate(which(root)))).toMatchObject(nobodyLeft);
    expect(await refusalOf(app.first.people.update({ ...editable(root), roleIds: [] }))).toMatchObject(
      nobodyLeft,
    );
    const role = (await app.first.roles.list({})).find((each) => each.builtIn === 'administrator')!;
    const grants = role.grants.filter((grant) => grant.right !== 'people.manage');
    const { id, version, name } = role;
    expect(await refusalOf(app.first.roles.update({ id, version, name, grants }))).toMatchObject(nobodyLeft);
    expect(await find('root')).toEqual(root);
    expect((await app.first.roles.list({})).find((each) => each.builtIn === 'administrator')).toEqual(role);
  });

  test('somebody who left does not count as one', async () => {
    const anna = await find('anna');
    await app.first.people.update({ ...editable(anna), roleIds: [await roleId('administrator')] });
    await app.first.people.deactivate(which(await find('anna')));
    expect(await refusalOf(app.first.people.deactivate(which(await find('root'))))).toMatchObject(nobodyLeft);
  });

  test('with a second one the first may go', async () => {
    await app.first.people.update({
      ...editable(await find('anna')),
      roleIds: [await roleId('administrator')],
    });
    await app.first.people.deactivate(which(await find('root')));
    expect(await codeOf(app.first.people.list({}))).toBe('signInNeeded');
    const anna = app.as('anna');
    const root = (await anna.people.list({})).find((person) => person.name === 'root')!;
    const self = (await anna.people.list({})).find((person) => person.name === 'anna')!;
    expect(await refusalOf(anna.people.deactivate(which(self)))).toMatchObject(nobodyLeft);
    await anna.people.reactivate(which(root));
  });
});

describe('somebody leaves', () => {
  test('all sessions end at once, the password opens nothing, and coming back works', async () => {
    const { client, token } = doorClient(app);
    await client.sessions.signIn({ name: 'anna', password: testPassword });
    const left = await app.first.people.deactivate(which(await find('anna')));
    expect(left).toMatchObject({ active: false, version: 2 });
    expect(await codeOf(client.sessions.me({}))).toBe('signInNeeded');
    expect(
      await codeOf(doorClient(app).client.sessions.signIn({ name: 'anna', password: testPassword })),
    ).toBe('signInFailed');
    expect(await codeOf(app.first.people.resetPassword({ id: left.id }))).toBe('personLeft');
    expect(await codeOf(app.first.people.reactivate({ id: left.id, version: 1 }))).toBe('conflict');
    await app.first.people.reactivate(which(left));
    // The old session stays ended.
    expect(await codeOf(app.withToken(token()).sessions.me({}))).toBe('signInNeeded');
    await client.sessions.signIn({ name: 'anna', password: testPassword });
    expect((await logLines(app, 'deactivated')).length + (await logLines(app, 'reactivated')).length).toBe(2);
  });

  test('ending the sessions of a person leaves the person', async () => {
    const { client } = doorClient(app);
    await client.sessions.signIn({ name: 'anna', password: testPassword });
    await app.first.people.endSessions({ id: app.idOf('anna') });
    expect(await codeOf(client.sessions.me({}))).toBe('signInNeeded');
    await client.sessions.signIn({ name: 'anna', password: testPassword });
    expect(await codeOf(app.first.people.endSessions({ id: 999 }))).toBe('notFound');
    expect(await codeOf(app.first.people.resetPassword({ id: 999 }))).toBe('notFound');
  });
});
