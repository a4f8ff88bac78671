import type { ReadDb, WriteDb } from '../shared/database.ts';
import { customFieldKinds, type CustomField, type CustomFieldKind } from './custom-fields.contract.ts';

interface FieldRow {
  readonly id: number;
  readonly kind: string;
  readonly label: string;
  readonly hint: string | null;
  readonly required: number;
  readonly retired_at: string | null;
  readonly version: number;
}

interface OptionRow {
  readonly id: number;
  readonly field_id: number;
  readonly label: string;
  readonly retired_at: string | null;
}

/** The table's check admits no other kind. */
export function kindOf(text: string): CustomFieldKind {
  const kind = customFieldKinds.find((known) => known === text);
  if (kind === undefined) throw new TypeError(`Unknown kind of field ${text}`);
  return kind;
}

function rowToField(row: FieldRow, options: readonly OptionRow[]): CustomField {
  return {
    id: row.id,
    kind: kindOf(row.kind),
    label: row.label,
    hint: row.hint,
    required: row.required === 1,
    retired: row.retired_at !== null,
    options: options.map(({ id, label, retired_at }) => ({ id, label, retired: retired_at !== null })),
    version: row.version,
  };
}

/** Every custom field in its order, retired ones too, each with its options. One query where there are none. */
export async function listCustomFields(db: ReadDb): Promise<CustomField[]> {
  const rows = await db
    .selectFrom('custom_field')
    .select(['id', 'kind', 'label', 'hint', 'required', 'retired_at', 'version'])
    .orderBy('position')
    .orderBy('id')
    .execute();
  if (rows.length === 0) return [];
  const options = await db
    .selectFrom('custom_field_option')
    .select(['id', 'field_id', 'label', 'retired_at'])
    .orderBy('field_id')
    .orderBy('position')
    .orderBy('id')
    .execute();
  const byField = Map.groupBy(options, (option) => option.field_id);
  return rows.map((row) => rowToField(row, byField.get(row.id) ?? []));
}

export async function findCustomField(db: ReadDb, id: number): Promise<CustomField | null> {
  return (await listCustomFields(db)).find((field) => field.id === id) ?? null;
}

