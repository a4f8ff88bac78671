import { sql, type RawBuilder, type Selectable, type SqlBool } from 'kysely';
import type { InteractionTable } from '#db/schema/interactions.ts';
import type { CustomerStatus } from '../customers/customers.contract.ts';
import type { NamedCustomer } from '../customers/index.ts';
import { among } from '../permissions/among.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { Channel, InteractionComment } from './interactions.contract.ts';

/** The texts of an interaction as they are stored. */
export interface InteractionValues {
  readonly channel: Channel;
  readonly happenedAt: string;
  readonly personId: number;
  readonly subject: string | null;
  readonly text: string;
  readonly result: string | null;
}

/** An interaction as the rules see it: rows stop here. */
export interface StoredInteraction extends InteractionValues {
  readonly id: number;
  readonly customerId: number;
  readonly statusBefore: CustomerStatus | null;
  readonly statusAfter: CustomerStatus | null;
  readonly createdBy: number;
  readonly createdAt: string;
  readonly deletedAt: string | null;
  readonly deletedBy: number | null;
  readonly version: number;
}

const columns = [
  'id',
  'customer_id',
  'channel',
  'happened_at',
  'person_id',
  'subject',
  'text',
  'result',
  'status_before',
  'status_after',
  'created_by',
  'created_at',
  'deleted_at',
  'deleted_by',
  'version',
] as const satisfies readonly (keyof InteractionTable)[];
type Row = Pick<Selectable<InteractionTable>, (typeof columns)[number]>;

/** The checks of the table admit no other values. */
function rowToInteraction(row: Row): StoredInteraction {
  return {
    id: row.id,
    customerId: row.customer_id,
    channel: row.channel as Channel,
    happenedAt: row.happened_at,
    personId: row.person_id,
    subject: row.subject,
    text: row.text,
    result: row.result,
    statusBefore: row.status_before as CustomerStatus | null,
    statusAfter: row.status_after as CustomerStatus | null,
    createdBy: row.created_by,
    createdAt: row.created_at,
    deletedAt: row.deleted_at,
    deletedBy: row.deleted_by,
    version: row.version,
  };
}

/** Deleted ones too. */
export async function findById(db: ReadDb, id: number): Promise<StoredInteraction | null> {
  const row = await db.selectFrom('interaction').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : rowToInteraction(row);
}

/** An interaction as a list finds it, with its customer. */
export interface ListedInteraction extends StoredInteraction {
  readonly customer: NamedCustomer;
}

