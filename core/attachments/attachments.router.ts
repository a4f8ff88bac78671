import { owning, reading, writing } from '../rpc/procedure.ts';
import { AppError } from '../shared/errors.ts';
import { removeFile, restoreFiles, updateFile } from './attachment-commands.ts';
import { countFiles, listDeletedFiles, listFiles, listVersions } from './queries.ts';
import { cleanStoredFiles, storedFiles } from './stored-files.ts';
import { appendPiece, beginUpload, cancelUpload, finishUpload } from './upload-file.ts';

/** A `File`, which core knows no type of. */
async function bytesOf(piece: object): Promise<Uint8Array> {
  if (!('arrayBuffer' in piece) || typeof piece.arrayBuffer !== 'function')
    throw new AppError('invalidInput', {}, { field: 'piece' });
  return new Uint8Array(await (piece.arrayBuffer() as Promise<ArrayBuffer>));
}

export const attachmentsRouter = {
  list: reading.attachments.list.handler(({ context, input }) => listFiles(context, input)),
  count: reading.attachments.count.handler(({ context, input }) => countFiles(context, input.customerId)),
  versions: reading.attachments.versions.handler(({ context, input }) => listVersions(context, input.id)),
  begin: owning.attachments.begin.handler(({ context: { services, actor }, input }) =>
    beginUpload(services, actor, input),
  ),
  append: owning.attachments.append.handler(
    async ({ context: { services, actor }, input: { uploadId, offset, piece } }) =>
      appendPiece(services, actor, { uploadId, offset, piece: await bytesOf(piece) }),
  ),
  finish: owning.attachments.finish.handler(({ context: { services, actor }, input }) =>
    finishUpload(services, actor, input),
  ),
  cancel: owning.attachments.cancel.handler(({ context: { services, actor }, input }) =>
    cancelUpload(services, actor, input.uploadId),
  ),
  update: writing.attachments.update.handler(({ context, input }) => updateFile(context, input)),
  remove: writing.attachments.remove.handler(({ context, input }) => removeFile(context, input.id)),
  deleted: reading.attachments.deleted.handler(({ context, input }) => listDeletedFiles(context, input)),
  restore: writing.attachments.restore.handler(({ context, input }) => restoreFiles(context, input.ids)),
  stored: owning.attachments.stored.handler(({ context: { services } }) => storedFiles(services)),
  cleanUp: owning.attachments.cleanUp.handler(({ context: { services } }) => cleanStoredFiles(services)),
};
