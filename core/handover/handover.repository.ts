import { sql } from 'kysely';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { DraftItem } from './draft.ts';
import type { Figure, Handover, Outcome, SheetRow } from './handover.contract.ts';

const hour = 3_600_000;
/** A handover can be undone for so long. */
export const undoHours = 24;
export const undoEnd = (at: string): string => new Date(Date.parse(at) + undoHours * hour).toISOString();

const handoversShown = 200;
const perStatement = 100;

/** Past handovers of these people, newest first; of one by its id. */
export async function findHandovers(
  db: ReadDb,
  now: string,
  of: { readonly people: 'all' | readonly number[]; readonly id?: number },
): Promise<Handover[]> {
  const { people, id } = of;
  const rows = await db
    .selectFrom('handover')
    .selectAll()
    .$if(people !== 'all', (query) => query.where('person_id', 'in', people === 'all' ? [] : people))
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
    .orderBy('id', 'desc')
    .limit(handoversShown)
    .execute();
  if (rows.length === 0) return [];
  const parts = await db
    .selectFrom('handover_customer')
    .select((eb) => [
      'handover_id',
      'to_id',
      eb.fn.countAll<number>().as('customers'),
      eb.fn.sum<number>('undone').as('restored'),
    ])
    .where(
      'handover_id',
      'in',
      rows.map((row) => row.id),
    )
    // Those in the recycle bin went along; nobody got them.
    .where('deleted', '=', 0)
    .groupBy(['handover_id', 'to_id'])
    .execute();
  return rows.map((row) => {
    const own = parts.filter(({ handover_id }) => handover_id === row.id);
    const until = undoEnd(row.at);
    return {
      id: row.id,
      personId: row.person_id,
      byId: row.by_id,
      at: row.at,
      reason: row.reason,
      customers: own.reduce((sum, { customers }) => sum + customers, 0),
      receivers: own
        .map(({ to_id, customers }) => ({ personId: to_id, customers }))
        .toSorted(
          (a, b) => Number(a.personId === null) - Number(b.personId === null) || b.customers - a.customers,
        ),
      undoUntil: row.undone_at === null && now < until ? until : null,
      undoneAt: row.undone_at,
      undoneBy: row.undone_by,
      restored: own.reduce((sum, { restored }) => sum + Number(restored), 0),
    };
  });
}

/** How many of each outcome a handover had. */
export async function outcomesOf(db: ReadDb, handoverId: number): Promise<Figure<Outcome>[]> {
  const rows = await db
    .selectFrom('handover_item')
    .select((eb) => ['kind', eb.fn.countAll<number>().as('count')])
    .where('handover_id', '=', handoverId)
    .groupBy('kind')
    .execute();
  return rows.map(({ kind, count }) => ({ key: kind as Outcome, count }));
}

/** A stretch of the sheet, after a position. */
export async function sheetRows(
  db: ReadDb,
  handoverId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<SheetRow[]> {
  const rows = await db
    .selectFrom('handover_customer')
    .select(['position', 'to_id as personId', 'number', 'name', 'status', 'level', 'tasks', 'deleted'])
    .where('handover_id', '=', handoverId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...row,
    status: row.status as SheetRow['status'],
    level: row.level as SheetRow['level'],
    deleted: row.deleted === 1,
  }));
}

export async function insertItems(
  trx: WriteDb,
  handoverId: number,
  items: readonly DraftItem[],
): Promise<void> {
  for (let from = 0; from < items.length; from += perStatement) {
    await trx
      .insertInto('handover_item')
      .values(
        items.slice(from, from + perStatement).map(({ outcome, recordId, fromId, toId }) => ({
          handover_id: handoverId,
          kind: outcome,
          record_id: recordId,
          from_id: fromId,
          to_id: toId,
        })),
      )
      .execute();
  }
}

/** The newest ownership event of all. */
export async function lastEvent(db: ReadDb): Promise<number> {
  const row = await sql<{ id: number | null }>`select max(id) as id from ownership_event`.execute(db);
  return row.rows[0]?.id ?? 0;
}
