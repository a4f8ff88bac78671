import type { Selectable } from 'kysely';
import type { ImportMappingTable } from '#db/schema/imports.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import { foldText } from '../shared/text.ts';
import type { ImportNoun, ImportPlan, ImportTarget } from './import-plan.contract.ts';

/** What the columns of a kind of file mean, kept under a name. */
export interface Mapping {
  readonly id: number;
  readonly name: string;
  readonly noun: ImportNoun;
  readonly columns: readonly { readonly heading: string; readonly field: ImportTarget }[];
  readonly defaults: ImportPlan['defaults'];
  readonly values: ImportPlan['values'];
}

/** The program is the only one that writes these texts. */
function rowToMapping(row: Selectable<ImportMappingTable>): Mapping {
  return {
    id: row.id,
    name: row.name,
    noun: row.noun === 'contacts' ? 'contacts' : 'customers',
    columns: JSON.parse(row.columns) as Mapping['columns'],
    defaults: JSON.parse(row.defaults) as Mapping['defaults'],
    values: JSON.parse(row.meanings) as Mapping['values'],
  };
}

/** All of them, the latest first. */
export async function listMappings(db: ReadDb): Promise<readonly Mapping[]> {
  const rows = await db
    .selectFrom('import_mapping')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(rowToMapping);
}

/** Keeps a mapping; one of the same name is what this one is now. */
export async function saveMapping(
  trx: WriteDb,
  { name, noun, columns, defaults, values }: Omit<Mapping, 'id'>,
  by: { readonly id: number; readonly at: string },
): Promise<void> {
  const row = {
    name,
    noun,
    columns: JSON.stringify(columns),
    defaults: JSON.stringify(defaults),
    meanings: JSON.stringify(values),
    by_id: by.id,
    at: by.at,
  };
  await trx
    .insertInto('import_mapping')
    .values({ ...row, name_key: foldText(name) })
    .onConflict((conflict) => conflict.column('name_key').doUpdateSet(row))
    .execute();
}

/** Renames a mapping; null where it is not there, false where another has the name. */
export async function renameMapping(trx: WriteDb, id: number, name: string): Promise<boolean | null> {
  const other = await trx
    .selectFrom('import_mapping')
    .select('id')
    .where('name_key', '=', foldText(name))
    .where('id', '<>', id)
    .executeTakeFirst();
  if (other !== undefined) return false;
  const result = await trx
    .updateTable('import_mapping')
    .set({ name, name_key: foldText(name) })
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n ? true : null;
}

export async function deleteMapping(trx: WriteDb, id: number): Promise<string | null> {
  const gone = await trx
    .deleteFrom('import_mapping')
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst();
  return gone?.name ?? null;
}
