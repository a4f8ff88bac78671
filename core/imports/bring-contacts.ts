import { bringContacts, contactNameKey, contactsByName, updateBrought } from '../contacts/index.ts';
import type { BroughtContact } from '../contacts/brought.contract.ts';
import type { Change } from '../rpc/context.ts';
import { noteChange } from './changes.repository.ts';

/**
 * Gives contacts to a customer who is there, for somebody who has been found to edit it: those of an unknown name are added, one of a
 * known name is filled or overwritten. Answers how many were added or changed.
 */
export async function bringTo(
  change: Change,
  importId: number,
  customerId: number,
  contacts: readonly BroughtContact[],
  how: 'fill' | 'overwrite',
): Promise<number> {
  if (contacts.length === 0) return 0;
  const known = (await contactsByName(change.trx, [customerId]))(customerId);
  const fresh = contacts.filter(({ fields: { name } }) => !known.has(contactNameKey(name)));
  let done = fresh.length;
  for (const { fields } of contacts) {
    const before = known.get(contactNameKey(fields.name));
    if (before === undefined) continue;
    const changed = await updateBrought(change, before, fields, how);
    if (changed === null) continue;
    await noteChange(change.trx, importId, { entity: 'contact', id: before.id, ...changed });
    done++;
  }
  const hasMain = [...known.values()].some(({ main }) => main);
  await bringContacts(
    change,
    importId,
    fresh.map((contact, nth) => ({ ...contact, customerId, main: !hasMain && nth === 0 })),
  );
  return done;
}
