import { listCustomFields } from '../custom-fields/index.ts';
import { has, type Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { cleanText } from '../shared/text.ts';
import { guessLayout } from './columns.ts';
import {
  changeJob,
  insertJob,
  jobsInStates,
  type ImportJob,
  type StoredSurvey,
} from './import-jobs.repository.ts';
import { mayAddChoices, ownJob } from './import-access.ts';
import { choicesToAdd } from './import-choices.ts';
import { startCheck, startRun } from './import-work.ts';
import { sweepImports } from './recover-imports.ts';
import { importStatus } from './import-status.ts';
import { settled, stopWork } from './under-way.ts';
import { assertPlan } from './assert-plan.ts';
import { deleteCorrections } from './corrections.repository.ts';
import { countTreatments, deleteTreatments } from './treatments.repository.ts';
import type { ImportNoun, ImportPlan } from './import-plan.contract.ts';
import { fittingMapping, mappedColumns } from './mappings.ts';
import { listMappings, type Mapping } from './mappings.repository.ts';
import type { FileInspection, ImportState, ImportStatus } from './imports.contract.ts';
import { mayGiveOwners } from './possible-owners.ts';
import { cellText, tableLimits } from './table.ts';

/** The steps of an import in their order, the same for the window and the command line (spec §11). */

const megabyte = 1024 * 1024;

export async function beginImport(
  services: Services,
  actor: Actor,
  file: { fileName: string; bytes: number },
): Promise<number> {
  if (file.bytes === 0) throw new AppError('fileEmpty');
  const { csvBytes, xlsxBytes, vcfBytes } = tableLimits;
  const max = /\.xlsx$/i.test(file.fileName)
    ? xlsxBytes
    : /\.vcf$/i.test(file.fileName)
      ? vcfBytes
      : csvBytes;
  if (file.bytes > max) {
    throw new AppError('fileTooLarge', { size: Math.ceil(file.bytes / megabyte), max: max / megabyte });
  }
  await sweepImports(services);
  const fileName = [...cleanText(file.fileName)].slice(-200).join('') || '-';
  const at = isoNow(services.clock);
  return services.transaction((trx) =>
    insertJob(trx, { personId: actor.id, fileName, bytes: file.bytes, at }),
  );
}

/** Closes an import whose file cannot be had or read; what went wrong on the way only is tried again. */
export async function failUpload(services: Services, importId: number, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || error.code === 'uploadOutOfOrder') return;
  const failure = { code: error.code, params: error.params };
  await services.transaction((trx) =>
    changeJob(trx, importId, ['uploading'], {
      state: 'failed',
      failure,
      finishedAt: isoNow(services.clock),
    }),
  );
  await services.importFiles.remove(importId);
}

export async function uploadPiece(
  services: Services,
  actor: Actor,
  importId: number,
  offset: number,
  piece: Uint8Array,
): Promise<number> {
  const job = await ownJob(services, actor, importId);
  if (job.state !== 'uploading') throw new AppError('importNotReady');
  if (offset + piece.length > job.bytes) throw new AppError('uploadOutOfOrder');
  try {
    return await services.importFiles.append(importId, offset, piece);
  } catch (error) {
    await failUpload(services, importId, error);
    throw error;
  }
}

function inspection(job: ImportJob, actor: Actor, mappings: readonly Mapping[]): FileInspection {
  if (job.survey === null) throw new AppError('importNotReady');
  const { format, columns, rows, sheets, headingRow, head, noun } = job.survey;
  return {
    importId: job.id,
    fileName: job.fileName,
    kind: format.kind,
    encoding: format.kind === 'csv' ? format.encoding : null,
    // Nobody is led to what they may not do.
    columns: columns.map((column) =>
      column.field === 'owner' && !mayGiveOwners(actor) ? { ...column, field: null } : column,
    ),
    rows,
    sheets,
    sheet: format.kind === 'xlsx' ? format.sheet : 0,
    headingRow,
    head,
    noun,
    mapping: job.survey.mapping,
    mappings: mappings.map(({ id, name }) => ({ id, name })),
    mayAssign: mayGiveOwners(actor),
  };
}

/** Rows that are offered as headings, and how much of each is shown. */
const shownRows = 15;
const shownText = 120;

/** Reads the file, or one sheet of it, and guesses what its columns hold; `headingRow` null: found by itself. */
async function surveyed(
  services: Services,
  importId: number,
  sheet: number | null,
  headingRow: number | null,
  noun: ImportNoun | null,
  wanted: number | 'any' | null,
): Promise<StoredSurvey> {
  const { format, rows, head, sheets } = await services.importFiles.survey(importId, sheet);
  const offered = (await listCustomFields(services.db)).filter(({ retired }) => !retired);
  const guessed = guessLayout(head, offered, headingRow, noun);
  const mappings = await listMappings(services.db);
  const mapping =
    wanted === 'any'
      ? fittingMapping(mappings, guessed.columns)
      : (mappings.find(({ id }) => id === wanted) ?? null);
  const layout =
    mapping === null
      ? guessed
      : { ...guessed, noun: mapping.noun, columns: mappedColumns(mapping, guessed.columns, offered) };
  const above = head.filter(({ row }) => row <= layout.headingRow).length;
  if (rows - above === 0 || layout.columns.length === 0) throw new AppError('fileEmpty');
  if (rows - above > tableLimits.rows)
    throw new AppError('importTooManyRows', { rows: rows - above, max: tableLimits.rows });
  const shown = head.slice(0, shownRows).map(({ row, cells }) => {
    const texts = cells.map((cell) => cleanText(cellText(cell))).filter((text) => text !== '');
    return { row, text: [...texts.join(' · ')].slice(0, shownText).join('') };
  });
  const applied =
    mapping === null ? null : { id: mapping.id, defaults: mapping.defaults, values: mapping.values };
  return { ...layout, format, rows: rows - above, sheets, head: shown, mapping: applied };
}

