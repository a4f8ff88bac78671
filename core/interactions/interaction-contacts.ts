import { among } from '../permissions/among.ts';
import type { Change } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';

type Present = readonly { readonly id: number; readonly name: string }[];

/** Who of the customer was present, by name; deleted contacts keep their place in what took place. */
export async function contactsOf(
  db: ReadDb,
  interactionIds: readonly number[],
): Promise<ReadonlyMap<number, Present>> {
  const present = new Map<number, { id: number; name: string }[]>();
  if (interactionIds.length === 0) return present;
  const rows = await db
    .selectFrom('interaction_contact')
    .innerJoin('contact', 'contact.id', 'interaction_contact.contact_id')
    .select(['interaction_contact.interaction_id', 'contact.id', 'contact.name'])
    .where('interaction_contact.interaction_id', 'in', among(interactionIds))
    .orderBy('interaction_contact.interaction_id')
    .orderBy('contact.id')
    .execute();
  for (const { interaction_id, id, name } of rows) {
    present.set(interaction_id, [...(present.get(interaction_id) ?? []), { id, name }]);
  }
  return present;
}

/** Spec §5: with which contacts. They are the customer's own; one that was named before may have moved or gone since. */
export async function writeContacts(
  { trx }: Pick<Change, 'trx'>,
  interaction: { readonly id: number; readonly customerId: number },
  contactIds: readonly number[],
): Promise<void> {
  const wanted = [...new Set(contactIds)];
  const before = (await contactsOf(trx, [interaction.id])).get(interaction.id)?.map(({ id }) => id) ?? [];
  const added = wanted.filter((id) => !before.includes(id));
  const gone = before.filter((id) => !wanted.includes(id));
  if (added.length > 0) {
    const known = await trx
      .selectFrom('contact')
      .select('id')
      .where('id', 'in', added)
      .where('customer_id', '=', interaction.customerId)
      .where('deleted_at', 'is', null)
      .execute();
    if (known.length !== added.length)
      throw new AppError('invalidInput', {}, { fields: [{ path: 'contactIds', code: 'contactUnknown' }] });
    await trx
      .insertInto('interaction_contact')
      .values(added.map((id) => ({ interaction_id: interaction.id, contact_id: id })))
      .execute();
  }
  if (gone.length > 0) {
    await trx
      .deleteFrom('interaction_contact')
      .where('interaction_id', '=', interaction.id)
      .where('contact_id', 'in', gone)
      .execute();
  }
}
