import { sql } from 'kysely';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { Share, ShareRequest, ShareTerms } from './sharing.contract.ts';

interface ShareRow {
  readonly id: number;
  readonly customer_id: number;
  readonly name: string;
  readonly number: string;
  readonly person_id: number;
  readonly by_id: number;
  readonly mode: string;
  readonly money: number;
  readonly until_on: string | null;
  readonly created_at: string;
  readonly ended_at: string | null;
  readonly version: number;
}

const columns = [
  'share.id',
  'share.customer_id',
  'customer.name',
  'customer.number',
  'share.person_id',
  'share.by_id',
  'share.mode',
  'share.money',
  'share.until_on',
  'share.created_at',
  'share.ended_at',
  'share.version',
] as const;

function rowToShare(row: ShareRow, today: string): Share {
  return {
    id: row.id,
    customerId: row.customer_id,
    customerName: row.name,
    customerNumber: row.number,
    personId: row.person_id,
    byId: row.by_id,
    mode: row.mode === 'log' ? 'log' : 'read',
    money: row.money === 1,
    untilOn: row.until_on,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    running: row.ended_at === null && (row.until_on === null || row.until_on >= today),
    version: row.version,
  };
}

const shares = (db: ReadDb) =>
  db.selectFrom('share').innerJoin('customer', 'customer.id', 'share.customer_id').select(columns);

export async function findShares(db: ReadDb, ids: readonly number[], today: string): Promise<Share[]> {
  const rows = await shares(db).where('share.id', 'in', ids).execute();
  return rows.map((row) => rowToShare(row, today));
}

/** Newest first. */
export async function sharesOfCustomer(db: ReadDb, customerId: number, today: string): Promise<Share[]> {
  const rows = await shares(db)
    .where('share.customer_id', '=', customerId)
    .orderBy('share.id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => rowToShare(row, today));
}

/** Running shares of the customers of one owner, newest first. */
export async function sharesOfOwner(
  db: ReadDb,
  ownerId: number,
  today: string,
  page: { readonly after?: number | undefined; readonly limit: number },
): Promise<Share[]> {
  const rows = await shares(db)
    .where('customer.owner_id', '=', ownerId)
    .where('customer.deleted_at', 'is', null)
    .where('share.ended_at', 'is', null)
    .where((eb) => eb.or([eb('share.until_on', 'is', null), eb('share.until_on', '>=', today)]))
    .$if(page.after !== undefined, (query) => query.where('share.id', '<', page.after ?? 0))
    .orderBy('share.id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map((row) => rowToShare(row, today));
}

/** The share of a customer with a person that was not ended, even when its last day is over. */
export async function findUnended(
  db: ReadDb,
  customerId: number,
  personId: number,
  today: string,
): Promise<Share | null> {
  const row = await shares(db)
    .where('share.customer_id', '=', customerId)
    .where('share.person_id', '=', personId)
    .where('share.ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : rowToShare(row, today);
}

const termColumns = ({ mode, money, untilOn }: ShareTerms) => ({
  mode,
  money: money ? 1 : 0,
  until_on: untilOn,
});

export async function insertShare(
  trx: WriteDb,
  share: ShareTerms & { customerId: number; personId: number; byId: number; at: string },
): Promise<number> {
  const { id } = await trx
    .insertInto('share')
    .values({
      ...termColumns(share),
      customer_id: share.customerId,
      person_id: share.personId,
      by_id: share.byId,
      created_at: share.at,
      ended_at: null,
      ended_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** False when somebody changed or ended it since `version`. */
export async function updateTerms(
  trx: WriteDb,
  share: Pick<Share, 'id' | 'version'>,
  terms: ShareTerms,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('share')
    .set({ ...termColumns(terms), version: share.version + 1 })
    .where('id', '=', share.id)
    .where('version', '=', share.version)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function endShares(
  trx: WriteDb,
  ids: readonly number[],
  by: { readonly personId: number; readonly at: string },
): Promise<void> {
  await trx
    .updateTable('share')
    .set({ ended_at: by.at, ended_by: by.personId, version: sql`version + 1` })
    .where('id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute();
}

const requests = (db: ReadDb) =>
  db
    .selectFrom('share_request')
    .innerJoin('customer', 'customer.id', 'share_request.customer_id')
    .select([
      'share_request.id',
      'share_request.customer_id as customerId',
      'customer.name as customerName',
      'customer.number as customerNumber',
      'share_request.person_id as personId',
      'share_request.reason',
      'share_request.created_at as createdAt',
    ])
    .where('share_request.answered_at', 'is', null)
    .where('customer.deleted_at', 'is', null);

export async function findOpenRequest(db: ReadDb, id: number): Promise<ShareRequest | null> {
  return (await requests(db).where('share_request.id', '=', id).executeTakeFirst()) ?? null;
}

export async function findOpenRequestOf(
  db: ReadDb,
  customerId: number,
  personId: number,
): Promise<ShareRequest | null> {
  return (
    (await requests(db)
      .where('share_request.customer_id', '=', customerId)
      .where('share_request.person_id', '=', personId)
      .executeTakeFirst()) ?? null
  );
}

/** Open requests, oldest first; of the customers of these owners. */
export async function openRequests(db: ReadDb, owners: 'all' | readonly number[]): Promise<ShareRequest[]> {
  return requests(db)
    .where('customer.owner_id', 'is not', null)
    .$if(owners !== 'all', (query) => query.where('customer.owner_id', 'in', owners === 'all' ? [] : owners))
    .orderBy('share_request.id')
    .limit(200)
    .execute();
}

export async function insertRequest(
  trx: WriteDb,
  request: { customerId: number; personId: number; reason: string | null; at: string },
): Promise<void> {
  await trx
    .insertInto('share_request')
    .values({
      customer_id: request.customerId,
      person_id: request.personId,
      reason: request.reason,
      created_at: request.at,
      answered_at: null,
      answered_by: null,
      granted: null,
      answer: null,
    })
    .execute();
}

/** False when somebody has answered already. */
export async function closeRequest(
  trx: WriteDb,
  id: number,
  answer: {
    readonly byId: number;
    readonly at: string;
    readonly granted: boolean;
    readonly reason: string | null;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('share_request')
    .set({
      answered_at: answer.at,
      answered_by: answer.byId,
      granted: answer.granted ? 1 : 0,
      answer: answer.reason,
    })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
