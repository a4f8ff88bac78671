import { sql, type QueryExecutorProvider } from 'kysely';

const statements = [
  // Spec §3: fields that the administrator adds. The kind never changes; retired ones stay on the records that have them.
  `create table custom_field (
    id integer primary key,
    kind text not null check (kind in ('text', 'number', 'money', 'date', 'choice', 'choices', 'yesNo')),
    label text not null, label_key text not null, hint text,
    required integer not null default 0 check (required in (0, 1)), position integer not null,
    retired_at text, version integer not null default 1) strict`,
  `create unique index custom_field_label on custom_field (label_key) where retired_at is null`,
  `create index custom_field_position on custom_field (position, id)`,
  `create table custom_field_option (
    id integer primary key, field_id integer not null references custom_field (id), label text not null,
    label_key text not null, position integer not null, retired_at text) strict`,
  `create unique index custom_field_option_label on custom_field_option (field_id, label_key)`,
  `create index custom_field_option_position on custom_field_option (field_id, position, id)`,
  // One row per value, several choices: one per option. Money in fen and yes or no in integer_value, numbers in real_value,
  // texts and days in text_value with what they are compared by in text_key.
  `create table customer_value (
    id integer primary key, customer_id integer not null references customer (id),
    field_id integer not null references custom_field (id), text_value text, text_key text,
    integer_value integer, real_value real, option_id integer references custom_field_option (id),
    check ((text_value is null) = (text_key is null)),
    check ((text_value is not null) + (integer_value is not null) + (real_value is not null)
      + (option_id is not null) = 1)) strict`,
  `create unique index customer_value_one on customer_value (customer_id, field_id, coalesce(option_id, 0))`,
  // Over all values, to tell too whether a field is in use.
  `create index customer_value_text on customer_value (field_id, text_key, customer_id)`,
  `create index customer_value_integer on customer_value (field_id, integer_value, customer_id)
    where integer_value is not null`,
  `create index customer_value_real on customer_value (field_id, real_value, customer_id)
    where real_value is not null`,
  `create index customer_value_option on customer_value (field_id, option_id, customer_id)
    where option_id is not null`,
  // For the foreign key, and to tell whether an option is in use.
  `create index customer_value_by_option on customer_value (option_id) where option_id is not null`,
  // Folded texts and days of the custom fields: searched only by those who read the customer.
  `alter table customer add column search_private text not null default ''`,
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
