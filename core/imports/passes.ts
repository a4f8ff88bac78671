import { insertCustomers, reserveNumbers } from '../customers/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change, Services } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { pacer, type Clock } from '../shared/ports.ts';
import { nothingSeen, sortOut, type Sorted } from './classify.ts';
import { changeJob, type Counts, type ImportJob } from './import-jobs.repository.ts';
import { deleteRow, insertRows, type NotedRow } from './import-rows.repository.ts';
import { countNewValues } from './import-choices.ts';
import type { CellProblem, NewValue } from './imports.contract.ts';
import { ownerTally } from './possible-owners.ts';
import type { ReadBatch, RowRules, UsableRow } from './row-rules.ts';
import { similarNames, type SimilarName } from './similar-names.ts';

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

const columnOf = ({ columns }: RowRules, field: 'name' | 'owner') =>
  columns.find((column) => column.field === field);

/** A usable row as it is noted. What is simply new needs no more than its name. */
export const noted = (
  kind: NotedRow['kind'],
  { row, fields, derived, cells }: UsableRow,
  problems: readonly CellProblem[],
): NotedRow => ({
  row,
  kind,
  name: fields.name,
  problems,
  cells: kind === 'new' ? [] : cells,
  nameKey: derived.columns.name_key,
  taxKey: derived.columns.tax_key,
});

export const notedRejected = (row: ReadBatch['rejected'][number]): NotedRow => ({
  row: row.row,
  kind: 'rejected',
  name: row.name,
  problems: row.problems,
  cells: row.cells,
  nameKey: null,
  taxKey: null,
});

/** What is noted of a new row whose name is like that of a customer who is there. */
export function notedSimilar(rules: RowRules, row: UsableRow, like: SimilarName): NotedRow {
  const { name, number, likeness } = like;
  const column = columnOf(rules, 'name');
  const params = { name, number, percent: Math.round(likeness * 100) };
  const place = column === undefined ? { column: null } : { column: column.heading, at: column.index };
  return noted('similar', row, [{ ...place, code: 'similarName', params }]);
}

/** As `sortOut`, and of the new rows those that their owner may not hold. */
async function sortWithOwners(
  db: ReadDb,
  rows: readonly UsableRow[],
  seen: ReturnType<typeof nothingSeen>,
  rules: RowRules,
  tally: ReturnType<typeof ownerTally>,
): Promise<Sorted & { readonly refused: readonly NotedRow[] }> {
  const sorted = await sortOut(db, rows, seen, rules);
  const fresh: UsableRow[] = [];
  const refused: NotedRow[] = [];
  for (const row of sorted.fresh) {
    const problem = await tally(row);
    if (problem === null) fresh.push(row);
    else refused.push(noted('rejected', row, [problem]));
  }
  return { ...sorted, fresh, refused };
}

/**
 * Goes through the whole file and writes down what an import would do with each row; the register is not touched. Answers the
 * values that the office does not know.
 */
export async function checkPass(pass: Pass): Promise<{ counts: Counts; newValues: NewValue[] }> {
  const { services, job, rules, progress } = pass;
  const pace = pacer(services);
  const seen = nothingSeen();
  const values = countNewValues();
  const findSimilar = await similarNames(services, job.survey?.rows ?? 0);
  const tally = ownerTally(services.db, columnOf(rules, 'owner'));
  let counts = noCounts;
  for await (const { usable, rejected } of readBatches(pass)) {
    const { fresh, duplicates, refused } = await sortWithOwners(services.db, usable, seen, rules, tally);
    const rows: NotedRow[] = [
      ...rejected.map(notedRejected),
      ...refused,
      ...duplicates.map(({ row, problem }) => noted('duplicate', row, [problem])),
    ];
    for (const row of rejected) values.add(row.unknown);
    let similar = 0;
    for (const row of fresh) {
      values.add(row.unknown);
      rows.push(noted('new', row, []));
      if (row.warnings.length > 0) rows.push(noted('warning', row, row.warnings));
      const like = await findSimilar(row.derived.columns.name_core);
      if (like !== null) {
        similar++;
        rows.push(notedSimilar(rules, row, like));
      }
      await pace();
    }
    counts = {
      read: counts.read + usable.length + rejected.length,
      created: counts.created + fresh.length,
      duplicates: counts.duplicates + duplicates.length,
      rejected: counts.rejected + rejected.length + refused.length,
      similar: counts.similar + similar,
      warned: counts.warned + fresh.filter(({ warnings }) => warnings.length > 0).length,
    };
    await services.transaction((trx) => insertRows(trx, job.id, rows));
    progress(counts);
    await services.breathe();
  }
  return { counts, newValues: values.list() };
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

/** The instant of a day, or of a minute of it, in the office; no later than now. */
function instantOf(clock: Clock, createdOn: string | null): string | undefined {
  if (createdOn === null) return undefined;
  const [day = '', time = '00:00'] = createdOn.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const at = Date.parse(clock.startOf(day)) + (hours * 60 + minutes) * 60_000;
  return new Date(Math.min(at, clock.now())).toISOString();
}

/**
 * Goes through the whole file and creates the customers, some rows per transaction; each row is complete when its
 * transaction is: customer, ownership event, search row, log line. Duplicates and limits are asked for again inside.
 */
export async function importPass(pass: Pass): Promise<Counts> {
  const { services, actor, job, rules, progress } = pass;
  const seen = nothingSeen();
  const size = chunkSize();
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
        const tally = ownerTally(trx, columnOf(rules, 'owner'));
        const { fresh, duplicates, refused } = await sortWithOwners(trx, chunk, seen, rules, tally);
        // Who only reads need not wait for the commit: reads have a connection of their own.
        await services.breathe();
        const numbers = fresh.length === 0 ? [] : await reserveNumbers(change, fresh.length);
        const customers = fresh.map(({ fields, derived, ownerId, createdOn }, nth) => ({
          fields,
          derived,
          number: numbers[nth] ?? '',
          ownerId,
          kind: 'imported' as const,
          importId: job.id,
          createdAt: instantOf(services.clock, createdOn),
        }));
        await insertCustomers(change, customers);
        const warned = fresh.filter(({ warnings }) => warnings.length > 0);
        const after = {
          ...before,
          read: before.read + chunk.length,
          created: before.created + fresh.length,
          duplicates: before.duplicates + duplicates.length,
          rejected: before.rejected + refused.length,
          warned: before.warned + warned.length,
        };
        // The check may have found the same.
        for (const { row } of refused) await deleteRow(trx, job.id, row);
        await insertRows(trx, job.id, [
          ...duplicates.map(({ row, problem }) => noted('duplicate', row, [problem])),
          ...warned.map((row) => noted('warning', row, row.warnings)),
          ...refused,
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