/** Reads the file once, `as` a sheet and what it holds where that is known, and guesses what its columns hold. Errors as in ImportFiles.survey; the import has failed then. */
export async function inspectImport(
  services: Services,
  actor: Actor,
  importId: number,
  as: { readonly sheet: number | null; readonly noun: ImportNoun | null } = { sheet: null, noun: null },
): Promise<FileInspection> {
  const job = await ownJob(services, actor, importId);
  if (job.survey !== null) return inspection(job, actor, await listMappings(services.db));
  if (job.state !== 'uploading') throw new AppError('importNotReady');
  try {
    const survey = await surveyed(services, importId, as.sheet, null, as.noun, 'any');
    await services.transaction((trx) =>
      changeJob(trx, importId, ['uploading'], { state: 'inspected', survey }),
    );
  } catch (error) {
    await failUpload(services, importId, error);
    throw error;
  }
  return inspection(await ownJob(services, actor, importId), actor, await listMappings(services.db));
}

/** Reads another sheet of the file, or takes another row for its headings. What was planned before is dropped. */
export async function layOutImport(
  services: Services,
  actor: Actor,
  importId: number,
  asked: {
    readonly sheet: number;
    readonly headingRow: number | null;
    readonly noun: ImportNoun | null;
    readonly mapping: number | null;
  },
): Promise<FileInspection> {
  const ready: readonly ImportState[] = ['inspected', 'checked'];
  const job = await ownJob(services, actor, importId);
  if (job.survey === null || !ready.includes(job.state)) throw new AppError('importNotReady');
  const { format, sheets, head } = job.survey;
  if (format.kind === 'xlsx' ? sheets[asked.sheet] === undefined : asked.sheet !== 0)
    throw new AppError('invalidInput', {}, { field: 'sheet' });
  const same = format.kind !== 'xlsx' || format.sheet === asked.sheet;
  const offered = asked.headingRow === null || asked.headingRow === 0;
  if (same && !offered && !head.some(({ row }) => row === asked.headingRow))
    throw new AppError('invalidInput', {}, { field: 'headingRow' });
  const survey = await surveyed(
    services,
    importId,
    format.kind === 'xlsx' ? asked.sheet : null,
    same ? asked.headingRow : null,
    asked.noun,
    asked.mapping,
  );
  const change = { state: 'inspected' as const, survey, plan: null, newValues: [] };
  await services.transaction(async (trx) => {
    if (!(await changeJob(trx, importId, ready, change))) throw new AppError('importNotReady');
    // Rows and columns are others now.
    await deleteCorrections(trx, importId);
    await deleteTreatments(trx, importId);
  });
  return inspection(await ownJob(services, actor, importId), actor, await listMappings(services.db));
}

/** Starts the check; a check that is under way is given up for the new one. */
export async function checkImport(
  services: Services,
  actor: Actor,
  importId: number,
  plan: ImportPlan,
): Promise<ImportStatus> {
  const ready: readonly ImportState[] = ['inspected', 'checked'];
  const before = await ownJob(services, actor, importId);
  if (before.state === 'checking') {
    stopWork(services, importId);
    await settled(services, importId);
  }
  const job = await ownJob(services, actor, importId);
  if (!ready.includes(job.state)) throw new AppError('importNotReady');
  await assertPlan(services, actor, job, plan);
  const change = { state: 'checking' as const, plan, newValues: [], startedAt: isoNow(services.clock) };
  const mine = await services.transaction((trx) => changeJob(trx, importId, ready, change));
  if (!mine) throw new AppError('importNotReady');
  startCheck(services, actor, await ownJob(services, actor, importId), plan);
  return importStatus(services, actor, importId);
}

/** Starts the import of a checked file; asked again while it runs or when it is done, it answers how far it is. */
export async function runImport(
  services: Services,
  actor: Actor,
  importId: number,
  addChoices: boolean,
): Promise<ImportStatus> {
  const job = await ownJob(services, actor, importId);
  if (job.state === 'running' || job.state === 'done') return importStatus(services, actor, importId);
  const { plan } = job;
  if (job.state !== 'checked' || plan === null) throw new AppError('importNotReady');
  if (choicesToAdd(job.newValues, plan.values, addChoices).length > 0 && !mayAddChoices(actor))
    throw new AppError('notAllowed');
  const single = await countTreatments(services.db, importId);
  if ((plan.duplicates === 'create' || single.create > 0) && !has(actor, 'pool.manage'))
    throw new AppError('notAllowed');
  const mine = await services.transaction(async (trx) => {
    const active = await jobsInStates(trx, ['running', 'cancelling']);
    if (active.some(({ personId }) => personId === actor.id)) throw new AppError('importRunning');
    return changeJob(trx, importId, ['checked'], { state: 'running', startedAt: isoNow(services.clock) });
  });
  if (!mine) throw new AppError('importNotReady');
  startRun(services, actor, job, plan, addChoices);
  return importStatus(services, actor, importId);
}
