import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { RowRules } from './row-rules.ts';

type Corrections = RowRules['corrections'];

/** The cells of an import that somebody corrected, by row and column; `row`: of that one alone. */
export async function findCorrections(
  db: ReadDb,
  importId: number,
  row: number | null = null,
): Promise<Corrections> {
  const found = await db
    .selectFrom('import_correction')
    .select(['row_number', 'column_index', 'text'])
    .where('import_id', '=', importId)
    .$if(row !== null, (query) => query.where('row_number', '=', row ?? 0))
    .execute();
  const corrections = new Map<number, Map<number, string>>();
  for (const { row_number: nth, column_index: index, text } of found) {
    const cells = corrections.get(nth) ?? new Map<number, string>();
    corrections.set(nth, cells.set(index, text));
  }
  return corrections;
}

/** Keeps corrected cells; one that was corrected before is what it is now. */
export async function saveCorrections(
  trx: WriteDb,
  importId: number,
  row: number,
  cells: readonly { readonly index: number; readonly text: string }[],
): Promise<void> {
  for (const { index, text } of cells) {
    await trx
      .insertInto('import_correction')
      .values({ import_id: importId, row_number: row, column_index: index, text })
      .onConflict((conflict) =>
        conflict.columns(['import_id', 'row_number', 'column_index']).doUpdateSet({ text }),
      )
      .execute();
  }
}

/** Forgets all corrections of an import: its rows or columns are others now. */
export async function deleteCorrections(trx: WriteDb, importId: number): Promise<void> {
  await trx.deleteFrom('import_correction').where('import_id', '=', importId).execute();
}
