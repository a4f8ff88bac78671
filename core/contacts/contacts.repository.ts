import { sql, type Selectable } from 'kysely';
import type { ContactTable } from '#db/schema/contacts.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { Birthday, ContactFields, DecisionRole, Gender, Way, WayLabel } from './contacts.contract.ts';
import { fieldsToRow, insertWays, wayKinds } from './insert-contacts.repository.ts';
import { wayKey } from './prepare-contact.ts';

/** A contact as the rules see it: rows stop here. */
export interface StoredContact extends ContactFields {
  readonly id: number;
  readonly customerId: number;
  readonly main: boolean;
  readonly createdBy: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
  readonly version: number;
}

type Row = Omit<Selectable<ContactTable>, 'name_key' | 'sort_key' | 'search_text' | 'import_id'>;

const columns = [
  'id',
  'customer_id',
  'name',
  'department',
  'position',
  'decision_role',
  'gender',
  'wechat',
  'qq',
  'birthday_calendar',
  'birthday_year',
  'birthday_month',
  'birthday_day',
  'birthday_leap',
  'address',
  'hobbies',
  'remark',
  'main',
  'left_company',
  'created_by',
  'created_at',
  'updated_at',
  'deleted_at',
  'deleted_by',
  'version',
] as const satisfies readonly (keyof Row)[];

type Ways = Pick<ContactFields, 'phones' | 'emails'>;

function rowToBirthday(row: Row): Birthday | null {
  if (row.birthday_calendar === null || row.birthday_month === null || row.birthday_day === null) return null;
  return {
    calendar: row.birthday_calendar === 'lunar' ? 'lunar' : 'solar',
    year: row.birthday_year,
    month: row.birthday_month,
    day: row.birthday_day,
    leap: row.birthday_leap === 1,
  };
}

/** The checks of the table admit no other values. */
function rowToContact(row: Row, ways: Ways): StoredContact {
  return {
    id: row.id,
    customerId: row.customer_id,
    name: row.name,
    department: row.department,
    position: row.position,
    decisionRole: row.decision_role as DecisionRole | null,
    gender: row.gender as Gender | null,
    ...ways,
    wechat: row.wechat,
    qq: row.qq,
    birthday: rowToBirthday(row),
    address: row.address,
    hobbies: row.hobbies,
    remark: row.remark,
    leftCompany: row.left_company === 1,
    main: row.main === 1,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
    version: row.version,
  };
}

async function waysOf(db: ReadDb, ids: readonly number[]): Promise<ReadonlyMap<number, Ways>> {
  const found = new Map<number, { phones: Way[]; emails: Way[] }>();
  for (const id of ids) found.set(id, { phones: [], emails: [] });
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('contact_way')
    .select(['id', 'contact_id', 'kind', 'label', 'value'])
    .where('contact_id', 'in', ids)
    .orderBy('contact_id')
    .orderBy('kind')
    .orderBy('position')
    .execute();
  for (const row of rows) {
    const ways = found.get(row.contact_id);
    const way = { id: row.id, label: row.label as WayLabel, value: row.value };
    (row.kind === 'phone' ? ways?.phones : ways?.emails)?.push(way);
  }
  return found;
}

async function withWays(db: ReadDb, rows: readonly Row[]): Promise<StoredContact[]> {
  const ways = await waysOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => rowToContact(row, ways.get(row.id) ?? { phones: [], emails: [] }));
}

/** Deleted ones too; the order of `ids` is not kept. */
export async function findByIds(db: ReadDb, ids: readonly number[]): Promise<StoredContact[]> {
  if (ids.length === 0) return [];
  return withWays(db, await db.selectFrom('contact').select(columns).where('id', 'in', ids).execute());
}

export async function findById(db: ReadDb, id: number): Promise<StoredContact | null> {
  return (await findByIds(db, [id]))[0] ?? null;
}

/** The living contacts of a customer, main first, those who left last, else by pinyin; `skip` the first so many. */
export async function listByCustomer(
  db: ReadDb,
  customerId: number,
  page: { readonly limit: number; readonly skip: number },
): Promise<StoredContact[]> {
  const rows = await db
    .selectFrom('contact')
    .select(columns)
    .where('customer_id', '=', customerId)
    .where('deleted_at', 'is', null)
    .orderBy('main', 'desc')
    .orderBy('left_company')
    .orderBy('sort_key')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.skip)
    .execute();
  return withWays(db, rows);
}