/** Whether any field holds what quick search may look through. */
export async function hasSearchedFields(db: ReadDb): Promise<boolean> {
  const row = await db
    .selectFrom('custom_field')
    .select('id')
    .where('kind', 'in', ['text', 'date'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findLabel(db: ReadDb, labelKey: string): Promise<{ id: number; label: string } | null> {
  const row = await db
    .selectFrom('custom_field')
    .select(['id', 'label'])
    .where('label_key', '=', labelKey)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

interface FieldValues {
  readonly label: string;
  readonly labelKey: string;
  readonly hint: string | null;
  readonly required: boolean;
}

/** Ids are given once: what named a removed field or option, such as the columns of a list, must not mean the next one. */
async function nextId(trx: WriteDb, name: 'customField' | 'customFieldOption'): Promise<number> {
  const counter = await trx
    .selectFrom('number_counter')
    .select('next_value')
    .where('name', '=', name)
    .where('period', '=', '')
    .executeTakeFirst();
  const id = counter?.next_value ?? 1;
  await trx
    .insertInto('number_counter')
    .values({ name, period: '', next_value: id + 1 })
    .onConflict((conflict) => conflict.columns(['name', 'period']).doUpdateSet({ next_value: id + 1 }))
    .execute();
  return id;
}

/** Appends a field at the end and answers its id. */
export async function insertField(
  trx: WriteDb,
  { kind, label, labelKey, hint, required }: FieldValues & { readonly kind: CustomFieldKind },
): Promise<number> {
  const last = await trx
    .selectFrom('custom_field')
    .select(({ fn }) => fn.max('position').as('position'))
    .executeTakeFirst();
  const id = await nextId(trx, 'customField');
  await trx
    .insertInto('custom_field')
    .values({
      id,
      kind,
      label,
      label_key: labelKey,
      hint,
      required: required ? 1 : 0,
      position: (last?.position ?? 0) + 1,
      retired_at: null,
    })
    .execute();
  return id;
}

/** Writes the field if it still has the version; answers whether it had. */
export async function writeField(
  trx: WriteDb,
  where: { readonly id: number; readonly version: number },
  { label, labelKey, hint, required, retiredAt }: FieldValues & { readonly retiredAt: string | null },
): Promise<boolean> {
  const result = await trx
    .updateTable('custom_field')
    .set({
      label,
      label_key: labelKey,
      hint,
      required: required ? 1 : 0,
      retired_at: retiredAt,
      version: where.version + 1,
    })
    .where('id', '=', where.id)
    .where('version', '=', where.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes the next version alone: the options changed. */
export async function raiseVersion(trx: WriteDb, id: number, version: number): Promise<boolean> {
  const result = await trx
    .updateTable('custom_field')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function writeFieldPositions(trx: WriteDb, ids: readonly number[]): Promise<void> {
  for (const [at, id] of ids.entries()) {
    await trx
      .updateTable('custom_field')
      .set({ position: at + 1 })
      .where('id', '=', id)
      .execute();
  }
}

export interface OptionToWrite {
  /** null: new. */
  readonly id: number | null;
  readonly label: string;
  readonly labelKey: string;
  readonly retired: boolean;
}

/** Makes the options of a field these, in this order. Those that are gone must be in no customer. */
export async function replaceOptions(
  trx: WriteDb,
  fieldId: number,
  options: readonly OptionToWrite[],
  at: string,
): Promise<void> {
  const kept = options.flatMap(({ id }) => id ?? []);
  const ofField = trx.deleteFrom('custom_field_option').where('field_id', '=', fieldId);
  await (kept.length === 0 ? ofField : ofField.where('id', 'not in', kept)).execute();
  // Two that swap their labels are in nobody's way meanwhile.
  await trx
    .updateTable('custom_field_option')
    .set((eb) => ({ label_key: eb.fn<string>('concat', [eb.val(' '), eb.cast<string>('id', 'text')]) }))
    .where('field_id', '=', fieldId)
    .execute();
  for (const [nth, { id, label, labelKey, retired }] of options.entries()) {
    const values = { label, label_key: labelKey, position: nth + 1 };
    if (id === null) {
      await trx
        .insertInto('custom_field_option')
        .values({
          ...values,
          id: await nextId(trx, 'customFieldOption'),
          field_id: fieldId,
          retired_at: retired ? at : null,
        })
        .execute();
    } else {
      await trx
        .updateTable('custom_field_option')
        .set((eb) => ({
          ...values,
          retired_at: retired ? eb.fn.coalesce('retired_at', eb.val(at)) : null,
        }))
        .where('id', '=', id)
        .execute();
    }
  }
}

/** Removes a field that no customer has, with its options. */
export async function deleteField(trx: WriteDb, id: number): Promise<void> {
  await trx.deleteFrom('custom_field_option').where('field_id', '=', id).execute();
  await trx.deleteFrom('custom_field').where('id', '=', id).execute();
}

/** How many customers have a value of the field, those in the recycle bin too. */
export async function countFieldUses(db: ReadDb, fieldId: number): Promise<number> {
  const found = await db
    .selectFrom('customer_value')
    .select(({ fn }) => fn.count<number>('customer_id').distinct().as('uses'))
    .where('field_id', '=', fieldId)
    .executeTakeFirstOrThrow();
  return found.uses;
}

/** How many customers have the option. */
export async function countOptionUses(db: ReadDb, optionId: number): Promise<number> {
  const found = await db
    .selectFrom('customer_value')
    .select(({ fn }) => fn.countAll<number>().as('uses'))
    .where('option_id', '=', optionId)
    .executeTakeFirstOrThrow();
  return found.uses;
}
