import type { Inquiry } from '../rpc/context.ts';
import type { CustomerAbility, Sight } from './customers.contract.ts';
import { abilitiesOf, sightOf } from './customers.policy.ts';
import { findById, type StoredCustomer } from './customers.repository.ts';
import { factsOf } from './facts.ts';

/** How somebody meets a customer: what hangs on it follows (spec, permissions: never who created it). */
export interface CustomerAccess {
  readonly customer: StoredCustomer;
  readonly sight: Sight;
  readonly abilities: readonly CustomerAbility[];
}

/** The customer as far as the person reaches it; null when it is not there, deleted, or not theirs to know of. */
export async function accessTo(
  { db, actor }: Pick<Inquiry, 'db' | 'actor'>,
  customerId: number,
): Promise<CustomerAccess | null> {
  const customer = await findById(db, customerId);
  if (customer === null) return null;
  const facts = await factsOf(db, actor, customer);
  const sight = sightOf(actor, facts);
  return sight === null ? null : { customer, sight, abilities: abilitiesOf(actor, facts) };
}
