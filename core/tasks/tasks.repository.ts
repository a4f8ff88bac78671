import { sql, type RawBuilder, type Selectable, type SqlBool } from 'kysely';
import type { TaskTable } from '#db/schema/interactions.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { TaskFields } from './tasks.contract.ts';

/** A task as the rules see it: rows stop here. */
export interface StoredTask extends TaskFields {
  readonly id: number;
  readonly customerId: number;
  readonly interactionId: number | null;
  readonly doneAt: string | null;
  readonly doneBy: number | null;
  readonly createdBy: number;
  readonly deleted: boolean;
  readonly version: number;
}

type Row = Pick<Selectable<TaskTable>, (typeof columns)[number]>;
const columns = [
  'id',
  'customer_id',
  'interaction_id',
  'person_id',
  'what',
  'due_on',
  'remind_at',
  'done_at',
  'done_by',
  'created_by',
  'deleted_at',
  'version',
] as const satisfies readonly (keyof TaskTable)[];

function rowToTask(row: Row): StoredTask {
  return {
    id: row.id,
    customerId: row.customer_id,
    interactionId: row.interaction_id,
    personId: row.person_id,
    what: row.what,
    dueOn: row.due_on,
    remindAt: row.remind_at,
    doneAt: row.done_at,
    doneBy: row.done_by,
    createdBy: row.created_by,
    deleted: row.deleted_at !== null,
    version: row.version,
  };
}

/** Removed ones too. */
export async function findById(db: ReadDb, id: number): Promise<StoredTask | null> {
  const row = await db.selectFrom('task').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : rowToTask(row);
}

/** Tasks on live customers in the order given; `where` and `order` are over `task` and `customer`. */
export async function findWhere(
  db: ReadDb,
  where: RawBuilder<SqlBool>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<StoredTask[]> {
  const listed = sql.join(columns.map((column) => sql.ref(`task.${column}`)));
  const found = await sql<Row>`
    select ${listed} from task join customer on customer.id = +task.customer_id
    where task.deleted_at is null and customer.deleted_at is null and ${where}
    order by ${order} limit ${limit}`.execute(db);
  return found.rows.map(rowToTask);
}

/** How many tasks on live customers there are, counted no further than `limit`. */
export async function countWhere(db: ReadDb, where: RawBuilder<SqlBool>, limit: number): Promise<number> {
  const found = await sql<{ rows: number }>`select count(*) as rows from (
    select 1 from task join customer on customer.id = +task.customer_id
    where task.deleted_at is null and customer.deleted_at is null and ${where} limit ${limit})`.execute(db);
  return found.rows[0]?.rows ?? 0;
}

/** Open tasks per person that are due by `today`, and of them those due before. */
export async function dueByPerson(
  db: ReadDb,
  where: RawBuilder<SqlBool>,
  today: string,
): Promise<{ personId: number; due: number; overdue: number }[]> {
  const found = await sql<{ personId: number; due: number; overdue: number }>`
    select task.person_id as "personId", count(*) as due, count(case when task.due_on < ${today} then 1 end) as overdue
    from task join customer on customer.id = +task.customer_id
    where task.done_at is null and task.deleted_at is null and customer.deleted_at is null
      and task.due_on <= ${today} and ${where}
    group by task.person_id`.execute(db);
  return found.rows;
}

/** The earliest day on which something open of the customer is due; null: nothing is open. */
export async function earliestDue(db: ReadDb, customerId: number): Promise<string | null> {
  const row = await db
    .selectFrom('task')
    .select('due_on')
    .where('customer_id', '=', customerId)
    .where('done_at', 'is', null)
    .where('deleted_at', 'is', null)
    .orderBy('due_on')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.due_on ?? null;
}

export interface NewTask extends TaskFields {
  readonly customerId: number;
  readonly interactionId: number | null;
  readonly createdBy: number;
  readonly at: string;
}

export async function insertRow(trx: WriteDb, task: NewTask): Promise<number> {
  const { id } = await trx
    .insertInto('task')
    .values({
      customer_id: task.customerId,
      interaction_id: task.interactionId,
      person_id: task.personId,
      what: task.what,
      due_on: task.dueOn,
      remind_at: task.remindAt,
      done_at: null,
      done_by: null,
      created_by: task.createdBy,
      created_at: task.at,
      updated_at: task.at,
      deleted_at: null,
      deleted_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

type Values = Partial<
  Pick<
    TaskTable,
    'person_id' | 'what' | 'due_on' | 'remind_at' | 'done_at' | 'done_by' | 'deleted_at' | 'deleted_by'
  >
>;

/** Writes if the task is still at its version; false when somebody was faster. */
export async function updateRow(
  trx: WriteDb,
  task: Pick<StoredTask, 'id' | 'version'>,
  values: Values,
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('task')
    .set({ ...values, updated_at: at, version: task.version + 1 })
    .where('id', '=', task.id)
    .where('version', '=', task.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Open tasks that came out of an interaction. */
export async function openOfInteraction(db: ReadDb, interactionId: number): Promise<StoredTask[]> {
  const rows = await db
    .selectFrom('task')
    .select(columns)
    .where('interaction_id', '=', interactionId)
    .where('done_at', 'is', null)
    .where('deleted_at', 'is', null)
    .execute();
  return rows.map(rowToTask);
}

/** Tasks that went to the recycle bin together with an interaction, at that instant. */
export async function removedWith(db: ReadDb, interactionId: number, at: string): Promise<StoredTask[]> {
  const rows = await db
    .selectFrom('task')
    .select(columns)
    .where('interaction_id', '=', interactionId)
    .where('deleted_at', '=', at)
    .execute();
  return rows.map(rowToTask);
}
