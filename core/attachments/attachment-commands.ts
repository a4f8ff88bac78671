import { differences, logOperation } from '../log/index.ts';
import { has } from '../permissions/actor.ts';
import { oneByOne, type BatchAnswer } from '../shared/batch.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { cleanFileName } from '../shared/file-name.ts';
import { isoNow } from '../shared/ports.ts';
import { requiredText } from '../shared/required-text.ts';
import { cleanMultiline, codePoints } from '../shared/text.ts';
import { descriptionMax, type Attachment } from './attachments.contract.ts';
import {
  fileNameKey,
  findById,
  findNamed,
  writeDeleted,
  writeNames,
  type StoredAttachment,
} from './attachments.repository.ts';
import { locate } from './owners.ts';
import { getFile, loadFile } from './queries.ts';

const inquiryOf = ({ services, actor, trx }: Change): Inquiry => ({ services, actor, db: trx });

/** A living file that the person may change. */
async function changeable(
  change: Change,
  id: number,
): Promise<{ file: StoredAttachment; shown: Attachment }> {
  const { file, shown } = await loadFile(inquiryOf(change), id);
  if (file.deletedAt !== null) throw new AppError('notFound');
  if (!shown.abilities.includes('change')) throw new AppError('notAllowed');
  return { file, shown };
}

function cleanDescription(typed: string | null): string | null {
  const text = cleanMultiline(typed ?? '');
  if (codePoints(text) > descriptionMax)
    throw new AppError(
      'invalidInput',
      {},
      { fields: [{ path: 'description', code: 'tooLong', params: { max: descriptionMax } }] },
    );
  return text === '' ? null : text;
}

/** Renames and describes a file. Throws `conflict`, `invalidInput`, `fileNameTaken`. */
export async function updateFile(
  change: Change,
  input: {
    readonly id: number;
    readonly version: number;
    readonly name: string;
    readonly description: string | null;
  },
): Promise<Attachment> {
  const { trx, services, touched } = change;
  const { file, shown } = await changeable(change, input.id);
  if (file.version !== input.version) throw new AppError('conflict', {}, { data: shown });
  const name = cleanFileName(requiredText('name', input.name, 400));
  const description = cleanDescription(input.description);
  if (fileNameKey(name) !== fileNameKey(file.name) && (await findNamed(trx, file.owner, name)).length > 0)
    throw new AppError('fileNameTaken', { name }, { field: 'name' });
  const changed = differences<Record<string, unknown>>(
    { name: file.name, description: file.description },
    { name, description },
  );
  if (changed === null) return shown;
  if (!(await writeNames(trx, file, { name, description, at: isoNow(services.clock) })))
    throw new AppError('conflict', {}, { data: await getFile(inquiryOf(change), file.id) });
  await logOperation(change, {
    action: 'updated',
    entity: 'attachment',
    entityId: file.id,
    before: changed.before,
    after: { customerId: shown.customerId, ...changed.after },
  });
  touched.add('attachments');
  return getFile(inquiryOf(change), file.id);
}

/** To the recycle bin, with all its versions. */
export async function removeFile(change: Change, id: number): Promise<void> {
  const { trx, actor, services, touched } = change;
  const { file, shown } = await changeable(change, id);
  await writeDeleted(trx, id, { by: actor.id, at: isoNow(services.clock) });
  await logOperation(change, {
    action: 'removed',
    entity: 'attachment',
    entityId: id,
    before: { customerId: shown.customerId, name: file.name, bytes: file.newest.object.bytes },
  });
  touched.add('attachments');
}

async function restoreOne(change: Change, id: number): Promise<void> {
  const { trx, actor, touched } = change;
  const file = await findById(trx, id);
  if (file === null || file.deletedAt === null) throw new AppError('notFound');
  // Who restores from the bin need not read the record; whoever removed it still has to.
  if (!has(actor, 'recycleBin.restore')) {
    const { shown } = await loadFile(inquiryOf(change), id);
    if (!shown.abilities.includes('restore')) throw new AppError('notFound');
  }
  const located = (await locate(trx, file.owner.kind, [file.owner.id])).get(file.owner.id);
  const customer =
    located === undefined
      ? undefined
      : await trx
          .selectFrom('customer')
          .select('deleted_at')
          .where('id', '=', located.customerId)
          .executeTakeFirst();
  if (located === undefined) throw new AppError('fileOwnerDeleted');
  if (customer === undefined || customer.deleted_at !== null) throw new AppError('customerDeleted');
  await writeDeleted(trx, id, null);
  await logOperation(change, {
    action: 'restored',
    entity: 'attachment',
    entityId: id,
    after: { customerId: located.customerId, name: file.name },
  });
  touched.add('attachments');
}

/** Out of the recycle bin; refused while the record lies there itself (`fileOwnerDeleted`, `customerDeleted`). */
export function restoreFiles(change: Change, ids: readonly number[]): Promise<BatchAnswer> {
  return oneByOne(ids, (id) => restoreOne(change, id));
}
