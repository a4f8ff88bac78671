import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { Treatment } from './import-plan.contract.ts';

/** What was said of single rows, by row. The checks of the table admit no other values. */
export async function findTreatments(db: ReadDb, importId: number): Promise<ReadonlyMap<number, Treatment>> {
  const rows = await db
    .selectFrom('import_treatment')
    .select(['row_number', 'treatment'])
    .where('import_id', '=', importId)
    .execute();
  return new Map(rows.map(({ row_number: row, treatment }) => [row, treatment as Treatment]));
}

/** Says what becomes of one row; null: what becomes of all. */
export async function saveTreatment(
  trx: WriteDb,
  importId: number,
  row: number,
  treatment: Treatment | null,
): Promise<void> {
  await trx
    .deleteFrom('import_treatment')
    .where('import_id', '=', importId)
    .where('row_number', '=', row)
    .execute();
  if (treatment !== null)
    await trx
      .insertInto('import_treatment')
      .values({ import_id: importId, row_number: row, treatment })
      .execute();
}

export async function deleteTreatments(trx: WriteDb, importId: number): Promise<void> {
  await trx.deleteFrom('import_treatment').where('import_id', '=', importId).execute();
}

/** Of the rows that are there already: how many have something of their own said of them, by what was said. */
export async function countTreatments(
  db: ReadDb,
  importId: number,
): Promise<Readonly<Record<Treatment, number>>> {
  const rows = await db
    .selectFrom('import_treatment')
    .innerJoin('import_row', (join) =>
      join
        .onRef('import_row.import_id', '=', 'import_treatment.import_id')
        .onRef('import_row.row_number', '=', 'import_treatment.row_number'),
    )
    .select(['import_treatment.treatment', ({ fn }) => fn.countAll<number>().as('rows')])
    .where('import_treatment.import_id', '=', importId)
    .where('import_row.kind', '=', 'duplicate')
    .groupBy('import_treatment.treatment')
    .execute();
  const counts = { skip: 0, fill: 0, overwrite: 0, create: 0 };
  for (const { treatment, rows: count } of rows) counts[treatment as Treatment] = count;
  return counts;
}
