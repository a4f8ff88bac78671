import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  // What a row is compared by when one before or behind it is corrected; null where it could not be read.
  `alter table import_row add column name_key text`,
  `alter table import_row add column tax_key text`,
  `create index import_row_number on import_row (import_id, row_number)`,
  // Cells that somebody corrected before the import; they go with the file.
  `create table import_correction (
    import_id integer not null references import_job (id), row_number integer not null,
    column_index integer not null, text text not null,
    primary key (import_id, row_number, column_index)) strict, without rowid`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
