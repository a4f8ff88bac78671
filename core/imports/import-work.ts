import { has, type Actor } from '../permissions/actor.ts';
import { logOperation } from '../log/operation-log.ts';
import type { Change, Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { addNewChoices, choiceLookup, defaultChoices } from './import-choices.ts';
import { changeJob, deleteRows, findJob, jobsInStates, type Counts, type Failure, type ImportJob } from './import-jobs.repository.ts';
import type { ImportPlan, ImportState, RowKind } from './imports.contract.ts';
import { checkPass, importPass, noCounts } from './passes.ts';
import type { RowRules } from './read-row.ts';
import { undoImport } from './undo-import.ts';

/** A step that is under way: what nobody needs to find again after a restart. */
interface Work {
  handled: number;
  counts: Counts;
  readonly rows: number;
  readonly startedAt: number;
  /** Why it is to end early: by the person's wish, or because the program closes. */
  stop: 'no' | 'cancel' | 'close';
  done: Promise<void>;
}

class Stopped extends Error {}

const underWay = new WeakMap<Services, Map<number, Work>>();
const dayLength = 24 * 60 * 60 * 1000;
const everyKind: readonly RowKind[] = ['rejected', 'duplicate', 'similar', 'warning'];

function worksOf(services: Services): Map<number, Work> {
  const works = underWay.get(services) ?? new Map<number, Work>();
  underWay.set(services, works);
  return works;
}

export function workOf(services: Services, importId: number): Pick<Work, 'handled' | 'rows' | 'startedAt' | 'counts'> | null {
  return worksOf(services).get(importId) ?? null;
}

/** Lists show what is going on, at most about once a second. */
function announcer(services: Services): () => void {
  let last = 0;
  return () => {
    const now = services.clock.now();
    if (Math.abs(now - last) < 1000) return;
    last = now;
    services.changes.publish(['imports', 'customers']);
  };
}

/** Starts a step in the background; nobody waits for it but who asks for `done`. */
function start(services: Services, job: ImportJob, rows: number, step: (work: Work) => Promise<void>): void {
  const works = worksOf(services);
  const work: Work = { handled: 0, counts: noCounts, rows, startedAt: services.clock.now(), stop: 'no', done: Promise.resolve() };
  works.set(job.id, work);
  work.done = step(work)
    .catch((error: unknown) => services.log.error('import', { importId: job.id, error }))
    .finally(() => {
      works.delete(job.id);
      services.changes.publish(['imports', 'customers']);
    });
}

/** Waits until nothing of this import is under way. */
export async function settled(services: Services, importId: number): Promise<void> {
  await worksOf(services).get(importId)?.done;
}

function failureOf(services: Services, error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, params: error.params };
  const reference = services.hasher.token().slice(0, 8);
  services.log.error('unexpected', { reference, procedure: 'import', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  return { code: 'unexpected', params: { reference } };
}

async function rulesOf(services: Services, job: ImportJob, plan: ImportPlan, addChoices: boolean, ids: RowRules['defaults']): Promise<RowRules> {
  const headings = new Map(job.survey?.columns.map(({ index, heading }) => [index, heading]));
  return {
    columns: plan.columns.map(({ index, field }) => ({ index, field, heading: headings.get(index) ?? '' })),
    defaults: ids,
    choiceOf: await choiceLookup(services.db),
    addChoices,
  };
}

async function clearRows(services: Services, importId: number, kinds: readonly RowKind[]): Promise<void> {
  while ((await services.transaction((trx) => deleteRows(trx, importId, kinds, 500))) > 0) await services.breathe();
}

function follow(services: Services, work: Work): (counts: Counts) => void {
  const announce = announcer(services);
  return (counts) => {
    work.counts = counts;
    work.handled = counts.read;
    if (work.stop !== 'no') throw new Stopped();
    announce();
  };
}

/** Checks every row in the background. The job is in state `checking` already. */
export function startCheck(services: Services, actor: Actor, job: ImportJob, plan: ImportPlan): void {
  start(services, job, job.survey?.rows ?? 0, async (work) => {
    const set = (from: readonly ImportState[], change: Parameters<typeof changeJob>[3]) =>
      services.transaction((trx) => changeJob(trx, job.id, from, change));
    try {
      await clearRows(services, job.id, everyKind);
      // No customer is made yet, so it does not matter which choices stand in for empty cells.
      const ids = { type: plan.defaults.type, sourceId: plan.defaults.sourceId ?? 1, industryId: plan.defaults.industryId ?? 1 };
      const rules = await rulesOf(services, job, plan, true, ids);
      const { counts, newChoices } = await checkPass({ services, actor, job, rules, progress: follow(services, work) });
      await set(['checking'], { state: 'checked', counts, newChoices });
    } catch (error) {
      if (error instanceof Stopped) {
        await set(['checking'], { state: 'inspected', counts: noCounts });
        return;
      }
      await set(['checking'], { state: 'failed', failure: failureOf(services, error), finishedAt: isoNow(services.clock) });
      await services.importFiles.remove(job.id);
    }
  });
}

/** Imports in the background. The job is in state `running` already. */
export function startRun(services: Services, actor: Actor, job: ImportJob, plan: ImportPlan, addChoices: boolean): void {
  start(services, job, job.survey?.rows ?? 0, async (work) => {
    try {
      await clearRows(services, job.id, ['duplicate', 'warning']);
      const touched: Change['touched'] = new Set();
      const ids = await services.transaction(async (trx) => {
        const change = { services, actor, trx, touched };
        if (addChoices) await addNewChoices(change, job.newChoices);
        return defaultChoices(change, plan.defaults);
      });
      services.changes.publish(touched);
      // Labels beyond the most that are added stay empty, with a warning.
      const rules = await rulesOf(services, job, plan, false, { type: plan.defaults.type, ...ids });
      const counts = await importPass({ services, actor, job, rules, progress: follow(services, work) });
      await services.transaction(async (trx) => {
        const finishedAt = isoNow(services.clock);
        if (!(await changeJob(trx, job.id, ['running'], { state: 'done', counts, finishedAt }))) throw new Stopped();
        const { created, duplicates, rejected } = counts;
        const after = { file: job.fileName, created, duplicates, rejected };
        await logOperation({ services, actor, trx }, { action: 'imported', entity: 'import', entityId: job.id, after });
      });
      await services.importFiles.remove(job.id);
    } catch (error) {
      // The program closes: what is done so far is taken out at its next start.
      if (error instanceof Stopped && work.stop === 'close') return;
      await takeBack(services, actor, job, error instanceof Stopped ? null : failureOf(services, error), work);
    }
  });
}

/** Undoes a run that was cancelled or failed, and closes the job. */
async function takeBack(services: Services, actor: Actor, job: ImportJob, failure: Failure | null, work: Work): Promise<void> {
  const active: readonly ImportState[] = ['running', 'cancelling'];
  await services.transaction((trx) => changeJob(trx, job.id, active, { state: 'cancelling', failure }));
  const announce = announcer(services);
  const kept = await undoImport(services, actor, job.id, (removed) => {
    work.handled = removed;
    announce();
  });
  await services.transaction(async (trx) => {
    await changeJob(trx, job.id, active, { state: 'cancelled', kept, finishedAt: isoNow(services.clock) });
    const after = { file: job.fileName, kept, failure: failure?.code ?? null };
    await logOperation({ services, actor, trx }, { action: 'importUndone', entity: 'import', entityId: job.id, after });
  });
  await services.importFiles.remove(job.id);
}

/** Asks a step to end; it does so after the rows it is at. */
export function stopWork(services: Services, importId: number): void {
  const work = worksOf(services).get(importId);
  if (work !== undefined) work.stop = 'cancel';
}

/** Somebody who is no longer here, for what the program does in the name of whoever began it. */
export function actorFor(person: { readonly id: number; readonly name: string }, device: string, grants: Actor['grants'] = new Map()): Actor {
  return { ...person, grants, device, belowIds: new Set(), departmentIds: new Set(), sessionId: 0, mustChangePassword: false };
}

export const mayAddChoices = (actor: Actor): boolean => has(actor, 'choices.manage');

/** Closes imports that nobody finished within a day and removes files that belong to none. */
export async function sweepImports(services: Services): Promise<void> {
  const waiting: readonly ImportState[] = ['uploading', 'inspected', 'checked'];
  const open = await jobsInStates(services.db, [...waiting, 'checking', 'running', 'cancelling']);
  const old = open.filter(({ createdAt, state }) => waiting.includes(state) && services.clock.now() - Date.parse(createdAt) > dayLength);
  for (const job of old) {
    const change = { state: 'cancelled' as const, finishedAt: isoNow(services.clock) };
    await services.transaction((trx) => changeJob(trx, job.id, waiting, change));
  }
  const keep = new Set(open.filter((job) => !old.includes(job)).map(({ id }) => id));
  await services.importFiles.sweep(keep);
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
    start(services, job, job.created, (work) => takeBack(services, actor, job, failure, work));
  }
  await sweepImports(services);
}

/** Before the office closes: every step ends after the rows it is at. */
export async function stopImports(services: Services): Promise<void> {
  const works = [...worksOf(services).values()];
  for (const work of works) work.stop = 'close';
  await Promise.all(works.map(({ done }) => done));
}

/** The job if it is this person's: a foreign one and a missing one give the same answer. */
export async function ownJob(services: Services, actor: Pick<Actor, 'id'>, importId: number): Promise<ImportJob> {
  const job = await findJob(services.db, importId);
  if (job === null || job.personId !== actor.id) throw new AppError('notFound');
  return job;
}
