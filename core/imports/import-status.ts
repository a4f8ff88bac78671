import { has, type Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { mayAddChoices, ownJob } from './import-access.ts';
import type { ImportJob } from './import-jobs.repository.ts';
import type { ImportState, ImportStatus } from './imports.contract.ts';
import { nextSheetOf } from './next-sheet.ts';
import { countTreatments } from './treatments.repository.ts';
import { workOf } from './under-way.ts';

const dayLength = 24 * 60 * 60 * 1000;
/** A finished import can be taken out again so long. */
export const undoDays = 30;

/** Whether a finished import has left something that can still be taken out again. */
export function undoableFor({ clock }: Pick<Services, 'clock'>, job: ImportJob): boolean {
  return (
    job.state === 'done' &&
    job.created + job.updated > 0 &&
    clock.now() - Date.parse(job.finishedAt ?? job.createdAt) < undoDays * dayLength
  );
}

/** How many customers a checked import would create and change, with what becomes of duplicates. */
async function willOf(db: ReadDb, job: ImportJob): Promise<ImportStatus['will']> {
  if (job.state !== 'checked' || job.plan === null) return { create: job.created, update: job.updated };
  const counts = { ...(await countTreatments(db, job.id)) };
  const own = counts.skip + counts.fill + counts.overwrite + counts.create;
  counts[job.plan.duplicates] += job.duplicates - own;
  return { create: job.created + counts.create, update: counts.fill + counts.overwrite };
}

const endings: readonly ImportState[] = ['done', 'cancelled', 'failed', 'undone'];

/** How an import stands: what is stored, and how far the step under way is. */
export async function statusOf(services: Services, actor: Actor, job: ImportJob): Promise<ImportStatus> {
  const work = endings.includes(job.state) ? null : workOf(services, job.id);
  const counts =
    work === null || job.state === 'cancelling'
      ? job
      : { ...work.counts, similar: Math.max(work.counts.similar, 0) };
  const total = job.state === 'cancelling' ? job.created + job.updated : (job.survey?.rows ?? 0);
  const handled = work?.handled ?? (endings.includes(job.state) || job.state === 'checked' ? job.read : 0);
  const elapsed = work === null ? 0 : services.clock.now() - work.startedAt;
  return {
    importId: job.id,
    fileName: job.fileName,
    kind: job.survey?.format.kind ?? null,
    state: job.state,
    handled,
    rows: total,
    leftMs:
      work === null || handled === 0 || elapsed < 500
        ? null
        : Math.round((elapsed / handled) * Math.max(0, total - handled)),
    created: counts.created,
    duplicates: counts.duplicates,
    updated: counts.updated,
    contacts: counts.contacts,
    noun: job.survey?.noun ?? 'customers',
    will: await willOf(services.db, job),
    rejected: counts.rejected,
    similar: counts.similar,
    warned: counts.warned,
    kept: job.kept,
    newValues: job.newValues,
    mayAddChoices: mayAddChoices(actor),
    mayCreateDuplicates: has(actor, 'pool.manage'),
    undoable: undoableFor(services, job),
    nextSheet: nextSheetOf(services, job)?.name ?? null,
    plan: job.plan,
    failure: job.failure,
    startedAt: job.startedAt ?? job.createdAt,
    finishedAt: job.finishedAt,
  };
}

export async function importStatus(
  services: Services,
  actor: Actor,
  importId: number,
): Promise<ImportStatus> {
  return statusOf(services, actor, await ownJob(services, actor, importId));
}
