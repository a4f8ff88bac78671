import type { Insertable } from 'kysely';
import type { CustomerValueTable } from '#db/schema/custom-fields.ts';
import type { WriteDb } from '../shared/database.ts';
import { foldText } from '../shared/text.ts';
import type { CustomField, CustomInput, CustomValue, CustomValues } from './custom-fields.contract.ts';

/** A value as it lies in the database, with the kind of its field. */
export interface ValueRow {
  readonly field_id: number;
  readonly kind: string;
  readonly text_value: string | null;
  readonly integer_value: number | null;
  readonly real_value: number | null;
  readonly option_id: number | null;
}

/** The rows of one customer as values by field; options of several choices in the order of their ids. */
export function rowsToValues(rows: readonly ValueRow[]): CustomValues {
  const values: Record<string, CustomValue> = {};
  const several = new Map<number, number[]>();
  for (const { field_id, kind, text_value, integer_value, real_value, option_id } of rows) {
    if (kind === 'choices') {
      if (option_id !== null) several.set(field_id, [...(several.get(field_id) ?? []), option_id]);
      continue;
    }
    const value =
      kind === 'yesNo' ? integer_value === 1 : (text_value ?? integer_value ?? real_value ?? option_id);
    if (value !== null) values[field_id] = value;
  }
  for (const [field, options] of several) values[field] = options.toSorted((a, b) => a - b);
  return values;
}

/** What texts are compared and searched by; what folds to nothing stands for itself. */
export function textKey(text: string): string {
  return foldText(text) || text.toLowerCase();
}

const empty = { text_value: null, text_key: null, integer_value: null, real_value: null, option_id: null };

function valueToRows(
  customerId: number,
  { id, kind, options }: CustomField,
  value: CustomValue,
): Insertable<CustomerValueTable>[] {
  const row = { ...empty, customer_id: customerId, field_id: id };
  const chosen = (values: readonly CustomValue[]) =>
    options.flatMap((option) => (values.includes(option.id) ? [{ ...row, option_id: option.id }] : []));
  switch (kind) {
    case 'text':
      return [{ ...row, text_value: String(value), text_key: textKey(String(value)) }];
    case 'date':
      return [{ ...row, text_value: String(value), text_key: String(value) }];
    case 'number':
      return [{ ...row, real_value: Number(value) }];
    case 'money':
    case 'yesNo':
      return [{ ...row, integer_value: Number(value) }];
    case 'choice':
      return chosen([value]);
    case 'choices':
      return chosen(Array.isArray(value) ? value : []);
  }
}

/** Rows of one statement. */
const rowsPerStatement = 100;

/** Writes the values of new customers; what was removed from `fields` since they were read, an option too, is left out. */
export async function insertValues(
  trx: WriteDb,
  customers: readonly { readonly id: number; readonly values: CustomValues }[],
  fields: readonly CustomField[],
): Promise<void> {
  const byId = new Map(fields.map((field) => [String(field.id), field]));
  const rows = customers.flatMap(({ id, values }) =>
    Object.entries(values).flatMap(([field, value]) => {
      const known = byId.get(field);
      return known === undefined ? [] : valueToRows(id, known, value);
    }),
  );
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await trx
      .insertInto('customer_value')
      .values(rows.slice(from, from + rowsPerStatement))
      .execute();
  }
}

/** Makes the values of a customer these; only fields whose value changed are written. */
export async function replaceValues(
  trx: WriteDb,
  customerId: number,
  { before, after }: { readonly before: CustomValues; readonly after: CustomValues },
  fields: readonly CustomField[],
): Promise<void> {
  const changed = changedFields(before, after);
  if (changed.length === 0) return;
  await trx
    .deleteFrom('customer_value')
    .where('customer_id', '=', customerId)
    .where('field_id', 'in', changed.map(Number))
    .execute();
  const values = Object.fromEntries(Object.entries(after).filter(([field]) => changed.includes(field)));
  await insertValues(trx, [{ id: customerId, values }], fields);
}

/** The values without those that empty a field. */
export function filledValues(input: CustomInput): CustomValues {
  return Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, CustomValue] => entry[1] !== null),
  );
}

/** Ids of the fields in which two sets of values differ. */
export function changedFields(before: CustomValues, after: CustomValues): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}
