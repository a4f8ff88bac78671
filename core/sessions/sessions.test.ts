import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, testPassword, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { doorClient, logLines } from '#testing/builders/door-client.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp({
    people: [
      { name: 'anna', roles: ['salesperson'] },
      { name: 'carl', roles: ['salesperson'] },
    ],
  });
});
afterEach(() => app.close());

async function signedIn(name = 'anna', door: 'http' | 'ipc' = 'http') {
  const pc = doorClient(app, { door, device: `${door} of ${name}` });
  const me = await pc.client.sessions.signIn({ name, password: testPassword });
  return { ...pc, me };
}
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const minute = 60_000;

describe('a session', () => {
  test('is needed: none, a made-up one and an ended one get nothing', async () => {
    for (const token of [null, '', 'x'.repeat(43)]) {
      expect(await codeOf(app.withToken(token).sessions.me({}))).toBe('signInNeeded');
    }
    const { client, token } = await signedIn();
    const stolen = token();
    await client.sessions.signOut({});
    expect(token()).toBeNull();
    expect(await codeOf(app.withToken(stolen).sessions.me({}))).toBe('signInNeeded');
    expect(await logLines(app, 'signedOut')).toHaveLength(1);
  });

  test.each([
    ['http', 60],
    ['ipc', 12 * 60],
  ] as const)('through %s ends after %i minutes without use', async (door, idle) => {
    const { client } = await signedIn('anna', door);
    app.clock.advance((idle - 1) * minute);
    await client.sessions.me({});
    app.clock.advance(idle * minute - 1);
    await client.sessions.me({});
    app.clock.advance(idle * minute);
    expect(await codeOf(client.sessions.me({}))).toBe('signInNeeded');
  });

  test.each([
    ['http', 12 * 60],
    ['ipc', 30 * 24 * 60],
  ] as const)('through %s ends after %i minutes however busy', async (door, longest) => {
    const { client } = await signedIn('anna', door);
    const step = door === 'http' ? 30 : 11 * 60;
    let passed = 0;
    for (; passed + step < longest; passed += step) {
      app.clock.advance(step * minute);
      await client.sessions.me({});
    }
    app.clock.advance((longest - passed) * minute);
    expect(await codeOf(client.sessions.me({}))).toBe('signInNeeded');
  });

  test('one sees and ends one’s own, nobody else’s', async () => {
    const [one, two, carl] = [await signedIn(), await signedIn('anna', 'ipc'), await signedIn('carl')];
    const list = await one.client.sessions.list({});
    expect(list.map(({ id, device, present }) => ({ id, device, present }))).toEqual([
      { id: two.me.sessionId, device: 'ipc of anna', present: false },
      { id: one.me.sessionId, device: 'http of anna', present: true },
    ]);
    for (const id of [carl.me.sessionId, 999])
      expect(await codeOf(one.client.sessions.end({ id }))).toBe('notFound');
    await one.client.sessions.end({ id: two.me.sessionId });
    expect(await codeOf(two.client.sessions.me({}))).toBe('signInNeeded');
    await one.client.sessions.end({ id: one.me.sessionId });
    expect(one.token()).toBeNull();
    await carl.client.sessions.me({});
  });

  test('expired ones are not listed', async () => {
    await signedIn();
    app.clock.advance(2 * 60 * minute);
    expect(await (await signedIn()).client.sessions.list({})).toHaveLength(1);
  });

  test('sign-out everywhere ends all of them, this one too, and nobody else’s', async () => {
    const [one, two, carl] = [await signedIn(), await signedIn(), await signedIn('carl')];
    const [first, second] = [one.token(), two.token()];
    await one.client.sessions.endAll({});
    expect(one.token()).toBeNull();
    for (const token of [first, second]) {
      expect(await codeOf(app.withToken(token).sessions.me({}))).toBe('signInNeeded');
    }
    await carl.client.sessions.me({});
  });
});

describe('changing the password', () => {
  test.each([
    ['1234567', 'passwordTooShort'],
    ['𠮷𠮷𠮷𠮷𠮷𠮷𠮷', 'passwordTooShort'],
    ['12345678', 'passwordTooCommon'],
    ['woaini1314', 'passwordTooCommon'],
    [testPassword, 'passwordSame'],
  ])('%s is refused with %s, before the old one is looked at', async (newPassword, code) => {
    const { client } = await signedIn();
    expect(
      await refusalOf(client.sessions.changePassword({ oldPassword: testPassword, newPassword })),
    ).toMatchObject({
      code,
      field: 'newPassword',
    });
  });

  test('ends every other session at once and keeps this one', async () => {
    const [here, there] = [await signedIn(), await signedIn('anna', 'ipc')];
    const newPassword = '望江楼上望江流八';
    await here.client.sessions.changePassword({ oldPassword: testPassword, newPassword });
    expect(await codeOf(there.client.sessions.me({}))).toBe('signInNeeded');
    await here.client.sessions.me({});
    const fresh = doorClient(app);
    expect(await codeOf(fresh.client.sessions.signIn({ name: 'anna', password: testPassword }))).toBe(
      'signInFailed',
    );
    await fresh.client.sessions.signIn({ name: 'anna', password: newPassword });
    expect(await logLines(app, 'passwordChanged')).toMatchObject([{ after: { endedSessions: 1 } }]);
    const log = JSON.stringify(
      await app.office.services.db.selectFrom('operation_log').selectAll().execute(),
    );
    expect(log).not.toContain('望江楼');
  });

  test('after a reset nothing works until it is changed', async () => {
    const before = await signedIn();
    const { oneTimePassword } = await app.first.people.resetPassword({ id: app.idOf('anna') });
    expect(await codeOf(before.client.sessions.me({}))).toBe('signInNeeded');
    const { client } = doorClient(app);
    expect(await client.sessions.signIn({ name: 'anna', password: oneTimePassword })).toMatchObject({
      mustChangePassword: true,
    });
    expect(await codeOf(client.people.names({}))).toBe('passwordChangeNeeded');
    expect(await codeOf(client.sessions.setLanguage({ language: 'en' }))).toBe('passwordChangeNeeded');
    await client.sessions.changePassword({ oldPassword: oneTimePassword, newPassword: 'my own password 7' });
    await client.people.names({});
    expect(await client.sessions.me({})).toMatchObject({ mustChangePassword: false });
  });
});

test('the language is the person’s, and its change is logged once', async () => {
  const { client } = await signedIn();
  expect(await client.sessions.me({})).toMatchObject({ language: null });
  await client.sessions.setLanguage({ language: 'zh-CN' });
  await client.sessions.setLanguage({ language: 'zh-CN' });
  expect(await client.sessions.me({})).toMatchObject({ language: 'zh-CN' });
  expect(await logLines(app, 'languageChanged')).toMatchObject([
    { before: { language: null }, after: { language: 'zh-CN' } },
  ]);
});

test('rights are those of this moment, not those of the sign-in', async () => {
  const { client } = await signedIn();
  expect(await codeOf(client.people.list({}))).toBe('notAllowed');
  const anna = (await app.first.people.list({})).find((person) => person.name === 'anna')!;
  const administrator = (await app.first.roles.list({})).find((role) => role.builtIn === 'administrator')!;
  await app.first.people.update({ ...pick(anna), roleIds: [administrator.id] });
  expect(await client.people.list({})).toHaveLength(3);
});

function pick(person: {
  id: number;
  version: number;
  name: string;
  departmentId: number | null;
  superiorId: number | null;
}) {
  const { id, version, name, departmentId, superiorId } = person;
  return { id, version, name, departmentId, superiorId };
}
