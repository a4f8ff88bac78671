import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  // A content that is kept, once, in a file named by its hash.
  `create table stored_object (
    id integer primary key, sha256 text not null unique check (length(sha256) = 64),
    bytes integer not null check (bytes >= 0), kind text not null, charset text, created_at text not null,
    unreferenced_at text, fault text check (fault in ('missing', 'changed')), fault_at text) strict`,
  `create index stored_object_unreferenced on stored_object (unreferenced_at, id)
    where unreferenced_at is not null`,
  `create index stored_object_fault on stored_object (fault_at, id) where fault_at is not null`,

  // A column for each kind of record that files hang on: real references, so that none is left behind.
  `create table attachment (
    id integer primary key, customer_id integer references customer (id),
    contact_id integer references contact (id), interaction_id integer references interaction (id),
    name text not null, name_key text not null, description text, latest integer not null check (latest >= 1),
    created_by integer not null references person (id), created_at text not null, updated_at text not null,
    deleted_by integer references person (id), deleted_at text, version integer not null default 1,
    check (case when customer_id is null then 0 else 1 end + case when contact_id is null then 0 else 1 end
      + case when interaction_id is null then 0 else 1 end <= 1)) strict`,
  `create index attachment_customer on attachment (customer_id, name_key) where customer_id is not null`,
  `create index attachment_contact on attachment (contact_id, name_key) where contact_id is not null`,
  `create index attachment_interaction on attachment (interaction_id, name_key) where interaction_id is not null`,
  `create index attachment_created_by on attachment (created_by)`,
  `create index attachment_deleted_by on attachment (deleted_by) where deleted_by is not null`,
  `create index attachment_deleted on attachment (deleted_at, id) where deleted_at is not null`,

  `create table attachment_version (
    id integer primary key, attachment_id integer not null references attachment (id),
    number integer not null check (number >= 1), object_id integer not null references stored_object (id),
    file_name text not null, created_by integer not null references person (id), created_at text not null,
    unique (attachment_id, number)) strict`,
  `create index attachment_version_object on attachment_version (object_id)`,
  `create index attachment_version_created_by on attachment_version (created_by)`,

  // A file on its way. The record it is for is looked up again when it has arrived.
  `create table attachment_upload (
    id integer primary key, person_id integer not null references person (id), owner_kind text not null,
    owner_id integer not null, name text not null, bytes integer not null check (bytes >= 0),
    modified_at integer not null, created_at text not null, attachment_id integer references attachment (id)) strict`,
  `create index attachment_upload_person on attachment_upload (person_id, owner_kind, owner_id)`,
  `create index attachment_upload_attachment on attachment_upload (attachment_id) where attachment_id is not null`,
  `create index attachment_upload_created on attachment_upload (created_at)`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
