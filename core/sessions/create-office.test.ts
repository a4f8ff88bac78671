import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { protocol } from '../rpc/contract.ts';
import { verifyLog } from '../log/index.ts';
import { openOffice, type Office } from '#server/compose.ts';
import { quickPasswords, silentLog } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';

let dir: string;
let office: Office;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kechi-first-'));
  office = await openOffice({ dataDir: dir, log: silentLog, passwords: quickPasswords });
});
afterEach(async () => {
  await office.close();
  await rm(dir, { recursive: true });
});

function client() {
  let token: string | null = null;
  const session = {
    get: () => token,
    set: (next: string | null) => {
      token = next;
    },
  };
  return createRouterClient(office.router, {
    context: () => office.context({ door: 'http', device: 'PC', address: '127.0.0.1', session }),
  });
}

const good = { officeName: ' 商策  科技 ', personName: '王芳', password: '望江楼上望江流八' };

test('an empty office says so, and lets nobody in', async () => {
  expect(await client().office.state({})).toEqual({
    firstStartNeeded: true,
    officeName: null,
    protocol,
    demo: null,
  });
  expect((await refusalOf(client().sessions.signIn({ name: '王芳', password: good.password }))).code).toBe(
    'signInFailed',
  );
  expect((await refusalOf(client().people.names({}))).code).toBe('signInNeeded');
});

test.each([
  [{ ...good, officeName: '   ' }, 'invalidInput'],
  [{ ...good, officeName: '商'.repeat(101) }, 'invalidInput'],
  [{ ...good, personName: '…' }, 'invalidInput'],
  [{ ...good, personName: '芳'.repeat(41) }, 'invalidInput'],
  [{ ...good, password: 'short' }, 'passwordTooShort'],
  [{ ...good, password: 'wangfang1990' }, 'passwordTooCommon'],
])('%j is refused with %s and leaves the office empty', async (input, code) => {
  expect((await refusalOf(client().office.firstStart(input))).code).toBe(code);
  expect(await client().office.state({})).toMatchObject({ firstStartNeeded: true });
});

test('the first person is administrator and clerk, and signed in', async () => {
  const first = client();
  const me = await first.office.firstStart(good);
  expect(me).toMatchObject({ name: '王芳', officeName: '商策 科技', mustChangePassword: false });
  expect(me.roles.map((role) => role.builtIn)).toEqual(['administrator', 'clerk']);
  expect(await first.sessions.me({})).toEqual(me);
  expect(await client().office.state({})).toMatchObject({ firstStartNeeded: false, officeName: '商策 科技' });
  const kinds = new Map<string, number>();
  for (const choice of await first.choices.list({}))
    kinds.set(choice.kind, (kinds.get(choice.kind) ?? 0) + 1);
  expect([...kinds.keys()].toSorted()).toEqual(
    [
      'assignReason',
      'industry',
      'legalForm',
      'relationType',
      'returnReason',
      'size',
      'source',
      'tag',
      'takeBackReason',
    ].toSorted(),
  );
  expect(kinds.get('industry')).toBeGreaterThanOrEqual(20);
  expect((await first.roles.list({})).map((role) => role.builtIn)).toHaveLength(7);
  expect(await first.settings.get({})).toMatchObject({ numberPattern: 'K{000000}', version: 1 });
  const { services } = office;
  expect(await verifyLog(services.db, services.hasher, services.breathe)).toEqual({
    lines: 2,
    firstBad: null,
  });
});

test('of many who try at once exactly one creates the office', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, at) => client().office.firstStart({ ...good, personName: `person ${at}` })),
  );
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  const refused = tries.filter((each) => each.status === 'rejected').map((each) => each.reason);
  expect(refused).toEqual(Array(7).fill(expect.objectContaining({ code: 'officeExists' })));
  const people = await office.services.db.selectFrom('person').select('id').execute();
  expect(people).toHaveLength(1);
  expect((await refusalOf(client().office.firstStart(good))).code).toBe('officeExists');
});
