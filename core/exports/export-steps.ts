import type { Actor } from '../permissions/actor.ts';
import type { Inquiry, Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { offeredFileName } from '../shared/file-name.ts';
import { isoNow } from '../shared/ports.ts';
import { localTime } from './customer-cells.ts';
import {
  deleteEnded,
  endJob,
  findJob,
  hasRunning,
  insertJob,
  jobsOfPerson,
  keptJobs,
  runningJobs,
  type ExportJob,
} from './export-jobs.repository.ts';
import { exportWords } from './export-words.ts';
import { startWork, workOf, writeEnds, type Task } from './export-work.ts';
import {
  keptHours,
  pieceBytes,
  type ExportInput,
  type ExportStatus,
  type FolderInput,
} from './exports.contract.ts';
import { customerToTake, folderTask } from './write-folder.ts';
import { tableTask } from './write-table.ts';

const keptMs = keptHours * 60 * 60 * 1000;

function statusOf(services: Services, job: ExportJob): ExportStatus {
  const work = job.state === 'running' ? workOf(services, job.id) : null;
  return {
    exportId: job.id,
    noun: job.noun,
    format: job.format,
    fileName: job.fileName,
    state: job.state,
    rows: work?.rows ?? job.rows,
    expected: work?.expected ?? null,
    leftOut: work?.leftOut ?? job.leftOut,
    bytes: job.bytes,
    failure: job.failure,
    startedAt: job.createdAt,
    keptUntil: new Date(Date.parse(job.createdAt) + keptMs).toISOString(),
  };
}

/** The export if it is this person's and still kept: a foreign one and a missing one give the same answer. */
async function ownJob(services: Services, actor: Actor, exportId: number): Promise<ExportJob> {
  const job = await findJob(services.db, exportId);
  const gone = job !== null && Date.parse(job.createdAt) + keptMs <= services.clock.now();
  if (job === null || job.personId !== actor.id || gone) throw new AppError('exportGone');
  return job;
}

/** Removes files and lines of exports that are older than a day, and files that belong to none. */
export async function sweepExports(services: Services): Promise<void> {
  await writeEnds(services);
  const before = new Date(services.clock.now() - keptMs).toISOString();
  await services.transaction((trx) => deleteEnded(trx, before));
  await services.exportFiles.sweep(new Set(await keptJobs(services.db)));
}

/** When the office opens: what a closing program cut off has failed, what is old goes. */
export async function recoverExports(services: Services): Promise<void> {
  const failure = { code: 'exportInterrupted', params: {} };
  for (const id of await runningJobs(services.db))
    await services.transaction((trx) =>
      endJob(trx, id, { state: 'failed', at: isoNow(services.clock), failure }),
    );
  await sweepExports(services);
}

/** Begins a task and answers when its file is there, or when it is known to take a while. `exportRunning`. */
async function begin(services: Services, actor: Actor, task: Task, name: string): Promise<ExportStatus> {
  await sweepExports(services);
  const { noun, format } = task;
  const createdAt = isoNow(services.clock);
  const stamp = (localTime(services.clock)(createdAt) ?? '').replace('T', ' ').replace(':', '');
  const ending = format === 'csvGb18030' ? 'csv' : format;
  const fileName = `${name} ${stamp}.${ending}`;
  const exportId = await services.transaction(async (trx) => {
    if (await hasRunning(trx, actor.id)) throw new AppError('exportRunning');
    return insertJob(trx, { personId: actor.id, noun, format, fileName, createdAt });
  });
  await startWork(services, actor, exportId, task).answered;
  return exportStatus(services, actor, exportId);
}

/** A list as it stands on the screen. */
export function startExport(services: Services, actor: Actor, input: ExportInput): Promise<ExportStatus> {
  const name = exportWords[input.language].sheets[input.what.noun];
  return begin(services, actor, tableTask(input), name);
}

/** The whole of one customer; `notFound` where it is not the person's to take out. */
export async function startFolder(inquiry: Inquiry, input: FolderInput): Promise<ExportStatus> {
  const { services, actor } = inquiry;
  const { name } = await customerToTake(inquiry, input.customerId);
  return begin(services, actor, folderTask(input), offeredFileName(name));
}

/** A piece of the card that goes into the next folder of this person. */
export async function putCard(
  services: Services,
  actor: Actor,
  { offset, piece }: { readonly offset: number; readonly piece: Blob },
): Promise<void> {
  const bytes = new Uint8Array(await piece.arrayBuffer());
  await services.exportFiles.putCard(actor.id, offset, bytes);
}

export async function exportStatus(
  services: Services,
  actor: Actor,
  exportId: number,
): Promise<ExportStatus> {
  return statusOf(services, await ownJob(services, actor, exportId));
}

export async function listExports(services: Services, actor: Actor): Promise<readonly ExportStatus[]> {
  const oldest = services.clock.now() - keptMs;
  const jobs = await jobsOfPerson(services.db, actor.id);
  return jobs.filter(({ createdAt }) => Date.parse(createdAt) > oldest).map((job) => statusOf(services, job));
}

/** Ends an export that is being written; what has ended stays as it is. */
export async function cancelExport(
  services: Services,
  actor: Actor,
  exportId: number,
): Promise<ExportStatus> {
  await ownJob(services, actor, exportId);
  const work = workOf(services, exportId);
  if (work !== null) {
    work.stop = 'cancel';
    await work.done;
  }
  return exportStatus(services, actor, exportId);
}

/** A piece of one's own finished file. `exportGone`. */
export async function exportPiece(
  services: Services,
  actor: Actor,
  exportId: number,
  offset: number,
): Promise<{ base64: string; next: number | null }> {
  const job = await ownJob(services, actor, exportId);
  const base64 = job.state === 'done' ? await services.exportFiles.read(exportId, offset, pieceBytes) : null;
  if (base64 === null) throw new AppError('exportGone');
  const next = offset + pieceBytes;
  return { base64, next: next < job.bytes ? next : null };
}
