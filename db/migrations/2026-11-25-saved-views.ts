import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  `create table saved_view (
    id integer primary key, list text not null, person_id integer not null references person (id),
    name text not null, name_key text not null, everyone integer not null default 0 check (everyone in (0, 1)),
    question text not null, layout text not null, created_at text not null, updated_at text not null,
    version integer not null default 1) strict`,
  `create unique index saved_view_name on saved_view (person_id, list, name_key)`,
  `create index saved_view_everyone on saved_view (list, id) where everyone = 1`,
  // The view with which a person's list begins.
  `create table default_view (
    person_id integer not null references person (id), list text not null,
    view_id integer not null references saved_view (id), primary key (person_id, list)) strict, without rowid`,
  `create index default_view_view on default_view (view_id)`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
