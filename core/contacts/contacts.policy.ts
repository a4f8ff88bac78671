import type { CustomerGlimpse } from '../customers/index.ts';
import { covers, has, type Actor } from '../permissions/actor.ts';
import type { ContactAbility } from './contacts.contract.ts';

/** Whether the contacts of a customer are shown at all: to nobody who only knows that the customer exists. */
export function showsContacts(access: CustomerGlimpse | null): access is CustomerGlimpse & {
  readonly sight: 'full' | 'masked';
} {
  return access !== null && access.sight !== 'minimal';
}

/** Spec, permissions: contacts are edited by those who edit their customer, whoever entered them. */
export function mayEditContacts(access: CustomerGlimpse): boolean {
  return showsContacts(access) && access.abilities.includes('edit');
}

/** Spec, permissions: exporting reaches as far as the right; never what is masked, nor what is only shared. */
export function mayExportContacts(actor: Actor, access: CustomerGlimpse): boolean {
  const { ownerId } = access.customer;
  return access.sight === 'full' && ownerId !== null && covers(actor, 'customers.export', ownerId);
}

/** On paper as on the list; of unclaimed customers, whose data are masked, none. */
export function mayPrintContacts(access: CustomerGlimpse): boolean {
  return access.sight === 'full' && access.abilities.includes('print');
}

/** What the person may do with a living contact of the customer. Commands ask the same list. */
export function contactAbilities(
  actor: Actor,
  access: CustomerGlimpse,
  contact: { readonly main: boolean; readonly leftCompany: boolean },
): readonly ContactAbility[] {
  const exporting = mayExportContacts(actor, access) ? (['export'] as const) : [];
  if (!mayEditContacts(access)) return exporting;
  const main = contact.main || contact.leftCompany ? [] : (['setMain'] as const);
  return ['edit', ...main, 'move', ...exporting, 'remove'];
}

/** What the person may do with a contact in the recycle bin (spec §4). */
export function deletedContactAbilities(actor: Actor): readonly ContactAbility[] {
  return has(actor, 'recycleBin.restore') ? ['restore'] : [];
}
