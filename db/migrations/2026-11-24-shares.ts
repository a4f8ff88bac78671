import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  // Spec §3.8. One running share per customer and person; ended ones stay for the history.
  `create table share (
    id integer primary key, customer_id integer not null references customer (id),
    person_id integer not null references person (id), by_id integer not null references person (id),
    mode text not null check (mode in ('read', 'log')), money integer not null default 0, until_on text,
    created_at text not null, ended_at text, ended_by integer references person (id),
    version integer not null default 1) strict`,
  `create unique index share_running on share (person_id, customer_id) where ended_at is null`,
  `create index share_customer on share (customer_id, id)`,
  `create index share_by on share (by_id, id)`,
  `create index share_ended_by on share (ended_by) where ended_by is not null`,
  `create table share_request (
    id integer primary key, customer_id integer not null references customer (id),
    person_id integer not null references person (id), reason text, created_at text not null,
    answered_at text, answered_by integer references person (id), granted integer, answer text) strict`,
  `create unique index share_request_open on share_request (person_id, customer_id) where answered_at is null`,
  `create index share_request_customer on share_request (customer_id, id)`,
  `create index share_request_answered_by on share_request (answered_by) where answered_by is not null`,
  // What one person is told of: rendered as a sentence in the window's language.
  `create table notice (
    id integer primary key, person_id integer not null references person (id), kind text not null,
    customer_id integer references customer (id), by_id integer references person (id), reason text,
    at text not null, read_at text) strict`,
  `create index notice_person on notice (person_id, id)`,
  `create index notice_unread on notice (person_id) where read_at is null`,
  `create index notice_customer on notice (customer_id) where customer_id is not null`,
  `create index notice_by on notice (by_id) where by_id is not null`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
