import type { Selectable } from 'kysely';
import type { Database } from '#db/schema/index.ts';
import { reachPredicate, visible } from '../permissions/visible.ts';
import type { Inquiry } from '../rpc/context.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';

/** A relation as the rules see it. */
export interface StoredRelation {
  readonly id: number;
  readonly fromId: number;
  readonly toId: number | null;
  readonly toName: string | null;
  readonly typeId: number;
  readonly remark: string | null;
  readonly version: number;
}

const columns = ['id', 'from_id', 'to_id', 'to_name', 'type_id', 'remark', 'version'] as const;
type Row = Pick<Selectable<Database['contact_relation']>, (typeof columns)[number]>;

function rowToRelation(row: Row): StoredRelation {
  const { id, remark, version } = row;
  return {
    id,
    fromId: row.from_id,
    toId: row.to_id,
    toName: row.to_name,
    typeId: row.type_id,
    remark,
    version,
  };
}

export async function findRelation(db: ReadDb, id: number): Promise<StoredRelation | null> {
  const row = await db.selectFrom('contact_relation').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : rowToRelation(row);
}

/** The relations from or to any of some contacts, oldest first, at most `limit`. */
export async function relationsOf(
  db: ReadDb,
  contactIds: readonly number[],
  limit: number,
): Promise<StoredRelation[]> {
  if (contactIds.length === 0) return [];
  // Two index ranges; one condition with "or" would be read from the start of the table.
  const side = (column: 'from_id' | 'to_id') =>
    db
      .selectFrom('contact_relation')
      .select(columns)
      .where(column, 'in', contactIds)
      .orderBy('id')
      .limit(limit)
      .execute();
  const found = new Map([...(await side('from_id')), ...(await side('to_id'))].map((row) => [row.id, row]));
  return [...found.values()]
    .toSorted((a, b) => a.id - b.id)
    .slice(0, limit)
    .map(rowToRelation);
}

/** The relation of this type between two contacts, whichever way round. */
export async function relationBetween(
  db: ReadDb,
  pair: readonly [number, number],
  typeId: number,
): Promise<number | null> {
  const [a, b] = pair;
  const row = await db
    .selectFrom('contact_relation')
    .select('id')
    .where('from_id', 'in', [a, b])
    .where('to_id', 'in', [a, b])
    .where('type_id', '=', typeId)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertRelation(
  trx: WriteDb,
  relation: Omit<StoredRelation, 'id' | 'version'> & { readonly createdBy: number; readonly at: string },
): Promise<number> {
  const { id } = await trx
    .insertInto('contact_relation')
    .values({
      from_id: relation.fromId,
      to_id: relation.toId,
      to_name: relation.toName,
      type_id: relation.typeId,
      remark: relation.remark,
      created_by: relation.createdBy,
      created_at: relation.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Writes type and remark if it is still at its version; false when somebody was faster. */
export async function updateRelationRow(
  trx: WriteDb,
  { id, version }: { readonly id: number; readonly version: number },
  { typeId, remark }: Pick<StoredRelation, 'typeId' | 'remark'>,
): Promise<boolean> {
  const result = await trx
    .updateTable('contact_relation')
    .set({ type_id: typeId, remark, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function deleteRelation(trx: WriteDb, id: number): Promise<void> {
  await trx.deleteFrom('contact_relation').where('id', '=', id).execute();
}

/** A contact as somebody else's picture names it. */
export interface NamedContact {
  readonly contactId: number;
  readonly name: string;
  readonly customerId: number;
  readonly customerName: string;
  readonly leftCompany: boolean;
}

/** Those of some contacts that live and whose customer the asker reads: nobody else is named. */
export async function readableContacts(
  { db, actor }: Pick<Inquiry, 'db' | 'actor'>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, NamedContact>> {
  if (ids.length === 0) return new Map();
  const reach = reachPredicate(visible(actor, 'read'));
  const rows = await db
    .selectFrom('contact')
    .innerJoin('customer', 'customer.id', 'contact.customer_id')
    .select([
      'contact.id',
      'contact.name',
      'contact.left_company',
      'contact.customer_id',
      'customer.name as customer_name',
    ])
    .where('contact.id', 'in', ids)
    .where('contact.deleted_at', 'is', null)
    .where('customer.deleted_at', 'is', null)
    .$if(reach !== null, (query) => (reach === null ? query : query.where(reach)))
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        contactId: row.id,
        name: row.name,
        customerId: row.customer_id,
        customerName: row.customer_name,
        leftCompany: row.left_company === 1,
      },
    ]),
  );
}
