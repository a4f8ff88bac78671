import { accessTo, accessToMany, type CustomerAccess } from '../customers/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { loadOfficeSettings } from '../settings/index.ts';
import { AppError } from '../shared/errors.ts';
import { contactsOf } from './interaction-contacts.ts';
import type { Interaction } from './interactions.contract.ts';
import { editableUntil, interactionAbilities, mayRead } from './interactions.policy.ts';
import { commentsOf, fileCountsOf, findById, type StoredInteraction } from './interactions.repository.ts';

/** Interactions with their comments and the names of their customers; without those the person may not read. */
export async function presentInteractions(
  inquiry: Inquiry,
  interactions: readonly StoredInteraction[],
): Promise<Interaction[]> {
  const { db, actor, services } = inquiry;
  const ids = interactions.map(({ id }) => id);
  const reached = await accessToMany(
    inquiry,
    interactions.map(({ customerId }) => customerId),
  );
  const comments = await commentsOf(db, ids);
  const contacts = await contactsOf(db, ids);
  const files = await fileCountsOf(db, ids);
  const { interactionEditHours: editHours } = await loadOfficeSettings(db);
  return interactions.flatMap((interaction) => {
    const access = reached.get(interaction.customerId);
    if (access === undefined || !mayRead(access)) return [];
    const { deletedAt: _at, deletedBy: _by, ...shown } = interaction;
    return [
      {
        ...shown,
        customerName: access.customer.name,
        contacts: contacts.get(interaction.id) ?? [],
        comments: comments.get(interaction.id) ?? [],
        files: files.get(interaction.id) ?? 0,
        editableUntil: new Date(editableUntil(interaction, editHours)).toISOString(),
        abilities: interactionAbilities(actor, access, interaction, { now: services.clock.now(), editHours }),
      },
    ];
  });
}

export async function presentInteraction(
  inquiry: Inquiry,
  interaction: StoredInteraction,
): Promise<Interaction> {
  const [shown] = await presentInteractions(inquiry, [interaction]);
  if (shown === undefined) throw new AppError('notFound');
  return shown;
}

/** An interaction with its customer, deleted ones too; `notFound` where the customer is not the person's to read. */
export async function loadInteraction(
  inquiry: Inquiry,
  id: number,
): Promise<{ interaction: StoredInteraction; access: CustomerAccess }> {
  const interaction = await findById(inquiry.db, id);
  const access = interaction === null ? null : await accessTo(inquiry, interaction.customerId);
  if (interaction === null || access === null || !mayRead(access)) throw new AppError('notFound');
  return { interaction, access };
}
