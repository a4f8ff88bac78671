import { changedFields, listCustomFields, loggedValues } from '../custom-fields/index.ts';
import type { fieldsOf } from '../customers/index.ts';
import { differences } from '../log/index.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { typedFields, type MergeChoice, type MergeField, type TypedField } from './merging.contract.ts';
import type { MergeChanges } from './merging.repository.ts';

/** Typed fields with every custom value. */
export type StoredFields = ReturnType<typeof fieldsOf>;

export interface Mergeable {
  readonly id: number;
  readonly fields: StoredFields;
}

const empty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const customPrefix = 'custom:';
const customName = (id: string): MergeField => `custom:${id}`;

/** The id of a custom field among the names of fields, null for the others. */
export function customFieldOf(field: string): string | null {
  return field.startsWith(customPrefix) ? field.slice(customPrefix.length) : null;
}

/** Custom fields that one of them has. */
const customIds = (customers: readonly Mergeable[]): string[] => [
  ...new Set(customers.flatMap(({ fields }) => Object.keys(fields.custom))),
];

function valueIn(fields: StoredFields, field: MergeField): unknown {
  const custom = customFieldOf(field);
  return custom === null ? fields[field as TypedField] : fields.custom[custom];
}

/**
 * From which customer each field comes where nobody chooses: the survivor, or where it has nothing, the first that has;
 * tags and differing remarks from all of them. `survivor` is the first of `customers`.
 */
export function usualChoice(customers: readonly Mergeable[]): MergeChoice {
  const survivorId = customers[0]?.id ?? 0;
  const from = (field: MergeField): number | 'all' => {
    if (field === 'tagIds') return 'all';
    const filled = customers.filter(({ fields }) => !empty(valueIn(fields, field)));
    if (field === 'remark' && new Set(filled.map(({ fields }) => fields.remark)).size > 1) return 'all';
    return filled[0]?.id ?? survivorId;
  };
  const fields = [...typedFields, ...customIds(customers).map(customName)];
  return Object.fromEntries(fields.map((field) => [field, from(field)]));
}

function joined(field: MergeField, customers: readonly Mergeable[]): unknown {
  if (field === 'tagIds')
    return [...new Set(customers.flatMap(({ fields }) => fields.tagIds))].toSorted((a, b) => a - b);
  if (field === 'remark') {
    const texts = customers.flatMap(({ fields }) => (empty(fields.remark) ? [] : [fields.remark]));
    return texts.length === 0 ? null : [...new Set(texts)].join('\n\n');
  }
  throw new AppError('invalidInput', {}, { field });
}

/** The fields of the survivor after the merge (spec §3.10: chosen field by field). */
export function chosenFields(customers: readonly Mergeable[], choice: MergeChoice): StoredFields {
  const usual = usualChoice(customers);
  const byId = new Map(customers.map(({ id, fields }) => [id, fields]));
  const value = (field: MergeField): unknown => {
    const from = choice[field] ?? usual[field];
    if (from === 'all') return joined(field, customers);
    const fields = from === undefined ? undefined : byId.get(from);
    if (fields === undefined) throw new AppError('invalidInput', {}, { field });
    return valueIn(fields, field);
  };
  const custom = customIds(customers).map((id) => [id, value(customName(id))] as const);
  return {
    ...Object.fromEntries(typedFields.map((field) => [field, value(field)])),
    custom: Object.fromEntries(custom.filter(([, chosen]) => chosen !== undefined)),
  } as StoredFields;
}

/** What a merge changes of the fields, each before and after; custom fields one by one. */
export function changedPairs(before: StoredFields, after: StoredFields): MergeChanges['fields'] {
  const { custom: customBefore, ...typedBefore } = before;
  const { custom: customAfter, ...typedAfter } = after;
  const typed = differences<Record<string, unknown>>(typedBefore, typedAfter);
  const fields = Object.keys(typed?.after ?? {}).map((field) => [
    field,
    { before: typed?.before[field] ?? null, after: typed?.after[field] ?? null },
  ]);
  const custom = changedFields(customBefore, customAfter).map((id) => [
    `${customPrefix}${id}`,
    { before: customBefore[id] ?? null, after: customAfter[id] ?? null },
  ]);
  return Object.fromEntries([...fields, ...custom]) as MergeChanges['fields'];
}

/** What differs, as the operation log keeps it: custom fields by their names. */
export async function loggedDifferences(
  db: ReadDb,
  before: StoredFields,
  after: StoredFields,
): Promise<{ before: Record<string, unknown>; after: Record<string, unknown> }> {
  const fields = await listCustomFields(db);
  const only = changedFields(before.custom, after.custom);
  const { custom: _before, ...typedBefore } = before;
  const { custom: _after, ...typedAfter } = after;
  const typed = differences<Record<string, unknown>>(typedBefore, typedAfter);
  return {
    before: { ...typed?.before, ...loggedValues(fields, before.custom, only) },
    after: { ...typed?.after, ...loggedValues(fields, after.custom, only) },
  };
}
