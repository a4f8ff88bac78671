import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import { foldText } from '../shared/text.ts';
import type { Charset, FileKind, FileOwner, OwnerKind } from './attachments.contract.ts';
import { ownerKinds } from './attachments.contract.ts';
import type { KeptObject, ObjectFault } from './object-store.ts';
import { owners } from './owners.ts';

/** A file with its newest version. */
export interface StoredAttachment {
  readonly id: number;
  readonly owner: FileOwner;
  readonly name: string;
  readonly description: string | null;
  readonly latest: number;
  readonly createdBy: number;
  readonly deletedAt: string | null;
  readonly deletedBy: number | null;
  readonly version: number;
  readonly newest: StoredVersion;
}

/** A version of a file with what it holds. */
export interface StoredVersion {
  readonly id: number;
  readonly attachmentId: number;
  readonly number: number;
  readonly fileName: string;
  readonly createdBy: number;
  readonly createdAt: string;
  readonly object: KeptObject & { readonly fault: ObjectFault | null };
}

interface VersionRow {
  readonly version_id: number;
  readonly attachment_id: number;
  readonly number: number;
  readonly file_name: string;
  readonly added_by: number;
  readonly added_at: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: string;
  readonly charset: string | null;
  readonly fault: string | null;
}

interface Row extends VersionRow {
  readonly id: number;
  readonly customer_id: number | null;
  readonly contact_id: number | null;
  readonly interaction_id: number | null;
  readonly name: string;
  readonly description: string | null;
  readonly latest: number;
  readonly created_by: number;
  readonly deleted_at: string | null;
  readonly deleted_by: number | null;
  readonly version: number;
}

/** Under which names count as the same: letter case and width make no other file. */
export const fileNameKey = (name: string): string => foldText(name) || name.toLowerCase();

/** The program is the only one that writes these words. */
function rowToVersion(row: VersionRow): StoredVersion {
  return {
    id: row.version_id,
    attachmentId: row.attachment_id,
    number: row.number,
    fileName: row.file_name,
    createdBy: row.added_by,
    createdAt: row.added_at,
    object: {
      sha256: row.sha256,
      bytes: row.bytes,
      kind: row.kind as FileKind,
      charset: row.charset as Charset | null,
      fault: row.fault as ObjectFault | null,
    },
  };
}

function rowToAttachment(row: Row): StoredAttachment {
  const kind: OwnerKind | undefined = ownerKinds.find((one) => row[owners[one].column] !== null);
  const ownerId = kind === undefined ? null : row[owners[kind].column];
  if (kind === undefined || ownerId === null) throw new Error(`Attachment ${row.id} hangs on nothing`);
  return {
    id: row.id,
    owner: { kind, id: ownerId },
    name: row.name,
    description: row.description,
    latest: row.latest,
    createdBy: row.created_by,
    deletedAt: row.deleted_at,
    deletedBy: row.deleted_by,
    version: row.version,
    newest: rowToVersion(row),
  };
}

const versionColumns = sql`held.id as version_id, held.attachment_id, held.number, held.file_name,
  held.created_by as added_by, held.created_at as added_at,
  stored.sha256, stored.bytes, stored.kind, stored.charset, stored.fault`;

function findRows(
  db: ReadDb,
  where: RawBuilder<SqlBool>,
  order: RawBuilder<unknown> = sql`attachment.id`,
  limit = 1000,
): Promise<StoredAttachment[]> {
  return sql<Row>`
    select attachment.*, ${versionColumns} from attachment
    join attachment_version as held on held.attachment_id = attachment.id and held.number = attachment.latest
    join stored_object as stored on stored.id = held.object_id
    where ${where} order by ${order} limit ${limit}`
    .execute(db)
    .then(({ rows }) => rows.map(rowToAttachment));
}

/** Also one in the recycle bin. */
export async function findById(db: ReadDb, id: number): Promise<StoredAttachment | null> {
  return (await findRows(db, sql`attachment.id = ${id}`))[0] ?? null;
}

const is = ({ kind, id }: FileOwner) => sql<SqlBool>`${sql.ref(`attachment.${owners[kind].column}`)} = ${id}`;

/** The files of a record; of a customer also those of what hangs on it, unless `only`. Each by the index of its column. */
function belonging(owner: FileOwner, only: boolean): RawBuilder<SqlBool> {
  if (owner.kind !== 'customer' || only) return is(owner);
  const parts = ownerKinds.map((kind) => {
    const { column, hanging } = owners[kind];
    if (hanging === null) return is(owner);
    return sql<SqlBool>`${sql.ref(`attachment.${column}`)} in (select id from ${sql.table(hanging.table)}
      where customer_id = ${owner.id} and deleted_at is null)`;
  });
  return sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}

export interface Place {
  readonly at: string;
  readonly id: number;
}

/** Newest first. */
export function listRows(
  db: ReadDb,
  owner: FileOwner,
  { only, after, limit }: { readonly only: boolean; readonly after: Place | null; readonly limit: number },
): Promise<StoredAttachment[]> {
  const beyond =
    after === null ? sql`` : sql` and (held.created_at, attachment.id) < (${after.at}, ${after.id})`;
  return findRows(
    db,
    sql<SqlBool>`${belonging(owner, only)} and attachment.deleted_at is null${beyond}`,
    sql`held.created_at desc, attachment.id desc`,
    limit,
  );
}

