import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ReadDb } from '../shared/database.ts';
import type { Actor } from './actor.ts';
import { among } from './among.ts';
import type { ReceivedShare } from './share.ts';

/** A share with a person that has not ended and whose last day is not over, as SQL over `share`. */
export function runningShare({ id, today }: Pick<Actor, 'id' | 'today'>): RawBuilder<SqlBool> {
  return sql<SqlBool>`share.person_id = ${id} and share.ended_at is null
    and (share.until_on is null or share.until_on >= ${today})`;
}

/** The customers that are shared with a person, as SQL over `customer.id`. */
export function sharedPredicate(actor: Pick<Actor, 'id' | 'today'>): RawBuilder<SqlBool> {
  return sql<SqlBool>`customer.id in (select share.customer_id from share where ${runningShare(actor)})`;
}

/** Which of some customers are shared with a person, and how. */
export async function sharesWith(
  db: ReadDb,
  actor: Pick<Actor, 'id' | 'today'>,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, ReceivedShare>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('share')
    .select(['customer_id', 'mode', 'money', 'by_id', 'created_at', 'until_on'])
    .where(runningShare(actor))
    .where('customer_id', 'in', among(customerIds))
    .execute();
  return new Map(
    rows.map((row) => [
      row.customer_id,
      {
        mode: row.mode === 'log' ? 'log' : 'read',
        money: row.money === 1,
        byId: row.by_id,
        since: row.created_at,
        untilOn: row.until_on,
      },
    ]),
  );
}

/** The owners of customers that are shared with a person. */
export async function ownersSharing(
  db: ReadDb,
  actor: Pick<Actor, 'id' | 'today'>,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('share')
    .innerJoin('customer', 'customer.id', 'share.customer_id')
    .select('customer.owner_id')
    .distinct()
    .where(runningShare(actor))
    .where('customer.owner_id', 'is not', null)
    .execute();
  return rows.flatMap(({ owner_id }) => owner_id ?? []);
}
