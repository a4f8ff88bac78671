import { sql, type SqlBool } from 'kysely';
import { accessTo, unmaskCustomer } from '../customers/index.ts';
import { reachPredicate, visible } from '../permissions/visible.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import { loadPoolRules } from '../settings/index.ts';
import { AppError } from '../shared/errors.ts';
import type { Page } from '../shared/paging.ts';
import { foldText } from '../shared/text.ts';
import type { Contact, ContactHit } from './contacts.contract.ts';
import { mayEditContacts, mayExportContacts, showsContacts } from './contacts.policy.ts';
import { findById, listByCustomer } from './contacts.repository.ts';
import { presentContact, type Showing } from './present-contact.ts';

/** How the contacts of a customer are shown to the asker; `notFound` where they are not. */
async function showingOf({ db, actor, services }: Inquiry, customerId: number): Promise<Showing> {
  const access = await accessTo({ db, actor }, customerId);
  if (!showsContacts(access)) throw new AppError('notFound');
  const masked = access.sight === 'full' ? [] : (await loadPoolRules(db)).maskedFields;
  return { actor, access, masked, today: services.clock.today() };
}

/** A living contact as the asker may see it; `notFound` where it is not there or its customer not theirs to read. */
export async function getContact(inquiry: Inquiry, id: number): Promise<Contact> {
  const contact = await findById(inquiry.db, id);
  if (contact === null || contact.deletedAt !== null) throw new AppError('notFound');
  return presentContact(contact, await showingOf(inquiry, contact.customerId));
}

/** One page of the contacts of a customer, and whether the asker may add one. */
export async function listContacts(
  inquiry: Inquiry,
  input: { readonly customerId: number; readonly limit: number; readonly after?: string | undefined },
): Promise<Page<Contact> & { abilities: readonly ('create' | 'export')[] }> {
  const showing = await showingOf(inquiry, input.customerId);
  // A customer has a few contacts, hardly ever more than a page: so many are passed over without an index of their own.
  const skip = /^\d{1,6}$/.test(input.after ?? '') ? Number(input.after) : 0;
  const found = await listByCustomer(inquiry.db, input.customerId, { limit: input.limit + 1, skip });
  const rows = found.slice(0, input.limit).map((contact) => presentContact(contact, showing));
  return {
    rows,
    next: found.length > input.limit ? String(skip + input.limit) : null,
    abilities: [
      ...(mayEditContacts(showing.access) ? (['create'] as const) : []),
      ...(mayExportContacts(inquiry.actor, showing.access) ? (['export'] as const) : []),
    ],
  };
}

/** From this many digits on a phone number is known already: finding it tells nothing that is masked. */
const wholeNumber = 11;
const mostTerms = 8;

/**
 * People whose name or pinyin contains every word, or who have it, as three digits or more, in a phone number that the asker
 * may see; in the order of their names, over the customers that the asker reads.
 */
export async function findContacts(
  { db, actor }: Inquiry,
  input: { readonly search: string; readonly limit: number },
): Promise<readonly ContactHit[]> {
  const terms = [...new Set(input.search.split(/\s+/).map(foldText))]
    .filter((term) => term !== '')
    .slice(0, mostTerms);
  if (terms.length === 0) return [];
  const read = reachPredicate(visible(actor, 'read'));
  const contact = reachPredicate(visible(actor, 'contact'));
  const words = terms.map((term) => {
    const named = sql<SqlBool>`instr(contact.search_text, ${term}) > 0`;
    if (!/^\d{3,}$/.test(term)) return named;
    const known = contact === null || term.length >= wholeNumber ? sql`` : sql` and ${contact}`;
    return sql<SqlBool>`(${named} or (contact.id in (select contact_id from contact_way
      where kind = 'phone' and instr(search_key, ${term}) > 0)${known}))`;
  });
  const found = await sql<{
    id: number;
    name: string;
    department: string | null;
    position: string | null;
    left_company: number;
    customer_id: number;
    customer_name: string;
  }>`
    select contact.id, contact.name, contact.department, contact.position, contact.left_company,
      contact.customer_id, customer.name as customer_name
    from contact cross join customer
    where customer.id = contact.customer_id and contact.deleted_at is null and customer.deleted_at is null
      ${read === null ? sql`` : sql`and ${read}`} and ${sql.join(words, sql` and `)}
    order by contact.sort_key, contact.id limit ${input.limit}`.execute(db);
  return found.rows.map((row) => ({
    id: row.id,
    name: row.name,
    department: row.department,
    position: row.position,
    leftCompany: row.left_company === 1,
    customerId: row.customer_id,
    customerName: row.customer_name,
  }));
}

/** Most contacts whose data are shown at once. */
const mostUnmasked = 200;

/** Shows the contact data of an unclaimed customer's contacts: one view of the customer, counted and logged (spec §3.7). */
export async function unmaskContacts(change: Change, customerId: number): Promise<readonly Contact[]> {
  const { trx, actor, services } = change;
  await unmaskCustomer(change, customerId);
  const { access, today } = await showingOf({ db: trx, actor, services }, customerId);
  const contacts = await listByCustomer(trx, customerId, { limit: mostUnmasked, skip: 0 });
  return contacts.map((contact) => presentContact(contact, { actor, access, masked: [], today }));
}
