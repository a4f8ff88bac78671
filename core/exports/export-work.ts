import { logOperation } from '../log/index.ts';
import { tell } from '../notices/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Topic } from '../changes/changes.contract.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { Count } from '../shared/paging.ts';
import { isoNow } from '../shared/ports.ts';
import { describeQuestion } from './describe-question.ts';
import { endJob, type ExportJob, type JobEnd } from './export-jobs.repository.ts';
import { exportWords } from './export-words.ts';
import { atOnceLimit, type ExportInput } from './exports.contract.ts';
import { produce, type Production } from './produce.ts';

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

interface Run {
  readonly services: Services;
  readonly actor: Actor;
  readonly exportId: number;
  readonly input: ExportInput;
  readonly work: Work;
}

/** Writes the file; answers its bytes, and what the log will say of it. */
async function write({ services, actor, exportId, input, work }: Run, answer: () => void) {
  const words = exportWords[input.language];
  return services.snapshot(async (db) => {
    const inquiry = { services, actor, db };
    const production: Production = await produce(inquiry, input.what, words);
    work.expected = production.expected;
    work.leftOut = production.leftOut;
    const { count, more } = production.expected ?? { count: 0, more: true };
    const large = more || count > atOnceLimit;
    const file = await services.exportFiles.create(exportId, input.format, {
      sheet: words.sheets[input.what.noun],
      columns: production.columns,
    });
    try {
      for await (const { rows, leftOut } of production.pieces) {
        if (work.stop !== 'no') throw new Stopped();
        await file.rows(rows);
        work.rows += rows.length;
        work.leftOut = { ...work.leftOut, count: work.leftOut.count + leftOut };
        if (large && work.rows > atOnceLimit) answer();
      }
      const bytes = await file.finish();
      const conditions = await describeQuestion(inquiry, input.what);
      return { bytes, conditions, columns: production.columns.map(({ title }) => title) };
    } catch (error) {
      await file.abort();
      throw error;
    }
  });
}

async function run(task: Run, inBackground: () => boolean, answer: () => void): Promise<void> {
  const { services, actor, exportId, input, work } = task;
  const touched = new Set<Topic>(['exports']);
  try {
    const { bytes, conditions, columns } = await write(task, answer);
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
          after: {
            noun: input.what.noun,
            rows,
            leftOut: leftOut.count,
            format: input.format,
            columns,
            question: conditions,
          },
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
export function startWork(services: Services, actor: Actor, exportId: number, input: ExportInput): Work {
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
  const task = { services, actor, exportId, input, work };
  void run(task, () => background, leave)
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
