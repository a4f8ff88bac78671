import { nameKey } from '../customers/index.ts';
import { differences, logOperation, logOperations } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import type { WriteDb } from '../shared/database.ts';
import { isoNow } from '../shared/ports.ts';
import type { BroughtContact } from './brought.contract.ts';
import type { ContactFields, Way } from './contacts.contract.ts';
import {
  findByIds,
  listByCustomers,
  updateRow,
  writeDeleted,
  type StoredContact,
} from './contacts.repository.ts';
import { insertRows } from './insert-contacts.repository.ts';
import { filledFields, loggedFields } from './logged-contact.ts';
import { wayKey } from './prepare-contact.ts';

/** A contact that an import brings to a customer whom the person edits. */
export interface ContactToBring extends BroughtContact {
  readonly customerId: number;
}

/** Adds contacts that are not there yet; the first of a customer without a main contact becomes it. */
export async function bringContacts(
  change: Change,
  importId: number,
  contacts: readonly (ContactToBring & { readonly main: boolean })[],
): Promise<void> {
  if (contacts.length === 0) return;
  const { trx, actor, services, touched } = change;
  const at = isoNow(services.clock);
  const ids = await insertRows(
    trx,
    contacts.map((contact) => ({ ...contact, importId, createdBy: actor.id, at })),
  );
  await logOperations(
    change,
    contacts.map(({ customerId, fields, main }, nth) => ({
      action: 'created',
      entity: 'contact',
      entityId: ids[nth] ?? 0,
      after: { customerId, ...filledFields(fields), ...(main ? { main } : {}) },
    })),
  );
  touched.add('contacts');
}

const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);

/** Numbers or addresses with those that are not among them. */
function joined(kind: 'phone' | 'email', before: readonly Way[], more: readonly Way[]): Way[] {
  const known = new Set(before.map(({ value }) => wayKey(kind, value)));
  return [...before, ...more.filter(({ value }) => !known.has(wayKey(kind, value)))].slice(0, 20);
}

/** A contact with what a file says of it: into empty fields or over them; numbers and addresses are only ever added. */
function mergedContact(before: ContactFields, said: ContactFields, how: 'fill' | 'overwrite'): ContactFields {
  const next: Record<string, unknown> = { ...before };
  for (const [field, value] of Object.entries(said)) {
    if (isEmpty(value) || field === 'leftCompany' || field === 'name') continue;
    if (how === 'overwrite' || isEmpty(before[field as keyof ContactFields])) next[field] = value;
  }
  return {
    ...(next as unknown as ContactFields),
    phones: joined('phone', before.phones, said.phones),
    emails: joined('email', before.emails, said.emails),
  };
}

/** The living contacts of some customers, by customer and folded name. */
export async function contactsByName(
  db: Parameters<typeof listByCustomers>[0],
  customerIds: readonly number[],
): Promise<(customerId: number) => ReadonlyMap<string, StoredContact>> {
  const found = await listByCustomers(db, [...new Set(customerIds)]);
  const none: ReadonlyMap<string, StoredContact> = new Map();
  const named = new Map(
    [...found].map(([id, contacts]) => [
      id,
      new Map(contacts.map((contact) => [nameKey(contact.name), contact])),
    ]),
  );
  return (customerId) => named.get(customerId) ?? none;
}

/** The key under which {@link contactsByName} finds a name. */
export const contactNameKey = nameKey;

/** Puts what a file says into a contact; answers what it was before, null where nothing changed. */
export async function updateBrought(
  change: Change,
  before: StoredContact,
  said: ContactFields,
  how: 'fill' | 'overwrite',
): Promise<{ readonly before: ContactFields; readonly versionAfter: number } | null> {
  const next = mergedContact(before, said, how);
  const changed = differences(loggedFields(before), loggedFields(next));
  if (changed === null) return null;
  await save(change, before, next, changed);
  return { before: fieldsOfContact(before), versionAfter: before.version + 1 };
}

async function save(
  change: Change,
  before: StoredContact,
  next: ContactFields,
  changed: NonNullable<ReturnType<typeof differences>>,
): Promise<void> {
  // Nobody else writes while this transaction is open.
  if (!(await updateRow(change.trx, before, next, isoNow(change.services.clock))))
    throw new Error('A contact changed meanwhile');
  await logOperation(change, { action: 'updated', entity: 'contact', entityId: before.id, ...changed });
  change.touched.add('contacts');
}

function fieldsOfContact(contact: StoredContact): ContactFields {
  const { id: _id, customerId: _customer, main: _main, createdBy: _by, ...rest } = contact;
  const {
    createdAt: _created,
    updatedAt: _updated,
    deletedAt: _deleted,
    version: _version,
    ...fields
  } = rest;
  return fields;
}

/** Restores contacts that an import has changed and nobody since; answers which. */
export async function restoreBrought(
  change: Change,
  changes: readonly { readonly id: number; readonly versionAfter: number; readonly before: ContactFields }[],
): Promise<readonly number[]> {
  const found = await findByIds(
    change.trx,
    changes.map(({ id }) => id),
  );
  const restored: number[] = [];
  for (const { id, versionAfter, before } of changes) {
    const contact = found.find((one) => one.id === id);
    if (contact === undefined || contact.deletedAt !== null || contact.version !== versionAfter) continue;
    const changed = differences(loggedFields(contact), loggedFields(before));
    if (changed !== null) await save(change, contact, before, changed);
    restored.push(id);
  }
  return restored;
}

/** Contacts that an import brought to customers who were there before, after one of them. */
export async function broughtToOthers(
  db: Pick<WriteDb, 'selectFrom'>,
  importId: number,
  after: number,
  limit: number,
): Promise<readonly { readonly id: number; readonly untouched: boolean }[]> {
  const rows = await db
    .selectFrom('contact')
    .innerJoin('customer', 'customer.id', 'contact.customer_id')
    .select((eb) => [
      'contact.id',
      'contact.version',
      eb
        .exists(
          eb
            .selectFrom('interaction_contact')
            .select('interaction_contact.contact_id')
            .whereRef('interaction_contact.contact_id', '=', 'contact.id'),
        )
        .as('met'),
      eb
        .exists(
          eb
            .selectFrom('contact_relation')
            .select('contact_relation.id')
            .where((inner) =>
              inner.or([
                inner('contact_relation.from_id', '=', inner.ref('contact.id')),
                inner('contact_relation.to_id', '=', inner.ref('contact.id')),
              ]),
            ),
        )
        .as('related'),
    ])
    .where('contact.import_id', '=', importId)
    .where('contact.deleted_at', 'is', null)
    .where((eb) => eb.or([eb('customer.import_id', 'is', null), eb('customer.import_id', '<>', importId)]))
    .where('contact.id', '>', after)
    .orderBy('contact.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, version, met, related }) => ({
    id,
    untouched: version === 1 && Number(met) === 0 && Number(related) === 0,
  }));
}

/** Takes contacts out again that an import brought, with a log line each. */
export async function removeBrought(change: Change, ids: readonly number[]): Promise<void> {
  const { trx, actor, services } = change;
  const at = isoNow(services.clock);
  for (const contact of await findByIds(trx, ids)) {
    await writeDeleted(trx, contact.id, { by: actor.id, at }, at);
    await logOperation(change, {
      action: 'importUndone',
      entity: 'contact',
      entityId: contact.id,
      before: { customerId: contact.customerId, name: contact.name },
    });
  }
  change.touched.add('contacts');
}
