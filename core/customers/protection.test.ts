import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { createClock } from '#server/platform/clock.ts';
import type { ProtectionFigures, ProtectionRules } from '../settings/settings.contract.ts';
import { addDays, daysBetween, parseLocalDate, type LocalDate } from '../shared/local-date.ts';
import { protectedAmong } from './automatic-return.ts';
import { dueBy, dueWithin, fallsBack, rulesFrom, type ProtectionFacts } from './protection.ts';
import { overOn, type DayFacts } from './protection.fixture.ts';

const zero = parseLocalDate('2026-01-01')!;
const dayAt = (number: number): LocalDate => addDays(zero, number);
const clock = createClock();
const noon = (number: number, minutes: number) =>
  new Date(Date.parse(clock.startOf(dayAt(number))) + minutes * 60_000).toISOString();

const never = { all: null, A: null, B: null, C: null };
const off: ProtectionFigures = { interactionDays: never, dealDays: never, freshDays: 0, afterDealDays: null };
const rules = (figures: Partial<ProtectionFigures>, holdsFrom = '2020-01-01'): ProtectionRules => ({
  figures: { ...off, ...figures },
  holdsFrom,
  before: off,
  maxLocked: null,
  version: 1,
});
const facts = (more: Partial<ProtectionFacts>): ProtectionFacts => ({
  claimedAt: noon(0, 600),
  lastInteractionAt: null,
  lastDealOn: null,
  status: 'potential',
  level: null,
  locked: false,
  extendedUntil: null,
  ...more,
});
const says = (more: Partial<ProtectionFacts>, by: ProtectionRules, today = 0) =>
  fallsBack(facts(more), rulesFrom(by, dayAt(today)), dayAt(today), clock);
const thirty = { interactionDays: { ...never, all: 30 } };

describe('protection (spec §3.4)', () => {
  it('is off by default', () => {
    expect(says({}, { ...rules({}), holdsFrom: null })).toBeNull();
  });

  it('ends N days after the last interaction; never followed counts from the claim', () => {
    const interaction = { rule: 'interaction', days: 30 };
    expect(says({}, rules(thirty))).toEqual({ on: dayAt(30), inDays: 30, ...interaction });
    expect(says({ lastInteractionAt: noon(12, 1439) }, rules(thirty), 36)).toEqual({
      on: dayAt(42),
      inDays: 6,
      ...interaction,
    });
    // An interaction of the owner before does not count against a new one.
    expect(says({ lastInteractionAt: noon(-50, 0) }, rules(thirty))?.on).toBe(dayAt(30));
  });

  it('ends M days after the last deal, the earlier of both rules wins', () => {
    const both = { ...thirty, dealDays: { ...never, all: 20 } };
    expect(says({}, rules(both))).toMatchObject({ on: dayAt(20), rule: 'deal', days: 20 });
    expect(says({ lastDealOn: dayAt(15) }, rules(both))).toMatchObject({
      on: dayAt(30),
      rule: 'interaction',
    });
  });

  it('differs by level where the office says so, and may be off for one', () => {
    const byLevel = { interactionDays: { all: 30, A: 60, B: null, C: 0 } };
    expect(says({ level: 'A' }, rules(byLevel))?.on).toBe(dayAt(60));
    expect(says({ level: 'B' }, rules(byLevel))?.on).toBe(dayAt(30));
    expect(says({ level: 'C' }, rules(byLevel))).toBeNull();
  });

  it('keeps a fresh claim for P days whatever the rule', () => {
    expect(says({}, rules({ interactionDays: { ...never, all: 3 }, freshDays: 10 }))).toMatchObject({
      on: dayAt(10),
      rule: 'interaction',
      days: 3,
    });
  });

  it('leaves deal customers to their own rule: so long after the last deal', () => {
    const own = { ...thirty, afterDealDays: 90 };
    expect(says({ status: 'deal', lastDealOn: dayAt(5) }, rules(own))).toMatchObject({
      on: dayAt(95),
      rule: 'afterDeal',
      days: 90,
    });
    expect(says({ status: 'deal' }, rules(thirty))).toBeNull();
  });

  it('exempts what is locked, and what is unclaimed', () => {
    expect(says({ locked: true }, rules(thirty))).toBeNull();
    expect(says({ claimedAt: null }, rules(thirty))).toBeNull();
  });

  it('holds up to and including the last day of an extension', () => {
    expect(says({ extendedUntil: dayAt(40) }, rules(thirty))?.on).toBe(dayAt(41));
    expect(says({ extendedUntil: dayAt(10) }, rules(thirty))?.on).toBe(dayAt(30));
  });

  it('begins on the day from which the rules hold; until then those before', () => {
    expect(says({ claimedAt: noon(-100, 0) }, rules(thirty, dayAt(9)), 5)).toMatchObject({
      on: dayAt(9),
      inDays: 4,
    });
    const stricter = {
      ...rules({ ...thirty }, dayAt(9)),
      before: { ...off, dealDays: { ...never, all: 7 } },
    };
    expect(says({}, stricter)).toMatchObject({ on: dayAt(7), rule: 'deal' });
    // A loosening rescues whoever the old rule would have taken later.
    const looser = { ...stricter, before: { ...off, dealDays: { ...never, all: 12 } } };
    expect(says({}, looser)).toMatchObject({ on: dayAt(30), rule: 'interaction' });
  });
});

