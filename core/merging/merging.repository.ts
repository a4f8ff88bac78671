import { sql, type Selectable } from 'kysely';
import type { CustomerTable } from '#db/schema/customers.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { MergeFigures } from './merging.contract.ts';

/** Columns of the survivor that follow from what all of them were: put back by the undo. */
const statusColumns = [
  'owner_id',
  'claimed_at',
  'pooled_at',
  'locked',
  'extended_until',
  'created_at',
  'last_deal_on',
] as const satisfies readonly (keyof CustomerTable)[];
type StatusColumn = (typeof statusColumns)[number];
export type StatusColumns = Pick<Selectable<CustomerTable>, StatusColumn>;

export async function readStatus(
  db: ReadDb,
  ids: readonly number[],
): Promise<ReadonlyMap<number, StatusColumns>> {
  const rows = await db
    .selectFrom('customer')
    .select(['id', ...statusColumns])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, ...columns }) => [id, columns]));
}

export async function writeStatus(
  trx: WriteDb,
  id: number,
  columns: Partial<StatusColumns>,
  at: string,
): Promise<void> {
  await trx
    .updateTable('customer')
    .set((eb) => ({ ...columns, updated_at: at, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Sends a merged customer to the recycle bin with a pointer, or takes the pointer away. */
export async function writePointer(trx: WriteDb, id: number, survivorId: number | null): Promise<void> {
  await trx.updateTable('customer').set({ merged_into: survivorId }).where('id', '=', id).execute();
}

/** The latest interaction and the earliest open next step of a customer, as they are now. */
export async function followUpOf(
  db: ReadDb,
  customerId: number,
): Promise<{ lastInteractionAt: string | null; nextStepOn: string | null }> {
  const { latest } = await db
    .selectFrom('interaction')
    .select((eb) => eb.fn.max('happened_at').as('latest'))
    .where('customer_id', '=', customerId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  const { earliest } = await db
    .selectFrom('task')
    .select((eb) => eb.fn.min('due_on').as('earliest'))
    .where('customer_id', '=', customerId)
    .where('done_at', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { lastInteractionAt: latest ?? null, nextStepOn: earliest ?? null };
}

/** Open tasks of a customer with the person they are for. */
export async function openTasks(
  db: ReadDb,
  customerId: number,
): Promise<readonly { readonly id: number; readonly personId: number }[]> {
  return db
    .selectFrom('task')
    .select(['id', 'person_id as personId'])
    .where('customer_id', '=', customerId)
    .where('done_at', 'is', null)
    .where('deleted_at', 'is', null)
    .execute();
}

/** What hangs on customers, without what lies in the recycle bin. */
export async function figuresOf(
  db: ReadDb,
  ids: readonly number[],
  today: string,
): Promise<ReadonlyMap<number, MergeFigures>> {
  const count = async (from: ReturnType<typeof sql>, column = 'customer_id') => {
    const of = sql.ref(column);
    const found = await sql<{ id: number; rows: number }>`
      select ${of} as id, count(*) as rows from ${from} and ${of} in (${sql.join(ids)})
      group by ${of}`.execute(db);
    return new Map(found.rows.map((row) => [row.id, row.rows]));
  };
  const contacts = await count(sql`contact where deleted_at is null`);
  const interactions = await count(sql`interaction where deleted_at is null`);
  const tasks = await count(sql`task where deleted_at is null`);
  const shares = await count(
    sql`share where ended_at is null and (until_on is null or until_on >= ${today})`,
  );
  const subsidiaries = await count(sql`customer where deleted_at is null`, 'parent_id');
  return new Map(
    ids.map((id) => [
      id,
      {
        contacts: contacts.get(id) ?? 0,
        interactions: interactions.get(id) ?? 0,
        tasks: tasks.get(id) ?? 0,
        shares: shares.get(id) ?? 0,
        subsidiaries: subsidiaries.get(id) ?? 0,
      },
    ]),
  );
}

export interface StoredMerge {
  readonly id: number;
  readonly survivorId: number;
  readonly byId: number;
  readonly at: string;
  readonly changed: MergeChanges;
  readonly purged: boolean;
  readonly undone: boolean;
  readonly parts: readonly { readonly id: number; readonly number: string; readonly name: string }[];
}

/** What a merge changed of the survivor itself. */
export interface MergeChanges {
  readonly fields: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
  readonly status: { readonly before: StatusColumns; readonly after: StatusColumns };
}

export async function insertMerge(
  trx: WriteDb,
  merge: {
    readonly survivorId: number;
    readonly byId: number;
    readonly at: string;
    readonly parts: StoredMerge['parts'];
  },
): Promise<number> {
  const { id } = await trx
    .insertInto('customer_merge')
    .values({ survivor_id: merge.survivorId, by_id: merge.byId, at: merge.at, changed: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('customer_merge_part')
    .values(
      merge.parts.map((part) => ({
        merge_id: id,
        customer_id: part.id,
        number: part.number,
        name: part.name,
      })),
    )
    .execute();
  return id;
}

export async function writeChanges(trx: WriteDb, id: number, changed: MergeChanges): Promise<void> {
  await trx
    .updateTable('customer_merge')
    .set({ changed: JSON.stringify(changed) })
    .where('id', '=', id)
    .execute();
}

export async function findMerges(
  db: ReadDb,
  by: { readonly id: number } | { readonly survivorId: number },
): Promise<StoredMerge[]> {
  const rows = await db
    .selectFrom('customer_merge')
    .selectAll()
    .where('id' in by ? 'id' : 'survivor_id', '=', 'id' in by ? by.id : by.survivorId)
    .orderBy('id', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const parts = await db
    .selectFrom('customer_merge_part')
    .selectAll()
    .where(
      'merge_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('customer_id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    survivorId: row.survivor_id,
    byId: row.by_id,
    at: row.at,
    changed: JSON.parse(row.changed) as MergeChanges,
    purged: row.purged_at !== null,
    undone: row.undone_at !== null,
    parts: parts
      .filter((part) => part.merge_id === row.id)
      .map((part) => ({ id: part.customer_id, number: part.number, name: part.name })),
  }));
}

/** The latest merge after this one that has the same survivor, or took the survivor elsewhere; null when there is none. */
export async function laterMerge(
  db: ReadDb,
  merge: Pick<StoredMerge, 'id' | 'survivorId'>,
): Promise<{ readonly at: string; readonly survivor: string; readonly survivorId: number } | null> {
  const row = await db
    .selectFrom('customer_merge')
    .innerJoin('customer', 'customer.id', 'customer_merge.survivor_id')
    .select(['customer_merge.at', 'customer.name as survivor', 'customer_merge.survivor_id as survivorId'])
    .where('customer_merge.id', '>', merge.id)
    .where('customer_merge.undone_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('customer_merge.survivor_id', '=', merge.survivorId),
        eb.exists(
          eb
            .selectFrom('customer_merge_part')
            .select('customer_merge_part.merge_id')
            .whereRef('customer_merge_part.merge_id', '=', 'customer_merge.id')
            .where('customer_merge_part.customer_id', '=', merge.survivorId),
        ),
      ]),
    )
    .orderBy('customer_merge.id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

export async function markUndone(
  trx: WriteDb,
  id: number,
  by: { readonly personId: number; readonly at: string },
): Promise<void> {
  await trx
    .updateTable('customer_merge')
    .set({ undone_at: by.at, undone_by: by.personId })
    .where('id', '=', id)
    .execute();
}
