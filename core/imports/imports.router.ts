import { codeSentence } from '../i18n/sentence.ts';
import { owning, reading } from '../rpc/procedure.ts';
import { AppError } from '../shared/errors.ts';
import {
  beginImport,
  checkImport,
  inspectImport,
  layOutImport,
  runImport,
  uploadPiece,
} from './import-steps.ts';
import { correctRow, presentRow } from './correct-row.ts';
import { findCorrections } from './corrections.repository.ts';
import { cancelImport, treatDuplicates, undoFinished } from './end-import.ts';
import { importStatus, statusOf } from './import-status.ts';
import { jobsOfPerson } from './import-jobs.repository.ts';
import { goOnImport } from './go-on-import.ts';
import { notedRows } from './import-rows.repository.ts';
import { ownJob } from './import-access.ts';
import { changeMapping, keepMapping } from './mappings.ts';
import { rejectedFile } from './rejected-file.ts';
import { findTreatments } from './treatments.repository.ts';

const pageRows = 100;

/** `next` of a page is the number it ended at. */
function position(after: string | undefined): number | null {
  if (after === undefined) return null;
  if (!/^\d{1,15}$/.test(after)) throw new AppError('invalidInput', {}, { field: 'after' });
  return Number(after);
}

/** A `File`, which core knows no type of. */
async function bytesOf(piece: object): Promise<Uint8Array> {
  if (!('arrayBuffer' in piece) || typeof piece.arrayBuffer !== 'function')
    throw new AppError('invalidInput', {}, { field: 'piece' });
  return new Uint8Array(await (piece.arrayBuffer() as Promise<ArrayBuffer>));
}

export const importsRouter = {
  begin: owning.imports.begin.handler(async ({ context: { services, actor }, input }) => ({
    importId: await beginImport(services, actor, input),
  })),
  upload: owning.imports.upload.handler(
    async ({ context: { services, actor }, input: { importId, offset, piece } }) => ({
      received: await uploadPiece(services, actor, importId, offset, await bytesOf(piece)),
    }),
  ),
  inspect: owning.imports.inspect.handler(({ context: { services, actor }, input }) =>
    inspectImport(services, actor, input.importId),
  ),
  layout: owning.imports.layout.handler(({ context: { services, actor }, input: { importId, ...asked } }) =>
    layOutImport(services, actor, importId, asked),
  ),
  keepMapping: owning.imports.keepMapping.handler(({ context: { services, actor }, input }) =>
    keepMapping(services, actor, input),
  ),
  changeMapping: owning.imports.changeMapping.handler(({ context: { services, actor }, input }) =>
    changeMapping(services, actor, input),
  ),
  check: owning.imports.check.handler(({ context: { services, actor }, input: { importId, ...plan } }) =>
    checkImport(services, actor, importId, plan),
  ),
  correct: owning.imports.correct.handler(
    ({ context: { services, actor }, input: { importId, ...correction } }) =>
      correctRow(services, actor, importId, correction),
  ),
  run: owning.imports.run.handler(({ context: { services, actor }, input }) =>
    runImport(services, actor, input.importId, input.addChoices),
  ),
  treat: owning.imports.treat.handler(({ context: { services, actor }, input: { importId, ...said } }) =>
    treatDuplicates(services, actor, importId, said),
  ),
  undo: owning.imports.undo.handler(({ context: { services, actor }, input }) =>
    undoFinished(services, actor, input.importId),
  ),
  goOn: owning.imports.goOn.handler(({ context: { services, actor }, input }) =>
    goOnImport(services, actor, input.importId),
  ),
  cancel: owning.imports.cancel.handler(({ context: { services, actor }, input }) =>
    cancelImport(services, actor, input.importId),
  ),
  status: reading.imports.status.handler(({ context: { services, actor }, input }) =>
    importStatus(services, actor, input.importId),
  ),
  list: reading.imports.list.handler(async ({ context: { services, actor, db }, input }) => {
    const jobs = await jobsOfPerson(db, actor.id, position(input.after), pageRows + 1);
    const page = jobs.slice(0, pageRows);
    return {
      rows: await Promise.all(page.map((job) => statusOf(services, actor, job))),
      next: jobs.length > pageRows ? String(page.at(-1)?.id) : null,
    };
  }),
  rows: reading.imports.rows.handler(async ({ context: { services, actor, db }, input }) => {
    const job = await ownJob(services, actor, input.importId);
    const found = await notedRows(db, job.id, input.kind, position(input.after) ?? 0, pageRows + 1);
    const page = found.slice(0, pageRows);
    const corrections = await findCorrections(db, job.id);
    const single = await findTreatments(db, job.id);
    const headings = new Map(job.survey?.columns.map(({ index, heading }) => [index, heading]));
    const columns = (job.plan?.columns ?? []).map((column) => ({
      ...column,
      heading: headings.get(column.index) ?? '',
    }));
    return {
      rows: page.map((row) =>
        presentRow(columns, row, corrections.get(row.row), single.get(row.row) ?? null),
      ),
      next: found.length > pageRows ? String(page.at(-1)?.row) : null,
    };
  }),
  rejectedFile: owning.imports.rejectedFile.handler(
    async ({ context: { services, actor }, input: { importId, language } }) => {
      const job = await ownJob(services, actor, importId);
      return rejectedFile(services, job, {
        language,
        reason: codeSentence('rejectedReasonHeading', {}, language),
        suffix: codeSentence('rejectedFileSuffix', {}, language),
        sentence: ({ code, params }) => codeSentence(code, params, language),
      });
    },
  ),
};
