import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Services } from '../rpc/context.ts';

/** So many ids of the register are looked at before other calls have their turn. */
const window = 5000;

/**
 * Walks the claimed customers that meet a condition, in the order of their ids, and lets other calls run between two
 * windows. `onFound` gets the ids of one window; `false` ends the walk.
 */
export async function walkCustomers(
  { db, breathe }: Pick<Services, 'db' | 'breathe'>,
  condition: RawBuilder<SqlBool>,
  onFound: (ids: readonly { readonly id: number; readonly owner_id: number }[]) => Promise<void | false>,
): Promise<void> {
  const { last } = await db
    .selectFrom('customer')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  for (let from = 0; from < (last ?? 0); from += window) {
    const found = await sql<{ id: number; owner_id: number }>`
      select customer.id, customer.owner_id from customer
      where customer.id > ${from} and customer.id <= ${from + window} and ${condition}
      order by customer.id`.execute(db);
    if (found.rows.length > 0 && (await onFound(found.rows)) === false) return;
    await breathe();
  }
}
