import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HandoverPlan } from './handover.contract.ts';
import { split, type Divisible } from './split.ts';

const customer = fc.record({
  regionCode: fc.constantFrom(null, '11', '1101', '31', '310115'),
  industryId: fc.integer({ min: 1, max: 4 }),
  level: fc.constantFrom(null, 'A' as const, 'B' as const, 'C' as const),
  status: fc.constantFrom('potential', 'interested', 'deal', 'lost') as fc.Arbitrary<Divisible['status']>,
});
const customers = fc
  .array(customer, { maxLength: 60 })
  .map((rows) => rows.map((row, index): Divisible => ({ ...row, id: index + 1 })));
const people = fc.uniqueArray(fc.integer({ min: 100, max: 105 }), { maxLength: 4 });
const rule = fc.record(
  {
    regionCodes: fc.uniqueArray(fc.constantFrom('11', '31'), { minLength: 1 }),
    industryIds: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1 }),
    levels: fc.uniqueArray(fc.constantFrom('A', 'B', 'none') as fc.Arbitrary<'A' | 'B' | 'none'>, {
      minLength: 1,
    }),
    to: people,
  },
  { requiredKeys: ['to'] },
);
const plan = fc.record({
  picks: fc.array(
    fc.record({
      ids: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
      to: fc.constantFrom(null, 100, 101),
    }),
    { maxLength: 2 },
  ),
  rules: fc.array(rule, { maxLength: 4 }),
  rest: people,
}) as fc.Arbitrary<Pick<HandoverPlan, 'picks' | 'rules' | 'rest'>>;

test('every customer goes to exactly one of those the plan names for it (spec §12)', () => {
  fc.assert(
    fc.property(customers, plan, (rows, wanted) => {
      const found = split(rows, wanted);
      expect([...found.keys()].toSorted((a, b) => a - b)).toEqual(rows.map(({ id }) => id));
      const picked = new Map(wanted.picks.flatMap(({ ids, to }) => ids.map((id) => [id, to] as const)));
      for (const row of rows) {
        const { to, by } = found.get(row.id)!;
        const first = wanted.rules.find(
          (each) =>
            (each.regionCodes?.some((code) => (row.regionCode ?? '').startsWith(code)) ?? true) &&
            (each.industryIds?.includes(row.industryId) ?? true) &&
            (each.levels?.includes(row.level ?? 'none') ?? true),
        );
        const byRule = first?.to ?? wanted.rest;
        const named = picked.has(row.id) ? [picked.get(row.id)] : byRule.length === 0 ? [null] : byRule;
        expect(by).toBe(picked.has(row.id) ? 'hand' : first === undefined ? 'rest' : 'rule');
        expect(named).toContain(to);
      }
    }),
  );
});

test('several receivers get as many, and of each level and status as many, one more at most', () => {
  fc.assert(
    fc.property(customers, fc.integer({ min: 2, max: 5 }), (rows, count) => {
      const rest = Array.from({ length: count }, (_, index) => 100 + index);
      const found = split(rows, { picks: [], rules: [], rest });
      const spread = (some: readonly Divisible[]) => {
        const counts = rest.map((to) => some.filter(({ id }) => found.get(id)?.to === to).length);
        return Math.max(...counts) - Math.min(...counts);
      };
      expect(spread(rows)).toBeLessThanOrEqual(1);
      for (const level of [null, 'A', 'B', 'C'])
        for (const status of ['deal', 'lost'])
          expect(
            spread(rows.filter((row) => row.level === level && row.status === status)),
          ).toBeLessThanOrEqual(1);
    }),
  );
});

test('the order in which customers come changes nothing', () => {
  fc.assert(
    fc.property(customers, plan, (rows, wanted) => {
      expect(new Map([...split(rows.toReversed(), wanted)].toSorted(([a], [b]) => a - b))).toEqual(
        new Map([...split(rows, wanted)].toSorted(([a], [b]) => a - b)),
      );
    }),
  );
});