/** The living contacts of some customers, by customer, each in the order of {@link listByCustomer}. */
export async function listByCustomers(
  db: ReadDb,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, readonly StoredContact[]>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('contact')
    .select(columns)
    .where('customer_id', 'in', customerIds)
    .where('deleted_at', 'is', null)
    .orderBy('main', 'desc')
    .orderBy('left_company')
    .orderBy('sort_key')
    .orderBy('id')
    .execute();
  return Map.groupBy(await withWays(db, rows), ({ customerId }) => customerId);
}

/** Writes the record if it is still at its version; false when somebody was faster. Ids of ways must be its own. */
export async function updateRow(
  trx: WriteDb,
  before: StoredContact,
  fields: ContactFields,
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('contact')
    .set({
      ...fieldsToRow(fields),
      // Who left the company is nobody's main contact.
      main: before.main && !fields.leftCompany ? 1 : 0,
      updated_at: at,
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  const kept = [...fields.phones, ...fields.emails].flatMap(({ id }) => (id === null ? [] : [id]));
  const gone = [...before.phones, ...before.emails].flatMap(({ id }) =>
    id === null || kept.includes(id) ? [] : [id],
  );
  if (gone.length > 0) await trx.deleteFrom('contact_way').where('id', 'in', gone).execute();
  for (const list of ['phones', 'emails'] as const) {
    for (const [position, { id, label, value }] of fields[list].entries()) {
      if (id === null) continue;
      const search_key = wayKey(wayKinds[list], value);
      await trx
        .updateTable('contact_way')
        .set({ label, value, position, search_key })
        .where('id', '=', id)
        .execute();
    }
  }
  await insertWays(trx, before.id, fields);
  return true;
}

/** The living main contact of a customer. */
export async function mainOf(db: ReadDb, customerId: number): Promise<{ id: number; name: string } | null> {
  const row = await db
    .selectFrom('contact')
    .select(['id', 'name'])
    .where('customer_id', '=', customerId)
    .where('main', '=', 1)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Makes a contact main or no longer; the version stays: forms do not hold this. */
export async function writeMain(trx: WriteDb, id: number, main: boolean): Promise<void> {
  await trx
    .updateTable('contact')
    .set({ main: main ? 1 : 0 })
    .where('id', '=', id)
    .execute();
}

/** Moves a living contact to another customer; false when somebody was faster. */
export async function writeCustomer(
  trx: WriteDb,
  contact: { readonly id: number; readonly version: number },
  to: { readonly customerId: number; readonly main: boolean },
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('contact')
    .set({
      customer_id: to.customerId,
      main: to.main ? 1 : 0,
      updated_at: at,
      version: contact.version + 1,
    })
    .where('id', '=', contact.id)
    .where('version', '=', contact.version)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Moves a living contact to the recycle bin, or a deleted one back (then main or not); false when it was there already. */
export async function writeDeleted(
  trx: WriteDb,
  id: number,
  change: { readonly by: number; readonly at: string } | { readonly main: boolean },
  at: string,
): Promise<boolean> {
  const removing = 'by' in change;
  const result = await trx
    .updateTable('contact')
    .set((eb) => ({
      deleted_at: removing ? change.at : null,
      deleted_by: removing ? change.by : null,
      ...(removing ? {} : { main: change.main ? 1 : 0 }),
      updated_at: at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('deleted_at', removing ? 'is' : 'is not', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface DeletedRow {
  readonly id: number;
  readonly name: string;
  readonly customer_name: string;
  readonly customer_deleted: number;
  readonly deleted_at: string;
  readonly deleted_by: number | null;
}

/** The contacts in the recycle bin, newest first, `after` a row of the page before. */
export async function listDeletedRows(
  db: ReadDb,
  asked: {
    readonly key: string;
    readonly after: { readonly at: string; readonly id: number } | null;
    readonly limit: number;
  },
): Promise<readonly DeletedRow[]> {
  const { key, after, limit } = asked;
  const found = await sql<DeletedRow>`
    select contact.id, contact.name, customer.name as customer_name,
      case when customer.deleted_at is null then 0 else 1 end as customer_deleted,
      contact.deleted_at, contact.deleted_by
    from contact join customer on customer.id = contact.customer_id
    where contact.deleted_at is not null
      and (contact.import_id is null
        or (select state from import_job where id = contact.import_id) not in ('cancelled', 'undone'))
      ${key === '' ? sql`` : sql`and (instr(contact.search_text, ${key}) > 0 or instr(customer.name_key, ${key}) > 0)`}
      ${after === null ? sql`` : sql`and (contact.deleted_at, contact.id) < (${after.at}, ${after.id})`}
    order by contact.deleted_at desc, contact.id desc limit ${limit}`.execute(db);
  return found.rows;
}
