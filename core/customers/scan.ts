import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import type { Stretch } from './list-orders.ts';
import { and, type Sql } from './search-condition.ts';

/** So many rows are asked in one go; then others get their turn. A walk begins with few: mostly they hold a page. */
const rowsAtOnce = 10_000;
const rowsAtFirst = 400;
const growth = 5;

/** A place in the order of a stretch. */
export interface Place {
  readonly value: string | number | null;
  readonly id: number;
}

/** Rows behind a place (`>`), or up to it (`<=`), in the direction of the order. */
export function atPlace(
  stretch: Stretch,
  direction: 'asc' | 'desc',
  side: 'behind' | 'upTo',
  { value, id }: Place,
): RawBuilder<SqlBool> {
  const later = direction === 'asc' ? '>' : '<';
  const than = sql.raw(side === 'behind' ? later : direction === 'asc' ? '<=' : '>=');
  return stretch.column === null
    ? sql`customer.id ${than} ${id}`
    : sql`(${sql.ref(`customer.${stretch.column}`)}, customer.id) ${than} (${value}, ${id})`;
}

/** Where the next rows of a walk end; null: with the last row of the stretch. */
async function endOf(
  { db }: Inquiry,
  walked: Sql,
  stretch: Stretch,
  direction: 'asc' | 'desc',
  rows: number,
): Promise<Place | null> {
  const way = sql.raw(direction);
  const column = stretch.column === null ? null : sql.ref(`customer.${stretch.column}`);
  const order = column === null ? sql`customer.id ${way}` : sql`${column} ${way}, customer.id ${way}`;
  const found = await sql<Place>`
    select ${column ?? sql`null`} as value, customer.id as id from customer
    where ${walked} order by ${order} limit 1 offset ${rows - 1}`.execute(db);
  return found.rows[0] ?? null;
}

/**
 * Walks a stretch of a list in its order, some rows at a time, and asks `part` for what is wanted of them, until it has
 * enough (`part` answers true) or the stretch has `ended`. Others get their turn in between.
 */
export async function walkInParts(
  inquiry: Inquiry,
  { walked, stretch, direction }: { walked: Sql; stretch: Stretch; direction: 'asc' | 'desc' },
  start: Place | null,
  part: (bounds: readonly Sql[], ended: boolean) => Promise<boolean>,
): Promise<void> {
  const condition = stretch.condition === null ? [] : [stretch.condition];
  let rows = rowsAtFirst;
  for (let from = start; ; rows = Math.min(rowsAtOnce, rows * growth)) {
    const behind = from === null ? [] : [atPlace(stretch, direction, 'behind', from)];
    const end = await endOf(inquiry, and([walked, ...condition, ...behind]), stretch, direction, rows);
    const bounds = end === null ? behind : [...behind, atPlace(stretch, direction, 'upTo', end)];
    if ((await part(bounds, end === null)) || end === null) return;
    from = end;
    await inquiry.services.breathe();
  }
}

/**
 * Goes through the whole register by id, some rows at a time, until `part` has enough. For what needs no order.
 */
export async function scanInParts(
  { db, services }: Inquiry,
  part: (bounds: Sql) => Promise<boolean>,
): Promise<void> {
  const found = await sql<{ last: number }>`select coalesce(max(id), 0) as last from customer`.execute(db);
  const last = found.rows[0]?.last ?? 0;
  for (let from = 0; from < last; from += rowsAtOnce) {
    if (await part(sql`(customer.id > ${from} and customer.id <= ${from + rowsAtOnce})`)) return;
    await services.breathe();
  }
}
