import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, quickPasswords, testPassword, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { doorClient, logLines, type DoorClient } from '#testing/builders/door-client.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp({
    people: [
      { name: 'Anna Li', roles: ['salesperson'] },
      { name: '王芳', roles: ['clerk'] },
    ],
  });
});
afterEach(() => app.close());

const at = (address: string, door: 'http' | 'ipc' = 'http') => doorClient(app, { address, door });
const attempt = ({ client }: DoorClient, name: string, password = 'wrong password') =>
  client.sessions.signIn({ name, password });
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

describe('who gets in', () => {
  test('a stranger, a wrong password and somebody who left get the same answer', async () => {
    const { id, version } = (await app.first.people.list({})).find((person) => person.name === '王芳')!;
    await app.first.people.deactivate({ id, version });
    const answers = await Promise.all([
      refusalOf(attempt(at('a'), 'Nobody')),
      refusalOf(attempt(at('b'), 'Anna Li')),
      refusalOf(attempt(at('c'), '王芳', testPassword)),
      refusalOf(attempt(at('d'), '!!!')),
    ]);
    expect(answers.map((answer) => answer.code)).toEqual(Array(4).fill('signInFailed'));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('everybody costs one comparison, known or not', async () => {
    await app.close();
    const compared: (string | null)[] = [];
    app = await createTestApp({
      people: [{ name: 'anna', roles: ['salesperson'] }],
      passwords: {
        ...quickPasswords,
        verify: async (password, hash) => {
          compared.push(hash === null ? null : 'hash');
          return quickPasswords.verify(password, hash);
        },
      },
    });
    await refusalOf(attempt(at('a'), 'Nobody'));
    await refusalOf(attempt(at('a'), 'anna'));
    expect(compared).toEqual([null, 'hash']);
  });

  test('signs in by the name as people type it; the token is kept hashed, for this door and device', async () => {
    const pc = doorClient(app, { door: 'ipc', device: 'PC-07', address: 'local' });
    const me = await attempt(pc, ' ａｎｎａ　li ', testPassword);
    expect(me).toMatchObject({ name: 'Anna Li', officeName: 'Test office', mustChangePassword: false });
    expect(me.roles).toMatchObject([{ builtIn: 'salesperson' }]);
    expect(me.grants).toContainEqual({ right: 'customers.see', scope: 'own' });
    const row = await app.office.services.db
      .selectFrom('session')
      .selectAll()
      .where('id', '=', me.sessionId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      door: 'ipc',
      device: 'PC-07',
      token_hash: app.office.services.hasher.sha256(pc.token()!),
    });
    expect(pc.token()).toMatch(/^[\w-]{43}$/);
    expect(await logLines(app, 'signedIn')).toContainEqual(
      expect.objectContaining({ personId: me.id, entityId: me.sessionId }),
    );
  });

  test('signing in again in the same place ends the session before', async () => {
    const pc = at('a');
    await attempt(pc, 'Anna Li', testPassword);
    const before = pc.token();
    await attempt(pc, 'Anna Li', testPassword);
    expect(pc.token()).not.toBe(before);
    expect(await codeOf(app.withToken(before).sessions.me({}))).toBe('signInNeeded');
  });

  test('a failure is logged without what was typed', async () => {
    await refusalOf(attempt(at('10.0.0.9'), 'hunter2hunter2', 'hunter3hunter3'));
    await refusalOf(attempt(at('10.0.0.9'), 'Anna Li', 'hunter3hunter3'));
    expect(await logLines(app, 'signInFailed')).toMatchObject([
      { entityId: null, after: { address: '10.0.0.9' } },
      { entityId: app.idOf('Anna Li'), after: { address: '10.0.0.9' } },
    ]);
    const { db } = app.office.services;
    const kept = JSON.stringify([
      await db.selectFrom('operation_log').selectAll().execute(),
      await db.selectFrom('sign_in_failure').selectAll().execute(),
    ]);
    expect(kept).not.toMatch(/hunter/);
  });

  test('a password that is changed while it is checked does not let in', async () => {
    await app.close();
    let meanwhile: () => Promise<unknown> = async () => undefined;
    app = await createTestApp({
      people: [{ name: 'anna', roles: ['salesperson'] }],
      passwords: {
        ...quickPasswords,
        verify: async (password, hash) => {
          await meanwhile();
          return quickPasswords.verify(password, hash);
        },
      },
    });
    meanwhile = () => app.first.people.resetPassword({ id: app.idOf('anna') });
    expect(await codeOf(attempt(at('a'), 'anna', testPassword))).toBe('signInFailed');
  });

  test('a hash of older figures is renewed at the next sign-in', async () => {
    await app.restart({
      passwords: {
        ...quickPasswords,
        verify: async (password, hash) => hash === `quick:${password}` || hash === `new:${password}`,
        hash: async (password) => `new:${password}`,
        needsRehash: (hash) => hash.startsWith('quick:'),
      },
    });
    await attempt(at('a'), 'Anna Li', testPassword);
    await attempt(at('b'), 'Anna Li', testPassword);
    const { password_hash: hash } = await app.office.services.db
      .selectFrom('person')
      .select('password_hash')
      .where('name', '=', 'Anna Li')
      .executeTakeFirstOrThrow();
    expect(hash).toBe(`new:${testPassword}`);
  });
});

describe('throttling', () => {
  /** Fails until the host makes one wait; answers for how many seconds. */
  const waitAfter = async (failures: number, address: string, name = 'Anna Li'): Promise<number> => {
    for (let count = 0; count < failures; count++) {
      const refusal = await refusalOf(attempt(at(address), name));
      if (refusal.code === 'signInThrottled') {
        app.clock.advance(Number(refusal.params['seconds']) * 1000);
        count -= 1;
      }
    }
    const next = await refusalOf(attempt(at(address), name));
    return next.code === 'signInThrottled' ? Number(next.params['seconds']) : 0;
  };

  test.each([
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [8, 8],
    [9, 16],
    [10, 900],
    [11, 900],
  ])('after %i failures: %i seconds', async (failures, seconds) => {
    expect(await waitAfter(failures, '10.0.0.1')).toBe(seconds);
  });

  test('the right password does not help while one waits, and helps the second after', async () => {
    expect(await waitAfter(10, '10.0.0.1')).toBe(900);
    expect(await codeOf(attempt(at('10.0.0.1'), 'Anna Li', testPassword))).toBe('signInThrottled');
    app.clock.advance(899_000);
    expect(await refusalOf(attempt(at('10.0.0.1'), 'Anna Li', testPassword))).toMatchObject({
      params: { seconds: 1 },
    });
    app.clock.advance(1000);
    expect(await attempt(at('10.0.0.1'), 'Anna Li', testPassword)).toMatchObject({ name: 'Anna Li' });
    // And all is forgotten.
    expect(await waitAfter(4, '10.0.0.1')).toBe(0);
  });

  test('it holds from every address, across a restart, for unknown names alike', async () => {
    await waitAfter(10, '10.0.0.1', 'Nobody');
    await waitAfter(10, '10.0.0.2');
    await app.restart();
    expect(await codeOf(attempt(at('10.0.0.3'), 'Anna Li', testPassword))).toBe('signInThrottled');
    expect(await codeOf(attempt(at('10.0.0.3'), 'Nobody'))).toBe('signInThrottled');
    expect(await attempt(at('10.0.0.3'), '王芳', testPassword)).toMatchObject({ name: '王芳' });
  });

  test('an address that tries many names has to wait for all of them', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await refusalOf(attempt(at('10.0.0.1'), name));
    expect(await codeOf(attempt(at('10.0.0.1'), '王芳', testPassword))).toBe('signInThrottled');
    app.clock.advance(1000);
    expect(await attempt(at('10.0.0.1'), '王芳', testPassword)).toMatchObject({ name: '王芳' });
    // Getting in under one name does not forgive what was tried under others.
    expect(await codeOf(attempt(at('10.0.0.1'), 'f'))).toBe('signInFailed');
    expect(await codeOf(attempt(at('10.0.0.1'), 'g'))).toBe('signInThrottled');
  });

  test('at the office host one can sign in whatever goes on in the network', async () => {
    expect(await waitAfter(10, '10.0.0.1')).toBe(900);
    for (const host of [at('127.0.0.1'), at('::1'), at('::ffff:127.0.0.1'), at('local', 'ipc')]) {
      expect(await attempt(host, 'Anna Li', testPassword)).toMatchObject({ name: 'Anna Li' });
    }
  });

  test('a day without failures starts afresh; a clock set back locks nobody out', async () => {
    expect(await waitAfter(10, '10.0.0.1')).toBe(900);
    app.clock.advance(-365 * 86_400_000);
    expect(await codeOf(attempt(at('10.0.0.9'), 'Anna Li'))).toBe('signInFailed');
    app.clock.advance(2 * 365 * 86_400_000);
    expect(await waitAfter(4, '10.0.0.1')).toBe(0);
  });

  test('many at once gain no guess', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, each) => codeOf(attempt(at(`10.0.1.${each}`), 'Anna Li'))),
    );
    expect(answers.filter((code) => code === 'signInFailed')).toHaveLength(5);
    expect(answers.filter((code) => code === 'signInThrottled')).toHaveLength(15);
  });

  test('a host too busy to look takes nobody’s attempt', async () => {
    const { AppError } = await import('../shared/errors.ts');
    await app.restart({
      passwords: { ...quickPasswords, verify: () => Promise.reject(new AppError('tooBusy')) },
    });
    for (let count = 0; count < 12; count++)
      expect(await codeOf(attempt(at('10.0.0.1'), 'Anna Li'))).toBe('tooBusy');
    await app.restart();
    expect(await attempt(at('10.0.0.1'), 'Anna Li', testPassword)).toMatchObject({ name: 'Anna Li' });
  });

  test('the lock screen and changing the password count as well', async () => {
    const pc = at('10.0.0.1');
    await attempt(pc, 'Anna Li', testPassword);
    for (let count = 0; count < 3; count++) {
      expect(await refusalOf(pc.client.sessions.unlock({ password: 'nope' }))).toMatchObject({
        code: 'passwordWrong',
        field: 'password',
      });
    }
    const change = { oldPassword: 'nope', newPassword: 'another long one' };
    for (let count = 0; count < 2; count++) {
      expect(await refusalOf(pc.client.sessions.changePassword(change))).toMatchObject({
        code: 'passwordWrong',
        field: 'oldPassword',
      });
    }
    expect(await codeOf(pc.client.sessions.unlock({ password: testPassword }))).toBe('signInThrottled');
    app.clock.advance(1000);
    await pc.client.sessions.unlock({ password: testPassword });
    expect(await waitAfter(4, '10.0.0.1')).toBe(0);
  });

  test('a new password from the administrator ends the waiting', async () => {
    expect(await waitAfter(10, '10.0.0.1')).toBe(900);
    const { oneTimePassword } = await app.first.people.resetPassword({ id: app.idOf('Anna Li') });
    expect(await attempt(at('10.0.0.2'), 'Anna Li', oneTimePassword)).toMatchObject({
      mustChangePassword: true,
    });
  });
});
