import type { Selectable } from 'kysely';
import type { AttachmentUploadTable } from '#db/schema/attachments.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { FileOwner, OwnerKind } from './attachments.contract.ts';

/** A file on its way. */
export interface Upload {
  readonly id: number;
  readonly personId: number;
  readonly owner: FileOwner;
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: number;
  /** What became of it, null until it is finished. */
  readonly attachmentId: number | null;
}

function rowToUpload(row: Selectable<AttachmentUploadTable>): Upload {
  return {
    id: row.id,
    personId: row.person_id,
    owner: { kind: row.owner_kind as OwnerKind, id: row.owner_id },
    name: row.name,
    bytes: row.bytes,
    modifiedAt: row.modified_at,
    attachmentId: row.attachment_id,
  };
}

export async function findUpload(db: ReadDb, id: number): Promise<Upload | null> {
  const row = await db.selectFrom('attachment_upload').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : rowToUpload(row);
}

type NewUpload = Omit<Upload, 'id' | 'attachmentId'> & { readonly at: string };

/** The unfinished upload of the same file for the same record by the same person, if there is one. */
export async function findSame(db: ReadDb, wanted: Omit<NewUpload, 'at'>): Promise<Upload | null> {
  const row = await db
    .selectFrom('attachment_upload')
    .selectAll()
    .where('person_id', '=', wanted.personId)
    .where('owner_kind', '=', wanted.owner.kind)
    .where('owner_id', '=', wanted.owner.id)
    .where('name', '=', wanted.name)
    .where('bytes', '=', wanted.bytes)
    .where('modified_at', '=', wanted.modifiedAt)
    .where('attachment_id', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : rowToUpload(row);
}

export async function insertUpload(trx: WriteDb, upload: NewUpload): Promise<number> {
  const { id } = await trx
    .insertInto('attachment_upload')
    .values({
      person_id: upload.personId,
      owner_kind: upload.owner.kind,
      owner_id: upload.owner.id,
      name: upload.name,
      bytes: upload.bytes,
      modified_at: upload.modifiedAt,
      created_at: upload.at,
      attachment_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function setOutcome(trx: WriteDb, id: number, attachmentId: number): Promise<void> {
  await trx
    .updateTable('attachment_upload')
    .set({ attachment_id: attachmentId })
    .where('id', '=', id)
    .execute();
}

export async function deleteUpload(trx: WriteDb, id: number): Promise<void> {
  await trx.deleteFrom('attachment_upload').where('id', '=', id).execute();
}

/** Forgets uploads that were begun before an instant. */
export async function deleteUploadsBefore(trx: WriteDb, before: string): Promise<void> {
  await trx.deleteFrom('attachment_upload').where('created_at', '<', before).execute();
}

/** Those that are under way: with files on the disk. */
export async function openUploads(db: ReadDb): Promise<{ id: number; bytes: number }[]> {
  return db
    .selectFrom('attachment_upload')
    .select(['id', 'bytes'])
    .where('attachment_id', 'is', null)
    .execute();
}
