import { accessTo, changeStatus, setFollowUp } from '../customers/index.ts';
import { differences, logOperation } from '../log/index.ts';
import { has } from '../permissions/actor.ts';
import { setDeleted } from '../shared/recycle-bin.ts';
import { oneByOne, type BatchAnswer } from '../shared/batch.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import { loadOfficeSettings } from '../settings/index.ts';
import { AppError, type ErrorParams } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { cleanMultiline, cleanText, codePoints } from '../shared/text.ts';
import { addTask, removeTasksOf, restoreTasksOf } from '../tasks/index.ts';
import { contactsOf, writeContacts } from './interaction-contacts.ts';
import { indexTexts, searchTextOf } from './interaction-text.ts';
import {
  interactionMaxLength,
  type Interaction,
  type InteractionAbility,
  type InteractionFields,
  type LogInteractionInput,
} from './interactions.contract.ts';
import { interactionAbilities, mayRead } from './interactions.policy.ts';
import {
  findById,
  insertComment,
  insertRow,
  latestOf,
  updateRow,
  type InteractionValues,
  type StoredInteraction,
} from './interactions.repository.ts';
import { loadInteraction, presentInteraction } from './present-interaction.ts';

const asInquiry = ({ actor, services, trx }: Change): Inquiry => ({ actor, services, db: trx });

const refuse = (path: string, code: string, params: ErrorParams = {}) =>
  new AppError('invalidInput', {}, { fields: [{ path, code, params }] });

function cleanLine(path: 'subject' | 'result', value: string | null): string | null {
  const text = cleanText(value ?? '');
  const max = interactionMaxLength[path];
  if (codePoints(text) > max) throw refuse(path, 'tooLong', { max });
  return text === '' ? null : text;
}

function cleanBody(path: 'text', value: string, max: number): string {
  const text = cleanMultiline(value);
  if (text.trim() === '') throw refuse(path, 'required');
  if (codePoints(text) > max) throw refuse(path, 'tooLong', { max });
  return text;
}

/** Clocks of office PCs differ by so much without anybody noticing. */
const clockToleranceMs = 60_000;
const minuteMs = 60_000;

/** Spec §5: not in the future, not before the customer was created. People enter minutes, so the minute it was created in is in time. */
function checkedInstant(
  change: Change,
  happenedAt: string,
  customer: { readonly createdAt: string },
): string {
  const at = Date.parse(happenedAt);
  const now = change.services.clock.now();
  if (at > now + clockToleranceMs) throw refuse('happenedAt', 'inFuture');
  const created = Date.parse(customer.createdAt);
  if (at < created - (created % minuteMs)) throw refuse('happenedAt', 'beforeCustomer');
  return new Date(Math.min(at, now)).toISOString();
}

async function cleanFields(
  change: Change,
  fields: InteractionFields,
  customer: { readonly createdAt: string },
  before: StoredInteraction | null,
): Promise<InteractionValues> {
  const { happenedAt, channel, personId } = fields;
  if (personId !== before?.personId) {
    const person = await change.trx
      .selectFrom('person')
      .select(['name', 'active'])
      .where('id', '=', personId)
      .executeTakeFirst();
    if (person === undefined) throw refuse('personId', 'malformed');
    if (person.active === 0) throw refuse('personId', 'personLeft', { name: person.name });
  }
  const kept = before?.happenedAt ?? isoNow(change.services.clock);
  return {
    channel,
    personId,
    happenedAt:
      happenedAt === null || happenedAt === kept ? kept : checkedInstant(change, happenedAt, customer),
    subject: cleanLine('subject', fields.subject),
    text: cleanBody('text', fields.text, interactionMaxLength.text),
    result: cleanLine('result', fields.result),
  };
}

/** Keeps when the customer was last met. After every change of an interaction. */
async function noteLatest({ trx, touched }: Change, customerId: number): Promise<void> {
  await setFollowUp(trx, customerId, { lastInteractionAt: await latestOf(trx, customerId) });
  touched.add('interactions').add('customers');
}

const loggedFields = ({ channel, happenedAt, personId, subject, text, result }: InteractionValues) => ({
  channel,
  happenedAt,
  personId,
  subject,
  text,
  result,
});

async function presentById(change: Change, id: number): Promise<Interaction> {
  const { interaction } = await loadInteraction(asInquiry(change), id);
  return presentInteraction(asInquiry(change), interaction);
}

/**
 * Writes down what took place (spec §5): the interaction, the customer's last interaction, its status when another is
 * reported, and the next step as a task, all or none.
 */
export async function logInteraction(change: Change, input: LogInteractionInput): Promise<Interaction> {
  const { trx, actor, services } = change;
  const { customerId, status, nextStep, ...fields } = input;
  const access = await accessTo(asInquiry(change), customerId);
  if (access === null || !mayRead(access)) throw new AppError('notFound');
  if (!access.abilities.includes('log')) throw new AppError('notAllowed');
  const { customer } = access;
  // A status is the customer's own datum: those it is shared with report what was said, and change nothing of it.
  const changed = status !== null && status !== customer.status;
  if (changed && !access.abilities.includes('edit')) throw refuse('status', 'statusNotYours');
  const values = await cleanFields(change, fields, customer, null);
  const id = await insertRow(trx, {
    ...values,
    customerId,
    statusBefore: changed ? customer.status : null,
    statusAfter: changed ? status : null,
    searchText: searchTextOf(values, []),
    createdBy: actor.id,
    at: isoNow(services.clock),
  });
  await indexTexts(change, id, values, false);
  await writeContacts(change, { id, customerId }, fields.contactIds);
  await logOperation(change, {
    action: 'created',
    entity: 'interaction',
    entityId: id,
    after: { customerId, ...loggedFields(values), contactIds: fields.contactIds },
  });
  if (changed) await changeStatus(change, customer, status);
  if (nextStep !== null) await addTask(change, { customerId, interactionId: id }, nextStep, 'nextStep.');
  await noteLatest(change, customerId);
  return presentById(change, id);
}

