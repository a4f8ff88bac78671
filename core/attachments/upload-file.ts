import { makeChange } from '../changes/index.ts';
import { logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change, Inquiry, Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { cleanFileName, numberedFileName } from '../shared/file-name.ts';
import { isoNow } from '../shared/ports.ts';
import { uploadHours, type Attachment, type FileOwner } from './attachments.contract.ts';
import { addVersion, fileNameKey, findNamed, insertRow } from './attachments.repository.ts';
import type { KeptObject } from './object-store.ts';
import { ownerAccess, owners, type Located } from './owners.ts';
import { getFile, limitBytes, loadFile } from './queries.ts';
import {
  deleteUpload,
  deleteUploadsBefore,
  findSame,
  findUpload,
  insertUpload,
  openUploads,
  setOutcome,
  type Upload,
} from './uploads.repository.ts';

/** With less than this free the office's own data need what is left, in bytes. */
const keptFree = 500 * 1024 * 1024;
const mega = 1024 * 1024;
/** Files that one person may have on their way at a time. */
const mostUploads = 1000;

/** The record, if the person may add files to it: else `notFound`, `notAllowed`. */
async function addableTo(inquiry: Inquiry, owner: FileOwner): Promise<Located> {
  const { access, located } = await ownerAccess(inquiry, owner);
  if (!owners[owner.kind].mayAdd(access)) throw new AppError('notAllowed');
  return located;
}

/** The upload if it is this person's: a foreign one and a missing one give the same answer. */
async function ownUpload(inquiry: Inquiry, uploadId: number): Promise<Upload> {
  const upload = await findUpload(inquiry.db, uploadId);
  if (upload === null || upload.personId !== inquiry.actor.id) throw new AppError('uploadGone');
  return upload;
}

const inquiryOf = (services: Services, actor: Actor): Inquiry => ({ services, actor, db: services.db });

/** Refuses a file for which the disk has no room, with what is on its way already. `fileNoRoom` names both figures. */
async function assertRoom({ db, objects }: Services, bytes: number): Promise<void> {
  let coming = 0;
  for (const { id, bytes: announced } of await openUploads(db))
    coming += Math.max(0, announced - (await objects.received(id)));
  const free = (await objects.free()) - coming - keptFree;
  if (bytes > free)
    throw new AppError('fileNoRoom', {
      needed: Math.ceil(bytes / mega),
      free: Math.max(0, Math.floor(free / mega)),
    });
}

/**
 * Announces a file for a record (spec §9), or finds the upload of the same file that was broken off. Throws `notFound`,
 * `notAllowed`, `fileLimit`, `fileNoRoom`, `tooBusy`.
 */
export async function beginUpload(
  services: Services,
  actor: Actor,
  input: {
    readonly owner: FileOwner;
    readonly name: string;
    readonly bytes: number;
    readonly modifiedAt: number;
  },
): Promise<{ uploadId: number; received: number }> {
  const { owner, bytes, modifiedAt } = input;
  await addableTo(inquiryOf(services, actor), owner);
  const limit = await limitBytes(services.db);
  if (bytes > limit)
    throw new AppError('fileLimit', { max: limit / mega, size: Math.ceil((bytes / mega) * 10) / 10 });
  const wanted = { personId: actor.id, owner, name: cleanFileName(input.name), bytes, modifiedAt };
  const begun = await findSame(services.db, wanted);
  if (begun !== null) return { uploadId: begun.id, received: await services.objects.received(begun.id) };
  await assertRoom(services, bytes);
  const uploadId = await services.transaction(async (trx) => {
    // Two windows that begin with the same file share one upload.
    const same = await findSame(trx, wanted);
    if (same !== null) return same.id;
    const { rows } = await trx
      .selectFrom('attachment_upload')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .where('person_id', '=', actor.id)
      .where('attachment_id', 'is', null)
      .executeTakeFirstOrThrow();
    if (rows >= mostUploads) throw new AppError('tooBusy');
    return insertUpload(trx, { ...wanted, at: isoNow(services.clock) });
  });
  return { uploadId, received: await services.objects.received(uploadId) };
}

/** Appends a piece; answers how much is there. Throws `uploadGone`, `uploadOutOfOrder`, `fileChanged`, `diskFull`. */
export async function appendPiece(
  services: Services,
  actor: Actor,
  input: { readonly uploadId: number; readonly offset: number; readonly piece: Uint8Array },
): Promise<{ received: number }> {
  const upload = await ownUpload(inquiryOf(services, actor), input.uploadId);
  if (upload.attachmentId !== null) return { received: upload.bytes };
  // More than was announced: it grew meanwhile, or was never what it said.
  if (input.offset + input.piece.length > upload.bytes)
    throw new AppError('fileChanged', { name: upload.name });
  try {
    return { received: await services.objects.append(upload.id, input.offset, input.piece) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'fileChanged') throw error;
    // Another file of the same name, size and date: it begins anew.
    await services.objects.discard(upload.id);
    throw new AppError('fileChanged', { name: upload.name });
  }
}

async function addFile(change: Change, upload: Upload, object: KeptObject): Promise<number> {
  const { trx, actor, services } = change;
  const { owner } = upload;
  const located = await addableTo({ db: trx, actor, services }, owner);
  let { name } = upload;
  if ((await findNamed(trx, owner, name)).length > 0) {
    const names = await trx
      .selectFrom('attachment')
      .select('name_key')
      .where(owners[owner.kind].column, '=', owner.id)
      .where('deleted_at', 'is', null)
      .execute();
    const taken = new Set(names.map((row) => row.name_key));
    name = numberedFileName(name, (candidate) => taken.has(fileNameKey(candidate)));
  }
  const first = { object, fileName: upload.name, by: actor.id, at: isoNow(services.clock) };
  const id = await insertRow(trx, owner, name, first);
  await logOperation(change, {
    action: 'created',
    entity: 'attachment',
    entityId: id,
    after: {
      customerId: located.customerId,
      ...(owner.kind !== 'customer' && { fileOf: owner.kind === 'contact' ? 'ofContact' : 'ofInteraction' }),
      name,
      bytes: object.bytes,
    },
  });
  return id;
}

/** The file that an upload is a new version of, if the person may replace it: a living file of the same record. */
async function replaceable(inquiry: Inquiry, upload: Upload, id: number) {
  const { file, shown } = await loadFile(inquiry, id);
  const same = file.owner.kind === upload.owner.kind && file.owner.id === upload.owner.id;
  if (!same || file.deletedAt !== null) throw new AppError('notFound');
  if (!shown.abilities.includes('change')) throw new AppError('notAllowed');
  return { file, customerId: shown.customerId };
}

async function replaceFile(change: Change, upload: Upload, object: KeptObject, id: number): Promise<number> {
  const { trx, actor, services } = change;
  const { file, customerId } = await replaceable({ db: trx, actor, services }, upload, id);
  const next = { object, fileName: upload.name, by: actor.id, at: isoNow(services.clock) };
  await addVersion(trx, file, next);
  await logOperation(change, {
    action: 'versionAdded',
    entity: 'attachment',
    entityId: id,
    before: { bytes: file.newest.object.bytes },
    after: {
      customerId,
      name: file.name,
      bytes: object.bytes,
      fileVersion: file.latest + 1,
      ...(upload.name !== file.name && { fileName: upload.name }),
    },
  });
  return id;
}

/**
 * Keeps a file that has arrived whole: first in the store, durably, then in the database. As a new version of the file
 * `versionOf`, or as a file of its own. Asked again it answers the same. Throws `uploadGone`, `uploadOutOfOrder` (not all
 * of it is there), `notFound`, `notAllowed`.
 */
export async function finishUpload(
  services: Services,
  actor: Actor,
  input: { readonly uploadId: number; readonly versionOf: number | null },
): Promise<Attachment> {
  const inquiry = inquiryOf(services, actor);
  const upload = await ownUpload(inquiry, input.uploadId);
  if (upload.attachmentId !== null) return getFile(inquiry, upload.attachmentId);
  // Before the store is asked for anything: a record that is gone or closed by now keeps no file.
  if (input.versionOf === null) await addableTo(inquiry, upload.owner);
  else await replaceable(inquiry, upload, input.versionOf);
  const received = await services.objects.received(upload.id);
  if (received !== upload.bytes) throw new AppError('uploadOutOfOrder', { received });
  const object = await services.objects.keep(upload.id);
  const id = await makeChange(services, actor, async (change) => {
    const { attachmentId } = await ownUpload({ ...inquiry, db: change.trx }, upload.id);
    if (attachmentId !== null) return attachmentId;
    const outcome =
      input.versionOf === null
        ? await addFile(change, upload, object)
        : await replaceFile(change, upload, object, input.versionOf);
    await setOutcome(change.trx, upload.id, outcome);
    change.touched.add('attachments');
    return outcome;
  });
  await services.objects.discard(upload.id);
  return getFile(inquiry, id);
}

/** Gives an upload up with what has arrived of it; one that is finished or gone stays as it is. */
export async function cancelUpload(services: Services, actor: Actor, uploadId: number): Promise<void> {
  const upload = await findUpload(services.db, uploadId);
  if (upload === null || upload.personId !== actor.id || upload.attachmentId !== null) return;
  await services.transaction((trx) => deleteUpload(trx, uploadId));
  await services.objects.discard(uploadId);
}

/** Removes what was begun more than a day ago, and what belongs to no upload. */
export async function sweepUploads(services: Services): Promise<void> {
  const before = new Date(services.clock.now() - uploadHours * 60 * 60 * 1000).toISOString();
  await services.transaction((trx) => deleteUploadsBefore(trx, before));
  await services.objects.sweepUploads(new Set((await openUploads(services.db)).map(({ id }) => id)));
}
