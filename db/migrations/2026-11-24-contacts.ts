import { sql, type QueryExecutorProvider } from 'kysely';

/** The list of choices that relations between people are named by; new offices get it with their other choices. */
const relationTypes = [
  '同事',
  '上级',
  '前上级',
  '配偶',
  '亲属',
  '同学',
  '校友',
  '战友',
  '朋友',
  '同乡',
  '其他',
];

const statements = [
  `create table contact (
    id integer primary key, customer_id integer not null references customer (id), name text not null,
    name_key text not null, sort_key text not null, search_text text not null, department text, position text,
    decision_role text check (decision_role in ('decisionMaker', 'influencer', 'user', 'gatekeeper', 'other')),
    gender text check (gender in ('male', 'female')), wechat text, qq text,
    birthday_calendar text check (birthday_calendar in ('solar', 'lunar')), birthday_year integer,
    birthday_month integer, birthday_day integer,
    birthday_leap integer not null default 0 check (birthday_leap in (0, 1)), address text, hobbies text,
    remark text, main integer not null default 0 check (main in (0, 1)),
    left_company integer not null default 0 check (left_company in (0, 1)),
    created_by integer not null references person (id), created_at text not null, updated_at text not null,
    deleted_at text, deleted_by integer references person (id), version integer not null default 1,
    check ((birthday_calendar is null) = (birthday_month is null)),
    check ((birthday_month is null) = (birthday_day is null)),
    check (birthday_calendar is not null or (birthday_year is null and birthday_leap = 0)),
    check (main = 0 or left_company = 0)) strict`,
  `create index contact_customer on contact (customer_id, main, left_company, sort_key, id)`,
  // Spec §4: at most one main contact per customer.
  `create unique index contact_main on contact (customer_id) where main = 1 and deleted_at is null`,
  // Finding people: walked in the order of names, over all that is looked through.
  `create index contact_by_name on contact (sort_key, id, customer_id, search_text) where deleted_at is null`,
  `create index contact_birthday on contact (birthday_calendar, birthday_month, birthday_day)
    where birthday_month is not null and deleted_at is null`,
  `create index contact_created_by on contact (created_by)`,
  `create index contact_deleted on contact (deleted_at, id) where deleted_at is not null`,
  `create index contact_deleted_by on contact (deleted_by) where deleted_by is not null`,
  `create table contact_way (
    id integer primary key, contact_id integer not null references contact (id),
    kind text not null check (kind in ('phone', 'email')), value text not null, label text not null,
    position integer not null, search_key text not null) strict`,
  `create index contact_way_contact on contact_way (contact_id, kind, position)`,
  `create index contact_way_key on contact_way (kind, search_key, contact_id)`,
  // To another contact, or to somebody outside who is only a name.
  `create table contact_relation (
    id integer primary key, from_id integer not null references contact (id),
    to_id integer references contact (id), to_name text, type_id integer not null references choice (id),
    remark text, created_by integer not null references person (id), created_at text not null,
    version integer not null default 1, check ((to_id is null) = (to_name is not null)),
    check (to_id is null or to_id <> from_id)) strict`,
  `create index contact_relation_from on contact_relation (from_id, id)`,
  `create unique index contact_relation_pair on contact_relation (from_id, to_id, type_id) where to_id is not null`,
  `create index contact_relation_to on contact_relation (to_id, id) where to_id is not null`,
  `create index contact_relation_type on contact_relation (type_id)`,
  `create index contact_relation_created_by on contact_relation (created_by)`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const [position, label] of relationTypes.entries()) {
    await sql`insert into choice (kind, label, label_key, position)
      select 'relationType', ${label}, ${label}, ${position + 1} where exists (select 1 from office)`.execute(
      db,
    );
  }
}