/** A live interaction that the person may do this with; past the period its author learns the period (`interactionClosed`). */
async function loadAble(change: Change, id: number, ability: InteractionAbility): Promise<StoredInteraction> {
  const { actor, trx, services } = change;
  const { interaction, access } = await loadInteraction(asInquiry(change), id);
  if (interaction.deletedAt !== null) throw new AppError('notFound');
  const { interactionEditHours: editHours } = await loadOfficeSettings(trx);
  const period = { now: services.clock.now(), editHours };
  if (!interactionAbilities(actor, access, interaction, period).includes(ability)) {
    const author = interaction.createdBy === actor.id && access.abilities.includes('log');
    throw author ? new AppError('interactionClosed', { hours: editHours }) : new AppError('notAllowed');
  }
  return interaction;
}

/** Spec §5: only the author edits, within the period, and only what nobody changed since it was read. */
export async function updateInteraction(
  change: Change,
  input: InteractionFields & { readonly id: number; readonly version: number },
): Promise<Interaction> {
  const { trx, services } = change;
  const { id, version, ...fields } = input;
  const before = await loadAble(change, id, 'edit');
  const conflict = async () => new AppError('conflict', {}, { data: await presentById(change, id) });
  if (before.version !== version) throw await conflict();
  const access = await accessTo(asInquiry(change), before.customerId);
  if (access === null) throw new AppError('notFound');
  const values = await cleanFields(change, fields, access.customer, before);
  const present = (await contactsOf(trx, [id])).get(id) ?? [];
  const contacts = present.map((contact) => contact.id);
  const changed = differences<Record<string, unknown>>(
    { ...loggedFields(before), contactIds: contacts },
    { ...loggedFields(values), contactIds: [...new Set(fields.contactIds)].toSorted((a, b) => a - b) },
  );
  if (changed === null) return presentById(change, id);
  if (!(await updateRow(trx, before, values, isoNow(services.clock)))) throw await conflict();
  await indexTexts(change, id, values, true);
  await writeContacts(change, before, fields.contactIds);
  await logOperation(change, { action: 'updated', entity: 'interaction', entityId: id, ...changed });
  await noteLatest(change, before.customerId);
  return presentById(change, id);
}

/** A later addition (spec §5), by whoever logs on the customer; it is found by search like the text itself. */
export async function commentInteraction(
  change: Change,
  input: { readonly id: number; readonly text: string },
): Promise<Interaction> {
  const { trx, actor, services } = change;
  const interaction = await loadAble(change, input.id, 'comment');
  const text = cleanBody('text', input.text, interactionMaxLength.comment);
  await insertComment(trx, { interactionId: input.id, personId: actor.id, text, at: isoNow(services.clock) });
  await indexTexts(change, input.id, interaction, true);
  await logOperation(change, {
    action: 'commented',
    entity: 'interaction',
    entityId: input.id,
    after: { text },
  });
  change.touched.add('interactions');
  return presentById(change, input.id);
}

/** To the recycle bin, with what is still open of its next steps; the customer's last interaction and next step follow. */
export async function removeInteraction(change: Change, id: number): Promise<void> {
  const { trx, actor, services } = change;
  const interaction = await loadAble(change, id, 'remove');
  const at = isoNow(services.clock);
  if (!(await setDeleted(trx, 'interaction', id, { by: actor.id, at }, at))) throw new AppError('conflict');
  await services.interactionSearch.remove(trx, id);
  await logOperation(change, {
    action: 'removed',
    entity: 'interaction',
    entityId: id,
    before: { customerId: interaction.customerId, ...loggedFields(interaction) },
  });
  await removeTasksOf(change, interaction, at);
  await noteLatest(change, interaction.customerId);
}

async function restoreOne(change: Change, id: number): Promise<void> {
  const { trx, actor, services } = change;
  const interaction = await findById(trx, id);
  if (interaction === null || interaction.deletedAt === null) throw new AppError('notFound');
  const customer = await trx
    .selectFrom('customer')
    .select('deleted_at')
    .where('id', '=', interaction.customerId)
    .executeTakeFirst();
  // Who restores from the bin need not read the customer; its author still has to.
  if (!has(actor, 'recycleBin.restore')) {
    const access = await accessTo(asInquiry(change), interaction.customerId);
    const { interactionEditHours: editHours } = await loadOfficeSettings(trx);
    const period = { now: services.clock.now(), editHours };
    if (access === null || !interactionAbilities(actor, access, interaction, period).includes('restore'))
      throw new AppError('notFound');
  }
  if (customer?.deleted_at != null) throw new AppError('customerDeleted');
  if (!(await setDeleted(trx, 'interaction', id, null, isoNow(services.clock))))
    throw new AppError('conflict');
  await indexTexts(change, id, interaction, false);
  await logOperation(change, { action: 'restored', entity: 'interaction', entityId: id });
  await restoreTasksOf(change, interaction, interaction.deletedAt);
  await noteLatest(change, interaction.customerId);
}

/** Back from the recycle bin, each with the next steps that went with it; refused while its customer lies there itself. */
export function restoreInteractions(change: Change, ids: readonly number[]): Promise<BatchAnswer> {
  return oneByOne(ids, (id) => restoreOne(change, id));
}
