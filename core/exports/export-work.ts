import { logOperation } from '../log/index.ts';
import { tell } from '../notices/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Topic } from '../changes/changes.contract.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { Count } from '../shared/paging.ts';
import { isoNow } from '../shared/ports.ts';
import { endJob, type ExportJob, type JobEnd } from './export-jobs.repository.ts';
import type { ExportNoun, ExportStatus } from './exports.contract.ts';

/** An export that is being written: what nobody needs to find again after a restart. */
export interface Work {
  rows: number;
  leftOut: Count;
  expected: Count | null;
  stop: 'no' | 'cancel' | 'close';
  /** Resolves when it is known that it will take a while, or when it has ended. */
  readonly answered: Promise<void>;
  readonly done: Promise<void>;
}

class Stopped extends Error {}

interface UnderWay {
  readonly works: Map<number, Work>;
  /** How exports ended that were not finished, until it is written: a full disk may refuse that for a while. */
  readonly ends: Map<number, JobEnd>;
}

const underWay = new WeakMap<Services, UnderWay>();

function underWayIn(services: Services): UnderWay {
  const found = underWay.get(services) ?? { works: new Map(), ends: new Map() };
  underWay.set(services, found);
  return found;
}

/** How far an export is, null when nothing is being written. */
export function workOf(services: Services, exportId: number): Work | null {
  return underWayIn(services).works.get(exportId) ?? null;
}

function failureOf(services: Services, error: unknown): NonNullable<ExportJob['failure']> {
  if (error instanceof AppError) return { code: error.code, params: error.params };
  const reference = services.hasher.token().slice(0, 8);
  services.log.error('unexpected', {
    reference,
    procedure: 'export',
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return { code: 'unexpected', params: { reference } };
}

/** What is written, by whom, and how far it is. */
export interface Run {
  readonly services: Services;
  readonly actor: Actor;
  readonly exportId: number;
  readonly work: Work;
  /** The person may go on: it will take a while. */
  readonly answer: () => void;
}

/** Something that is exported. */
export interface Task {
  readonly noun: ExportNoun;
  readonly format: ExportStatus['format'];
  /** Writes the file; answers its bytes, and what the log will say of it. */
  readonly write: (
    run: Run,
  ) => Promise<{ readonly bytes: number; readonly logged: Readonly<Record<string, unknown>> }>;
}

/** Ends what is being written where that was asked for. */
export function goOn({ work }: Run): void {
  if (work.stop !== 'no') throw new Stopped();
}

async function run(task: Task, asked: Run, inBackground: () => boolean): Promise<void> {
  const { services, actor, exportId, work } = asked;
  const { noun, format } = task;
  const touched = new Set<Topic>(['exports']);
  try {
    const { bytes, logged } = await task.write(asked);
    const { rows, leftOut } = work;
    await services.transaction(async (trx) => {
      const at = isoNow(services.clock);
      await endJob(trx, exportId, { state: 'done', at, rows, leftOut, bytes });
      await logOperation(
        { trx, services, actor },
        {
          action: 'exported',
          entity: 'export',
          entityId: exportId,
          after: { noun, rows, leftOut: leftOut.count, format, ...logged },
        },
      );
      if (inBackground()) {
        const notice = { personId: actor.id, kind: 'exportReady', customerId: null } as const;
        await tell({ trx, services, actor: null, touched }, [{ ...notice, details: { count: rows } }]);
      }
    });
  } catch (error) {
    await services.exportFiles.remove(exportId);
    // What the closing program cuts off is told at the next start.
    if (error instanceof Stopped && work.stop === 'close') return;
    const cancelled = error instanceof Stopped;
    underWayIn(services).ends.set(exportId, {
      state: cancelled ? 'cancelled' : 'failed',
      at: isoNow(services.clock),
      failure: cancelled ? null : failureOf(services, error),
    });
    await writeEnds(services);
  } finally {
    services.changes.publish(touched);
  }
}

/** Writes how exports ended that were not finished, where that was not possible before. */
export async function writeEnds(services: Services): Promise<void> {
  const { ends } = underWayIn(services);
  for (const [exportId, end] of ends) {
    await services.transaction((trx) => endJob(trx, exportId, end));
    ends.delete(exportId);
  }
}

/** Begins to write; `answered` resolves as soon as the person has something to be told. */
export function startWork(services: Services, actor: Actor, exportId: number, task: Task): Work {
  const { works } = underWayIn(services);
  const answer = Promise.withResolvers<void>();
  let background = false;
  const leave = () => {
    background = true;
    answer.resolve();
  };
  const ended = Promise.withResolvers<void>();
  const work: Work = {
    rows: 0,
    leftOut: { count: 0, more: false },
    expected: null,
    stop: 'no',
    answered: answer.promise,
    done: ended.promise,
  };
  works.set(exportId, work);
  void run(task, { services, actor, exportId, work, answer: leave }, () => background)
    .catch((error: unknown) => services.log.error('export', { exportId, error: String(error) }))
    .finally(() => {
      works.delete(exportId);
      answer.resolve();
      ended.resolve();
    });
  return work;
}

/** Before the office closes: what is being written is given up. */
export async function stopExports(services: Services): Promise<void> {
  const works = [...underWayIn(services).works.values()];
  for (const work of works) work.stop = 'close';
  await Promise.all(works.map(({ done }) => done));
}
