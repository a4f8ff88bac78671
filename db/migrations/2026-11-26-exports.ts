import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  `create table export_job (
    id integer primary key, person_id integer not null references person (id), noun text not null,
    format text not null, file_name text not null,
    state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
    rows_written integer not null default 0, left_out integer not null default 0,
    left_out_more integer not null default 0 check (left_out_more in (0, 1)), bytes integer not null default 0,
    failure text, created_at text not null, finished_at text) strict`,
  `create index export_job_person on export_job (person_id, id)`,
  `create index export_job_state on export_job (state, id)`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
