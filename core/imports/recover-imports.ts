import type { Services } from '../rpc/context.ts';
import { isoNow } from '../shared/ports.ts';
import { forgetChanges } from './changes.repository.ts';
import { actorFor } from './import-access.ts';
import { changeJob, doneSince, jobsInStates } from './import-jobs.repository.ts';
import { undoDays } from './import-status.ts';
import { keptFor, nextSheetOf } from './next-sheet.ts';
import { takeBack } from './import-work.ts';
import type { ImportState } from './imports.contract.ts';
import { start } from './under-way.ts';

const dayLength = 24 * 60 * 60 * 1000;

/** Closes imports that nobody finished within a day and removes files that belong to none. */
export async function sweepImports(services: Services): Promise<void> {
  const waiting: readonly ImportState[] = ['uploading', 'inspected', 'checked'];
  const open = await jobsInStates(services.db, [...waiting, 'checking', 'running', 'cancelling']);
  const old = open.filter(
    ({ createdAt, state }) =>
      waiting.includes(state) && services.clock.now() - Date.parse(createdAt) > dayLength,
  );
  for (const job of old) {
    const change = { state: 'cancelled' as const, finishedAt: isoNow(services.clock) };
    await services.transaction((trx) => changeJob(trx, job.id, waiting, change));
  }
  // Their other sheet can be gone on with.
  const since = new Date(services.clock.now() - keptFor).toISOString();
  const halfway = (await doneSince(services.db, since)).filter((job) => nextSheetOf(services, job) !== null);
  const keep = new Set([...open.filter((job) => !old.includes(job)), ...halfway].map(({ id }) => id));
  await services.importFiles.sweep(keep);
  const over = new Date(services.clock.now() - undoDays * dayLength).toISOString();
  await services.transaction((trx) => forgetChanges(trx, over));
}

/**
 * After a start: checks that were interrupted can be asked for again, imports that were interrupted are taken out again
 * in the background (spec §11: all or nothing), files nobody needs are removed. Answers when the interrupted are begun.
 */
export async function recoverImports(services: Services): Promise<void> {
  for (const job of await jobsInStates(services.db, ['checking'])) {
    await services.transaction((trx) => changeJob(trx, job.id, ['checking'], { state: 'inspected' }));
  }
  for (const job of await jobsInStates(services.db, ['running', 'cancelling'])) {
    const failure = job.state === 'running' ? { code: 'importInterrupted', params: {} } : job.failure;
    const actor = actorFor({ id: job.personId, name: '' }, '');
    start(services, job, job.created + job.updated, (work) => takeBack(services, actor, job, failure, work));
  }
  await sweepImports(services);
}
