import { accessTo, accessToMany, type CustomerAccess, type CustomerGlimpse } from '../customers/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { loadOfficeSettings } from '../settings/index.ts';
import { AppError } from '../shared/errors.ts';
import { contactsOf } from './interaction-contacts.ts';
import type { Interaction } from './interactions.contract.ts';
import { editableUntil, interactionAbilities, mayRead } from './interactions.policy.ts';
import { commentsOf, fileCountsOf, findById, type StoredInteraction } from './interactions.repository.ts';

/**
 * Interactions with their comments and the names of their customers; without those the person may not read. `reached`: their
 * customers as the person meets them.
 */
export async function presentInteractions(
  { db, actor, services }: Inquiry,
  interactions: readonly StoredInteraction[],
  reached: ReadonlyMap<number, CustomerGlimpse>,
): Promise<Interaction[]> {
  const ids = interactions.map(({ id }) => id);
  const comments = await commentsOf(db, ids);
  const contacts = await contactsOf(db, ids);
  const files = await fileCountsOf(db, ids);
  const { interactionEditHours: editHours } = await loadOfficeSettings(db);
  const now = services.clock.now();
  return interactions.flatMap((interaction) => {
    const access = reached.get(interaction.customerId);
    if (access === undefined || !mayRead(access)) return [];
    return [
      {
        id: interaction.id,
        customerId: interaction.customerId,
        customerName: access.customer.name,
        channel: interaction.channel,
        happenedAt: interaction.happenedAt,
        personId: interaction.personId,
        subject: interaction.subject,
        text: interaction.text,
        result: interaction.result,
        statusBefore: interaction.statusBefore,
        statusAfter: interaction.statusAfter,
        contacts: contacts.get(interaction.id) ?? [],
        comments: comments.get(interaction.id) ?? [],
        files: files.get(interaction.id) ?? 0,
        createdBy: interaction.createdBy,
        createdAt: interaction.createdAt,
        editableUntil: new Date(editableUntil(interaction, editHours)).toISOString(),
        abilities: interactionAbilities(actor, access, interaction, { now, editHours }),
        version: interaction.version,
      },
    ];
  });
}

export async function presentInteraction(
  inquiry: Inquiry,
  interaction: StoredInteraction,
): Promise<Interaction> {
  const reached = await accessToMany(inquiry, [interaction.customerId]);
  const [shown] = await presentInteractions(inquiry, [interaction], reached);
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
