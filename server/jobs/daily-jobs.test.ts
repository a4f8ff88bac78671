import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { startDailyJobs } from './daily-jobs.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
  const never = { all: null, A: null, B: null, C: null };
  const { version } = await app.first.protection.rules({});
  await app.first.protection.saveRules({
    version,
    figures: { interactionDays: { ...never, all: 30 }, dealDays: never, freshDays: 0, afterDealDays: null },
    holdsFrom: app.clock.today(),
    maxLocked: null,
  });
});
afterEach(() => app.close());

const claimed = async () => {
  const fields = app.fields('每日一号');
  return (await app.as('anna').customers.create({ fields, claim: true, confirmSimilar: true })).id;
};
const ownerOf = async (id: number) => (await app.as('cleo').customers.get({ id })).ownerId;

test('a PC that was off at midnight catches up after opening', async () => {
  const id = await claimed();
  app.clock.advance(40 * 24 * 60 * 60 * 1000);
  const jobs = startDailyJobs(app.office.services, 0);
  await vi.waitFor(async () => expect(await ownerOf(id)).toBeNull());
  await jobs.stop();
});

test('nothing begins any more once it was stopped, and a run under way has ended', async () => {
  const id = await claimed();
  app.clock.advance(40 * 24 * 60 * 60 * 1000);
  const jobs = startDailyJobs(app.office.services, 30);
  await jobs.stop();
  await sleep(60);
  expect(await ownerOf(id)).toBe(app.idOf('anna'));
});

test('a run that fails is in the log, and the office goes on', async () => {
  const errors: string[] = [];
  const broken = {
    ...app.office.services,
    betweenParts: () => Promise.reject(new Error('no breath')),
    log: { ...app.office.services.log, error: (message: string) => void errors.push(message) },
  };
  const id = await claimed();
  app.clock.advance(40 * 24 * 60 * 60 * 1000);
  const jobs = startDailyJobs(broken, 0);
  await vi.waitFor(() => expect(errors).toEqual(['the automatic return failed']));
  await jobs.stop();
  // What was done before it failed is whole, and the next run makes up for the rest.
  const again = startDailyJobs(app.office.services, 0);
  await vi.waitFor(async () => expect(await ownerOf(id)).toBeNull());
  await again.stop();
});
