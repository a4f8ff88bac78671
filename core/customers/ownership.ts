import type { Change, OfficeChange } from '../rpc/context.ts';
import { insertMany } from '../shared/insert-many.ts';
import { isoNow } from '../shared/ports.ts';

/** How a customer came to its present owner, or to none (spec §3.5). */
export type OwnershipKind =
  | 'created'
  | 'imported'
  | 'claimed'
  | 'returned'
  | 'takenBack'
  | 'assigned'
  | 'handedOver'
  | 'handoverUndone'
  | 'automatic'
  | 'automaticUndone'
  | 'merged'
  | 'mergeUndone';

export interface OwnershipEvent {
  readonly customerId: number;
  readonly kind: OwnershipKind;
  readonly fromId: number | null;
  readonly toId: number | null;
  readonly reason: string | null;
}

/** Appends to the ownership events, from which limits, cool-down and history are computed (spec §3.3). */
export async function recordOwnership(change: Change, event: OwnershipEvent): Promise<void> {
  await recordOwnerships(change, [event]);
}

/** As {@link recordOwnership}, for some dozen events at once. */
export async function recordOwnerships(
  { trx, services, actor }: OfficeChange,
  events: readonly OwnershipEvent[],
): Promise<void> {
  const at = isoNow(services.clock);
  const rows = events.map((event) => ({
    customer_id: event.customerId,
    kind: event.kind,
    from_id: event.fromId,
    to_id: event.toId,
    by_id: actor?.id ?? null,
    reason: event.reason,
    at,
  }));
  await insertMany(trx, 'ownership_event', rows);
}
