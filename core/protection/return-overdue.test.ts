import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { createRandom, type Random } from '../../server/demo/random.ts';
import { overOn, type DayFacts } from '../customers/protection.fixture.ts';
import type { ProtectionFigures } from '../settings/settings.contract.ts';
import { returnOverdue } from './return-overdue.ts';

const figures: ProtectionFigures = {
  interactionDays: { all: 30, A: 45, B: null, C: 12 },
  dealDays: { all: 80, A: 0, B: null, C: null },
  freshDays: 7,
  afterDealDays: 100,
};
const customers = 60;
const dayMs = 86_400_000;
const start = Date.parse('2026-11-23T02:00:00.000Z');
const owners = ['anna', 'carl', 'mark'] as const;

let app: TestApp;
const ids: number[] = [];
beforeAll(async () => {
  app = await createTestApp();
  const rules = await app.as('cleo').protection.rules({});
  await app
    .as('cleo')
    .protection.saveRules({ version: rules.version, figures, holdsFrom: '2026-11-23', maxLocked: null });
  for (let nth = 0; nth < customers; nth++) {
    const fields = app.fields(`一年${nth}号`, { level: ([null, 'A', 'B', 'C'] as const)[nth % 4]! });
    ids.push((await app.as('cleo').customers.create({ fields, claim: false, confirmSimilar: true })).id);
  }
}, 60_000);
afterAll(() => app.close());

const dayOf = (instant: string) => {
  const { clock } = app.office.services;
  return Math.round(
    (Date.parse(clock.startOf(clock.dayOf(instant))) - Date.parse(clock.startOf('2026-11-23'))) / dayMs,
  );
};
const dayNumber = (day: string | null) =>
  day === null ? null : dayOf(app.office.services.clock.startOf(day));

async function register() {
  return app.office.services.db
    .selectFrom('customer')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
}
type Row = Awaited<ReturnType<typeof register>>[number];

const factsOf = (row: Row): DayFacts => ({
  claimed: dayOf(row.claimed_at!),
  interaction: row.last_interaction_at === null ? null : dayOf(row.last_interaction_at),
  deal: dayNumber(row.last_deal_on),
  status: row.status as DayFacts['status'],
  level: row.level as DayFacts['level'],
  locked: row.locked === 1,
  extended: dayNumber(row.extended_until),
});

/** Runs and checks: exactly those return of whom somebody who looks says that their protection is over; a second run finds nothing. */
async function checkedRun(day: number): Promise<{ before: Row[]; returned: number; warned: number }> {
  const before = await register();
  const report = await returnOverdue(app.office.services);
  const after = await register();
  const gone = before.filter((row, nth) => row.owner_id !== null && after[nth]?.owner_id === null);
  const overdue = before.filter((row) => row.owner_id !== null && overOn(factsOf(row), figures, day));
  expect(gone.map(({ id }) => id)).toEqual(overdue.map(({ id }) => id));
  expect(report.returned).toBe(gone.length);
  expect(await returnOverdue(app.office.services)).toEqual({ returned: 0, warned: 0 });
  expect(await register()).toEqual(after);
  return { before, ...report };
}

/** Undoes the latest run and checks: all is as before it, but for some days of grace. */
async function checkedUndo(before: readonly Row[], returned: number): Promise<void> {
  const [run] = await app.as('cleo').protection.runs({});
  expect(run?.returned).toBe(returned);
  const undone = await app.as('cleo').protection.undoRun({ id: run!.id });
  expect(undone).toMatchObject({ restored: returned, left: 0 });
  const again = await register();
  for (const [nth, row] of before.entries()) {
    const { version, updated_at, extended_until } = row;
    expect({ ...again[nth]!, version, updated_at, extended_until }).toEqual(row);
  }
  // Not taken again at once.
  expect(await returnOverdue(app.office.services)).toMatchObject({ returned: 0 });
}

/** What people do on one day. */
async function live(random: Random): Promise<void> {
  const rows = await register();
  for (const row of new Set([random.pick(rows), random.pick(rows), random.pick(rows), random.pick(rows)])) {
    const owner = owners.find((name) => app.idOf(name) === row.owner_id);
    if (row.owner_id === null) await app.as(random.pick(owners)).pool.claim({ ids: [row.id] });
    if (row.owner_id === null || owner === undefined) continue;
    const what = random.next();
    const interaction = {
      customerId: row.id,
      channel: 'phone' as const,
      happenedAt: null,
      personId: row.owner_id,
      contactIds: [],
      subject: null,
      text: '通话',
      result: null,
      status: what < 0.15 ? ('deal' as const) : null,
      nextStep: null,
    };
    if (what < 0.7) await app.as(owner).interactions.log(interaction);
    else if (what < 0.8) await app.as(owner).protection.lock({ ids: [row.id], locked: row.locked === 0 });
    else if (what < 0.85) await app.as(owner).pool.return({ ids: [row.id], reason: 'x' });
  }
}

describe('a year of days (spec §3.4)', () => {
  it('returns everybody overdue on the first run after the day, nobody protected, nothing twice; undo restores exactly', async () => {
    const random = createRandom(20_261_123);
    let returned = 0;
    let undone = 0;
    let warned = 0;
    for (let day = 0; day < 365; day++) {
      app.clock.set(new Date(start + day * dayMs + random.int(600) * 60_000).toISOString());
      // The PC is off now and then: what fell due meanwhile is caught up.
      if (random.chance(0.9)) {
        const run = await checkedRun(day);
        returned += run.returned;
        warned += run.warned;
        if (run.returned > 0 && random.chance(0.2)) {
          await checkedUndo(run.before, run.returned);
          undone += run.returned;
        }
      }
      await live(random);
    }
    // The year was worth living through.
    expect(returned).toBeGreaterThan(60);
    expect(undone).toBeGreaterThan(5);
    expect(warned).toBeGreaterThan(60);
    const warnings = await app.office.services.db.selectFrom('fall_back_warning').select('days').execute();
    expect(new Set(warnings.map(({ days }) => days)).size).toBe(3);
  }, 120_000);
});
