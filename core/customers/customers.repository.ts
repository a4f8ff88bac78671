import { sql, type Selectable } from 'kysely';
import type { CustomerTable } from '#db/schema/customers.ts';
import {
  changedFields,
  filledValues,
  insertValues,
  listCustomFields,
  replaceValues,
} from '../custom-fields/index.ts';
import type { CustomValues } from '../custom-fields/custom-fields.contract.ts';
import { among } from '../permissions/among.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import { insertMany } from '../shared/insert-many.ts';
import { attachedTo, replaceTags, type Attached } from './attached.repository.ts';
import type { CustomerFields, CustomerLevel, CustomerStatus, CustomerType } from './customers.contract.ts';
import type { DerivedColumns } from './derived.contract.ts';

/** A customer as the rules see it: rows stop here. */
export interface StoredCustomer extends CustomerFields {
  /** Those of retired fields too. */
  readonly custom: CustomValues;
  readonly id: number;
  readonly number: string;
  readonly ownerId: number | null;
  readonly createdBy: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly claimedAt: string | null;
  readonly lastInteractionAt: string | null;
  readonly nextStepOn: string | null;
  readonly lastDealOn: string | null;
  readonly locked: boolean;
  readonly extendedUntil: string | null;
  readonly deletedAt: string | null;
  readonly version: number;
}

type Row = Omit<
  Selectable<CustomerTable>,
  | 'name_key'
  | 'name_core'
  | 'sort_key'
  | 'search_public'
  | 'search_phone'
  | 'search_private'
  | 'email_domain'
  | 'tax_key'
  | 'merged_into'
  | 'purged_at'
>;

/** What a line of a list shows: a page reads no more of its hundred rows. */
const listedColumns = [
  'id',
  'number',
  'name',
  'short_name',
  'type',
  'industry_id',
  'source_id',
  'region_code',
  'address',
  'phone',
  'email',
  'status',
  'level',
  'created_at',
  'updated_at',
  'owner_id',
  'claimed_at',
  'last_interaction_at',
  'next_step_on',
  'last_deal_on',
  'locked',
  'extended_until',
  'version',
] as const satisfies readonly (keyof Row)[];

const columns = [
  ...listedColumns,
  'postcode',
  'fax',
  'website',
  'tax_number',
  'bank',
  'bank_account',
  'legal_form_id',
  'size_id',
  'revenue_fen',
  'founded_on',
  'parent_id',
  'remark',
  'created_by',
  'pooled_at',
  'import_id',
  'deleted_at',
  'deleted_by',
] as const satisfies readonly (keyof Row)[];

/** The part of a customer that a line of a list shows. */
export type ListedCustomer = Pick<
  StoredCustomer,
  | 'id'
  | 'number'
  | 'name'
  | 'shortName'
  | 'type'
  | 'industryId'
  | 'sourceId'
  | 'regionCode'
  | 'address'
  | 'phone'
  | 'email'
  | 'status'
  | 'level'
  | 'tagIds'
  | 'custom'
  | 'createdAt'
  | 'updatedAt'
  | 'ownerId'
  | 'claimedAt'
  | 'lastInteractionAt'
  | 'nextStepOn'
  | 'lastDealOn'
  | 'locked'
  | 'extendedUntil'
  | 'version'
>;

export type ListedRow = Pick<Row, (typeof listedColumns)[number]>;

/** For statements written out: every column of {@link rowsToListed}. */
export const listedCustomerColumns = sql.join(listedColumns.map((column) => sql.ref(`customer.${column}`)));

/** The checks of the table admit no other values. */
function rowToListed(row: ListedRow, { tagIds, custom }: Attached): ListedCustomer {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    shortName: row.short_name,
    type: row.type as CustomerType,
    industryId: row.industry_id,
    sourceId: row.source_id,
    regionCode: row.region_code,
    address: row.address,
    phone: row.phone,
    email: row.email,
    status: row.status as CustomerStatus,
    level: row.level as CustomerLevel | null,
    tagIds: [...tagIds],
    custom,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ownerId: row.owner_id,
    claimedAt: row.claimed_at,
    lastInteractionAt: row.last_interaction_at,
    nextStepOn: row.next_step_on,
    lastDealOn: row.last_deal_on,
    locked: row.locked === 1,
    extendedUntil: row.extended_until,
    version: row.version,
  };
}

function rowToCustomer(row: Row, attached: Attached): StoredCustomer {
  return {
    ...rowToListed(row, attached),
    postcode: row.postcode,
    fax: row.fax,
    website: row.website,
    taxNumber: row.tax_number,
    bank: row.bank,
    bankAccount: row.bank_account,
    legalFormId: row.legal_form_id,
    sizeId: row.size_id,
    revenueFen: row.revenue_fen,
    foundedOn: row.founded_on,
    parentId: row.parent_id,
    remark: row.remark,
    createdBy: row.created_by,
    deletedAt: row.deleted_at,
  };
}

function fieldsToRow(fields: CustomerFields) {
  return {
    name: fields.name,
    short_name: fields.shortName,
    type: fields.type,
    industry_id: fields.industryId,
    source_id: fields.sourceId,
    region_code: fields.regionCode,
    address: fields.address,
    postcode: fields.postcode,
    phone: fields.phone,
    fax: fields.fax,
    website: fields.website,
    email: fields.email,
    tax_number: fields.taxNumber,
    bank: fields.bank,
    bank_account: fields.bankAccount,
    legal_form_id: fields.legalFormId,
    size_id: fields.sizeId,
    revenue_fen: fields.revenueFen,
    founded_on: fields.foundedOn,
    status: fields.status,
    level: fields.level,
    parent_id: fields.parentId,
    remark: fields.remark,
  };
}

