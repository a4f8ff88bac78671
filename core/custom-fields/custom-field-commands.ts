import { differences, logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import type { WriteDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { requiredText } from '../shared/required-text.ts';
import { cleanText, codePoints } from '../shared/text.ts';
import { customFieldLimits, type CustomField, type CustomFieldKind } from './custom-fields.contract.ts';
import {
  countFieldUses,
  countOptionUses,
  deleteField,
  findCustomField,
  findLabel,
  insertField,
  listCustomFields,
  raiseVersion,
  replaceOptions,
  writeField,
  writeFieldPositions,
  type OptionToWrite,
} from './custom-fields.repository.ts';
import { textKey } from './customer-values.repository.ts';

const withOptions = (kind: CustomFieldKind) => kind === 'choice' || kind === 'choices';

async function load(trx: WriteDb, id: number): Promise<CustomField> {
  const field = await findCustomField(trx, id);
  if (field === null) throw new AppError('notFound');
  return field;
}

async function freeLabel(trx: WriteDb, text: string, except: number | null): Promise<string> {
  const label = requiredText('label', text, customFieldLimits.label);
  const same = await findLabel(trx, textKey(label));
  if (same !== null && same.id !== except)
    throw new AppError('nameTaken', { name: same.label }, { field: 'label' });
  return label;
}

function cleanHint(text: string | null): string | null {
  const hint = cleanText(text ?? '');
  const max = customFieldLimits.hint;
  if (codePoints(hint) > max) {
    throw new AppError('invalidInput', {}, { fields: [{ path: 'hint', code: 'tooLong', params: { max } }] });
  }
  return hint === '' ? null : hint;
}

async function assertRoom(trx: WriteDb): Promise<void> {
  const max = customFieldLimits.fields;
  const used = (await listCustomFields(trx)).filter(({ retired }) => !retired).length;
  if (used >= max) throw new AppError('customFieldsTooMany', { max });
}

function cleanOptions(
  options: readonly { readonly id: number | null; readonly label: string; readonly retired: boolean }[],
): OptionToWrite[] {
  const max = customFieldLimits.options;
  if (options.length > max) throw new AppError('customOptionsTooMany', { max });
  const seen = new Set<string>();
  return options.map(({ id, label: text, retired }, nth) => {
    const label = requiredText(`options.${nth}`, text, customFieldLimits.label);
    const labelKey = textKey(label);
    if (seen.has(labelKey)) throw new AppError('nameTaken', { name: label }, { field: `options.${nth}` });
    seen.add(labelKey);
    return { id, label, labelKey, retired };
  });
}

/** Input of {@link createCustomField}. */
export interface NewCustomField {
  readonly kind: CustomFieldKind;
  readonly label: string;
  readonly hint: string | null;
  readonly required: boolean;
  /** Labels of a choice's options, in their order. */
  readonly options: readonly string[];
}

/**
 * Adds a field to customers (spec §3); every open window gets it at once. Throws `invalidInput`, `nameTaken`,
 * `customFieldsTooMany`, `customOptionsTooMany`.
 */
export async function createCustomField(change: Change, input: NewCustomField): Promise<CustomField> {
  const { trx, services, touched } = change;
  const { kind, required } = input;
  if (!withOptions(kind) && input.options.length > 0)
    throw new AppError('invalidInput', {}, { field: 'options' });
  const label = await freeLabel(trx, input.label, null);
  const hint = cleanHint(input.hint);
  const options = cleanOptions(input.options.map((text) => ({ id: null, label: text, retired: false })));
  await assertRoom(trx);
  const id = await insertField(trx, { kind, label, labelKey: textKey(label), hint, required });
  if (options.length > 0) await replaceOptions(trx, id, options, isoNow(services.clock));
  const field = await load(trx, id);
  await logOperation(change, {
    action: 'created',
    entity: 'customField',
    entityId: id,
    after: { kind, ...describe(field) },
  });
  touched.add('customFields');
  return field;
}

/** What the log says of a field. */
function describe({ label, hint, required, retired, options }: CustomField) {
  return {
    label,
    hint,
    required,
    retired,
    options: options.filter((option) => !option.retired).map((option) => option.label),
    retiredOptions: options.filter((option) => option.retired).map((option) => option.label),
  };
}

async function logChange(change: Change, before: CustomField, after: CustomField): Promise<void> {
  const changed = differences(describe(before), describe(after));
  if (changed === null) return;
  await logOperation(change, {
    action: 'updated',
    entity: 'customField',
    entityId: after.id,
    before: { ...changed.before, label: before.label },
    after: { ...changed.after, label: after.label },
  });
  change.touched.add('customFields');
}

/** Input of {@link updateCustomField}. The kind stays. */
export interface CustomFieldUpdate {
  readonly id: number;
  readonly version: number;
  readonly label: string;
  readonly hint: string | null;
  readonly required: boolean;
  /** Asked for no more; customers that have a value keep showing it. */
  readonly retired: boolean;
}

/**
 * Renames a field, changes its hint, makes it required or not, retires it or brings it back. Throws `notFound`,
 * `conflict` with the newer one, `invalidInput`, `nameTaken`, `customFieldsTooMany`.
 */
export async function updateCustomField(change: Change, input: CustomFieldUpdate): Promise<CustomField> {
  const { trx, services } = change;
  const before = await load(trx, input.id);
  if (before.version !== input.version) throw new AppError('conflict', {}, { data: before });
  // A retired field keeps its label from nobody; brought back it must be free again.
  const label = input.retired
    ? requiredText('label', input.label, customFieldLimits.label)
    : await freeLabel(trx, input.label, before.id);
  if (before.retired && !input.retired) await assertRoom(trx);
  const values = {
    label,
    labelKey: textKey(label),
    hint: cleanHint(input.hint),
    required: input.required,
    retiredAt: input.retired ? isoNow(services.clock) : null,
  };
  if (!(await writeField(trx, input, values))) throw new AppError('conflict', {}, { data: before });
  const after = await load(trx, input.id);
  await logChange(change, before, after);
  return after;
}

/**
 * Makes the options of a choice these, in this order. Throws `notFound`, `conflict`, `invalidInput`, `nameTaken`,
 * `customOptionsTooMany`, and `customOptionInUse` for one that is left out while a customer has it.
 */
export async function setCustomOptions(
  change: Change,
  input: {
    readonly id: number;
    readonly version: number;
    readonly options: readonly {
      readonly id: number | null;
      readonly label: string;
      readonly retired: boolean;
    }[];
  },
): Promise<CustomField> {
  const { trx, services } = change;
  const before = await load(trx, input.id);
  if (before.version !== input.version) throw new AppError('conflict', {}, { data: before });
  const named = input.options.flatMap(({ id }) => id ?? []);
  const known = before.options.map(({ id }) => id);
  if (
    !withOptions(before.kind) ||
    new Set(named).size < named.length ||
    named.some((id) => !known.includes(id))
  )
    throw new AppError('invalidInput', {}, { field: 'options' });
  const options = cleanOptions(input.options);
  for (const { id, label } of before.options) {
    if (named.includes(id)) continue;
    const count = await countOptionUses(trx, id);
    if (count > 0) throw new AppError('customOptionInUse', { label, count });
  }
  if (!(await raiseVersion(trx, input.id, input.version)))
    throw new AppError('conflict', {}, { data: before });
  await replaceOptions(trx, input.id, options, isoNow(services.clock));
  const after = await load(trx, input.id);
  await logChange(change, before, after);
  return after;
}

/** Puts the fields in the given order; those that were added meanwhile stay at the end. Throws `notFound`. */
export async function orderCustomFields(
  change: Change,
  input: { readonly ids: readonly number[] },
): Promise<void> {
  const { trx, touched } = change;
  const fields = await listCustomFields(trx);
  const before = fields.map(({ id }) => id);
  const wanted = [...new Set(input.ids)];
  if (wanted.some((id) => !before.includes(id))) throw new AppError('notFound');
  const after = [...wanted, ...before.filter((id) => !wanted.includes(id))];
  const labels = (ids: readonly number[]) =>
    ids.map((id) => fields.find((field) => field.id === id)?.label ?? '');
  const changed = differences({ fields: labels(before) }, { fields: labels(after) });
  if (changed === null) return;
  await writeFieldPositions(trx, after);
  await logOperation(change, { action: 'ordered', entity: 'customField', entityId: null, ...changed });
  touched.add('customFields');
}

/** Removes a field that no customer has a value of. Throws `notFound`, `conflict`, `customFieldInUse` with how many have. */
export async function removeCustomField(
  change: Change,
  input: { readonly id: number; readonly version: number },
): Promise<void> {
  const { trx, touched } = change;
  const field = await load(trx, input.id);
  if (field.version !== input.version) throw new AppError('conflict', {}, { data: field });
  const count = await countFieldUses(trx, field.id);
  if (count > 0) throw new AppError('customFieldInUse', { label: field.label, count });
  await deleteField(trx, field.id);
  const before = { kind: field.kind, ...describe(field) };
  await logOperation(change, { action: 'removed', entity: 'customField', entityId: field.id, before });
  touched.add('customFields');
}
