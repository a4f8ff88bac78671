import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  // Spec §3.10: where a merged customer went; the pointer stays while it lies in the recycle bin.
  `alter table customer add column merged_into integer references customer (id)`,
  `create index customer_merged_into on customer (merged_into) where merged_into is not null`,
  // Set for the moment in which the recycle bin is emptied of it: what is append-only goes with it then.
  `alter table customer add column purged_at text`,
  `create table customer_merge (
    id integer primary key, survivor_id integer not null references customer (id),
    by_id integer not null references person (id), at text not null, changed text not null,
    purged_at text, undone_at text, undone_by integer references person (id)) strict`,
  `create index customer_merge_survivor on customer_merge (survivor_id, id)`,
  `create index customer_merge_by on customer_merge (by_id)`,
  `create index customer_merge_undone_by on customer_merge (undone_by) where undone_by is not null`,
  // customer_id refers to no row: it outlives the customer, so that its history stays with the survivor.
  `create table customer_merge_part (
    merge_id integer not null references customer_merge (id), customer_id integer not null,
    number text not null, name text not null, primary key (merge_id, customer_id)) strict, without rowid`,
  `create index customer_merge_part_customer on customer_merge_part (customer_id)`,
  `create table customer_merge_move (
    id integer primary key, merge_id integer not null references customer_merge (id), table_name text not null,
    row_id integer not null, from_id integer not null references customer (id), changed text) strict`,
  `create index customer_merge_move_merge on customer_merge_move (merge_id, table_name, row_id)`,
  `create index customer_merge_move_from on customer_merge_move (from_id)`,
  `drop trigger ownership_event_keep_delete`,
  `create trigger ownership_event_keep_delete before delete on ownership_event
    when (select purged_at from customer where id = old.customer_id) is null
    begin select raise(abort, 'ownership events are append-only'); end`,
  // Pairs that are likely the same customer, found by walking the register; the smaller id first.
  `create table likely_duplicate (
    id integer primary key, a_id integer not null references customer (id),
    b_id integer not null references customer (id), score integer not null, likeness integer not null,
    reasons text not null, run_id integer not null, check (a_id < b_id)) strict`,
  `create unique index likely_duplicate_pair on likely_duplicate (a_id, b_id)`,
  `create index likely_duplicate_b on likely_duplicate (b_id)`,
  `create index likely_duplicate_score on likely_duplicate (score, id)`,
  `create table not_duplicate (
    a_id integer not null references customer (id), b_id integer not null references customer (id),
    by_id integer not null references person (id), at text not null, primary key (a_id, b_id),
    check (a_id < b_id)) strict, without rowid`,
  `create index not_duplicate_b on not_duplicate (b_id)`,
  `create index not_duplicate_by on not_duplicate (by_id)`,
  `create table duplicate_run (
    id integer primary key, by_id integer references person (id), started_at text not null, finished_at text,
    failed integer not null default 0 check (failed in (0, 1)), customers integer not null default 0,
    pairs integer not null default 0) strict`,
  `create index duplicate_run_by on duplicate_run (by_id) where by_id is not null`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
