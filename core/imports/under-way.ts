import type { Services } from '../rpc/context.ts';
import type { Counts, ImportJob } from './import-jobs.repository.ts';
import { noCounts } from './pass.ts';

/** A step that is under way: what nobody needs to find again after a restart. */
export interface Work {
  handled: number;
  counts: Counts;
  readonly rows: number;
  readonly startedAt: number;
  /** Why it is to end early: by the person's wish, or because the program closes. */
  stop: 'no' | 'cancel' | 'close';
  done: Promise<void>;
}

/** Ends a step that was asked to end. */
export class Stopped extends Error {}

const underWay = new WeakMap<Services, Map<number, Work>>();

function worksOf(services: Services): Map<number, Work> {
  const works = underWay.get(services) ?? new Map<number, Work>();
  underWay.set(services, works);
  return works;
}

/** How far the step of an import is, null when none is under way. */
export function workOf(
  services: Services,
  importId: number,
): Pick<Work, 'handled' | 'rows' | 'startedAt' | 'counts'> | null {
  return worksOf(services).get(importId) ?? null;
}

/** Lists show what is going on, at most about once a second. */
export function announcer(services: Services): () => void {
  let last = 0;
  return () => {
    const now = services.clock.now();
    if (Math.abs(now - last) < 1000) return;
    last = now;
    services.changes.publish(['imports', 'customers']);
  };
}

/** Starts a step in the background; nobody waits for it but who asks for `done`. */
export function start(
  services: Services,
  job: ImportJob,
  rows: number,
  step: (work: Work) => Promise<void>,
): void {
  const works = worksOf(services);
  const work: Work = {
    handled: 0,
    counts: noCounts,
    rows,
    startedAt: services.clock.now(),
    stop: 'no',
    done: Promise.resolve(),
  };
  works.set(job.id, work);
  work.done = step(work)
    .catch((error: unknown) => {
      // Undoing goes on at the next start.
      if (!(error instanceof Stopped)) services.log.error('import', { importId: job.id, error });
    })
    .finally(() => {
      works.delete(job.id);
      services.changes.publish(['imports', 'customers']);
    });
}

/** Waits until nothing of this import is under way. */
export async function settled(services: Services, importId: number): Promise<void> {
  await worksOf(services).get(importId)?.done;
}

/** Waits until nothing of any import is under way. */
export async function allSettled(services: Services): Promise<void> {
  await Promise.all([...worksOf(services).values()].map(({ done }) => done));
}

/** Notes how far a pass is, and ends it when it was asked to. */
export function follow(services: Services, work: Work): (counts: Counts) => void {
  const announce = announcer(services);
  return (counts) => {
    work.counts = counts;
    work.handled = counts.read;
    if (work.stop !== 'no') throw new Stopped();
    announce();
  };
}

/** Asks a step to end; it does so after the rows it is at. */
export function stopWork(services: Services, importId: number): void {
  const work = worksOf(services).get(importId);
  if (work !== undefined) work.stop = 'cancel';
}

/** Before the office closes: every step ends after the rows it is at. */
export async function stopImports(services: Services): Promise<void> {
  const works = [...worksOf(services).values()];
  for (const work of works) work.stop = 'close';
  await Promise.all(works.map(({ done }) => done));
}
