import { getEventMeta } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, testPassword, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { doorClient } from '#testing/builders/door-client.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp({ people: [{ name: 'anna', roles: ['salesperson'] }] });
});
afterEach(() => app.close());

async function follow(client: Client, lastEventId?: string) {
  const stream = await client.changes.watch({}, lastEventId === undefined ? {} : { lastEventId });
  const next = async () => {
    const answer = await stream.next();
    return answer.done ? null : { topics: answer.value.topics, id: getEventMeta(answer.value)?.id ?? '' };
  };
  return { next, stop: () => stream.return(undefined) };
}

test('a stranger and a person who must change the password hear nothing', async () => {
  expect((await refusalOf(app.withToken(null).changes.watch({}))).code).toBe('signInNeeded');
  const { oneTimePassword } = await app.first.people.resetPassword({ id: app.idOf('anna') });
  const { client } = doorClient(app);
  await client.sessions.signIn({ name: 'anna', password: oneTimePassword });
  expect((await refusalOf(client.changes.watch({}))).code).toBe('passwordChangeNeeded');
});

test('a change of one is told to the other, without data, after the commit; a refused one is not', async () => {
  const anna = await follow(app.as('anna'));
  expect(await anna.next()).toMatchObject({ topics: [] });
  await refusalOf(app.first.choices.create({ kind: 'tag', label: ' ' }));
  await app.first.choices.create({ kind: 'tag', label: '新标签' });
  expect(await anna.next()).toMatchObject({ topics: ['choices'] });
  await anna.stop();
});

test('after a break it resumes; after a restart everything is read again', async () => {
  const anna = await follow(app.as('anna'));
  const { id } = (await anna.next())!;
  await anna.stop();
  await app.first.choices.create({ kind: 'tag', label: '新标签' });
  const back = await follow(app.as('anna'), id);
  expect(await back.next()).toMatchObject({ topics: ['choices'] });
  await back.stop();
  await app.restart();
  const later = await follow(app.as('anna'), id);
  expect(await later.next()).toMatchObject({ topics: ['all'] });
  await later.stop();
});

test.each([
  ['signing out', (own: Client) => own.sessions.signOut({})],
  [
    'leaving',
    async () => {
      const anna = (await app.first.people.list({})).find((person) => person.name === 'anna')!;
      await app.first.people.deactivate({ id: anna.id, version: anna.version });
    },
  ],
  ['a new password', () => app.first.people.resetPassword({ id: app.idOf('anna') })],
] as const)('%s ends the stream at once', async (_, end) => {
  const { client } = doorClient(app);
  await client.sessions.signIn({ name: 'anna', password: testPassword });
  const anna = await follow(client);
  await anna.next();
  const last = anna.next();
  await end(client);
  expect(await last).toBeNull();
});

test('watching does not keep a session alive', async () => {
  const { client } = doorClient(app);
  await client.sessions.signIn({ name: 'anna', password: testPassword });
  const anna = await follow(client);
  await anna.next();
  const heard: unknown[] = [];
  for (const label of ['一', '二', '三']) {
    app.clock.advance(25 * 60_000);
    await app.first.choices.create({ kind: 'tag', label });
    heard.push((await anna.next())?.topics ?? 'ended');
  }
  expect(heard).toEqual([['choices'], ['choices'], 'ended']);
});
