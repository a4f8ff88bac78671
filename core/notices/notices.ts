import type { Change, Inquiry, OfficeChange } from '../rpc/context.ts';
import { isoNow } from '../shared/ports.ts';
import type { Notice, NoticeDetails, NoticeKind } from './notices.contract.ts';

export interface NoticeToTell {
  readonly personId: number;
  readonly kind: NoticeKind;
  readonly customerId: number | null;
  readonly reason?: string | null;
  readonly details?: NoticeDetails;
}

/**
 * Tells people of what somebody else did, or the program, in the transaction of the change. Nobody is told of what they
 * did themselves. Answers the ids of the notices.
 */
export async function tell(change: OfficeChange, notices: readonly NoticeToTell[]): Promise<number[]> {
  const { trx, actor, services, touched } = change;
  const others = notices.filter(({ personId }) => personId !== actor?.id);
  if (others.length === 0) return [];
  const at = isoNow(services.clock);
  const told = await trx
    .insertInto('notice')
    .values(
      others.map(({ personId, kind, customerId, reason = null, details }) => ({
        person_id: personId,
        kind,
        customer_id: customerId,
        by_id: actor?.id ?? null,
        reason,
        details: details === undefined ? null : JSON.stringify(details),
        at,
        read_at: null,
      })),
    )
    .returning('id')
    .execute();
  touched.add('notices');
  return told.map(({ id }) => id);
}

/** So many are named one by one to a person before the rest becomes one line. */
const namedOneByOne = 5;

/**
 * For work on thousands of customers: of each kind the first few are told one by one, the rest in one notice of kind
 * `…More` that counts on. One teller serves one run, over all of its transactions.
 */
export function createTeller(): (
  change: OfficeChange,
  kind: 'fellBack' | 'fallsBackSoon' | 'fellBackUndone',
  notices: readonly Omit<NoticeToTell, 'kind'>[],
) => Promise<void> {
  const people = new Map<string, { told: number; noticeId: number | null }>();
  return async (change, kind, notices) => {
    const single: NoticeToTell[] = [];
    const more = new Map<number, number>();
    for (const notice of notices) {
      const key = `${kind} ${notice.personId}`;
      const known = people.get(key) ?? { told: 0, noticeId: null };
      known.told += 1;
      people.set(key, known);
      if (known.told <= namedOneByOne) single.push({ ...notice, kind });
      else more.set(notice.personId, known.told - namedOneByOne);
    }
    await tell(change, single);
    for (const [personId, count] of more) {
      const known = people.get(`${kind} ${personId}`);
      if (known === undefined) continue;
      if (known.noticeId === null) {
        const line = { personId, kind: `${kind}More` as const, customerId: null, details: { count } };
        [known.noticeId = null] = await tell(change, [line]);
      } else {
        await change.trx
          .updateTable('notice')
          .set({ details: JSON.stringify({ count }), read_at: null })
          .where('id', '=', known.noticeId)
          .execute();
      }
    }
  };
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
      'notice.details',
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
      details: row.details === null ? null : (JSON.parse(row.details) as NoticeDetails),
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
