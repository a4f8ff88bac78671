import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  `alter table customer add column locked integer not null default 0 check (locked in (0, 1))`,
  `alter table customer add column extended_until text`,
  // All that the rules of automatic return look at, in the order in which the daily run walks.
  `create index customer_protection on customer (id, owner_id, claimed_at, last_interaction_at, last_deal_on, status,
    level, locked, extended_until) where deleted_at is null and owner_id is not null`,
  `create index customer_locked on customer (owner_id) where locked = 1`,
  `alter table notice add column details text`,
  `create table extension_request (
    id integer primary key, customer_id integer not null references customer (id),
    person_id integer not null references person (id), until_on text not null, reason text not null,
    created_at text not null, answered_at text, answered_by integer references person (id),
    granted integer check (granted in (0, 1)), answer text) strict`,
  `create unique index extension_request_open on extension_request (customer_id) where answered_at is null`,
  `create index extension_request_customer on extension_request (customer_id, id)`,
  `create index extension_request_person on extension_request (person_id)`,
  `create index extension_request_answered_by on extension_request (answered_by) where answered_by is not null`,
  `create table automatic_return_run (
    id integer primary key, at text not null, undone_at text, undone_by integer references person (id)) strict`,
  `create index automatic_return_run_undone_by on automatic_return_run (undone_by) where undone_by is not null`,
  `create table automatic_return (
    run_id integer not null references automatic_return_run (id),
    customer_id integer not null references customer (id), owner_id integer not null references person (id),
    claimed_at text not null, extended_until text, rule text not null check (rule in ('interaction', 'deal', 'afterDeal')),
    days integer not null, at text not null, undone integer not null default 0 check (undone in (0, 1)),
    primary key (run_id, customer_id)) strict, without rowid`,
  `create index automatic_return_customer on automatic_return (customer_id)`,
  `create index automatic_return_owner on automatic_return (owner_id)`,
  `create table fall_back_warning (
    customer_id integer not null references customer (id), falls_on text not null, days integer not null,
    primary key (customer_id, falls_on, days)) strict, without rowid`,
  `create index fall_back_warning_day on fall_back_warning (falls_on)`,
  // The new right, for the built-in roles of offices that exist already.
  `insert into role_right (role_id, right_name, scope)
    select id, 'extensions.grant', case built_in when 'manager' then 'below' else 'all' end from role
    where built_in in ('manager', 'businessOwner')`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
