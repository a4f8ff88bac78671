import { sql, type QueryExecutorProvider } from 'kysely';

/** How each person likes the program, as JSON: opaque to the database. */
const statements = [
  `create table person_setting (
    person_id integer not null primary key references person (id), value text not null) strict`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
