import type { Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { ownJob } from './import-access.ts';
import { changeJob, findJob, insertJob } from './import-jobs.repository.ts';
import { failUpload, inspectImport } from './import-steps.ts';
import type { FileInspection } from './imports.contract.ts';
import { nextSheetOf } from './next-sheet.ts';

/**
 * Begins the import of the contacts' sheet from the file of a finished import, which needs not be chosen again. The two are imports of
 * their own: each has its check and its undo. `importNotReady` where there is no such sheet, or it was gone on with before.
 */
export async function goOnImport(
  services: Services,
  actor: Actor,
  importId: number,
): Promise<FileInspection> {
  const { id } = await ownJob(services, actor, importId);
  const { begun, sheet } = await services.transaction(async (trx) => {
    const job = await findJob(trx, id);
    const next = job === null ? null : nextSheetOf(services, job);
    if (job === null || job.survey === null || next === null) throw new AppError('importNotReady');
    await changeJob(trx, id, ['done'], { survey: { ...job.survey, next: null } });
    const { fileName, bytes } = job;
    const at = isoNow(services.clock);
    const newId = await insertJob(trx, { personId: actor.id, fileName, bytes, at });
    return { begun: newId, sheet: next.sheet };
  });
  try {
    await services.importFiles.handOn(id, begun);
  } catch (error) {
    await failUpload(services, begun, error);
    throw error;
  }
  return inspectImport(services, actor, begun, { sheet, noun: 'contacts' });
}
