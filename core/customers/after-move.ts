import { sql } from 'kysely';
import { tell, type NoticeToTell } from '../notices/index.ts';
import type { Change, OfficeChange } from '../rpc/context.ts';
import { isoNow } from '../shared/ports.ts';
import type { OwnershipKind } from './ownership.ts';

interface Moved {
  readonly id: number;
  /** Before the move. */
  readonly ownerId: number | null;
}

/**
 * Spec §3.6 and §3.8: shares end when customers go back to the pool, and those they were shared with are told. On
 * assign they stay with the customer, but for the share of the new owner.
 */
export async function endSharesOnMove(
  change: OfficeChange,
  customerIds: readonly number[],
  toId: number | null,
): Promise<void> {
  const { trx, actor, services } = change;
  const ended = await trx
    .updateTable('share')
    .set({ ended_at: isoNow(services.clock), ended_by: actor?.id ?? null, version: sql`version + 1` })
    .where('customer_id', 'in', customerIds)
    .where('ended_at', 'is', null)
    .$if(toId !== null, (query) => query.where('person_id', '=', toId ?? 0))
    .returning(['person_id', 'customer_id'])
    .execute();
  if (toId !== null) return;
  await tell(
    change,
    ended.map((share) => ({
      personId: share.person_id,
      kind: 'shareEnded',
      customerId: share.customer_id,
    })),
  );
}

/** A request for an extension that nobody has answered was the former owner's. */
export async function dropExtensionRequests(
  { trx, actor, services }: OfficeChange,
  customerIds: readonly number[],
): Promise<void> {
  await trx
    .updateTable('extension_request')
    .set({ answered_at: isoNow(services.clock), answered_by: actor?.id ?? null })
    .where('customer_id', 'in', customerIds)
    .where('answered_at', 'is', null)
    .execute();
}

/** Spec §3.6: the former owner is told, with the reason, and the new one too. */
export async function tellOfMove(
  change: Change,
  { id, ownerId }: Moved,
  {
    kind,
    toId,
    reason,
  }: { readonly kind: OwnershipKind; readonly toId: number | null; readonly reason: string | null },
): Promise<void> {
  const notices: NoticeToTell[] = [];
  const about = { customerId: id, reason };
  if (ownerId !== null && kind === 'takenBack')
    notices.push({ ...about, personId: ownerId, kind: 'takenBack' });
  if (ownerId !== null && kind === 'returned')
    notices.push({ ...about, personId: ownerId, kind: 'returnedForYou' });
  if (ownerId !== null && kind === 'assigned')
    notices.push({ ...about, personId: ownerId, kind: 'assignedAway' });
  if (toId !== null && kind === 'assigned') notices.push({ ...about, personId: toId, kind: 'assignedToYou' });
  await tell(change, notices);
}
