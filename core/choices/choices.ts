import { differences, logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import type { WriteDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { requiredText } from '../shared/required-text.ts';
import { foldText } from '../shared/text.ts';
import { choiceKinds, type Choice, type ChoiceKind } from './choices.contract.ts';
import {
  countUses,
  deleteChoice,
  findByKey,
  findChoice,
  idsInOrder,
  insertChoice,
  writeChoice,
  writePositions,
} from './choices.repository.ts';
import { defaultChoices } from './default-choices.ts';

/** Longest label, in code points. */
const labelMax = 50;

/** What labels of one kind are told apart by; a label of signs alone stands for itself. */
export function choiceKey(label: string): string {
  return foldText(label) || label.toLowerCase();
}

/** Fills the lists of a new office. */
export async function createDefaultChoices(trx: WriteDb): Promise<void> {
  for (const kind of choiceKinds) {
    for (const label of defaultChoices[kind]) await insertChoice(trx, kind, label, choiceKey(label));
  }
}

async function freeLabel(
  trx: WriteDb,
  kind: ChoiceKind,
  text: string,
  except: number | null,
): Promise<string> {
  const label = requiredText('label', text, labelMax);
  const same = await findByKey(trx, kind, choiceKey(label));
  if (same !== null && same.id !== except)
    throw new AppError('nameTaken', { name: same.label }, { field: 'label' });
  return label;
}

async function load(trx: WriteDb, id: number): Promise<Choice> {
  const choice = await findChoice(trx, id);
  if (choice === null) throw new AppError('notFound');
  return choice;
}

const fields = ({ label, retired }: Choice) => ({ label, retired });

/** Appends an entry to a list of choices (spec §3). Throws `invalidInput`, `nameTaken`. */
export async function createChoice(
  change: Change,
  input: { kind: ChoiceKind; label: string },
): Promise<Choice> {
  const { trx, touched } = change;
  const label = await freeLabel(trx, input.kind, input.label, null);
  const choice = await load(trx, await insertChoice(trx, input.kind, label, choiceKey(label)));
  const after = { kind: choice.kind, label: choice.label };
  await logOperation(change, { action: 'created', entity: 'choice', entityId: choice.id, after });
  touched.add('choices');
  return choice;
}

/** Input of {@link updateChoice}. */
export interface ChoiceUpdate {
  readonly id: number;
  readonly version: number;
  readonly label: string;
  /** Retired entries stay on the records that have them and are offered no more. */
  readonly retired: boolean;
}

/** Renames an entry, retires it or brings it back. Throws `notFound`, `conflict`, `invalidInput`, `nameTaken`. */
export async function updateChoice(change: Change, input: ChoiceUpdate): Promise<Choice> {
  const { trx, touched } = change;
  const before = await load(trx, input.id);
  const label = await freeLabel(trx, before.kind, input.label, before.id);
  const values = { label, labelKey: choiceKey(label), retired: input.retired };
  if (!(await writeChoice(trx, input, values))) throw new AppError('conflict', {}, { data: before });
  const after = await load(trx, input.id);
  const changed = differences(fields(before), fields(after));
  if (changed !== null) {
    await logOperation(change, { action: 'updated', entity: 'choice', entityId: after.id, ...changed });
    touched.add('choices');
    // Lists of customers show the label.
    if (before.label !== after.label) touched.add('customers');
  }
  return after;
}

/** Puts a list in the given order; entries that were added meanwhile stay at its end. Throws `notFound`. */
export async function orderChoices(
  change: Change,
  input: { kind: ChoiceKind; ids: readonly number[] },
): Promise<void> {
  const { trx, touched } = change;
  const before = await idsInOrder(trx, input.kind);
  const wanted = [...new Set(input.ids)];
  if (wanted.some((id) => !before.includes(id))) throw new AppError('notFound');
  const after = [...wanted, ...before.filter((id) => !wanted.includes(id))];
  const changed = differences({ ids: before }, { ids: after });
  if (changed === null) return;
  await writePositions(trx, after);
  await logOperation(change, {
    action: 'ordered',
    entity: 'choice',
    entityId: null,
    before: { kind: input.kind, ...changed.before },
    after: { kind: input.kind, ...changed.after },
  });
  touched.add('choices');
}

/** Removes an entry that no customer has. Throws `notFound`, `conflict`, `choiceInUse` with how many have it. */
export async function removeChoice(change: Change, input: { id: number; version: number }): Promise<void> {
  const { trx, touched } = change;
  const choice = await load(trx, input.id);
  if (choice.version !== input.version) throw new AppError('conflict', {}, { data: choice });
  const count = await countUses(trx, choice.kind, choice.id);
  if (count > 0) throw new AppError('choiceInUse', { label: choice.label, count });
  await deleteChoice(trx, choice.id);
  const before = { kind: choice.kind, label: choice.label };
  await logOperation(change, { action: 'removed', entity: 'choice', entityId: choice.id, before });
  touched.add('choices');
}
