import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { has, ownersWithin, type Actor } from './actor.ts';
import { among } from './among.ts';
import type { ReceivedShare } from './share.ts';
import { sharedPredicate } from './shares.ts';

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
  /** Whose shares are reached besides; null where shares add nothing. */
  readonly sharedWith: Pick<Actor, 'id' | 'today'> | null;
}

/** Spec, permissions: the reach of a person over the register. Lists, counts, search and records all use it. */
export function visible(actor: Actor, depth: Depth): Reach {
  const scope = actor.grants.get('customers.see');
  const seen = scope === undefined ? [] : scope === 'all' ? 'all' : ownersWithin(actor, scope);
  // Who may not even know that a customer exists is not helped by a share.
  const sharedWith = has(actor, 'customers.exists') && seen !== 'all' ? actor : null;
  switch (depth) {
    case 'exists':
      return has(actor, 'customers.exists')
        ? { unclaimed: has(actor, 'pool.see'), owners: 'all', sharedWith: null }
        : { unclaimed: has(actor, 'pool.see'), owners: seen, sharedWith };
    case 'read':
      return { unclaimed: has(actor, 'pool.see'), owners: seen, sharedWith };
    case 'contact':
      return {
        unclaimed: has(actor, 'pool.see') && has(actor, 'pool.contactData'),
        owners: seen,
        sharedWith,
      };
  }
}

/** Whether a customer with this owner (null: unclaimed) and this share with the person is within reach. */
export function reaches(reach: Reach, ownerId: number | null, share: ReceivedShare | null): boolean {
  if (ownerId === null) return reach.unclaimed;
  return (
    reach.owners === 'all' || reach.owners.includes(ownerId) || (reach.sharedWith !== null && share !== null)
  );
}

/**
 * The same as SQL over `customer.owner_id`, or null where everything is reached. Written `+owner_id` so that it
 * rejects rows on the index a list walks and never chooses the index.
 */
export function reachPredicate(reach: Reach): RawBuilder<SqlBool> | null {
  const { unclaimed, owners, sharedWith } = reach;
  if (owners === 'all') return unclaimed ? null : sql<SqlBool>`+customer.owner_id is not null`;
  const parts = [
    ...(owners.length === 0 ? [] : [sql<SqlBool>`+customer.owner_id in ${among(owners)}`]),
    ...(unclaimed ? [sql<SqlBool>`+customer.owner_id is null`] : []),
    // A share of a customer that was deleted or returned has ended, or is left out with the customer.
    ...(sharedWith === null ? [] : [sharedPredicate(sharedWith)]),
  ];
  return parts.length === 0 ? sql<SqlBool>`0` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}
