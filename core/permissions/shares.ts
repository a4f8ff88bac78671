import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ReadDb } from '../shared/database.ts';
import type { Actor } from './actor.ts';

/** What a share lets its receiver do (spec §3.8): read, or read and log interactions. Never edit. */
export const shareModes = ['read', 'log'] as const;
export type ShareMode = (typeof shareModes)[number];

/** A share that has not ended and whose last day is not over. */
function running({ id, today }: Pick<Actor, 'id' | 'today'>): RawBuilder<SqlBool> {
  return sql<SqlBool>`share.person_id = ${id} and share.ended_at is null
    and (share.until_on is null or share.until_on >= ${today})`;
}

/** The customers that are shared with a person, as SQL over `customer.id`. */
export function sharedPredicate(actor: Pick<Actor, 'id' | 'today'>): RawBuilder<SqlBool> {
  return sql<SqlBool>`customer.id in (select share.customer_id from share where ${running(actor)})`;
}

/** Which of some customers are shared with a person, and how far. */
export async function sharesWith(
  db: ReadDb,
  actor: Pick<Actor, 'id' | 'today'>,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, ShareMode>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('share')
    .select(['customer_id', 'mode'])
    .where(running(actor))
    .where('customer_id', 'in', customerIds)
    .execute();
  return new Map(rows.map(({ customer_id, mode }) => [customer_id, mode === 'log' ? 'log' : 'read']));
}
