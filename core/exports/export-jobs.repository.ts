import type { Selectable } from 'kysely';
import type { ExportJobTable } from '#db/schema/exports.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { ErrorParams } from '../shared/errors.ts';
import type { Count } from '../shared/paging.ts';
import type { ExportNoun, ExportState, ExportStatus } from './exports.contract.ts';

export interface ExportJob {
  readonly id: number;
  readonly personId: number;
  readonly noun: ExportNoun;
  readonly format: ExportStatus['format'];
  readonly fileName: string;
  readonly state: ExportState;
  readonly rows: number;
  readonly leftOut: Count;
  readonly bytes: number;
  readonly failure: { readonly code: string; readonly params: ErrorParams } | null;
  readonly createdAt: string;
}

/** The program is the only one that writes these texts. */
function rowToJob(row: Selectable<ExportJobTable>): ExportJob {
  return {
    id: row.id,
    personId: row.person_id,
    noun: row.noun as ExportNoun,
    format: row.format as ExportJob['format'],
    fileName: row.file_name,
    state: row.state as ExportState,
    rows: row.rows_written,
    leftOut: { count: row.left_out, more: row.left_out_more === 1 },
    bytes: row.bytes,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as ExportJob['failure']),
    createdAt: row.created_at,
  };
}

export async function findJob(db: ReadDb, id: number): Promise<ExportJob | null> {
  const row = await db.selectFrom('export_job').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : rowToJob(row);
}

/** One person's, newest first. */
export async function jobsOfPerson(db: ReadDb, personId: number): Promise<ExportJob[]> {
  const rows = await db
    .selectFrom('export_job')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(rowToJob);
}

export async function hasRunning(db: ReadDb, personId: number): Promise<boolean> {
  const row = await db
    .selectFrom('export_job')
    .select('id')
    .where('person_id', '=', personId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertJob(
  trx: WriteDb,
  job: Pick<ExportJob, 'personId' | 'noun' | 'format' | 'fileName' | 'createdAt'>,
): Promise<number> {
  const { id } = await trx
    .insertInto('export_job')
    .values({
      person_id: job.personId,
      noun: job.noun,
      format: job.format,
      file_name: job.fileName,
      state: 'running',
      failure: null,
      created_at: job.createdAt,
      finished_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface JobEnd {
  readonly state: Exclude<ExportState, 'running'>;
  readonly at: string;
  readonly rows?: number;
  readonly leftOut?: Count;
  readonly bytes?: number;
  readonly failure?: ExportJob['failure'];
}

/** Ends a running export. */
export async function endJob(trx: WriteDb, id: number, end: JobEnd): Promise<void> {
  await trx
    .updateTable('export_job')
    .set({
      state: end.state,
      finished_at: end.at,
      rows_written: end.rows ?? 0,
      left_out: end.leftOut?.count ?? 0,
      left_out_more: end.leftOut?.more === true ? 1 : 0,
      bytes: end.bytes ?? 0,
      failure: end.failure === undefined || end.failure === null ? null : JSON.stringify(end.failure),
    })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

/** Those that nothing is writing any more: begun before the program was started. */
export async function runningJobs(db: ReadDb): Promise<number[]> {
  const rows = await db.selectFrom('export_job').select('id').where('state', '=', 'running').execute();
  return rows.map(({ id }) => id);
}

/** Forgets what ended before an instant. */
export async function deleteEnded(trx: WriteDb, before: string): Promise<void> {
  await trx
    .deleteFrom('export_job')
    .where('state', '<>', 'running')
    .where('created_at', '<', before)
    .execute();
}

export async function keptJobs(db: ReadDb): Promise<number[]> {
  const rows = await db
    .selectFrom('export_job')
    .select('id')
    .where('state', 'in', ['running', 'done'])
    .execute();
  return rows.map(({ id }) => id);
}
