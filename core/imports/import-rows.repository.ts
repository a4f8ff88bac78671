import type { ReadDb, WriteDb } from '../shared/database.ts';
import { insertMany } from '../shared/insert-many.ts';
import type { CellProblem, RowKind } from './imports.contract.ts';

/** A row of the file as a check or an import found it. One row may be noted several times: new, similar, with a warning. */
export interface NotedRow {
  readonly row: number;
  readonly kind: RowKind;
  readonly name: string;
  readonly problems: readonly CellProblem[];
  /** The row as it was, for corrections and the file of rejected rows; empty of rows that are simply new. */
  readonly cells: readonly string[];
  readonly nameKey: string | null;
  readonly taxKey: string | null;
}

const rowsPerStatement = 100;

export async function insertRows(trx: WriteDb, importId: number, rows: readonly NotedRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const values = rows
      .slice(at, at + rowsPerStatement)
      .map(({ row, kind, name, problems, cells, nameKey, taxKey }) => ({
        import_id: importId,
        row_number: row,
        kind,
        name,
        details: JSON.stringify(cells.length === 0 ? { problems } : { problems, cells }),
        name_key: nameKey,
        tax_key: taxKey,
      }));
    await insertMany(trx, 'import_row', values);
  }
}

/** Removes up to `limit` noted rows of these kinds; answers how many. */
export async function deleteRows(
  trx: WriteDb,
  importId: number,
  kinds: readonly RowKind[],
  limit: number,
): Promise<number> {
  const result = await trx
    .deleteFrom('import_row')
    .where('id', 'in', (query) =>
      query
        .selectFrom('import_row')
        .select('id')
        .where('import_id', '=', importId)
        .where('kind', 'in', kinds)
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

export async function deleteRow(trx: WriteDb, importId: number, row: number): Promise<void> {
  await trx
    .deleteFrom('import_row')
    .where('import_id', '=', importId)
    .where('row_number', '=', row)
    .execute();
}

interface Row {
  readonly row_number: number;
  readonly kind: string;
  readonly name: string;
  readonly details: string;
  readonly name_key: string | null;
  readonly tax_key: string | null;
}
const columns = ['row_number', 'kind', 'name', 'details', 'name_key', 'tax_key'] as const;

/** The program is the only one that writes these texts. */
function rowToNoted(row: Row): NotedRow {
  const details = JSON.parse(row.details) as { problems: CellProblem[]; cells?: string[] };
  return {
    row: row.row_number,
    kind: row.kind as RowKind,
    name: row.name,
    problems: details.problems,
    cells: details.cells ?? [],
    nameKey: row.name_key,
    taxKey: row.tax_key,
  };
}

/** Noted rows of one kind after a row, in the order of the file. */
export async function notedRows(
  db: ReadDb,
  importId: number,
  kind: RowKind,
  after: number,
  limit: number,
): Promise<NotedRow[]> {
  const rows = await db
    .selectFrom('import_row')
    .select(columns)
    .where('import_id', '=', importId)
    .where('kind', '=', kind)
    .where('row_number', '>', after)
    .orderBy('row_number')
    .limit(limit)
    .execute();
  return rows.map(rowToNoted);
}

/** Everything noted of one row. */
export async function notedRow(db: ReadDb, importId: number, row: number): Promise<NotedRow[]> {
  const rows = await db
    .selectFrom('import_row')
    .select(columns)
    .where('import_id', '=', importId)
    .where('row_number', '=', row)
    .orderBy('id')
    .execute();
  return rows.map(rowToNoted);
}

/** The first row but this one that has the name or the tax number, and whether it stands before it. */
export async function sameInFile(
  db: ReadDb,
  importId: number,
  row: number,
  keys: { readonly nameKey: string; readonly taxKey: string | null },
): Promise<{ readonly row: number; readonly by: 'name' | 'taxNumber' } | null> {
  const found = await db
    .selectFrom('import_row')
    .select(['row_number', 'name_key'])
    .where('import_id', '=', importId)
    .where('kind', 'in', ['new', 'duplicate'])
    .where('row_number', '<>', row)
    .where((eb) =>
      eb.or([
        eb('name_key', '=', keys.nameKey),
        ...(keys.taxKey === null ? [] : [eb('tax_key', '=', keys.taxKey)]),
      ]),
    )
    .orderBy('row_number')
    .limit(1)
    .executeTakeFirst();
  if (found === undefined) return null;
  return { row: found.row_number, by: found.name_key === keys.nameKey ? 'name' : 'taxNumber' };
}
