import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  `create table office (
    id integer primary key check (id = 1), name text not null, created_at text not null) strict`,
  `create table setting (
    key text not null primary key, value text not null, version integer not null default 1) strict, without rowid`,
  `create table department (
    id integer primary key, name text not null, parent_id integer references department (id),
    version integer not null default 1) strict`,
  `create index department_parent on department (parent_id)`,
  `create table person (
    id integer primary key, name text not null, name_key text not null unique, password_hash text not null,
    must_change_password integer not null check (must_change_password in (0, 1)),
    department_id integer references department (id), superior_id integer references person (id),
    active integer not null default 1 check (active in (0, 1)), language text, created_at text not null,
    version integer not null default 1) strict`,
  `create index person_superior on person (superior_id)`,
  `create index person_department on person (department_id)`,
  `create table role (
    id integer primary key, built_in text unique, name text not null, version integer not null default 1) strict`,
  `create table role_right (
    role_id integer not null references role (id), right_name text not null, scope text not null,
    primary key (role_id, right_name)) strict, without rowid`,
  `create table person_role (
    person_id integer not null references person (id), role_id integer not null references role (id),
    primary key (person_id, role_id)) strict, without rowid`,
  `create index person_role_role on person_role (role_id)`,
  `create table claim_limit (
    role_id integer not null primary key references role (id), max_held integer,
    held_without_deals integer not null default 0, max_claims_per_day integer, cool_down_days integer) strict`,
  `create table session (
    id integer primary key, token_hash text not null unique, person_id integer not null references person (id),
    door text not null, device text not null, created_at text not null, last_seen_at text not null,
    expires_at text not null) strict`,
  `create index session_person on session (person_id)`,
  `create table sign_in_failure (
    subject text not null primary key, failures integer not null, last_at text not null,
    blocked_until text) strict, without rowid`,
  `create table choice (
    id integer primary key, kind text not null, label text not null, label_key text not null,
    position integer not null, retired integer not null default 0 check (retired in (0, 1)),
    version integer not null default 1, unique (kind, label_key)) strict`,
  `create table number_counter (
    name text not null, period text not null, next_value integer not null,
    primary key (name, period)) strict, without rowid`,
  `create table import_job (
    id integer primary key, person_id integer not null references person (id), file_name text not null,
    bytes integer not null, state text not null, survey text, plan text, new_choices text, failure text,
    rows_read integer not null default 0, rows_created integer not null default 0,
    rows_duplicate integer not null default 0, rows_rejected integer not null default 0,
    rows_similar integer not null default 0, rows_warned integer not null default 0,
    rows_kept integer not null default 0, created_at text not null, started_at text, finished_at text) strict`,
  `create index import_job_person on import_job (person_id, id)`,
  `create index import_job_state on import_job (state)`,
  `create table import_row (
    id integer primary key, import_id integer not null references import_job (id), row_number integer not null,
    kind text not null, name text not null, details text not null) strict`,
  `create index import_row_import on import_row (import_id, kind, row_number)`,
  `create table customer (
    id integer primary key, number text not null unique, name text not null, name_key text not null,
    name_core text not null, sort_key text not null, search_public text not null, search_phone text not null,
    short_name text, type text not null check (type in ('company', 'person')),
    industry_id integer not null references choice (id), source_id integer not null references choice (id),
    region_code text, address text, postcode text, phone text, fax text, website text, email text,
    email_domain text, tax_number text, tax_key text, bank text, bank_account text,
    legal_form_id integer references choice (id), size_id integer references choice (id), revenue_fen integer,
    founded_on text, status text not null check (status in ('potential', 'interested', 'deal', 'lost')),
    level text check (level in ('A', 'B', 'C')), parent_id integer references customer (id), remark text,
    created_by integer not null references person (id), created_at text not null, updated_at text not null,
    owner_id integer references person (id), claimed_at text, pooled_at text, last_interaction_at text,
    next_step_on text, last_deal_on text, import_id integer references import_job (id), deleted_at text,
    deleted_by integer references person (id), version integer not null default 1,
    check ((owner_id is null) = (claimed_at is null)), check ((owner_id is null) = (pooled_at is not null))) strict`,
  // One index per list order, over what lists show; the two commonest carry the columns of the common filters,
  // so that a walk through them never has to fetch a row that a filter rejects.
  `create index customer_by_name on customer
    (sort_key, id, owner_id, status, level, industry_id, source_id, region_code, type) where deleted_at is null`,
  `create index customer_by_update on customer
    (updated_at, id, owner_id, status, level, industry_id, source_id, region_code, type) where deleted_at is null`,
  `create index customer_by_number on customer (number, id, owner_id) where deleted_at is null`,
  `create index customer_by_creation on customer (created_at, id, owner_id) where deleted_at is null`,
  `create index customer_by_region on customer (region_code, id, owner_id) where deleted_at is null`,
  `create index customer_by_industry on customer (industry_id, id, owner_id) where deleted_at is null`,
  `create index customer_by_source on customer (source_id, id, owner_id) where deleted_at is null`,
  `create index customer_by_status on customer (status, id, owner_id) where deleted_at is null`,
  `create index customer_by_level on customer (level, id, owner_id) where deleted_at is null`,
  `create index customer_by_claim on customer (claimed_at, id, owner_id) where deleted_at is null`,
  `create index customer_by_interaction on customer (last_interaction_at, id, owner_id)
    where deleted_at is null`,
  `create index customer_by_next_step on customer (next_step_on, id, owner_id) where deleted_at is null`,
  `create index customer_owner_name on customer
    (owner_id, sort_key, id, status, level, industry_id, source_id, region_code, type) where deleted_at is null`,
  `create index customer_owner_update on customer
    (owner_id, updated_at, id, status, level, industry_id, source_id, region_code, type) where deleted_at is null`,
  // Duplicate check (spec §3.9).
  `create index customer_name_key on customer (name_key)`,
  `create index customer_tax_key on customer (tax_key) where tax_key is not null`,
  `create index customer_email_domain on customer (email_domain) where email_domain is not null`,
  `create index customer_parent on customer (parent_id) where parent_id is not null`,
  `create index customer_created_by on customer (created_by)`,
  `create index customer_legal_form on customer (legal_form_id) where legal_form_id is not null`,
  `create index customer_size on customer (size_id) where size_id is not null`,
  `create index customer_import on customer (import_id) where import_id is not null`,
  `create index customer_deleted on customer (deleted_at, id) where deleted_at is not null`,
  `create index customer_deleted_by on customer (deleted_by) where deleted_by is not null`,
  `create table customer_tag (
    customer_id integer not null references customer (id), choice_id integer not null references choice (id),
    primary key (customer_id, choice_id)) strict, without rowid`,
  `create index customer_tag_choice on customer_tag (choice_id, customer_id)`,
  `create table ownership_event (
    id integer primary key, customer_id integer not null references customer (id), kind text not null,
    from_id integer references person (id), to_id integer references person (id),
    by_id integer references person (id), reason text, at text not null) strict`,
  `create index ownership_event_customer on ownership_event (customer_id, id)`,
  `create index ownership_event_to on ownership_event (to_id, kind, at)`,
  `create index ownership_event_from on ownership_event (from_id, customer_id, at)`,
  `create index ownership_event_by on ownership_event (by_id)`,
  `create trigger ownership_event_keep_update before update on ownership_event
    begin select raise(abort, 'ownership events are append-only'); end`,
  `create trigger ownership_event_keep_delete before delete on ownership_event
    begin select raise(abort, 'ownership events are append-only'); end`,
  `create table unmasking (
    id integer primary key, customer_id integer not null references customer (id),
    person_id integer not null references person (id), at text not null) strict`,
  `create index unmasking_person on unmasking (person_id, at)`,
  `create index unmasking_customer on unmasking (customer_id)`,
  `create table operation_log (
    seq integer primary key, at text not null, person_id integer references person (id), device text not null,
    action text not null, entity text not null, entity_id integer, before text, after text,
    hash text not null) strict`,
  `create index operation_log_entity on operation_log (entity, entity_id, seq)`,
  `create index operation_log_person on operation_log (person_id, seq)`,
  `create trigger operation_log_keep_update before update on operation_log
    begin select raise(abort, 'the operation log is append-only'); end`,
  `create trigger operation_log_keep_delete before delete on operation_log
    begin select raise(abort, 'the operation log is append-only'); end`,
  `create table request (
    person_id integer not null references person (id), key text not null, procedure text not null,
    input_hash text not null, answer text not null, at text not null,
    primary key (person_id, key)) strict, without rowid`,
  `create index request_at on request (at)`,
  `create table list_layout (
    person_id integer not null references person (id), list text not null, layout text not null,
    primary key (person_id, list)) strict, without rowid`,
  // Quick search: tokens made by the program, one document per customer, rowid = customer.id.
  `create virtual table customer_search using fts5
    (tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0')`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
