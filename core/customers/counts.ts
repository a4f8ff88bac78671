import { sql } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { countLimit, type Count } from '../shared/paging.ts';
import type { CustomerQuery } from './customers.contract.ts';
import { planList, type ListPlan } from './list-conditions.ts';
import { registerSize } from './register-size.ts';
import { scanInParts } from './scan.ts';
import { and, type Sql } from './search-condition.ts';

interface Counted {
  readonly rows: number;
  readonly claimed: number;
}

/** How many live customers meet a condition, and how many of them have an owner; counted no further than the limit. */
export async function countWhere(
  { db }: Inquiry,
  where: Sql,
  limit: number,
  order = sql``,
): Promise<Counted> {
  const found = await sql<Counted>`
    select count(*) as rows, count(owner_id) as claimed from (
      select customer.owner_id from customer where ${where}${order} limit ${limit})`.execute(db);
  return found.rows[0] ?? { rows: 0, claimed: 0 };
}

/** Counts no further than the limit; a combined query in parts. */
export async function countRows(
  inquiry: Inquiry,
  plan: ListPlan,
  where: Sql,
  limit: number,
): Promise<Counted> {
  if (!plan.scans || plan.byOwner) return countWhere(inquiry, where, limit);
  const sum = { rows: 0, claimed: 0 };
  await scanInParts(inquiry, async (bounds) => {
    const { rows, claimed } = await countWhere(inquiry, and([where, bounds]), limit - sum.rows);
    sum.rows += rows;
    sum.claimed += claimed;
    return sum.rows >= limit;
  });
  return sum;
}

/** Whether SQLite finds the best index for counting by itself. */
const knowsItsIndex = (plan: ListPlan): boolean => plan.driven || plan.byOwner || plan.everything;

async function countPlan(inquiry: Inquiry, plan: ListPlan): Promise<Counted> {
  if (plan.scans) return countRows(inquiry, plan, plan.where, countLimit + 1);
  // The order only names the index in which all filters stand. Left alone, SQLite takes the narrowest.
  const order = knowsItsIndex(plan) ? sql`` : sql` order by customer.sort_key`;
  return countWhere(inquiry, plan.where, countLimit + 1, order);
}

/** How many rows a plan has. Without a limit they are counted more than twice as fast: so to the end, where that is not far. */
async function countMatches(inquiry: Inquiry, plan: ListPlan): Promise<number> {
  if (plan.scans || !knowsItsIndex(plan) || (await registerSize(inquiry.db)) > 2 * countLimit)
    return (await countPlan(inquiry, plan)).rows;
  const found = await sql<Pick<Counted, 'rows'>>`
    select count(*) as rows from customer where ${plan.where}`.execute(inquiry.db);
  return found.rows[0]?.rows ?? 0;
}

function bounded(rows: number, cut = false): Count {
  return { count: Math.min(rows, countLimit), more: cut || rows > countLimit };
}

/** How many customers a query finds, counted no further than the limit, and less far where it searches. */
export async function countCustomers(inquiry: Inquiry, query: CustomerQuery): Promise<Count> {
  const plan = await planList(inquiry, query, { for: 'count' });
  if (plan === 'nothing') return bounded(0);
  return bounded(await countMatches(inquiry, plan), plan.cut);
}

/** The figures of the pool's segments for one search and filter. */
export async function countSegments(
  inquiry: Inquiry,
  query: Omit<CustomerQuery, 'view' | 'segment'>,
): Promise<{ unclaimed: Count; claimed: Count; all: Count }> {
  const all = { ...query, view: 'pool', segment: 'all' } as const;
  const plan = await planList(inquiry, all, { for: 'count' });
  if (plan === 'nothing') return { unclaimed: bounded(0), claimed: bounded(0), all: bounded(0) };
  if (plan.driven || plan.scans) {
    const { rows, claimed } = await countPlan(inquiry, plan);
    // Beyond the limit nothing is known of either part.
    const cut = plan.cut || rows > countLimit;
    return {
      unclaimed: bounded(rows - claimed, cut),
      claimed: bounded(claimed, cut),
      all: bounded(rows, cut),
    };
  }
  const unclaimed = await countCustomers(inquiry, { ...all, segment: 'unclaimed' });
  const claimed = await countCustomers(inquiry, { ...all, segment: 'claimed' });
  const sum = unclaimed.count + claimed.count;
  return { unclaimed, claimed, all: bounded(sum, unclaimed.more || claimed.more) };
}
