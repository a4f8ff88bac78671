import type { Selectable } from 'kysely';
import type { ImportJobTable } from '#db/schema/imports.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { ErrorParams } from '../shared/errors.ts';
import type { Layout } from './columns.ts';
import type { ImportNoun, ImportPlan } from './import-plan.contract.ts';
import type { ImportState, NewValue } from './imports.contract.ts';
import type { Sheet, TableFormat } from './table.ts';

/** What the survey of a file found, kept so that every later reading agrees with it. */
export interface StoredSurvey extends Layout {
  readonly format: TableFormat;
  readonly noun: ImportNoun;
  /** The named mapping that the columns were recognised by. */
  readonly mapping: {
    readonly id: number;
    readonly defaults: ImportPlan['defaults'];
    readonly values: ImportPlan['values'];
  } | null;
  /** Rows below the headings. */
  readonly rows: number;
  readonly sheets: readonly Sheet[];
  /** Of a finished import: another sheet of the file that looks like the contacts of its customers. */
  readonly next?: { readonly sheet: number; readonly name: string } | null;
  /** The first rows in short, to choose the headings by. */
  readonly head: readonly { readonly row: number; readonly text: string }[];
}

export interface Counts {
  readonly read: number;
  readonly created: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly similar: number;
  readonly warned: number;
  readonly updated: number;
  /** Contacts that came along with customers. */
  readonly contacts: number;
}

export interface Failure {
  readonly code: string;
  readonly params: ErrorParams;
}

export interface ImportJob extends Counts {
  readonly id: number;
  readonly personId: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly state: ImportState;
  readonly survey: StoredSurvey | null;
  readonly plan: ImportPlan | null;
  readonly newValues: readonly NewValue[];
  readonly failure: Failure | null;
  readonly kept: number;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** The program is the only one that writes these texts. */
function parsed<Value>(text: string | null): Value | null {
  return text === null ? null : (JSON.parse(text) as Value);
}

function rowToJob(row: Selectable<ImportJobTable>): ImportJob {
  return {
    id: row.id,
    personId: row.person_id,
    fileName: row.file_name,
    bytes: row.bytes,
    state: row.state as ImportState,
    survey: parsed<StoredSurvey>(row.survey),
    plan: parsed<ImportPlan>(row.plan),
    newValues: parsed<NewValue[]>(row.new_choices) ?? [],
    failure: parsed<Failure>(row.failure),
    read: row.rows_read,
    created: row.rows_created,
    duplicates: row.rows_duplicate,
    rejected: row.rows_rejected,
    similar: row.rows_similar,
    warned: row.rows_warned,
    updated: row.rows_updated,
    contacts: row.rows_contacts,
    kept: row.rows_kept,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

export async function findJob(db: ReadDb, id: number): Promise<ImportJob | null> {
  const row = await db.selectFrom('import_job').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : rowToJob(row);
}

/** Finished imports that were begun after an instant. */
export async function doneSince(db: ReadDb, since: string): Promise<ImportJob[]> {
  const rows = await db
    .selectFrom('import_job')
    .selectAll()
    .where('state', '=', 'done')
    .where('created_at', '>', since)
    .execute();
  return rows.map(rowToJob);
}

export async function jobsInStates(db: ReadDb, states: readonly ImportState[]): Promise<ImportJob[]> {
  const rows = await db
    .selectFrom('import_job')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('id')
    .execute();
  return rows.map(rowToJob);
}

/** Newest first, those before `before`. */
export async function jobsOfPerson(
  db: ReadDb,
  personId: number,
  before: number | null,
  limit: number,
): Promise<ImportJob[]> {
  const rows = await db
    .selectFrom('import_job')
    .selectAll()
    .where('person_id', '=', personId)
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(rowToJob);
}

export async function insertJob(
  trx: WriteDb,
  job: { personId: number; fileName: string; bytes: number; at: string },
): Promise<number> {
  const { id } = await trx
    .insertInto('import_job')
    .values({
      person_id: job.personId,
      file_name: job.fileName,
      bytes: job.bytes,
      state: 'uploading',
      survey: null,
      plan: null,
      new_choices: null,
      failure: null,
      created_at: job.at,
      started_at: null,
      finished_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface JobChange {
  readonly state?: ImportState;
  readonly survey?: StoredSurvey;
  readonly plan?: ImportPlan | null;
  readonly newValues?: readonly NewValue[];
  readonly failure?: Failure | null;
  readonly counts?: Counts;
  readonly kept?: number;
  readonly startedAt?: string;
  readonly finishedAt?: string | null;
}

const json = (value: unknown) =>
  value === undefined ? undefined : value === null ? null : JSON.stringify(value);

function changeToRow({
  state,
  survey,
  plan,
  newValues,
  failure,
  counts,
  kept,
  startedAt,
  finishedAt,
}: JobChange) {
  const all = {
    state,
    survey: json(survey),
    plan: json(plan),
    new_choices: json(newValues),
    failure: json(failure),
    rows_read: counts?.read,
    rows_created: counts?.created,
    rows_duplicate: counts?.duplicates,
    rows_rejected: counts?.rejected,
    rows_similar: counts?.similar,
    rows_warned: counts?.warned,
    rows_updated: counts?.updated,
    rows_contacts: counts?.contacts,
    rows_kept: kept,
    started_at: startedAt,
    finished_at: finishedAt,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Changes a job that is in one of these states; false when it is not (somebody was faster). */
export async function changeJob(
  trx: WriteDb,
  id: number,
  from: readonly ImportState[],
  change: JobChange,
): Promise<boolean> {
  const result = await trx
    .updateTable('import_job')
    .set(changeToRow(change))
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
