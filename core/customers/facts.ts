import type { Actor } from '../permissions/actor.ts';
import { sharesWith } from '../permissions/shares.ts';
import { visible } from '../permissions/visible.ts';
import type { ReadDb } from '../shared/database.ts';
import type { CustomerFacts } from './customers.policy.ts';

interface Subject {
  readonly id: number;
  readonly ownerId: number | null;
  readonly deletedAt?: string | null;
}

/** What decisions about some customers depend on; one query, and none for whom shares add nothing. */
export async function factsOfAll(
  db: ReadDb,
  actor: Actor,
  customers: readonly Subject[],
): Promise<(customer: Subject) => CustomerFacts> {
  const asked = visible(actor, 'read').sharedWith === null ? [] : customers.map(({ id }) => id);
  const shares = await sharesWith(db, actor, asked);
  return ({ id, ownerId, deletedAt = null }) => ({
    ownerId,
    deleted: deletedAt !== null,
    share: ownerId === null ? null : (shares.get(id) ?? null),
  });
}

/** As {@link factsOfAll}, for one. */
export async function factsOf(db: ReadDb, actor: Actor, customer: Subject): Promise<CustomerFacts> {
  return (await factsOfAll(db, actor, [customer]))(customer);
}
