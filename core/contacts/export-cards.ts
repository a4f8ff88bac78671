import { accessTo } from '../customers/index.ts';
import { logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { mayExportContacts, showsContacts } from './contacts.policy.ts';
import { findByIds } from './contacts.repository.ts';
import { writeVCards } from './write-vcards.ts';

/**
 * Contacts as a vCard file (spec §4), in the order in which they are asked for. Spec §11: only what the right to export covers, and
 * it is in the log. Throws `notFound`, `notAllowed`.
 */
export async function exportCards(
  change: Change,
  ids: readonly number[],
): Promise<{ text: string; count: number }> {
  const { trx, actor } = change;
  const stored = new Map((await findByIds(trx, ids)).map((contact) => [contact.id, contact]));
  const companies = new Map<number, string>();
  const wanted = [...new Set(ids)].map((id) => {
    const contact = stored.get(id);
    if (contact === undefined || contact.deletedAt !== null) throw new AppError('notFound');
    return contact;
  });
  for (const { customerId } of wanted) {
    if (companies.has(customerId)) continue;
    const access = await accessTo({ db: trx, actor }, customerId);
    if (!showsContacts(access)) throw new AppError('notFound');
    if (!mayExportContacts(actor, access)) throw new AppError('notAllowed');
    companies.set(customerId, access.customer.name);
  }
  for (const customerId of companies.keys()) {
    const own = wanted.filter((contact) => contact.customerId === customerId).map(({ id }) => id);
    await logOperation(change, {
      action: 'exported',
      entity: 'contact',
      entityId: own.length === 1 ? (own[0] ?? null) : null,
      after: { customerId, contactIds: own },
    });
  }
  const text = writeVCards(
    wanted.map((contact) => ({ fields: contact, company: companies.get(contact.customerId) ?? '' })),
  );
  return { text, count: wanted.length };
}
