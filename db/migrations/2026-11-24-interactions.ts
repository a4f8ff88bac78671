import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  `create table interaction (
    id integer primary key, customer_id integer not null references customer (id),
    channel text not null check (channel in ('phone', 'visit', 'wechat', 'mail', 'sms', 'meeting', 'other')),
    happened_at text not null, person_id integer not null references person (id), subject text, text text not null,
    result text, status_before text, status_after text, search_text text not null,
    created_by integer not null references person (id), created_at text not null, updated_at text not null,
    deleted_at text, deleted_by integer references person (id), version integer not null default 1,
    check ((status_before is null) = (status_after is null)),
    check ((deleted_at is null) = (deleted_by is null))) strict`,
  // One index for each way a timeline runs; they carry what the filters ask for.
  `create index interaction_customer on interaction (customer_id, happened_at, id) where deleted_at is null`,
  `create index interaction_time on interaction (happened_at, id, customer_id, channel, person_id)
    where deleted_at is null`,
  `create index interaction_person on interaction (person_id, happened_at, id, customer_id, channel)
    where deleted_at is null`,
  `create index interaction_created_by on interaction (created_by)`,
  `create index interaction_deleted on interaction (deleted_at, id) where deleted_at is not null`,
  `create index interaction_deleted_by on interaction (deleted_by) where deleted_by is not null`,
  `create table interaction_comment (
    id integer primary key, interaction_id integer not null references interaction (id),
    person_id integer not null references person (id), text text not null, created_at text not null) strict`,
  `create index interaction_comment_interaction on interaction_comment (interaction_id, id)`,
  `create index interaction_comment_person on interaction_comment (person_id)`,
  `create table interaction_contact (
    interaction_id integer not null references interaction (id), contact_id integer not null references contact (id),
    primary key (interaction_id, contact_id)) strict, without rowid`,
  `create index interaction_contact_contact on interaction_contact (contact_id, interaction_id)`,
  `create table task (
    id integer primary key, customer_id integer not null references customer (id),
    interaction_id integer references interaction (id), person_id integer not null references person (id),
    what text not null, due_on text not null, remind_at text, done_at text,
    done_by integer references person (id), created_by integer not null references person (id),
    created_at text not null, updated_at text not null, deleted_at text,
    deleted_by integer references person (id), version integer not null default 1,
    check ((done_at is null) = (done_by is null)), check ((deleted_at is null) = (deleted_by is null))) strict`,
  `create index task_open_person on task (person_id, due_on, id, customer_id)
    where done_at is null and deleted_at is null`,
  `create index task_open_customer on task (customer_id, due_on, id) where done_at is null and deleted_at is null`,
  `create index task_customer on task (customer_id, done_at, id)`,
  `create index task_reminder on task (person_id, remind_at, id, customer_id)
    where done_at is null and deleted_at is null and remind_at is not null`,
  `create index task_interaction on task (interaction_id) where interaction_id is not null`,
  `create index task_done_by on task (done_by) where done_by is not null`,
  `create index task_created_by on task (created_by)`,
  `create index task_deleted_by on task (deleted_by) where deleted_by is not null`,
  // Customers that nobody has followed since they were claimed: few, whatever the size of the register.
  `create index customer_never_followed on customer (owner_id, claimed_at, id) where deleted_at is null
    and owner_id is not null and (last_interaction_at is null or last_interaction_at < claimed_at)`,
  // What was said: tokens made by the program, one document per interaction, rowid = interaction.id.
  `create virtual table interaction_search using fts5
    (tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0')`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
