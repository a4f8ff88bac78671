import type { Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { sortOut, type Duplicate, type SeenInFile, type Sorted } from './classify.ts';
import type { Counts, ImportJob } from './import-jobs.repository.ts';
import type { Treatment } from './import-plan.contract.ts';
import type { NotedRow } from './import-rows.repository.ts';
import { noted } from './noted.ts';
import type { ownerTally } from './possible-owners.ts';
import type { ReadBatch, RowRules, UsableRow } from './row-rules.ts';

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

export const noCounts: Counts = {
  read: 0,
  created: 0,
  duplicates: 0,
  rejected: 0,
  similar: 0,
  warned: 0,
  updated: 0,
  contacts: 0,
};

function surveyOf(job: ImportJob) {
  if (job.survey === null) throw new AppError('importNotReady');
  return job.survey;
}

/** Every row below the headings, read and judged by itself. */
export function readBatches({ services, job, rules }: Pass): AsyncIterable<ReadBatch> {
  return services.importFiles.rows(job.id, surveyOf(job).format, rules);
}

export const columnOf = ({ columns }: RowRules, field: 'name' | 'owner') =>
  columns.find((column) => column.field === field);

interface Update extends Duplicate {
  readonly how: 'fill' | 'overwrite';
}

export interface Decided extends Sorted {
  readonly refused: readonly NotedRow[];
  readonly updates: readonly Update[];
  /** Rows among the new ones that are there already, and come all the same. */
  readonly overridden: ReadonlySet<UsableRow>;
}

/** As `sortOut`, with what becomes of duplicates; and of the new rows those that their owner may not hold. */
export async function decide(
  db: ReadDb,
  rows: readonly UsableRow[],
  seen: SeenInFile,
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

/** Contacts that come along with customers. */
export const contactsAmong = (rows: readonly UsableRow[]): number =>
  rows.reduce((sum, { contacts, isContact }) => sum + (isContact ? 0 : contacts.length), 0);

/** Rows of the file whose customer an earlier row brings, with contacts of their own. */
export const joining = (duplicates: readonly Duplicate[]): readonly UsableRow[] =>
  duplicates.flatMap(({ row, customerId }) => (customerId === null && row.contacts.length > 0 ? [row] : []));
