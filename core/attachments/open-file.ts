import { makeChange } from '../changes/index.ts';
import { logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Inquiry, Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import type { Attachment } from './attachments.contract.ts';
import { findVersion, type StoredVersion } from './attachments.repository.ts';
import type { KeptObject, ObjectFault } from './object-store.ts';
import { loadFile } from './queries.ts';

/** A content that somebody may have, by the name of its file. */
interface OpenedFile {
  readonly name: string;
  readonly object: KeptObject;
}

/** Notes what was found wrong with a stored file, for the administrator's page. */
async function noteFault(
  services: Services,
  object: StoredVersion['object'],
  fault: ObjectFault,
): Promise<void> {
  if (object.fault === fault) return;
  services.log.error('a stored file is not what it was', { fault, sha256: object.sha256 });
  const at = isoNow(services.clock);
  await makeChange(services, null, async ({ trx, touched }) => {
    await trx
      .updateTable('stored_object')
      .set({ fault, fault_at: at })
      .where('sha256', '=', object.sha256)
      .execute();
    touched.add('attachments');
  });
}

/** It is what it was when it was kept; else `fileMissing`, `fileDamaged`, noted for the administrator. */
async function assertSound(services: Services, { object, fileName }: StoredVersion): Promise<void> {
  const fault = await services.objects.check(object);
  if (fault !== null) {
    await noteFault(services, object, fault);
    throw new AppError(fault === 'missing' ? 'fileMissing' : 'fileDamaged', { name: fileName });
  }
  if (object.fault === null) return;
  // Put back by hand, or the disk was away for a while.
  await services.transaction((trx) =>
    trx
      .updateTable('stored_object')
      .set({ fault: null, fault_at: null })
      .where('sha256', '=', object.sha256)
      .execute(),
  );
}

async function findOpen(
  inquiry: Inquiry,
  versionId: number,
): Promise<{ version: StoredVersion; shown: Attachment }> {
  const version = await findVersion(inquiry.db, versionId);
  if (version === null) throw new AppError('notFound');
  const { file, shown } = await loadFile(inquiry, version.attachmentId);
  if (file.deletedAt !== null) throw new AppError('notFound');
  if (shown.abilities.includes('open')) return { version, shown };
  throw new AppError(shown.abilities.includes('unmask') ? 'fileMasked' : 'fileUnclaimed');
}

/**
 * A version of a file for whoever may read its record: never by knowing a hash. `saving` says that it leaves the program,
 * which is logged as any way out is (spec §15). Checked against its hash before. Throws `notFound`, `fileMasked`,
 * `fileUnclaimed`, `fileMissing`, `fileDamaged`.
 */
export async function openFile(
  services: Services,
  actor: Actor,
  { versionId, saving }: { readonly versionId: number; readonly saving: boolean },
): Promise<OpenedFile> {
  const { version, shown } = await findOpen({ services, actor, db: services.db }, versionId);
  await assertSound(services, version);
  const newest = version.id === shown.versionId;
  // An older version is called as it was then.
  const name = newest ? shown.name : version.fileName;
  if (saving) {
    await makeChange(services, actor, (change) =>
      logOperation(change, {
        action: 'downloaded',
        entity: 'attachment',
        entityId: shown.id,
        after: { customerId: shown.customerId, name, ...(newest ? {} : { fileVersion: version.number }) },
      }),
    );
  }
  return { name, object: version.object };
}
