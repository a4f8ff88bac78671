import type { CompiledQuery, Insertable, Selectable } from 'kysely';
import type { Database } from '#db/schema/index.ts';
import type { WriteDb } from './database.ts';

/** Statements as they were built, by table, columns and number of rows. */
const statements = new Map<string, CompiledQuery>();
const mostStatements = 200;

/**
 * Inserts some dozen rows in one statement and answers the wished columns of each, in no promised order. All rows have the same
 * columns. To build such a statement takes longer than to run it: it is built once for each number of rows.
 */
export async function insertMany<T extends keyof Database, C extends keyof Selectable<Database[T]> & string>(
  trx: WriteDb,
  table: T,
  rows: readonly Insertable<Database[T]>[],
  returning: readonly C[] = [],
): Promise<Pick<Selectable<Database[T]>, C>[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const columns = Object.keys(first);
  const values = rows.flatMap((row) => {
    if (Object.keys(row).length !== columns.length)
      throw new Error(`Rows of ${table} have different columns`);
    return columns.map((column) => Reflect.get(row, column) as unknown);
  });
  const key = [table, rows.length, ...columns, '', ...returning].join(' ');
  let statement = statements.get(key);
  if (statement === undefined) {
    // It is kept, but not the rows.
    const insert = trx.insertInto(table).values(rows.map(() => first));
    const built = returning.length === 0 ? insert : insert.returning(returning as never);
    statement = built.compile();
    if (statements.size >= mostStatements) statements.clear();
    statements.set(key, statement);
  }
  const { rows: inserted } = await trx.executeQuery({ ...statement, parameters: values });
  return inserted as Pick<Selectable<Database[T]>, C>[];
}