/** The typed fields of a stored customer: what an update compares with. */
export function fieldsOf(customer: StoredCustomer): CustomerFields & { readonly custom: CustomValues } {
  const {
    id: _id,
    number: _number,
    ownerId: _owner,
    createdBy: _by,
    createdAt: _created,
    updatedAt: _updated,
    claimedAt: _claimed,
    lastInteractionAt: _interaction,
    nextStepOn: _step,
    lastDealOn: _deal,
    locked: _locked,
    extendedUntil: _extended,
    deletedAt: _deleted,
    version: _version,
    ...fields
  } = customer;
  return fields;
}

/** Rows of a list with their tags and custom fields, in the same order. */
export async function rowsToListed(db: ReadDb, rows: readonly ListedRow[]): Promise<ListedCustomer[]> {
  const attached = await attachedTo(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => rowToListed(row, attached(row.id)));
}

/** Deleted ones too; the order of `ids` is not kept. */
export async function findByIds(db: ReadDb, ids: readonly number[]): Promise<StoredCustomer[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('customer').select(columns).where('id', 'in', among(ids)).execute();
  const attached = await attachedTo(db, ids);
  return rows.map((row) => rowToCustomer(row, attached(row.id)));
}

/** No more of live customers than names them and says whose they are. */
export async function findNames(
  db: ReadDb,
  ids: readonly number[],
): Promise<Pick<StoredCustomer, 'id' | 'number' | 'name' | 'ownerId'>[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('customer')
    .select(['id', 'number', 'name', 'owner_id'])
    .where('id', 'in', among(ids))
    .where('deleted_at', 'is', null)
    .execute();
  return rows.map(({ owner_id: ownerId, ...row }) => ({ ...row, ownerId }));
}

export async function findById(db: ReadDb, id: number): Promise<StoredCustomer | null> {
  return (await findByIds(db, [id]))[0] ?? null;
}

export interface NewCustomer {
  readonly number: string;
  readonly fields: CustomerFields;
  readonly derived: DerivedColumns;
  readonly ownerId: number | null;
  readonly createdBy: number;
  readonly importId: number | null;
  readonly lastDealOn: string | null;
  readonly createdAt: string;
  readonly at: string;
}

/** Inserts some dozen customers in one statement; answers their ids in the same order. */
export async function insertRows(trx: WriteDb, customers: readonly NewCustomer[]): Promise<number[]> {
  const rows = customers.map((customer) => ({
    ...fieldsToRow(customer.fields),
    ...customer.derived,
    number: customer.number,
    owner_id: customer.ownerId,
    claimed_at: customer.ownerId === null ? null : customer.at,
    pooled_at: customer.ownerId === null ? customer.at : null,
    created_by: customer.createdBy,
    created_at: customer.createdAt,
    updated_at: customer.at,
    import_id: customer.importId,
    last_interaction_at: null,
    next_step_on: null,
    last_deal_on: customer.lastDealOn,
    extended_until: null,
    deleted_at: null,
    deleted_by: null,
  }));
  const inserted = await insertMany(trx, 'customer', rows, ['id', 'number']);
  // The rows of RETURNING come in no promised order.
  const byNumber = new Map(inserted.map(({ id, number }) => [number, id]));
  const ids = customers.map(({ number }) => byNumber.get(number) ?? 0);
  for (const [at, { fields }] of customers.entries()) await replaceTags(trx, ids[at] ?? 0, fields.tagIds, []);
  const valued = customers.flatMap(({ fields: { custom } }, at) =>
    Object.keys(custom).length === 0 ? [] : [{ id: ids[at] ?? 0, values: filledValues(custom) }],
  );
  if (valued.length > 0) await insertValues(trx, valued, await listCustomFields(trx));
  return ids;
}

/** Writes the record if it is still at `version`; false when somebody was faster. */
export async function updateRow(
  trx: WriteDb,
  before: Pick<StoredCustomer, 'id' | 'version' | 'tagIds' | 'custom'>,
  fields: CustomerFields,
  derived: DerivedColumns,
  /** When it is saved; `dealOn` where the save makes it a deal. */
  { at, dealOn }: { readonly at: string; readonly dealOn: string | null },
): Promise<boolean> {
  const result = await trx
    .updateTable('customer')
    .set({
      ...fieldsToRow(fields),
      ...derived,
      ...(dealOn !== null && { last_deal_on: dealOn }),
      updated_at: at,
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  await replaceTags(trx, before.id, fields.tagIds, before.tagIds);
  const values = { before: before.custom, after: filledValues(fields.custom) };
  if (changedFields(values.before, values.after).length > 0)
    await replaceValues(trx, before.id, values, await listCustomFields(trx));
  return true;
}

/** Gives the customer another owner (null: unclaimed) if `from` still is the owner; false when somebody was faster. */
export async function changeOwner(
  trx: WriteDb,
  id: number,
  from: number | null,
  to: number | null,
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('customer')
    .set((eb) => ({
      owner_id: to,
      claimed_at: to === null ? null : at,
      // Lock and extension were the former owner's.
      locked: 0,
      extended_until: null,
      pooled_at: to === null ? at : null,
      updated_at: at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('owner_id', from === null ? 'is' : '=', from)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
