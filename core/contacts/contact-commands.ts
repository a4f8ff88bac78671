import { accessTo, type CustomerAccess } from '../customers/index.ts';
import { differences, logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import { loadPoolRules } from '../settings/index.ts';
import { AppError, type FieldError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import type { Contact, ContactFields } from './contacts.contract.ts';
import { mayEditContacts, showsContacts } from './contacts.policy.ts';
import {
  findById,
  mainOf,
  updateRow,
  writeCustomer,
  writeMain,
  type StoredContact,
} from './contacts.repository.ts';
import { insertRow } from './insert-contacts.repository.ts';
import { filledFields, loggedFields } from './logged-contact.ts';
import { cleanContact, contactErrors } from './prepare-contact.ts';
import { unmaskedFields } from './present-contact.ts';
import { getContact } from './queries.ts';

const inquiryOf = ({ services, actor, trx }: Change) => ({ services, actor, db: trx });

/** The customer, if the person edits its contacts; `notFound` where they are not shown, else `notAllowed`. */
async function editableCustomer(change: Change, customerId: number): Promise<CustomerAccess> {
  const access = await accessTo(inquiryOf(change), customerId);
  if (!showsContacts(access)) throw new AppError('notFound');
  if (!mayEditContacts(access)) throw new AppError('notAllowed');
  return access;
}

/** A living contact and its customer, for somebody who edits both. */
export async function editableContact(
  change: Change,
  id: number,
): Promise<{ contact: StoredContact; access: CustomerAccess }> {
  const contact = await findById(change.trx, id);
  if (contact === null || contact.deletedAt !== null) throw new AppError('notFound');
  return { contact, access: await editableCustomer(change, contact.customerId) };
}

function assertSavable(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new AppError('invalidInput', {}, { fields: errors });
}

/**
 * Adds a contact to a customer for somebody who has been found to edit it; the first one becomes the main contact.
 * Answers its id. Throws `invalidInput`.
 */
async function addContact(change: Change, customerId: number, typed: ContactFields): Promise<number> {
  const { trx, actor, services, touched } = change;
  const fields = cleanContact(typed);
  assertSavable(contactErrors(fields, services.clock.today()));
  const main = !fields.leftCompany && (await mainOf(trx, customerId)) === null;
  const at = isoNow(services.clock);
  const id = await insertRow(trx, { customerId, fields, main, createdBy: actor.id, at });
  const after = { customerId, ...filledFields(fields), ...(main ? { main } : {}) };
  await logOperation(change, { action: 'created', entity: 'contact', entityId: id, after });
  touched.add('contacts');
  return id;
}

/** Spec §4: a contact of a customer; as the customer, it is edited by whoever edits the customer. */
export async function createContact(
  change: Change,
  input: { readonly customerId: number; readonly fields: ContactFields },
): Promise<Contact> {
  await editableCustomer(change, input.customerId);
  const id = await addContact(change, input.customerId, input.fields);
  return getContact(inquiryOf(change), id);
}

/** As {@link createContact}, for many at once, all or none. Throws `invalidInput` naming each contact by its place. */
export async function addContacts(
  change: Change,
  input: { readonly customerId: number; readonly contacts: readonly ContactFields[] },
): Promise<{ ids: readonly number[] }> {
  await editableCustomer(change, input.customerId);
  const ids: number[] = [];
  for (const [at, fields] of input.contacts.entries()) {
    try {
      ids.push(await addContact(change, input.customerId, fields));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const fieldErrors = error.fields.map((field) => ({ ...field, path: `contacts.${at}.${field.path}` }));
      throw new AppError(error.code, error.params, { fields: fieldErrors });
    }
  }
  return { ids };
}

/** Ways that are not this contact's are new ones. A mask that came back where none was shown cannot be saved. */
function ownWays(fields: ContactFields, before: StoredContact): ContactFields {
  const own = (list: 'phones' | 'emails') => {
    const known = new Set(before[list].map(({ id }) => id));
    const used = new Set<number | null>();
    return fields[list].map((way) => {
      const id = known.has(way.id) && !used.has(way.id) ? way.id : null;
      used.add(id);
      return { ...way, id };
    });
  };
  return { ...fields, phones: own('phones'), emails: own('emails') };
}

/** Fields that still hold a mask which belongs to nothing stored. */
function maskErrors(fields: ContactFields, before: StoredContact): FieldError[] {
  const strange = (value: string, stored: string | null | undefined) =>
    value.includes('***') && value !== stored;
  const errors: FieldError[] = [];
  for (const list of ['phones', 'emails'] as const) {
    for (const [at, way] of fields[list].entries()) {
      const stored = before[list].find(({ id }) => id === way.id)?.value;
      if (strange(way.value, stored)) errors.push({ path: `${list}.${at}`, code: 'masked' });
    }
  }
  for (const path of ['wechat', 'qq', 'address'] as const) {
    if (strange(fields[path] ?? '', before[path])) errors.push({ path, code: 'masked' });
  }
  return errors;
}

/** Saves an edited contact if nobody saved since it was read; otherwise `conflict` with the newer record. */
export async function updateContact(
  change: Change,
  input: { readonly id: number; readonly version: number; readonly fields: ContactFields },
): Promise<Contact> {
  const { trx, services, touched } = change;
  const { contact: before, access } = await editableContact(change, input.id);
  const inquiry = inquiryOf(change);
  const conflict = async () => new AppError('conflict', {}, { data: await getContact(inquiry, before.id) });
  if (before.version !== input.version) throw await conflict();
  let typed = ownWays(input.fields, before);
  if (access.sight === 'masked') {
    typed = unmaskedFields(typed, before, (await loadPoolRules(trx)).maskedFields);
    assertSavable(maskErrors(typed, before));
  }
  const fields = cleanContact(typed);
  assertSavable(contactErrors(fields, services.clock.today()));
  const changed = differences(loggedFields(before), loggedFields(fields));
  if (changed === null) return getContact(inquiry, before.id);
  if (!(await updateRow(trx, before, fields, isoNow(services.clock)))) throw await conflict();
  await logOperation(change, { action: 'updated', entity: 'contact', entityId: before.id, ...changed });
  touched.add('contacts');
  return getContact(inquiry, before.id);
}

/** Makes a contact the one main contact of its customer (spec §4). Throws `contactLeft`. */
export async function setMainContact(change: Change, id: number): Promise<Contact> {
  const { trx, touched } = change;
  const { contact } = await editableContact(change, id);
  if (contact.leftCompany) throw new AppError('contactLeft', { name: contact.name });
  if (!contact.main) {
    const former = await mainOf(trx, contact.customerId);
    if (former !== null) await writeMain(trx, former.id, false);
    await writeMain(trx, id, true);
    await logOperation(change, {
      action: 'mainSet',
      entity: 'contact',
      entityId: id,
      before: { mainId: former?.id ?? null },
      after: { mainId: id },
    });
    touched.add('contacts');
  }
  return getContact(inquiryOf(change), id);
}

/** Spec §4: to another customer, with everything; the log says from where to where. Needs the right to edit both. */
export async function moveContact(
  change: Change,
  input: { readonly id: number; readonly version: number; readonly toCustomerId: number },
): Promise<Contact> {
  const { trx, services, touched } = change;
  const { contact } = await editableContact(change, input.id);
  const inquiry = inquiryOf(change);
  await editableCustomer(change, input.toCustomerId);
  if (contact.version !== input.version)
    throw new AppError('conflict', {}, { data: await getContact(inquiry, contact.id) });
  if (contact.customerId === input.toCustomerId) return getContact(inquiry, contact.id);
  const main = !contact.leftCompany && (await mainOf(trx, input.toCustomerId)) === null;
  const to = { customerId: input.toCustomerId, main };
  if (!(await writeCustomer(trx, contact, to, isoNow(services.clock)))) throw new AppError('conflict');
  await logOperation(change, {
    action: 'moved',
    entity: 'contact',
    entityId: contact.id,
    before: { customerId: contact.customerId },
    after: { customerId: input.toCustomerId },
  });
  touched.add('contacts');
  return getContact(inquiry, contact.id);
}
