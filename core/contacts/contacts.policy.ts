import type { CustomerAccess } from '../customers/index.ts';
import { has, type Actor } from '../permissions/actor.ts';
import type { ContactAbility } from './contacts.contract.ts';

/** Whether the contacts of a customer are shown at all: to nobody who only knows that the customer exists. */
export function showsContacts(access: CustomerAccess | null): access is CustomerAccess & {
  readonly sight: 'full' | 'masked';
} {
  return access !== null && access.sight !== 'minimal';
}

/** Spec, permissions: contacts are edited by those who edit their customer, whoever entered them. */
export function mayEditContacts(access: CustomerAccess): boolean {
  return showsContacts(access) && access.abilities.includes('edit');
}

/** What the person may do with a living contact of the customer. Commands ask the same list. */
export function contactAbilities(
  access: CustomerAccess,
  contact: { readonly main: boolean; readonly leftCompany: boolean },
): readonly ContactAbility[] {
  if (!mayEditContacts(access)) return [];
  return contact.main || contact.leftCompany
    ? ['edit', 'move', 'remove']
    : ['edit', 'setMain', 'move', 'remove'];
}

/** What the person may do with a contact in the recycle bin (spec §4). */
export function deletedContactAbilities(actor: Actor): readonly ContactAbility[] {
  return has(actor, 'recycleBin.restore') ? ['restore'] : [];
}
