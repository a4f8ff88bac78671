import { sql } from 'kysely';
import { among } from '../permissions/among.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import { rowsToValues, type ValueRow } from '../custom-fields/index.ts';
import type { CustomValues } from '../custom-fields/custom-fields.contract.ts';

/** What customers have in rows of their own: tags, and values of custom fields. */
export interface Attached {
  readonly tagIds: readonly number[];
  readonly custom: CustomValues;
}

const nothing: Attached = { tagIds: [], custom: {} };

interface AttachedRow extends Omit<ValueRow, 'field_id' | 'kind'> {
  readonly customer_id: number;
  /** null: a tag, whose choice is in `option_id`. */
  readonly field_id: number | null;
  readonly kind: string | null;
}

/** Tags and values of several customers at once, in one question: an office without custom fields pays nothing for them. */
export async function attachedTo(
  db: ReadDb,
  ids: readonly number[],
): Promise<(customerId: number) => Attached> {
  if (ids.length === 0) return () => nothing;
  const list = among(ids);
  const found = await sql<AttachedRow>`
    select customer_id, null as field_id, null as kind, null as text_value, null as integer_value,
      null as real_value, choice_id as option_id from customer_tag where customer_id in ${list}
    union all
    select customer_id, field_id, kind, text_value, integer_value, real_value, option_id
      from customer_value join custom_field on custom_field.id = field_id
      where customer_id in ${list}`.execute(db);
  const byCustomer = Map.groupBy(found.rows, (row) => row.customer_id);
  return (customerId) => {
    const rows = byCustomer.get(customerId);
    if (rows === undefined) return nothing;
    const values: ValueRow[] = [];
    const tagIds: number[] = [];
    for (const { field_id, kind, ...row } of rows) {
      if (field_id !== null && kind !== null) values.push({ ...row, field_id, kind });
      else if (row.option_id !== null) tagIds.push(row.option_id);
    }
    return { tagIds: tagIds.toSorted((a, b) => a - b), custom: rowsToValues(values) };
  };
}

/** Makes the tags of a customer these. */
export async function replaceTags(
  trx: WriteDb,
  id: number,
  wanted: readonly number[],
  present: readonly number[],
): Promise<void> {
  const gone = present.filter((tag) => !wanted.includes(tag));
  const added = wanted.filter((tag) => !present.includes(tag));
  if (gone.length > 0) {
    await trx
      .deleteFrom('customer_tag')
      .where('customer_id', '=', id)
      .where('choice_id', 'in', gone)
      .execute();
  }
  if (added.length > 0) {
    await trx
      .insertInto('customer_tag')
      .values(added.map((tag) => ({ customer_id: id, choice_id: tag })))
      .execute();
  }
}
