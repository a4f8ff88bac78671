import type { CustomerLevel, CustomerStatus } from '../customers/customers.contract.ts';
import type { HandoverPlan, SplitRule } from './handover.contract.ts';

/** A customer as rules see it. */
export interface Divisible {
  readonly id: number;
  readonly regionCode: string | null;
  readonly industryId: number;
  readonly level: CustomerLevel | null;
  readonly status: CustomerStatus;
}

/** Who gets a customer (null: the pool), and whether any rule said so. */
export interface Destination {
  readonly to: number | null;
  readonly by: 'hand' | 'rule' | 'rest';
}

function fits(rule: SplitRule, customer: Divisible): boolean {
  const { regionCodes, industryIds, levels, statuses } = rule;
  return (
    // Codes lie within the code of their province and city.
    (regionCodes === undefined ||
      regionCodes.some((code) => customer.regionCode?.startsWith(code) === true)) &&
    (industryIds === undefined || industryIds.includes(customer.industryId)) &&
    (levels === undefined || levels.includes(customer.level ?? 'none')) &&
    (statuses === undefined || statuses.includes(customer.status))
  );
}

const statusOrder: Record<CustomerStatus, number> = { deal: 0, interested: 1, potential: 2, lost: 3 };

/** Alike customers beside each other, so that dealing them out gives everybody as many good ones. */
function dealingOrder(a: Divisible, b: Divisible): number {
  const levels = (a.level ?? 'Z').localeCompare(b.level ?? 'Z');
  return levels || statusOrder[a.status] - statusOrder[b.status] || a.id - b.id;
}

/**
 * Spec §12: who gets which customer. Picks by hand go before rules, the first rule that fits before later ones, the
 * rest to whom the plan says. Several receivers get as many, one more at most. The same customers and the same plan
 * give the same answer.
 */
export function split(
  customers: readonly Divisible[],
  plan: Pick<HandoverPlan, 'picks' | 'rules' | 'rest'>,
): ReadonlyMap<number, Destination> {
  const picked = new Map(plan.picks.flatMap(({ ids, to }) => ids.map((id) => [id, to] as const)));
  const dealt = new Map<readonly number[], number>();
  const deal = (receivers: readonly number[]): number | null => {
    const nth = dealt.get(receivers) ?? 0;
    dealt.set(receivers, nth + 1);
    return receivers[nth % receivers.length] ?? null;
  };
  const found = new Map<number, Destination>();
  for (const customer of customers.toSorted(dealingOrder)) {
    const to = picked.get(customer.id);
    if (to !== undefined) {
      found.set(customer.id, { to, by: 'hand' });
      continue;
    }
    const rule = plan.rules.find((each) => fits(each, customer));
    found.set(
      customer.id,
      rule === undefined ? { to: deal(plan.rest), by: 'rest' } : { to: deal(rule.to), by: 'rule' },
    );
  }
  return found;
}

/** Everybody who may get something. */
export function receiversOf(plan: HandoverPlan): number[] {
  const all = [
    ...plan.picks.map(({ to }) => to),
    ...plan.rules.flatMap(({ to }) => to),
    ...plan.rest,
    plan.tasksTo,
  ];
  return [...new Set(all.filter((id) => id !== null))];
}
