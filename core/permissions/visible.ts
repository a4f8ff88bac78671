import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { has, ownersWithin, type Actor } from './actor.ts';

/**
 * The one policy point for customers and everything that hangs on them: whose customers somebody reaches.
 * `exists`: at least name, number, region, industry and owner. `read`: the record (contact data of unclaimed ones
 * masked). `contact`: contact data too, without unmasking.
 */
export type Depth = 'exists' | 'read' | 'contact';

export interface Reach {
  readonly unclaimed: boolean;
  /** Owners whose customers are reached. */
  readonly owners: 'all' | readonly number[];
}

/** Spec, permissions: the reach of a person over the register. Lists, counts, search and records all use it. */
export function visible(actor: Actor, depth: Depth): Reach {
  const scope = actor.grants.get('customers.see');
  const seen = scope === undefined ? [] : scope === 'all' ? 'all' : ownersWithin(actor, scope);
  switch (depth) {
    case 'exists':
      return { unclaimed: has(actor, 'pool.see'), owners: has(actor, 'customers.exists') ? 'all' : seen };
    case 'read':
      return { unclaimed: has(actor, 'pool.see'), owners: seen };
    case 'contact':
      return { unclaimed: has(actor, 'pool.see') && has(actor, 'pool.contactData'), owners: seen };
  }
}

/** Whether a customer with this owner (null: unclaimed) is within reach. */
export function reaches(reach: Reach, ownerId: number | null): boolean {
  if (ownerId === null) return reach.unclaimed;
  return reach.owners === 'all' || reach.owners.includes(ownerId);
}

/**
 * The same as SQL over `customer.owner_id`, or null where everything is reached. Written `+owner_id` so that it
 * rejects rows on the index a list walks and never chooses the index.
 */
export function reachPredicate(reach: Reach): RawBuilder<SqlBool> | null {
  const { unclaimed, owners } = reach;
  if (owners === 'all') return unclaimed ? null : sql<SqlBool>`+customer.owner_id is not null`;
  const owned =
    owners.length === 0 ? sql<SqlBool>`0` : sql<SqlBool>`+customer.owner_id in (${sql.join(owners)})`;
  return unclaimed ? sql<SqlBool>`(+customer.owner_id is null or ${owned})` : owned;
}
