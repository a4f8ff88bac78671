import { sql } from 'kysely';
import type { ReadDb } from '../shared/database.ts';

/** Everybody who was merged into the customer, also by way of others (spec §3.10), the customer itself first. */
export async function withMerged(db: ReadDb, id: number): Promise<readonly number[]> {
  const found = await sql<{ id: number }>`
    with recursive merged (id) as (
      select ${id} union
      select part.customer_id from merged
        join customer_merge on customer_merge.survivor_id = merged.id and customer_merge.undone_at is null
        join customer_merge_part as part on part.merge_id = customer_merge.id)
    select id from merged`.execute(db);
  return found.rows.map((row) => row.id);
}

interface Survivor {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly ownerId: number | null;
}

/** Where a merged customer's things are now: the living one at the end of its pointers; null when there is none. */
export async function survivorOf(db: ReadDb, id: number): Promise<Survivor | null> {
  const found = await sql<Survivor>`
    with recursive led (id, merged_into) as (
      select id, merged_into from customer where id = ${id} and deleted_at is not null union
      select customer.id, customer.merged_into from led join customer on customer.id = led.merged_into)
    select customer.id, customer.number, customer.name, customer.owner_id as "ownerId"
      from led join customer on customer.id = led.id
      where customer.deleted_at is null`.execute(db);
  return found.rows[0] ?? null;
}

/** Longest line of parent companies followed. */
const deepest = 50;

/** The parent company of the one customer that `ids` become; null where it would be itself or one below it. */
export async function chooseParent(
  db: ReadDb,
  ids: readonly number[],
  parentId: number | null,
): Promise<number | null> {
  let above = parentId;
  for (let depth = 0; above !== null; depth++) {
    if (ids.includes(above) || depth === deepest) return null;
    const row: { parent_id: number | null } | undefined = await db
      .selectFrom('customer')
      .select('parent_id')
      .where('id', '=', above)
      .executeTakeFirst();
    above = row?.parent_id ?? null;
  }
  return parentId;
}

/** Number and name of the customer that one was merged into, living or not; null when it was not. */
export async function mergedInto(db: ReadDb, id: number): Promise<{ number: string; name: string } | null> {
  const row = await db
    .selectFrom('customer')
    .innerJoin('customer as survivor', 'survivor.id', 'customer.merged_into')
    .select(['survivor.number', 'survivor.name'])
    .where('customer.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** The living customer that the one with this number was merged into; null when there is none of that number, or not merged. */
export async function survivorByNumber(db: ReadDb, number: string): Promise<Survivor | null> {
  const row = await db
    .selectFrom('customer')
    .select('id')
    .where('number', 'in', [number, number.toUpperCase()])
    .where('merged_into', 'is not', null)
    .executeTakeFirst();
  return row === undefined ? null : survivorOf(db, row.id);
}