/** Counts no further than `limit`. */
export async function countRows(db: ReadDb, owner: FileOwner, limit: number): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from (select 1 from attachment
    where ${belonging(owner, false)} and attachment.deleted_at is null limit ${limit})`.execute(db);
  return rows[0]?.rows ?? 0;
}

/** The living files of one record with such a name. */
export function findNamed(db: ReadDb, owner: FileOwner, name: string): Promise<StoredAttachment[]> {
  return findRows(
    db,
    sql<SqlBool>`${is(owner)} and attachment.name_key = ${fileNameKey(name)} and attachment.deleted_at is null`,
  );
}

/** Newest first. */
export async function versionsOf(db: ReadDb, attachmentId: number): Promise<StoredVersion[]> {
  const { rows } = await sql<VersionRow>`select ${versionColumns} from attachment_version as held
    join stored_object as stored on stored.id = held.object_id
    where held.attachment_id = ${attachmentId} order by held.number desc limit 1000`.execute(db);
  return rows.map(rowToVersion);
}

export async function findVersion(db: ReadDb, id: number): Promise<StoredVersion | null> {
  const { rows } = await sql<VersionRow>`select ${versionColumns} from attachment_version as held
    join stored_object as stored on stored.id = held.object_id where held.id = ${id}`.execute(db);
  const [row] = rows;
  return row === undefined ? null : rowToVersion(row);
}

/** The row of a content that is kept; a fault of before is over: it was read when it was kept. */
async function objectId(trx: WriteDb, object: KeptObject, at: string): Promise<number> {
  const { sha256, bytes, kind, charset } = object;
  const sound = { unreferenced_at: null, fault: null, fault_at: null };
  const { id } = await trx
    .insertInto('stored_object')
    .values({ sha256, bytes, kind, charset, created_at: at, ...sound })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ bytes, kind, charset, ...sound }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

interface NewVersion {
  readonly object: KeptObject;
  readonly fileName: string;
  readonly by: number;
  readonly at: string;
}

async function insertVersion(
  trx: WriteDb,
  attachmentId: number,
  number: number,
  { object, fileName, by, at }: NewVersion,
): Promise<void> {
  await trx
    .insertInto('attachment_version')
    .values({
      attachment_id: attachmentId,
      number,
      object_id: await objectId(trx, object, at),
      file_name: fileName,
      created_by: by,
      created_at: at,
    })
    .execute();
}

/** A file with its first version; answers its id. */
export async function insertRow(
  trx: WriteDb,
  { kind, id: ownerId }: FileOwner,
  name: string,
  first: NewVersion,
): Promise<number> {
  const { id } = await trx
    .insertInto('attachment')
    .values({
      customer_id: null,
      contact_id: null,
      interaction_id: null,
      [owners[kind].column]: ownerId,
      name,
      name_key: fileNameKey(name),
      description: null,
      latest: 1,
      created_by: first.by,
      created_at: first.at,
      updated_at: first.at,
      deleted_by: null,
      deleted_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertVersion(trx, id, 1, first);
  return id;
}

export async function addVersion(trx: WriteDb, file: StoredAttachment, next: NewVersion): Promise<void> {
  await insertVersion(trx, file.id, file.latest + 1, next);
  await trx
    .updateTable('attachment')
    .set((eb) => ({ latest: file.latest + 1, updated_at: next.at, version: eb('version', '+', 1) }))
    .where('id', '=', file.id)
    .execute();
}

/** Answers whether the file still had the version that was read. */
export async function writeNames(
  trx: WriteDb,
  file: StoredAttachment,
  {
    name,
    description,
    at,
  }: { readonly name: string; readonly description: string | null; readonly at: string },
): Promise<boolean> {
  const result = await trx
    .updateTable('attachment')
    .set({ name, name_key: fileNameKey(name), description, updated_at: at, version: file.version + 1 })
    .where('id', '=', file.id)
    .where('version', '=', file.version)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

export async function writeDeleted(
  trx: WriteDb,
  id: number,
  deleted: { readonly by: number; readonly at: string } | null,
): Promise<void> {
  await trx
    .updateTable('attachment')
    .set((eb) => ({
      deleted_by: deleted?.by ?? null,
      deleted_at: deleted?.at ?? null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export interface DeletedRow extends Place {
  readonly name: string;
  readonly bytes: number;
  readonly customerName: string;
  readonly ownerDeleted: boolean;
  readonly by: number | null;
}

/** The recycle bin, newest first. Files of deleted customers come back with them. */
export async function listDeletedRows(
  db: ReadDb,
  { after, limit }: { readonly after: Place | null; readonly limit: number },
): Promise<DeletedRow[]> {
  const hanging = ownerKinds.flatMap((kind) => {
    const { column, hanging: record } = owners[kind];
    return record === null
      ? []
      : [{ column: sql.ref(`attachment.${column}`), table: sql.table(record.table) }];
  });
  const of = hanging.map(
    ({ column, table }) => sql`(select customer_id from ${table} as record where record.id = ${column})`,
  );
  const gone = hanging.map(
    ({ column, table }) =>
      sql`exists (select 1 from ${table} as record where record.id = ${column} and record.deleted_at is not null)`,
  );
  const beyond =
    after === null ? sql`` : sql` and (attachment.deleted_at, attachment.id) < (${after.at}, ${after.id})`;
  const { rows } = await sql<Omit<DeletedRow, 'ownerDeleted'> & { gone: number }>`
    select attachment.id, attachment.deleted_at as at, attachment.name, stored.bytes,
      customer.name as "customerName", attachment.deleted_by as by, (${sql.join(gone, sql` or `)}) as gone
    from attachment
    join customer on customer.id = coalesce(attachment.customer_id, ${sql.join(of)})
    join attachment_version as held on held.attachment_id = attachment.id and held.number = attachment.latest
    join stored_object as stored on stored.id = held.object_id
    where attachment.deleted_at is not null and customer.deleted_at is null${beyond}
    order by attachment.deleted_at desc, attachment.id desc limit ${limit}`.execute(db);
  return rows.map(({ gone: one, ...row }) => ({ ...row, ownerDeleted: one === 1 }));
}