const figure = fc.option(fc.integer({ min: 1, max: 40 }));
const ofLevel = fc.option(fc.integer({ min: 0, max: 40 }));
const byLevel = fc.record({ all: figure, A: ofLevel, B: ofLevel, C: ofLevel });
const anyFigures: fc.Arbitrary<ProtectionFigures> = fc.record({
  interactionDays: byLevel,
  dealDays: byLevel,
  freshDays: fc.integer({ min: 0, max: 30 }),
  afterDealDays: figure,
});
const span = 100;
const past = fc.integer({ min: 0, max: span });
const anyFacts: fc.Arbitrary<DayFacts> = fc.record({
  claimed: past,
  interaction: fc.option(past),
  deal: fc.option(past),
  status: fc.constantFrom('potential', 'interested', 'deal', 'lost'),
  level: fc.constantFrom(null, 'A', 'B', 'C'),
  locked: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  extended: fc.option(fc.integer({ min: 0, max: 2 * span })),
});
const inInstants = (one: DayFacts, minutes: number): ProtectionFacts => ({
  claimedAt: noon(one.claimed, minutes),
  lastInteractionAt: one.interaction === null ? null : noon(one.interaction, (minutes * 7) % 1440),
  lastDealOn: one.deal === null ? null : dayAt(one.deal),
  status: one.status,
  level: one.level,
  locked: one.locked,
  extendedUntil: one.extended === null ? null : dayAt(one.extended),
});
const anyRules = fc.record({
  figures: anyFigures,
  before: anyFigures,
  holdsFrom: fc.integer({ min: 0, max: span + 30 }),
});
const asRules = ({
  figures,
  before,
  holdsFrom,
}: {
  figures: ProtectionFigures;
  before: ProtectionFigures;
  holdsFrom: number;
}): ProtectionRules => ({ figures, before, holdsFrom: dayAt(holdsFrom), maxLocked: null, version: 1 });

describe('the day on which a customer falls back', () => {
  it('is the first on which somebody who looks day by day says so', () => {
    fc.assert(
      fc.property(
        anyFacts,
        anyRules,
        fc.integer({ min: 0, max: span }),
        fc.integer({ min: 0, max: 1439 }),
        (one, given, today, minutes) => {
          let first: number | null = null;
          for (let day = 0; first === null && day < 4 * span; day++) {
            // What held before today is of no interest: the run of those days is over.
            const inForce = given.holdsFrom <= today ? given.figures : given.before;
            if (given.holdsFrom <= today && day < given.holdsFrom) continue;
            const figures = day >= given.holdsFrom ? given.figures : inForce;
            if (overOn(one, figures, day)) first = day;
          }
          const found = fallsBack(
            inInstants(one, minutes),
            rulesFrom(asRules(given), dayAt(today)),
            dayAt(today),
            clock,
          );
          // An extension or a protection counts from a claim that may lie after the last interaction: never before it.
          expect(found === null ? null : daysBetween(zero, parseLocalDate(found.on)!)).toBe(first);
          expect(found?.inDays ?? null).toBe(first === null ? null : Math.max(0, first - today));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('the same as SQL', () => {
  const customers = 120;
  let app: TestApp;
  const ids: number[] = [];
  beforeAll(async () => {
    app = await createTestApp();
    const anna = app.as('anna');
    for (let nth = 0; nth < customers; nth++) {
      const fields = app.fields(`规则${nth}号`);
      ids.push((await anna.customers.create({ fields, claim: true, confirmSimilar: true })).id);
    }
  }, 60_000);
  afterAll(() => app.close());

  it('finds exactly the customers of which the rule says so, whatever the day', async () => {
    const { services } = app.office;
    const some = fc.array(anyFacts, { minLength: customers, maxLength: customers });
    const runs = fc.sample(fc.tuple(some, anyRules, fc.integer({ min: 0, max: span + 20 })), 25);
    for (const [all, given, today] of runs) {
      const known = new Map(ids.map((id, nth) => [id, inInstants(all[nth]!, (nth * 53) % 1440)]));
      await services.transaction(async (trx) => {
        for (const [id, one] of known) {
          await trx
            .updateTable('customer')
            .set({
              claimed_at: one.claimedAt,
              last_interaction_at: one.lastInteractionAt,
              last_deal_on: one.lastDealOn,
              status: one.status,
              level: one.level,
              locked: one.locked ? 1 : 0,
              extended_until: one.extendedUntil,
            })
            .where('id', '=', id)
            .execute();
        }
      });
      const from = rulesFrom(asRules(given), dayAt(today));
      const on = (one: ProtectionFacts) => fallsBack(one, from, dayAt(today), clock)?.on ?? '9999-12-31';
      const by = (day: LocalDate) => ids.filter((id) => on(known.get(id)!) <= day);
      const ask = async (condition: ReturnType<typeof dueBy>) =>
        condition === null ? [] : (await protectedAmong(services.db, ids, condition)).map(({ id }) => id);
      expect(await ask(dueBy(from, dayAt(today), clock))).toEqual(by(dayAt(today)));
      const within = await ask(dueWithin(from, dayAt(today + 7), clock));
      expect(within).toEqual(expect.arrayContaining(by(dayAt(today + 7))));
    }
  }, 60_000);
});
