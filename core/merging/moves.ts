import { sql } from 'kysely';
import type { WriteDb } from '../shared/database.ts';
import { insertMany } from '../shared/insert-many.ts';
import type { Breathe } from '../shared/ports.ts';
import { movedTables } from './references.ts';

/** One merge while it runs. */
export interface Merging {
  readonly trx: WriteDb;
  readonly mergeId: number;
  readonly survivorId: number;
  /** The others, in the order of the merge. */
  readonly otherIds: readonly number[];
  readonly at: string;
  readonly byId: number;
}

/** Columns of a row with their values before and after. */
export type Changed = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

interface Row {
  readonly table: string;
  readonly id: number;
  readonly fromId: number;
}

/** Changes columns of a row and remembers how they were. */
export async function changeRow({ trx, mergeId }: Merging, row: Row, changed: Changed): Promise<void> {
  const sets = Object.entries(changed).map(([column, { after }]) => sql`${sql.ref(column)} = ${after}`);
  await sql`update ${sql.table(row.table)} set ${sql.join(sets)} where id = ${row.id}`.execute(trx);
  await trx
    .insertInto('customer_merge_move')
    .values({
      merge_id: mergeId,
      table_name: row.table,
      row_id: row.id,
      from_id: row.fromId,
      changed: JSON.stringify(changed),
    })
    .execute();
}

/** Rows that are moved by one statement; whoever only reads has a turn after it. */
export const movedAtOnce = 250;

/** Points every row of the others at the survivor and remembers whose it was. */
export async function moveRows(
  { trx, mergeId, survivorId, otherIds }: Merging,
  breathe: Breathe,
): Promise<void> {
  const others = sql.join(otherIds);
  for (const { table, column } of movedTables) {
    const [name, to] = [sql.table(table), sql.ref(column)];
    // One of them may have another of them as its parent company: those keep their fields for the undo.
    const kept = table === 'customer' ? sql` and id not in (${others}) and id <> ${survivorId}` : sql``;
    for (;;) {
      const { rows } = await sql<{ id: number; from: number }>`
        select id, ${to} as "from" from ${name} where ${to} in (${others})${kept} limit ${movedAtOnce}`.execute(
        trx,
      );
      if (rows.length === 0) break;
      const moves = rows.map(({ id, from }) => ({
        merge_id: mergeId,
        table_name: table,
        row_id: id,
        from_id: from,
      }));
      await insertMany(trx, 'customer_merge_move', moves);
      const moved = JSON.stringify(rows.map(({ id }) => id));
      await sql`update ${name} set ${to} = ${survivorId} where id in (select value from json_each(${moved}))`.execute(
        trx,
      );
      await breathe();
    }
  }
}

/** Automatic returns keep one row per run and customer: what the survivor went through itself stays. */
export async function moveAutomaticReturns({ trx, mergeId, survivorId, otherIds }: Merging): Promise<void> {
  const rows = await trx
    .selectFrom('automatic_return')
    .select(['run_id', 'customer_id'])
    .where('customer_id', 'in', [survivorId, ...otherIds])
    .execute();
  const taken = new Set(rows.filter((row) => row.customer_id === survivorId).map((row) => row.run_id));
  for (const fromId of otherIds) {
    for (const { run_id: run } of rows.filter((row) => row.customer_id === fromId)) {
      if (taken.has(run)) continue;
      taken.add(run);
      await trx
        .updateTable('automatic_return')
        .set({ customer_id: survivorId })
        .where('run_id', '=', run)
        .where('customer_id', '=', fromId)
        .execute();
      await trx
        .insertInto('customer_merge_move')
        .values({ merge_id: mergeId, table_name: 'automatic_return', row_id: run, from_id: fromId })
        .execute();
    }
  }
}

/** A customer has one main contact: the survivor's, else that of the first of the others. Before the contacts move. */
export async function keepOneMain(merging: Merging): Promise<void> {
  const { trx, survivorId, otherIds } = merging;
  const rows = await trx
    .selectFrom('contact')
    .select(['id', 'customer_id', 'deleted_at'])
    .where('customer_id', 'in', [survivorId, ...otherIds])
    .where('main', '=', 1)
    .execute();
  let found = false;
  for (const of of [survivorId, ...otherIds]) {
    // One in the recycle bin may be main too, for the day it is restored.
    for (const { id } of rows.filter((row) => row.customer_id === of && row.deleted_at === null)) {
      if (found)
        await changeRow(merging, { table: 'contact', id, fromId: of }, { main: { before: 1, after: 0 } });
      found = true;
    }
  }
}

interface ShareRow {
  readonly id: number;
  readonly customer_id: number;
  readonly person_id: number;
  readonly mode: string;
  readonly money: number;
  readonly until_on: string | null;
}

/** Log before read, with money before without, for ever before until a day. */
function wider(a: ShareRow, b: ShareRow): boolean {
  if (a.mode !== b.mode) return a.mode === 'log';
  if (a.money !== b.money) return a.money > b.money;
  return (a.until_on ?? '9999') > (b.until_on ?? '9999');
}

/** One open share per person, the widest; none for the owner (spec §3.8). Before the shares move. */
export async function keepWidestShares(
  merging: Merging,
  ownerId: number | null,
  today: string,
): Promise<void> {
  const { trx, survivorId, otherIds, at, byId } = merging;
  const order = [survivorId, ...otherIds];
  const open = await trx
    .selectFrom('share')
    .select(['id', 'customer_id', 'person_id', 'mode', 'money', 'until_on'])
    .where('customer_id', 'in', order)
    .where('ended_at', 'is', null)
    .execute();
  const best = new Map<number, ShareRow>();
  const over = (share: ShareRow) => share.until_on !== null && share.until_on < today;
  for (const of of order) {
    for (const share of open.filter((row) => row.customer_id === of)) {
      const known = best.get(share.person_id);
      if (known === undefined || (over(known) && !over(share)) || (!over(share) && wider(share, known)))
        best.set(share.person_id, share);
    }
  }
  if (ownerId !== null) best.delete(ownerId);
  for (const share of open) {
    if (best.get(share.person_id) === share) continue;
    await changeRow(
      merging,
      { table: 'share', id: share.id, fromId: share.customer_id },
      { ended_at: { before: null, after: at }, ended_by: { before: null, after: byId } },
    );
  }
}

/**
 * One open request per person, and one for an extension, that of whose owner stays; the rest is closed without an
 * answer. Before the requests move.
 */
export async function closeRequests(
  merging: Merging,
  { ownerId, ownerFrom }: { readonly ownerId: number | null; readonly ownerFrom: number },
): Promise<void> {
  const { trx, survivorId, otherIds, at, byId } = merging;
  const order = [survivorId, ...otherIds];
  const close = (table: string, { id, customer_id: fromId }: { id: number; customer_id: number }) =>
    changeRow(
      merging,
      { table, id, fromId },
      { answered_at: { before: null, after: at }, answered_by: { before: null, after: byId } },
    );
  const asked = new Set(ownerId === null ? [] : [ownerId]);
  const requests = await trx
    .selectFrom('share_request')
    .select(['id', 'customer_id', 'person_id'])
    .where('customer_id', 'in', order)
    .where('answered_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const request of requests) {
    if (asked.has(request.person_id)) await close('share_request', request);
    asked.add(request.person_id);
  }
  const extensions = await trx
    .selectFrom('extension_request')
    .select(['id', 'customer_id'])
    .where('customer_id', 'in', order)
    .where('answered_at', 'is', null)
    .execute();
  for (const request of extensions)
    if (request.customer_id !== ownerFrom) await close('extension_request', request);
}
