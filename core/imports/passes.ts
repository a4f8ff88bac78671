import { insertCustomers, reserveNumbers } from '../customers/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change, Services } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { pacer } from '../shared/ports.ts';
import { nothingSeen, sortOut } from './classify.ts';
import {
  changeJob,
  insertRows,
  type Counts,
  type ImportJob,
  type NotedRow,
} from './import-jobs.repository.ts';
import { countNewChoices } from './import-choices.ts';
import type { NewChoice } from './imports.contract.ts';
import type { ReadBatch, RowRules, UsableRow } from './read-row.ts';
import { similarNames } from './similar-names.ts';

/** What a pass over the file needs, and whom it tells how far it is. */
export interface Pass {
  readonly services: Services;
  readonly actor: Actor;
  readonly job: ImportJob;
  readonly rules: RowRules;
  /** Called often; throws to end the pass. */
  readonly progress: (counts: Counts) => void;
}

/** Aim for the work in one transaction, in milliseconds; what its commit costs does not depend on the rows. */
const transactionLength = 40;
const fewestRowsAtOnce = 25;
const mostRowsAtOnce = 200;

export const noCounts: Counts = { read: 0, created: 0, duplicates: 0, rejected: 0, similar: 0, warned: 0 };

function surveyOf(job: ImportJob) {
  if (job.survey === null) throw new AppError('importNotReady');
  return job.survey;
}

/** Every row below the headings, read and judged by itself. */
function readBatches({ services, job, rules }: Pass): AsyncIterable<ReadBatch> {
  return services.importFiles.rows(job.id, surveyOf(job).format, rules);
}

function headingsOf(rules: RowRules) {
  const heading = (field: string) => rules.columns.find((column) => column.field === field)?.heading ?? null;
  return { name: heading('name'), taxNumber: heading('taxNumber') };
}

const noted = (
  kind: 'duplicate' | 'warning' | 'similar',
  { row, fields }: UsableRow,
  problems: NotedRow['problems'],
): NotedRow => ({
  row,
  kind,
  name: fields.name,
  problems,
});

/**
 * Goes through the whole file and writes down what an import would do; the register is not touched. Answers the
 * choices that the file brings anew.
 */
export async function checkPass(pass: Pass): Promise<{ counts: Counts; newChoices: NewChoice[] }> {
  const { services, job, rules, progress } = pass;
  const pace = pacer(services);
  const seen = nothingSeen();
  const choices = countNewChoices();
  const findSimilar = await similarNames(services, job.survey?.rows ?? 0);
  const headings = headingsOf(rules);
  let counts = noCounts;
  for await (const { usable, rejected } of readBatches(pass)) {
    const { fresh, duplicates } = await sortOut(services.db, usable, seen, headings);
    const rows: NotedRow[] = [
      ...rejected.map((row) => ({ ...row, kind: 'rejected' as const })),
      ...duplicates.map(({ row, problem }) => noted('duplicate', row, [problem])),
    ];
    let similar = 0;
    for (const row of fresh) {
      choices.add(row.unknown);
      if (row.warnings.length > 0) rows.push(noted('warning', row, row.warnings));
      const like = await findSimilar(row.derived.columns.name_core);
      if (like !== null) {
        similar++;
        const params = { name: like.name, number: like.number, percent: Math.round(like.likeness * 100) };
        rows.push(noted('similar', row, [{ column: headings.name, code: 'similarName', params }]));
      }
      await pace();
    }
    counts = {
      read: counts.read + usable.length + rejected.length,
      created: counts.created + fresh.length,
      duplicates: counts.duplicates + duplicates.length,
      rejected: counts.rejected + rejected.length,
      similar: counts.similar + similar,
      warned: counts.warned + fresh.filter(({ warnings }) => warnings.length > 0).length,
    };
    if (rows.length > 0) await services.transaction((trx) => insertRows(trx, job.id, rows));
    progress(counts);
    await services.breathe();
  }
  return { counts, newChoices: choices.list() };
}

/** How many rows fit in one transaction of the wished length, learned from those before. */
function chunkSize(): { next(): number; took(rows: number, milliseconds: number): void } {
  let size = 50;
  return {
    next: () => size,
    took(rows, milliseconds) {
      const fitting =
        milliseconds <= 0 ? mostRowsAtOnce : Math.round((rows * transactionLength) / milliseconds);
      size = Math.max(fewestRowsAtOnce, Math.min(mostRowsAtOnce, Math.round((size + fitting) / 2)));
    },
  };
}

/** Somebody who left meanwhile imports no more. */
async function assertHere(db: ReadDb, { id }: Actor): Promise<void> {
  const person = await db.selectFrom('person').select('active').where('id', '=', id).executeTakeFirst();
  if (person?.active !== 1) throw new AppError('notAllowed');
}

/**
 * Goes through the whole file and creates the customers, some rows per transaction; each row is complete when its
 * transaction is: customer, ownership event, search row, log line. Duplicates are asked for again inside.
 */
export async function importPass(pass: Pass): Promise<Counts> {
  const { services, actor, job, rules, progress } = pass;
  const seen = nothingSeen();
  const size = chunkSize();
  const headings = headingsOf(rules);
  let counts: Counts = { ...noCounts, similar: job.similar };
  for await (const { usable, rejected } of readBatches(pass)) {
    counts = { ...counts, read: counts.read + rejected.length, rejected: counts.rejected + rejected.length };
    // Of one size: statements are prepared anew for each number of rows.
    const each = Math.ceil(usable.length / Math.ceil(usable.length / size.next()));
    for (let at = 0; at < usable.length; at += each) {
      const chunk = usable.slice(at, at + each);
      const before = counts;
      counts = await services.transaction(async (trx) => {
        const began = services.clock.now();
        const change: Change = { services, actor, trx, touched: new Set() };
        await assertHere(trx, actor);
        const { fresh, duplicates } = await sortOut(trx, chunk, seen, headings);
        // Who only reads need not wait for the commit: reads have a connection of their own.
        await services.breathe();
        const numbers = fresh.length === 0 ? [] : await reserveNumbers(change, fresh.length);
        const customers = fresh.map(({ fields, derived }, nth) => ({
          fields,
          derived,
          number: numbers[nth] ?? '',
          ownerId: null,
          kind: 'imported' as const,
          importId: job.id,
        }));
        await insertCustomers(change, customers);
        const warned = fresh.filter(({ warnings }) => warnings.length > 0);
        const after = {
          ...before,
          read: before.read + chunk.length,
          created: before.created + fresh.length,
          duplicates: before.duplicates + duplicates.length,
          warned: before.warned + warned.length,
        };
        await insertRows(trx, job.id, [
          ...duplicates.map(({ row, problem }) => noted('duplicate', row, [problem])),
          ...warned.map((row) => noted('warning', row, row.warnings)),
        ]);
        await changeJob(trx, job.id, ['running'], { counts: after });
        size.took(chunk.length, services.clock.now() - began);
        await services.breathe();
        return after;
      });
      progress(counts);
      await services.breathe();
    }
    progress(counts);
  }
  return counts;
}
