import { logOperation } from '../log/index.ts';
import { accessTo } from '../customers/index.ts';
import { oneByOne, type BatchAnswer } from '../shared/batch.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { Page } from '../shared/paging.ts';
import { isoNow } from '../shared/ports.ts';
import { foldText } from '../shared/text.ts';
import type { DeletedContact } from './contacts.contract.ts';
import { deletedContactAbilities, mayEditContacts, showsContacts } from './contacts.policy.ts';
import {
  findByIds,
  listDeletedRows,
  mainOf,
  writeDeleted,
  type StoredContact,
} from './contacts.repository.ts';

/** Does one thing to each of several contacts; a refusal of one leaves the others done. */
async function eachOf(
  change: Change,
  ids: readonly number[],
  work: (contact: StoredContact, called: (name: string) => void) => Promise<void>,
): Promise<BatchAnswer> {
  const stored = new Map((await findByIds(change.trx, ids)).map((contact) => [contact.id, contact]));
  const answer = await oneByOne(ids, async (id, called) => {
    const contact = stored.get(id);
    if (contact === undefined) throw new AppError('notFound');
    await work(contact, called);
  });
  if (answer.done.length > 0) change.touched.add('contacts');
  return answer;
}

/** Spec §4: to the recycle bin, by whoever edits the customer. */
export async function removeContacts(change: Change, ids: readonly number[]): Promise<BatchAnswer> {
  const { trx, actor, services } = change;
  const at = isoNow(services.clock);
  return eachOf(change, ids, async (contact, called) => {
    const access = contact.deletedAt === null ? await accessTo({ db: trx, actor }, contact.customerId) : null;
    if (!showsContacts(access)) throw new AppError('notFound');
    called(contact.name);
    if (!mayEditContacts(access)) throw new AppError('notAllowed');
    if (!(await writeDeleted(trx, contact.id, { by: actor.id, at }, at))) throw new AppError('conflict');
    await logOperation(change, {
      action: 'removed',
      entity: 'contact',
      entityId: contact.id,
      before: { customerId: contact.customerId, name: contact.name },
    });
  });
}

/**
 * Brings contacts back, main again unless another one is by now. Refused with `customerDeleted` while the customer itself is in
 * the recycle bin.
 */
export async function restoreContacts(change: Change, ids: readonly number[]): Promise<BatchAnswer> {
  const { trx, services } = change;
  const at = isoNow(services.clock);
  return eachOf(change, ids, async (contact, called) => {
    if (contact.deletedAt === null) throw new AppError('notFound');
    called(contact.name);
    const customer = await trx
      .selectFrom('customer')
      .select(['name', 'deleted_at'])
      .where('id', '=', contact.customerId)
      .executeTakeFirstOrThrow();
    if (customer.deleted_at !== null) throw new AppError('customerDeleted', { name: customer.name });
    const main = contact.main && (await mainOf(trx, contact.customerId)) === null;
    if (!(await writeDeleted(trx, contact.id, { main }, at))) throw new AppError('conflict');
    await logOperation(change, { action: 'restored', entity: 'contact', entityId: contact.id });
  });
}

/** The contacts in the recycle bin, newest first: names only, for whoever may restore. */
export async function listDeletedContacts(
  { db, actor }: Inquiry,
  input: { readonly search: string; readonly after?: string | undefined; readonly limit: number },
): Promise<Page<DeletedContact>> {
  const [at, id] = (input.after ?? '').split('|');
  const after = at === undefined || id === undefined ? null : { at, id: Number(id) };
  const found = await listDeletedRows(db, { key: foldText(input.search), after, limit: input.limit + 1 });
  const rows = found.slice(0, input.limit);
  const last = found.length > input.limit ? rows.at(-1) : undefined;
  const abilities = deletedContactAbilities(actor);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      customerName: row.customer_name,
      customerDeleted: row.customer_deleted === 1,
      deletedAt: row.deleted_at,
      deletedBy: row.deleted_by,
      abilities,
    })),
    next: last === undefined ? null : `${last.deleted_at}|${last.id}`,
  };
}
