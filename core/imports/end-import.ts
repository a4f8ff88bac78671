import { has, type Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { ownJob } from './import-access.ts';
import { changeJob, jobsInStates } from './import-jobs.repository.ts';
import { importStatus, undoableFor } from './import-status.ts';
import { startUndo } from './import-work.ts';
import type { Treatment } from './import-plan.contract.ts';
import type { ImportState, ImportStatus } from './imports.contract.ts';
import { notedRow } from './import-rows.repository.ts';
import { saveTreatment } from './treatments.repository.ts';
import { settled, stopWork } from './under-way.ts';

/** Ends an import; what it has created is taken out again in the background. */
export async function cancelImport(
  services: Services,
  actor: Actor,
  importId: number,
): Promise<ImportStatus> {
  const job = await ownJob(services, actor, importId);
  const waiting: readonly ImportState[] = ['uploading', 'inspected', 'checking', 'checked'];
  if (waiting.includes(job.state)) {
    stopWork(services, importId);
    await settled(services, importId);
    const change = { state: 'cancelled' as const, finishedAt: isoNow(services.clock) };
    const ended = await services.transaction((trx) => changeJob(trx, importId, waiting, change));
    if (ended) await services.importFiles.remove(importId);
  } else if (job.state === 'running') {
    await services.transaction((trx) => changeJob(trx, importId, ['running'], { state: 'cancelling' }));
    stopWork(services, importId);
  }
  services.changes.publish(['imports']);
  return importStatus(services, actor, importId);
}

/** Takes a finished import out again as a whole, in the background. Errors: `importNotReady`, `importTooOld`, `importRunning`. */
export async function undoFinished(
  services: Services,
  actor: Actor,
  importId: number,
): Promise<ImportStatus> {
  const job = await ownJob(services, actor, importId);
  if (job.state === 'cancelling' || job.state === 'undone') return importStatus(services, actor, importId);
  if (job.state !== 'done') throw new AppError('importNotReady');
  if (!undoableFor(services, job)) throw new AppError('importTooOld');
  const mine = await services.transaction(async (trx) => {
    const active = await jobsInStates(trx, ['running', 'cancelling']);
    if (active.some(({ personId }) => personId === actor.id)) throw new AppError('importRunning');
    return changeJob(trx, importId, ['done'], { state: 'cancelling' });
  });
  if (!mine) throw new AppError('importNotReady');
  startUndo(services, actor, job);
  services.changes.publish(['imports']);
  return importStatus(services, actor, importId);
}

/** Says what becomes of one row that is there already, or of all. Errors: `importNotReady`, `notFound`, `notAllowed` for `create`. */
export async function treatDuplicates(
  services: Services,
  actor: Actor,
  importId: number,
  { row, treatment }: { readonly row: number | null; readonly treatment: Treatment | null },
): Promise<ImportStatus> {
  const job = await ownJob(services, actor, importId);
  const { plan } = job;
  if (job.state !== 'checked' || plan === null) throw new AppError('importNotReady');
  if (treatment === 'create' && !has(actor, 'pool.manage')) throw new AppError('notAllowed');
  if (row !== null && !(await notedRow(services.db, importId, row)).some(({ kind }) => kind === 'duplicate'))
    throw new AppError('notFound');
  if (row === null && treatment === null) throw new AppError('invalidInput', {}, { field: 'treatment' });
  await services.transaction(async (trx) => {
    const change =
      row === null && treatment !== null ? { plan: { ...plan, duplicates: treatment } } : { plan };
    if (!(await changeJob(trx, importId, ['checked'], change))) throw new AppError('importNotReady');
    if (row !== null) await saveTreatment(trx, importId, row, treatment);
  });
  return importStatus(services, actor, importId);
}
