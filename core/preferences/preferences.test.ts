import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { groupOfNotice, noticeGroups } from '../notices/groups.contract.ts';
import { noticeKinds } from '../notices/notices.contract.ts';
import { defaultPreferences } from './preferences.contract.ts';

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

test('follow the person to every PC, and nobody else', async () => {
  expect((await refusalOf(app.withToken(null).preferences.get({}))).code).toBe('signInNeeded');
  expect(await app.as('anna').preferences.get({})).toEqual(defaultPreferences);
  await app.as('anna').preferences.save({ scheme: 'dark', textSize: 'large' });
  expect(await app.as('anna').preferences.get({})).toMatchObject({ scheme: 'dark', textSize: 'large' });
  expect(await app.as('carl').preferences.get({})).toEqual(defaultPreferences);
  await app.restart();
  expect(await app.as('anna').preferences.get({})).toMatchObject({ scheme: 'dark' });
});

test('of two changes at two PCs both hold', async () => {
  await Promise.all([
    app.as('anna').preferences.save({ accent: 'plum' }),
    app.as('anna').preferences.save({ startPage: 'pool', muted: ['shares', 'shares'] }),
  ]);
  expect(await app.as('anna').preferences.get({})).toEqual({
    ...defaultPreferences,
    accent: 'plum',
    startPage: 'pool',
    muted: ['shares'],
  });
});

test('another word than those there are is refused; a stored one that is none any more is the default', async () => {
  const anna = app.as('anna');
  const wrong = [{ scheme: 'pink' }, { muted: ['everything'] }, { font: 'Comic Sans' }];
  for (const input of wrong)
    expect((await refusalOf(anna.preferences.save(input as never))).code).toBe('invalidInput');
  await anna.preferences.save({ density: 'compact' });
  await app.office.services.transaction((trx) =>
    trx
      .updateTable('person_setting')
      .set({ value: JSON.stringify({ density: 'compact', accent: 'neon', gone: 1 }) })
      .execute(),
  );
  expect(await anna.preferences.get({})).toEqual({ ...defaultPreferences, density: 'compact' });
});

test('every kind of notice belongs to a group, and every group has a kind but the reminders', () => {
  const used = new Set(noticeKinds.map((kind) => groupOfNotice[kind]));
  expect(noticeGroups.filter((group) => !used.has(group))).toEqual(['reminders']);
});
