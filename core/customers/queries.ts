import { sql } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { cleanText, foldText } from '../shared/text.ts';
import { countLimit, type Count, type Page } from '../shared/paging.ts';
import type { MaskableField } from '../settings/settings.contract.ts';
import type { CustomerListInput, CustomerQuery, CustomerRow } from './customers.contract.ts';
import { planList, sortAllowed, type ListPlan } from './list-conditions.ts';
import { ownerIndexed, stretches, type Stretch } from './list-orders.ts';
import { findByIds, listedCustomerColumns, rowsToListed, type ListedRow } from './customers.repository.ts';
import { survivorByNumber } from './merged.ts';
import { presentRows } from './present-customer.ts';
import { atPlace, scanInParts, walkInParts, type Place } from './scan.ts';
import { and, type Sql } from './search-condition.ts';

/** Where a page ended: which stretch, the value of its order and the id. */
type Cursor = readonly [stretch: number, value: string | number | null, id: number];

function parseCursor(text: string): Cursor {
  try {
    const value: unknown = JSON.parse(text);
    if (
      Array.isArray(value) &&
      value.length === 3 &&
      Number.isInteger(value[0]) &&
      Number.isInteger(value[2]) &&
      (value[1] === null || typeof value[1] === 'string' || typeof value[1] === 'number')
    ) {
      return [value[0], value[1], value[2]] as Cursor;
    }
  } catch {
    // Not ours: the refusal below says so.
  }
  throw new AppError('invalidInput', {}, { field: 'after' });
}

type OrderedRow = ListedRow & { readonly order_value: string | number | null };

