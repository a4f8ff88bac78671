import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  `alter table import_job add column rows_updated integer not null default 0`,
  `alter table import_job add column rows_contacts integer not null default 0`,
  // What becomes of single rows that are there already, where it is not what becomes of all.
  `create table import_treatment (
    import_id integer not null references import_job (id), row_number integer not null,
    treatment text not null check (treatment in ('skip', 'fill', 'overwrite', 'create')),
    primary key (import_id, row_number)) strict, without rowid`,
  // Records that an import has changed, as they were before its first change: what its undo restores.
  `create table import_change (
    import_id integer not null references import_job (id), entity text not null check (entity in ('customer', 'contact')),
    entity_id integer not null, version_after integer not null, before text not null,
    primary key (import_id, entity, entity_id)) strict, without rowid`,
  `alter table contact add column import_id integer references import_job (id)`,
  `create index contact_import on contact (import_id) where import_id is not null`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
