import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  // Spec §12. One row for each time that a person's things were given to others.
  `create table handover (
    id integer primary key, person_id integer not null references person (id),
    by_id integer not null references person (id), at text not null, reason text,
    account_version integer, last_event_id integer not null, undone_at text,
    undone_by integer references person (id)) strict`,
  `create index handover_person on handover (person_id, id)`,
  `create index handover_by on handover (by_id)`,
  `create index handover_undone_by on handover (undone_by) where undone_by is not null`,
  // What the sheet shows of each customer, as it was then, and what undoing brings back; in the order of the sheet.
  `create table handover_customer (
    handover_id integer not null references handover (id), position integer not null,
    customer_id integer not null references customer (id), to_id integer references person (id),
    number text not null, name text not null, status text not null, level text, tasks integer not null,
    claimed_at text not null, extended_until text, locked integer not null check (locked in (0, 1)),
    deleted integer not null check (deleted in (0, 1)),
    undone integer not null default 0 check (undone in (0, 1)),
    primary key (handover_id, position)) strict, without rowid`,
  `create unique index handover_customer_customer on handover_customer (customer_id, handover_id)`,
  `create index handover_customer_to on handover_customer (to_id) where to_id is not null`,
  // Everything else that changed: tasks, shares, requests.
  `create table handover_item (
    handover_id integer not null references handover (id), kind text not null, record_id integer not null,
    from_id integer references person (id), to_id integer references person (id),
    undone integer not null default 0 check (undone in (0, 1)),
    primary key (handover_id, kind, record_id)) strict, without rowid`,
  `create index handover_item_from on handover_item (from_id) where from_id is not null`,
  `create index handover_item_to on handover_item (to_id) where to_id is not null`,
  // The new right, for the built-in roles of offices that exist already.
  `insert into role_right (role_id, right_name, scope)
    select id, 'people.handover', case built_in when 'manager' then 'below' else 'all' end from role
    where built_in in ('manager', 'businessOwner', 'administrator')`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
