import { sql } from 'kysely';
import { accessToMany, findCustomers, presentRows } from '../customers/index.ts';
import { logOperations } from '../log/index.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import { loadPoolRules } from '../settings/index.ts';
import { AppError } from '../shared/errors.ts';
import type { Page } from '../shared/paging.ts';
import { isoNow } from '../shared/ports.ts';
import { likelyReasons, type LikelyPair } from './duplicates.contract.ts';

interface PairRow {
  readonly id: number;
  readonly a_id: number;
  readonly b_id: number;
  readonly score: number;
  readonly likeness: number;
  readonly reasons: string;
}

function position(after: string | undefined): readonly [score: number, id: number] | null {
  if (after === undefined) return null;
  const found = /^(\d{1,9})\|(\d{1,15})$/.exec(after);
  if (found === null) throw new AppError('invalidInput', {}, { field: 'after' });
  return [Number(found[1]), Number(found[2])];
}

/**
 * Likely duplicates, the likeliest first, of which both are still there and the asker may read both (spec §3.9).
 * A pair of which one was merged or deleted is left out.
 */
export async function listLikely(
  inquiry: Inquiry,
  input: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<LikelyPair>> {
  const { db } = inquiry;
  const { maskedFields } = await loadPoolRules(db);
  let from = position(input.after);
  const rows: LikelyPair[] = [];
  for (;;) {
    const beyond = from === null ? sql`` : sql` and (pair.score, pair.id) < (${from[0]}, ${from[1]})`;
    const found = await sql<PairRow>`
      select pair.id, a_id, b_id, score, likeness, reasons from likely_duplicate as pair
        join customer as a on a.id = pair.a_id and a.deleted_at is null
        join customer as b on b.id = pair.b_id and b.deleted_at is null
      where 1 = 1${beyond} order by pair.score desc, pair.id desc limit ${input.limit + 1}`.execute(db);
    const ids = found.rows.flatMap((pair) => [pair.a_id, pair.b_id]);
    const reached = await accessToMany(inquiry, ids);
    const readable = await findCustomers(
      db,
      [...reached.values()].filter(({ sight }) => sight !== 'minimal').map(({ customer }) => customer.id),
    );
    const shown = new Map(
      (await presentRows(inquiry, readable, maskedFields)).map((customer) => [customer.id, customer]),
    );
    for (const pair of found.rows) {
      if (rows.length === input.limit) return { rows, next: from === null ? null : `${from[0]}|${from[1]}` };
      from = [pair.score, pair.id];
      const [a, b] = [shown.get(pair.a_id), shown.get(pair.b_id)];
      if (a === undefined || b === undefined) continue;
      const reasons = pair.reasons.split(',');
      rows.push({
        id: pair.id,
        reasons: likelyReasons.filter((reason) => reasons.includes(reason)),
        likeness: pair.likeness,
        customers: [a, b],
        mergeable: [a, b].every(({ abilities }) => abilities.includes('merge')),
      });
    }
    if (found.rows.length <= input.limit) return { rows, next: null };
  }
}

/** Somebody says that they are two customers: the pair is shown no more, also after the next search; logged on both. */
export async function dismissPair(change: Change, id: number): Promise<void> {
  const { trx, actor, services, touched } = change;
  const pair = await trx.selectFrom('likely_duplicate').selectAll().where('id', '=', id).executeTakeFirst();
  if (pair === undefined) throw new AppError('notFound');
  const ids = [pair.a_id, pair.b_id];
  const reached = await accessToMany({ db: trx, actor }, ids);
  if (ids.some((one) => (reached.get(one)?.sight ?? 'minimal') === 'minimal')) throw new AppError('notFound');
  await trx
    .insertInto('not_duplicate')
    .values({ a_id: pair.a_id, b_id: pair.b_id, by_id: actor.id, at: isoNow(services.clock) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx.deleteFrom('likely_duplicate').where('id', '=', id).execute();
  const customers = await findCustomers(trx, ids);
  await logOperations(
    change,
    customers.map(({ id: one }) => {
      const other = customers.find((customer) => customer.id !== one);
      return {
        action: 'notDuplicate',
        entity: 'customer' as const,
        entityId: one,
        after: { otherCustomer: `${other?.number ?? ''} ${other?.name ?? ''}` },
      };
    }),
  );
  touched.add('customers');
}