interface Reading {
  readonly plan: ListPlan;
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

/**
 * Rows of one stretch. A list driven by a condition's own index sorts what it found (`+column`);
 * any other walks the index of its order.
 */
async function readRows(
  { db }: Inquiry,
  stretch: Stretch,
  { plan, direction, limit }: Reading,
  bounds: readonly Sql[],
  skip: number,
): Promise<OrderedRow[]> {
  const way = sql.raw(direction);
  const plus = sql.raw(plan.driven ? '+' : '');
  const value = stretch.column === null ? sql`null` : sql.ref(`customer.${stretch.column}`);
  const order =
    stretch.column === null
      ? sql`${plus}customer.id ${way}`
      : sql`${plus}${sql.ref(`customer.${stretch.column}`)} ${way}, customer.id ${way}`;
  const condition = stretch.condition === null ? [] : [stretch.condition];
  const found = await sql<OrderedRow>`
    select ${listedCustomerColumns}, ${value} as order_value from customer
    where ${and([plan.where, ...condition, ...bounds])}
    order by ${order} limit ${limit} offset ${skip}`.execute(db);
  return found.rows;
}

async function readStretch(
  inquiry: Inquiry,
  stretch: Stretch,
  reading: Reading,
  start: Place | null,
  skip: number,
): Promise<OrderedRow[]> {
  const { plan, direction, limit } = reading;
  if (!plan.scans) {
    const bounds = start === null ? [] : [atPlace(stretch, direction, 'behind', start)];
    return readRows(inquiry, stretch, reading, bounds, skip);
  }
  const rows: OrderedRow[] = [];
  let passed = skip;
  await walkInParts(inquiry, { walked: plan.walked, stretch, direction }, start, async (bounds) => {
    if (passed > 0) {
      const condition = stretch.condition === null ? [] : [stretch.condition];
      const { rows: here } = await countWhere(inquiry, and([plan.where, ...condition, ...bounds]), passed);
      if (here < passed) {
        passed -= here;
        return false;
      }
    }
    const left = { ...reading, limit: limit - rows.length };
    rows.push(...(await readRows(inquiry, stretch, left, bounds, passed)));
    passed = 0;
    return rows.length >= limit;
  });
  return rows;
}

async function countStretch(
  inquiry: Inquiry,
  plan: ListPlan,
  stretch: Stretch,
  limit: number,
): Promise<number> {
  const condition = stretch.condition === null ? [] : [stretch.condition];
  return (await countRows(inquiry, plan, and([plan.where, ...condition]), limit)).rows;
}

/**
 * One page of a list in keyset order (`after`), or from a jump (`skip`). Rows carry only what the person may see.
 * Refuses an order that would give away hidden values (`sortNotAvailable`).
 */
export async function listCustomers(
  inquiry: Inquiry,
  input: CustomerListInput,
  masked: readonly MaskableField[],
): Promise<Page<CustomerRow>> {
  const { sort, limit } = input;
  if (!sortAllowed(inquiry, input, sort.by)) throw new AppError('sortNotAvailable');
  const plan = await planList(inquiry, input, { for: 'page', ownerIndexed: ownerIndexed(sort.by) });
  if (plan === 'nothing') return { rows: [], next: null };
  const parts = await stretches(inquiry, sort.by, sort.direction);
  const start = input.after === undefined ? null : parseCursor(input.after);
  let skip = start === null ? (input.skip ?? 0) : 0;
  const found: { readonly row: OrderedRow; readonly at: number }[] = [];
  for (const [at, part] of parts.entries()) {
    if (start !== null && at < start[0]) continue;
    if (skip > 0 && parts.length > 1) {
      const passed = await countStretch(inquiry, plan, part, skip);
      if (passed < skip) {
        skip -= passed;
        continue;
      }
    }
    const reading = { plan, direction: sort.direction, limit: limit + 1 - found.length };
    const rows = await readStretch(
      inquiry,
      part,
      reading,
      at === start?.[0] ? { value: start[1], id: start[2] } : null,
      skip,
    );
    found.push(...rows.map((row) => ({ row, at })));
    skip = 0;
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const customers = await rowsToListed(
    inquiry.db,
    page.map(({ row }) => row),
  );
  const next: Cursor | null = last === undefined ? null : [last.at, last.row.order_value, last.row.id];
  return {
    rows: await presentRows(inquiry, customers, masked),
    next: next === null ? null : JSON.stringify(next),
  };
}

interface Counted {
  readonly rows: number;
  readonly claimed: number;
}

async function countWhere({ db }: Inquiry, where: Sql, limit: number, order = sql``): Promise<Counted> {
  const found = await sql<Counted>`
    select count(*) as rows, count(owner_id) as claimed from (
      select customer.owner_id from customer where ${where}${order} limit ${limit})`.execute(db);
  return found.rows[0] ?? { rows: 0, claimed: 0 };
}

/** Counts no further than the limit; a combined query in parts. */
async function countRows(inquiry: Inquiry, plan: ListPlan, where: Sql, limit: number): Promise<Counted> {
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

async function countPlan(inquiry: Inquiry, plan: ListPlan): Promise<Counted> {
  if (plan.scans) return countRows(inquiry, plan, plan.where, countLimit + 1);
  // The order only names the index in which all filters stand.
  const order = plan.driven || plan.byOwner ? sql`` : sql` order by customer.sort_key`;
  return countWhere(inquiry, plan.where, countLimit + 1, order);
}

function bounded(rows: number, cut = false): Count {
  return { count: Math.min(rows, countLimit), more: cut || rows > countLimit };
}

/** How many customers a query finds, counted no further than the limit, and less far where it searches. */
export async function countCustomers(inquiry: Inquiry, query: CustomerQuery): Promise<Count> {
  const plan = await planList(inquiry, query, { for: 'count' });
  if (plan === 'nothing') return bounded(0);
  return bounded((await countPlan(inquiry, plan)).rows, plan.cut);
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

/** Most customers one batch may take. */
const selectionLimit = 5000;

/** The ids of everything a query finds, for a batch; `tooManySelected` beyond 5,000. */
export async function selectCustomers(inquiry: Inquiry, query: CustomerQuery): Promise<number[]> {
  const plan = await planList(inquiry, query, { for: 'all' });
  if (plan === 'nothing') return [];
  const ids: number[] = [];
  const select = async (where: Sql): Promise<boolean> => {
    const found = await sql<{ id: number }>`
      select customer.id from customer where ${where} limit ${selectionLimit + 1 - ids.length}`.execute(
      inquiry.db,
    );
    ids.push(...found.rows.map(({ id }) => id));
    return ids.length > selectionLimit;
  };
  if (plan.scans && !plan.byOwner) await scanInParts(inquiry, (bounds) => select(and([plan.where, bounds])));
  else await select(plan.where);
  if (ids.length > selectionLimit) throw new AppError('tooManySelected', { max: selectionLimit });
  return ids.toSorted((a, b) => a - b);
}

/** The few best hits of the quick search box: the newest changed of all that match, exact and leading names first. */
export async function quickSearch(
  inquiry: Inquiry,
  input: { readonly search: string; readonly limit: number },
  masked: readonly MaskableField[],
): Promise<readonly CustomerRow[]> {
  const page = await listCustomers(
    inquiry,
    {
      view: 'pool',
      segment: 'all',
      filters: {},
      search: input.search,
      sort: { by: 'updatedAt', direction: 'desc' },
      limit: Math.max(input.limit, 50),
    },
    masked,
  );
  const key = foldText(input.search);
  const merged = await survivorByNumber(inquiry.db, cleanText(input.search));
  if (merged !== null) {
    const [survivor] = await findByIds(inquiry.db, [merged.id]);
    const shown = survivor === undefined ? [] : await presentRows(inquiry, [survivor], masked);
    return [...shown, ...page.rows.filter(({ id }) => id !== merged.id)].slice(0, input.limit);
  }
  const rank = ({ name, shortName, number }: CustomerRow): number => {
    const texts = [name, shortName ?? '', number].map(foldText);
    if (texts.includes(key)) return 0;
    return texts.some((text) => text.startsWith(key)) ? 1 : 2;
  };
  return page.rows.toSorted((a, b) => rank(a) - rank(b)).slice(0, input.limit);
}