/** Live interactions of live customers, newest first; `where` is over `interaction` and `customer`. */
export async function findWhere(
  db: ReadDb,
  where: RawBuilder<SqlBool>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<ListedInteraction[]> {
  const listed = sql.join(columns.map((column) => sql.ref(`interaction.${column}`)));
  type Found = Row & { customer_number: string; customer_name: string; owner_id: number | null };
  const found = await sql<Found>`
    select ${listed}, customer.number as customer_number, customer.name as customer_name, customer.owner_id
    from interaction join customer on customer.id = +interaction.customer_id
    where interaction.deleted_at is null and customer.deleted_at is null and ${where}
    order by ${order} limit ${limit}`.execute(db);
  return found.rows.map((row) => ({
    ...rowToInteraction(row),
    customer: {
      id: row.customer_id,
      number: row.customer_number,
      name: row.customer_name,
      ownerId: row.owner_id,
    },
  }));
}

/** Where a walk through so many live interactions ends; null when there are fewer. */
export async function stretchEnd(
  db: ReadDb,
  where: RawBuilder<SqlBool>,
  rows: number,
): Promise<{ happenedAt: string; id: number } | null> {
  const found = await sql<{ happenedAt: string; id: number }>`
    select happened_at as "happenedAt", id from interaction where deleted_at is null and ${where}
    order by happened_at desc, id desc limit 1 offset ${rows - 1}`.execute(db);
  return found.rows[0] ?? null;
}

export async function countOfCustomer(db: ReadDb, customerId: number, limit: number): Promise<number> {
  const found = await sql<{ rows: number }>`select count(*) as rows from (
    select 1 from interaction where customer_id = ${customerId} and deleted_at is null limit ${limit})`.execute(
    db,
  );
  return found.rows[0]?.rows ?? 0;
}

/** When the customer was last met; null: never. */
export async function latestOf(db: ReadDb, customerId: number): Promise<string | null> {
  const row = await db
    .selectFrom('interaction')
    .select('happened_at')
    .where('customer_id', '=', customerId)
    .where('deleted_at', 'is', null)
    .orderBy('happened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.happened_at ?? null;
}

const valuesToRow = (values: InteractionValues) => ({
  channel: values.channel,
  happened_at: values.happenedAt,
  person_id: values.personId,
  subject: values.subject,
  text: values.text,
  result: values.result,
});

export interface NewInteraction extends InteractionValues {
  readonly customerId: number;
  readonly statusBefore: CustomerStatus | null;
  readonly statusAfter: CustomerStatus | null;
  readonly searchText: string;
  readonly createdBy: number;
  readonly at: string;
}

export async function insertRow(trx: WriteDb, interaction: NewInteraction): Promise<number> {
  const { id } = await trx
    .insertInto('interaction')
    .values({
      ...valuesToRow(interaction),
      customer_id: interaction.customerId,
      status_before: interaction.statusBefore,
      status_after: interaction.statusAfter,
      search_text: interaction.searchText,
      created_by: interaction.createdBy,
      created_at: interaction.at,
      updated_at: interaction.at,
      deleted_at: null,
      deleted_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Writes what was typed if the interaction is still at its version; false when somebody was faster. */
export async function updateRow(
  trx: WriteDb,
  before: Pick<StoredInteraction, 'id' | 'version'>,
  values: InteractionValues,
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('interaction')
    .set({ ...valuesToRow(values), updated_at: at, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function writeSearchText(trx: WriteDb, id: number, searchText: string): Promise<void> {
  await trx.updateTable('interaction').set({ search_text: searchText }).where('id', '=', id).execute();
}

export async function insertComment(
  trx: WriteDb,
  comment: {
    readonly interactionId: number;
    readonly personId: number;
    readonly text: string;
    readonly at: string;
  },
): Promise<number> {
  const { id } = await trx
    .insertInto('interaction_comment')
    .values({
      interaction_id: comment.interactionId,
      person_id: comment.personId,
      text: comment.text,
      created_at: comment.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The comments of several interactions at once, oldest first. */
export async function commentsOf(
  db: ReadDb,
  interactionIds: readonly number[],
): Promise<ReadonlyMap<number, readonly InteractionComment[]>> {
  const comments = new Map<number, InteractionComment[]>();
  if (interactionIds.length === 0) return comments;
  const rows = await db
    .selectFrom('interaction_comment')
    .select(['id', 'interaction_id', 'person_id', 'text', 'created_at'])
    .where('interaction_id', 'in', among(interactionIds))
    .orderBy('interaction_id')
    .orderBy('id')
    .execute();
  for (const row of rows) {
    const comment = { id: row.id, personId: row.person_id, text: row.text, createdAt: row.created_at };
    comments.set(row.interaction_id, [...(comments.get(row.interaction_id) ?? []), comment]);
  }
  return comments;
}

/** How many files hang on each of several interactions; those without any are left out. */
export async function fileCountsOf(
  db: ReadDb,
  interactionIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (interactionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('attachment')
    .select((eb) => ['interaction_id', eb.fn.countAll<number>().as('files')])
    .where('interaction_id', 'in', among(interactionIds))
    .where('deleted_at', 'is', null)
    .groupBy('interaction_id')
    .execute();
  return new Map(rows.map((row) => [row.interaction_id ?? 0, row.files]));
}
