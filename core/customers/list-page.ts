import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { among } from '../permissions/among.ts';
import type { Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { Page } from '../shared/paging.ts';
import type { MaskableField } from '../settings/settings.contract.ts';
import { countRows, countWhere } from './counts.ts';
import type { CustomerListInput, CustomerRow } from './customers.contract.ts';
import { listedCustomerColumns, rowsToListed, type ListedRow } from './customers.repository.ts';
import { planList, sortAllowed, type ListPlan } from './list-conditions.ts';
import { ownerIndexed, stretches, type Stretch } from './list-orders.ts';
import { presentRows } from './present-customer.ts';
import { behind, scanInParts, walkInParts } from './scan.ts';
import { and, type Sql } from './search-condition.ts';

/** A walk whose first rows (1,500) hold at least so many matches has a page within some 10,000 rows. */
const foundOften = 15;

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

/** Customers among whom a condition that finds many is looked up in one go. */
const lookedUpAtOnce = 20_000;

/** Rows of a stretch among many ids that were `found`: the foremost of each part, and of those again the foremost. */
async function gatherInParts(
  inquiry: Inquiry,
  stretch: Stretch,
  reading: Reading,
  found: RawBuilder<unknown>,
  skip: number,
): Promise<OrderedRow[]> {
  const ids: number[] = [];
  const foremost = { ...reading, limit: reading.limit + skip };
  const gather = async (bounds: Sql) => {
    const here = sql<SqlBool>`customer.id in (select id from (${found}) as customer where ${bounds})`;
    ids.push(...(await readRows(inquiry, stretch, foremost, [here], 0)).map(({ id }) => id));
    return false;
  };
  await scanInParts(inquiry, gather, lookedUpAtOnce);
  const plan = { ...reading.plan, where: sql<SqlBool>`customer.id in ${among(ids)}` };
  return readRows(inquiry, stretch, { ...reading, plan }, [], skip);
}

/** The first rows of a walk hold so few matches that the plan for what is rarely found is the better one. */
interface Rare {
  readonly first: number;
}

async function readStretch(
  inquiry: Inquiry,
  stretch: Stretch,
  reading: Reading,
  skip: number,
): Promise<OrderedRow[] | Rare> {
  const { plan, direction, limit } = reading;
  if (plan.inParts !== null) return gatherInParts(inquiry, stretch, reading, plan.inParts, skip);
  if (!plan.scans) return readRows(inquiry, stretch, reading, [], skip);
  const rows: OrderedRow[] = [];
  let passed = skip;
  const walk = { looked: plan.rarely === null, rare: false };
  await walkInParts(
    inquiry,
    { walked: plan.walked, stretch, direction },
    async (bounds, { through, ended }) => {
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
      if (!walk.looked && through) {
        walk.rare = !ended && rows.length < Math.min(foundOften, limit);
        walk.looked = true;
      }
      return walk.rare || rows.length >= limit;
    },
  );
  return walk.rare ? { first: rows.length } : rows;
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
  const start = input.after === undefined ? null : parseCursor(input.after);
  const skip = start === null ? (input.skip ?? 0) : 0;
  const planned = await planList(inquiry, input, { for: 'page', ownerIndexed: ownerIndexed(sort.by) });
  if (planned === 'nothing') return { rows: [], next: null };
  const from = { parts: await stretches(inquiry, sort.by, sort.direction), start, skip };
  // What is jumped over is counted: then it pays to know first what finds the rows.
  const plan = skip > 0 && planned.rarely !== null ? await planned.rarely(0) : planned;
  let found = await readPage(inquiry, input, plan, from);
  if ('first' in found && plan.rarely !== null)
    found = await readPage(inquiry, input, await plan.rarely(found.first), from);
  if ('first' in found) throw new TypeError('A plan for what is rare has no other');
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

interface From {
  readonly parts: readonly Stretch[];
  readonly start: Cursor | null;
  readonly skip: number;
}

/** The rows of a page and one more where there are more, each with its stretch. */
async function readPage(
  inquiry: Inquiry,
  { sort, limit }: CustomerListInput,
  plan: ListPlan,
  { parts, start, skip: toSkip }: From,
): Promise<{ readonly row: OrderedRow; readonly at: number }[] | Rare> {
  let skip = toSkip;
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
    const place = at === start?.[0] ? { value: start[1], id: start[2] } : null;
    for (const stretch of place === null ? [part] : behind(part, sort.direction, place, plan.driven)) {
      const reading = { plan, direction: sort.direction, limit: limit + 1 - found.length };
      const rows = await readStretch(inquiry, stretch, reading, skip);
      if ('first' in rows) return rows;
      found.push(...rows.map((row) => ({ row, at })));
      skip = 0;
      if (found.length > limit) return found;
    }
  }
  return found;
}
