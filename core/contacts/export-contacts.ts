import { accessToMany, type Taking } from '../customers/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { mayExportContacts, mayPrintContacts, showsContacts } from './contacts.policy.ts';
import type { Contact } from './contacts.contract.ts';
import { listByCustomers } from './contacts.repository.ts';
import { presentContact } from './present-contact.ts';

/**
 * The contacts of some customers that the person may take out, in the order of the customers, each as the contact list
 * shows it; `leftOut` are the customers whose contacts they may not.
 */
export async function contactsToExport(
  { db, actor, services }: Inquiry,
  customerIds: readonly number[],
  taking: Taking,
): Promise<{ contacts: readonly Contact[]; leftOut: number }> {
  const reached = await accessToMany({ db, actor }, customerIds);
  const today = services.clock.today();
  const exported = customerIds.flatMap((id) => {
    const access = reached.get(id);
    if (access === undefined || !showsContacts(access)) return [];
    const may = taking === 'print' ? mayPrintContacts(access) : mayExportContacts(actor, access);
    return may ? [access] : [];
  });
  const found = await listByCustomers(
    db,
    exported.map(({ customer }) => customer.id),
  );
  const contacts = exported.flatMap((access) =>
    (found.get(access.customer.id) ?? []).map((contact) =>
      presentContact(contact, { actor, access, masked: [], today }),
    ),
  );
  return { contacts, leftOut: customerIds.length - exported.length };
}
