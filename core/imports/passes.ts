import { findExact, insertCustomers, reserveNumbers } from '../customers/index.ts';
import { listCustomFields } from '../custom-fields/index.ts';
import type { CustomField } from '../custom-fields/custom-fields.contract.ts';
import { logOperations } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change, Services } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { pacer, type Clock } from '../shared/ports.ts';
import { nothingSeen, sortOut, type Duplicate, type Sorted } from './classify.ts';
import { changeJob, type Counts, type ImportJob } from './import-jobs.repository.ts';
import { deleteRow, insertRows, type NotedRow } from './import-rows.repository.ts';
import { countNewValues } from './import-choices.ts';
import type { CellProblem, NewValue } from './imports.contract.ts';
import type { Treatment } from './import-plan.contract.ts';
import { ownerTally } from './possible-owners.ts';
import type { ReadBatch, RowRules, UsableRow } from './row-rules.ts';
import { similarNames, type SimilarName } from './similar-names.ts';
import { updateExisting } from './update-existing.ts';

/** What a pass over the file needs, and whom it tells how far it is. */
export interface Pass {
  readonly services: Services;
  readonly actor: Actor;
  readonly job: ImportJob;
  readonly rules: RowRules;
  /** What becomes of a row that is there already. */
  readonly treatmentOf: (row: number) => Treatment;
  /** Called often; throws to end the pass. */
  readonly progress: (counts: Counts) => void;
}

/** Aim for the work in one transaction, in milliseconds; what its commit costs does not depend on the rows. */
const transactionLength = 40;
const fewestRowsAtOnce = 25;
const mostRowsAtOnce = 200;

export const noCounts: Counts = {
  read: 0,
  created: 0,
  duplicates: 0,
  rejected: 0,
  similar: 0,
  warned: 0,
  updated: 0,
};

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

interface Update extends Duplicate {
  readonly how: 'fill' | 'overwrite';
}

interface Decided extends Sorted {
  readonly refused: readonly NotedRow[];
  readonly updates: readonly Update[];
  /** Rows among the new ones that are there already, and come all the same. */
  readonly overridden: ReadonlySet<UsableRow>;
}

/** As `sortOut`, with what becomes of duplicates; and of the new rows those that their owner may not hold. */
async function decide(
  db: ReadDb,
  rows: readonly UsableRow[],
  seen: ReturnType<typeof nothingSeen>,
  rules: RowRules,
  tally: ReturnType<typeof ownerTally>,
  treatmentOf: Pass['treatmentOf'],
): Promise<Decided> {
  const sorted = await sortOut(db, rows, seen, rules);
  const overridden = new Set<UsableRow>();
  const duplicates: Duplicate[] = [];
  const updates: Update[] = [];
  for (const duplicate of sorted.duplicates) {
    const how = treatmentOf(duplicate.row.row);
    if (how === 'create') overridden.add(duplicate.row);
    else if (how === 'skip') duplicates.push(duplicate);
    else updates.push({ ...duplicate, how });
  }
  const fresh: UsableRow[] = [];
  const refused: NotedRow[] = [];
  for (const row of [...sorted.fresh, ...overridden].toSorted((a, b) => a.row - b.row)) {
    const problem = await tally(row);
    if (problem === null) fresh.push(row);
    else refused.push(noted('rejected', row, [problem]));
  }
  return { fresh, duplicates, refused, updates, overridden };
}

const nothingBecomes = (): Treatment => 'skip';

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
    // What becomes of duplicates is said after the check.
    const { fresh, duplicates, refused } = await decide(
      services.db,
      usable,
      seen,
      rules,
      tally,
      nothingBecomes,
    );
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
      updated: 0,
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

/** What came of the rows of one transaction. */
interface Written {
  readonly created: readonly UsableRow[];
  readonly duplicates: readonly NotedRow[];
  readonly updated: readonly NotedRow[];
  readonly refused: readonly NotedRow[];
}

