import { logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change, Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { addNewChoices, choicesToAdd, defaultChoices } from './import-choices.ts';
import { changeJob, type Failure, type ImportJob } from './import-jobs.repository.ts';
import type { ImportPlan } from './import-plan.contract.ts';
import { deleteRows } from './import-rows.repository.ts';
import { rowKinds, type ImportState, type RowKind } from './imports.contract.ts';
import { checkPass } from './check-pass.ts';
import { importPass } from './import-pass.ts';
import { contactsSheet } from './next-sheet.ts';
import { noCounts } from './pass.ts';
import { rulesFor } from './rules-for.ts';
import { findTreatments } from './treatments.repository.ts';
import { ownersOf, tellOwners } from './tell-owners.ts';
import { announcer, follow, start, Stopped, type Work } from './under-way.ts';
import { undoImport } from './undo-import.ts';

/** Noted rows that are removed in one transaction. */
const clearedAtOnce = 2000;

function failureOf(services: Services, error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, params: error.params };
  const reference = services.hasher.token().slice(0, 8);
  services.log.error('unexpected', {
    reference,
    procedure: 'import',
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return { code: 'unexpected', params: { reference } };
}

async function clearRows(services: Services, importId: number, kinds: readonly RowKind[]): Promise<void> {
  while ((await services.transaction((trx) => deleteRows(trx, importId, kinds, clearedAtOnce))) > 0)
    await services.betweenParts();
}

/** Checks every row in the background. The job is in state `checking` already. */
export function startCheck(services: Services, actor: Actor, job: ImportJob, plan: ImportPlan): void {
  start(services, job, job.survey?.rows ?? 0, async (work) => {
    const set = (from: readonly ImportState[], change: Parameters<typeof changeJob>[3]) =>
      services.transaction((trx) => changeJob(trx, job.id, from, change));
    try {
      await clearRows(services, job.id, rowKinds);
      const rules = await rulesFor(services, actor, job, plan, { addChoices: true, ids: null });
      const { counts, newValues } = await checkPass({
        services,
        actor,
        job,
        rules,
        treatmentOf: () => plan.duplicates,
        progress: follow(services, work),
      });
      await set(['checking'], { state: 'checked', counts, newValues });
    } catch (error) {
      if (error instanceof Stopped) {
        await set(['checking'], { state: 'inspected', counts: noCounts });
        return;
      }
      await set(['checking'], {
        state: 'failed',
        failure: failureOf(services, error),
        finishedAt: isoNow(services.clock),
      });
      await services.importFiles.remove(job.id);
    }
  });
}

/** Imports in the background. The job is in state `running` already. */
export function startRun(
  services: Services,
  actor: Actor,
  job: ImportJob,
  plan: ImportPlan,
  addChoices: boolean,
): void {
  start(services, job, job.survey?.rows ?? 0, async (work) => {
    try {
      await clearRows(services, job.id, ['new', 'duplicate', 'warning']);
      const touched: Change['touched'] = new Set();
      const ids = await services.transaction(async (trx) => {
        const change = { services, actor, trx, touched };
        await addNewChoices(change, choicesToAdd(job.newValues, plan.values, addChoices));
        return defaultChoices(change, plan.defaults);
      });
      services.changes.publish(touched);
      // Labels beyond the most that are added stay empty, with a warning.
      const rules = await rulesFor(services, actor, job, plan, { addChoices: false, ids });
      const single = await findTreatments(services.db, job.id);
      const counts = await importPass({
        services,
        actor,
        job,
        rules,
        treatmentOf: (row) => single.get(row) ?? plan.duplicates,
        progress: follow(services, work),
      });
      const owners = await ownersOf(services, job, 'there');
      const next = await contactsSheet(services, job);
      const { survey } = job;
      const told: Change['touched'] = new Set();
      await services.transaction(async (trx) => {
        const finishedAt = isoNow(services.clock);
        if (
          !(await changeJob(trx, job.id, ['running'], {
            state: 'done',
            counts,
            finishedAt,
            ...(survey !== null && next !== null && { survey: { ...survey, next } }),
          }))
        )
          throw new Stopped();
        const { created, updated, duplicates, rejected } = counts;
        const after = { file: job.fileName, created, updated, duplicates, rejected };
        await logOperation(
          { services, actor, trx },
          { action: 'imported', entity: 'import', entityId: job.id, after },
        );
        await tellOwners({ services, actor, trx, touched: told }, job, 'broughtByImport', owners);
      });
      services.changes.publish(told);
      if (next === null) await services.importFiles.remove(job.id);
    } catch (error) {
      // The program closes: what is done so far is taken out at its next start.
      if (error instanceof Stopped && work.stop === 'close') return;
      await takeBack(
        services,
        actor,
        job,
        error instanceof Stopped ? null : failureOf(services, error),
        work,
      );
    }
  });
}

/** Undoes a run that was cancelled or failed, or one that was finished long ago, and closes the job. */
export async function takeBack(
  services: Services,
  actor: Actor,
  job: ImportJob,
  failure: Failure | null,
  work: Work,
): Promise<void> {
  const active: readonly ImportState[] = ['running', 'cancelling'];
  await services.transaction((trx) => changeJob(trx, job.id, active, { state: 'cancelling', failure }));
  const announce = announcer(services);
  const kept = await undoImport(services, actor, job.id, (removed) => {
    work.handled = removed;
    if (work.stop === 'close') throw new Stopped();
    announce();
  });
  // Of an import that had not come to its end nobody was told.
  const owners = job.finishedAt === null ? new Map<number, number>() : await ownersOf(services, job, 'gone');
  const touched: Change['touched'] = new Set();
  await services.transaction(async (trx) => {
    // A finished import has its end already.
    const state = job.finishedAt === null ? 'cancelled' : 'undone';
    await changeJob(trx, job.id, active, { state, kept, finishedAt: isoNow(services.clock) });
    const after = { file: job.fileName, kept, failure: failure?.code ?? null };
    await logOperation(
      { services, actor, trx },
      { action: 'importUndone', entity: 'import', entityId: job.id, after },
    );
    await tellOwners({ services, actor, trx, touched }, job, 'importTakenOut', owners);
  });
  services.changes.publish(touched);
  await services.importFiles.remove(job.id);
}

/** Takes a finished import out again in the background. The job is in state `cancelling` already. */
export function startUndo(services: Services, actor: Actor, job: ImportJob): void {
  start(services, job, job.created + job.updated, (work) => takeBack(services, actor, job, null, work));
}
