import type { Change, Inquiry } from '../rpc/context.ts';
import { isoNow } from '../shared/ports.ts';
import type { Notice, NoticeKind } from './notices.contract.ts';

export interface NoticeToTell {
  readonly personId: number;
  readonly kind: NoticeKind;
  readonly customerId: number | null;
  readonly reason?: string | null;
}

/** Tells people of what somebody else did, in the transaction of the change. Nobody is told of what they did themselves. */
export async function tell(change: Change, notices: readonly NoticeToTell[]): Promise<void> {
  const { trx, actor, services, touched } = change;
  const others = notices.filter(({ personId }) => personId !== actor.id);
  if (others.length === 0) return;
  const at = isoNow(services.clock);
  await trx
    .insertInto('notice')
    .values(
      others.map(({ personId, kind, customerId, reason = null }) => ({
        person_id: personId,
        kind,
        customer_id: customerId,
        by_id: actor.id,
        reason,
        at,
        read_at: null,
      })),
    )
    .execute();
  touched.add('notices');
}

/** One's own notices, newest first. The customer's name is what everybody may know who knows that it exists. */
export async function listNotices(
  { db, actor }: Inquiry,
  input: { readonly after?: number | undefined; readonly limit: number },
): Promise<{ rows: readonly Notice[]; next: number | null }> {
  const found = await db
    .selectFrom('notice')
    .leftJoin('customer', (join) =>
      join.onRef('customer.id', '=', 'notice.customer_id').on('customer.deleted_at', 'is', null),
    )
    .select([
      'notice.id',
      'notice.kind',
      'notice.customer_id',
      'customer.name',
      'notice.by_id',
      'notice.reason',
      'notice.at',
      'notice.read_at',
    ])
    .where('notice.person_id', '=', actor.id)
    .$if(input.after !== undefined, (query) => query.where('notice.id', '<', input.after ?? 0))
    .orderBy('notice.id', 'desc')
    .limit(input.limit + 1)
    .execute();
  const rows = found.slice(0, input.limit);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind as NoticeKind,
      customerId: row.name === null ? null : row.customer_id,
      customerName: row.name ?? '',
      byId: row.by_id,
      reason: row.reason,
      at: row.at,
      read: row.read_at !== null,
    })),
    next: found.length > input.limit ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** How many of one's own notices are unread. */
export async function countUnread({ db, actor }: Pick<Inquiry, 'db' | 'actor'>): Promise<number> {
  const { unread } = await db
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<number>().as('unread'))
    .where('person_id', '=', actor.id)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return unread;
}

/** Marks one's own notices as read; answers how many are left. */
export async function markRead(
  { trx, actor, services, touched }: Change,
  ids: 'all' | readonly number[],
): Promise<number> {
  await trx
    .updateTable('notice')
    .set({ read_at: isoNow(services.clock) })
    .where('person_id', '=', actor.id)
    .where('read_at', 'is', null)
    .$if(ids !== 'all', (query) => query.where('id', 'in', ids === 'all' ? [] : ids))
    .execute();
  touched.add('notices');
  return countUnread({ db: trx, actor });
}
