import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  // What columns of a kind of file mean, under a name; shared by everybody who imports.
  `create table import_mapping (
    id integer primary key, name text not null, name_key text not null unique, noun text not null,
    columns text not null, defaults text not null, meanings text not null,
    by_id integer not null references person (id), at text not null) strict`,
  `create index import_mapping_by on import_mapping (by_id)`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