/** The customer that a row is: of the register, or the one that an earlier row of the file has become. */
async function customerOf(
  { trx }: Change,
  { customerId, row: { derived } }: Duplicate,
): Promise<number | undefined> {
  if (customerId !== null) return customerId;
  const { name_key: nameKey, tax_key: taxKey } = derived.columns;
  const { byName, byTax } = await findExact(trx, {
    nameKeys: [nameKey],
    taxKeys: taxKey === null ? [] : [taxKey],
  });
  return byName.get(nameKey) ?? byTax.get(taxKey ?? '');
}

async function create(
  change: Change,
  job: ImportJob,
  fresh: readonly UsableRow[],
  overridden: ReadonlySet<UsableRow>,
): Promise<void> {
  const { clock } = change.services;
  const numbers = fresh.length === 0 ? [] : await reserveNumbers(change, fresh.length);
  const customers = fresh.map(({ fields, derived, ownerId, createdOn }, nth) => ({
    fields,
    derived,
    number: numbers[nth] ?? '',
    ownerId,
    kind: 'imported' as const,
    importId: job.id,
    createdAt: instantOf(clock, createdOn),
  }));
  const ids = await insertCustomers(change, customers);
  // Spec §3.9: a duplicate that was overridden is in the log with its reason.
  const lines = fresh.flatMap((row, nth) => (overridden.has(row) ? [ids[nth] ?? 0] : []));
  await logOperations(
    change,
    lines.map((entityId) => ({
      action: 'duplicateOverridden',
      entity: 'customer',
      entityId,
      after: { reason: job.fileName },
    })),
  );
}

async function write(
  change: Change,
  pass: Pass,
  chunk: readonly UsableRow[],
  seen: ReturnType<typeof nothingSeen>,
  customFields: readonly CustomField[],
): Promise<Written> {
  const { services, job, rules, treatmentOf } = pass;
  const { trx } = change;
  const tally = ownerTally(trx, columnOf(rules, 'owner'));
  const decided = await decide(trx, chunk, seen, rules, tally, treatmentOf);
  // Who only reads need not wait for the commit: reads have a connection of their own.
  await services.breathe();
  await create(change, job, decided.fresh, decided.overridden);
  const duplicates = decided.duplicates.map(({ row, problem }) => noted('duplicate', row, [problem]));
  const refused = [...decided.refused];
  const updated: NotedRow[] = [];
  for (const update of decided.updates) {
    const { row, problem, how } = update;
    const id = await customerOf(change, update);
    const outcome =
      id === undefined ? 'same' : await updateExisting(change, job.id, id, row, how, customFields);
    if (outcome === 'updated') updated.push(noted('updated', row, [problem]));
    else if (outcome === 'same') duplicates.push(noted('duplicate', row, [problem]));
    else refused.push(noted('rejected', row, [{ ...problem, code: 'duplicateNotYours' }]));
  }
  return { created: decided.fresh, duplicates, updated, refused };
}

/**
 * Goes through the whole file and creates and changes customers, some rows per transaction; each row is complete when its
 * transaction is: customer, ownership event, search row, log line. Duplicates and limits are asked for again inside.
 */
export async function importPass(pass: Pass): Promise<Counts> {
  const { services, actor, job, progress } = pass;
  const seen = nothingSeen();
  const size = chunkSize();
  const customFields = await listCustomFields(services.db);
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
        const { created, duplicates, updated, refused } = await write(
          change,
          pass,
          chunk,
          seen,
          customFields,
        );
        const warned = created.filter(({ warnings }) => warnings.length > 0);
        const after: Counts = {
          read: before.read + chunk.length,
          created: before.created + created.length,
          duplicates: before.duplicates + duplicates.length,
          updated: before.updated + updated.length,
          rejected: before.rejected + refused.length,
          warned: before.warned + warned.length,
          similar: before.similar,
        };
        // The check may have found the same.
        for (const { row } of refused) await deleteRow(trx, job.id, row);
        await insertRows(trx, job.id, [
          ...duplicates,
          ...updated,
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
