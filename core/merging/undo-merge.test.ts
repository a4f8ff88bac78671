import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { merger, snapshot } from './merging.fixture.ts';

let app: TestApp;
let make: ReturnType<typeof merger>;
beforeAll(async () => {
  app = await createTestApp();
  make = merger(app);
});
afterAll(() => app.close());

const owners = ['anna', 'carl', 'mona', null] as const;
const people = ['anna', 'carl', 'mona', 'bill'] as const;

/** What one customer of a random office is and has. */
const customerArbitrary = fc.record({
  owner: fc.constantFrom(...owners),
  phone: fc.option(fc.constantFrom('13812345678', '0755-12345678'), { nil: null }),
  level: fc.constantFrom('A' as const, 'B' as const, null),
  remark: fc.option(fc.constantFrom('甲', '乙'), { nil: null }),
  status: fc.constantFrom('potential' as const, 'deal' as const),
  childOf: fc.boolean(),
  tags: fc.subarray([0, 1, 2]),
  contacts: fc.integer({ min: 0, max: 2 }),
  interactions: fc.integer({ min: 0, max: 2 }),
  taskDays: fc.subarray(['2026-12-01', '2026-12-09']),
  sharedWith: fc.subarray([...people]),
  logging: fc.boolean(),
  asks: fc.subarray(['anna', 'carl'] as const),
  requestExtension: fc.boolean(),
});

it('merging and undoing gives back exactly the same rows (spec §3.10)', async () => {
  const { version, ...rules } = await app.first.protection.rules({});
  const never = { all: null, A: null, B: null, C: null };
  await app.first.protection.saveRules({
    version,
    figures: { interactionDays: { ...never, all: 30 }, dealDays: never, freshDays: 0, afterDealDays: null },
    holdsFrom: app.clock.today(),
    maxLocked: rules.maxLocked,
  });
  const tagIds = (await app.as('cleo').choices.list({}))
    .filter(({ kind }) => kind === 'tag')
    .map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(
      fc.array(customerArbitrary, { minLength: 2, maxLength: 4 }),
      fc.nat({ max: 3 }),
      fc.boolean(),
      async (wanted, from, ownerOfLast) => {
        const ids: number[] = [];
        for (const each of wanted) {
          const { owner, phone, level, remark, status } = each;
          const tags = each.tags.flatMap((at) => tagIds[at] ?? []);
          const parentId = each.childOf ? (ids.at(-1) ?? null) : null;
          const id = await make.customer(owner, { phone, level, remark, status, parentId, tagIds: tags });
          ids.push(id);
          app.clock.advance(60_000);
          for (let nth = 0; nth < each.contacts; nth++) await make.contact(id, `人${nth}`);
          for (let nth = 0; nth < each.interactions; nth++) await make.interaction(id, owner ?? 'cleo');
          for (const day of each.taskDays) await make.task(id, owner ?? 'cleo', day);
          if (owner === null) continue;
          for (const name of each.sharedWith) {
            const mode = each.logging ? ('log' as const) : ('read' as const);
            if (name !== owner) await make.share(owner, id, name, { mode });
          }
          for (const name of each.asks) {
            const asking = app.as(name).sharing.ask({ customerId: id, reason: null });
            await asking.catch(() => undefined);
          }
          if (each.requestExtension) {
            const untilOn = '2027-01-20';
            const asking = app
              .as(owner)
              .protection.askExtension({ customerId: id, untilOn, reason: '等批款' });
            await asking.catch(() => undefined);
          }
        }
        const third = await make.customer(null, { parentId: ids.at(-1) ?? null });
        const before = await snapshot(app);
        const order = [...ids.slice(from % ids.length), ...ids.slice(0, from % ids.length)];
        const ownerFrom = ownerOfLast ? (order.at(-1) ?? 0) : (order[0] ?? 0);
        const { mergeId } = await make.merge(order, { ownerFrom, choice: { phone: ownerFrom } });
        expect(await snapshot(app)).not.toEqual(before);
        expect((await app.as('cleo').customers.get({ id: third })).parentId).toBe(order[0]);
        const { keptFields, left } = await app.as('cleo').merging.undo({ mergeId });
        expect([keptFields, left]).toEqual([[], 0]);
        expect(await snapshot(app)).toEqual(before);
      },
    ),
    { numRuns: 25 },
  );
});
