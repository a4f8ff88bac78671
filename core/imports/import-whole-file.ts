import { has, type Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError, toldError } from '../shared/errors.ts';
import { changeJob } from './import-jobs.repository.ts';
import { notedRows, type NotedRow } from './import-rows.repository.ts';
import { importStatus } from './import-status.ts';
import { beginImport, checkImport, inspectImport, runImport } from './import-steps.ts';
import { mayAddChoices } from './import-access.ts';
import { allSettled, settled } from './under-way.ts';
import type { ImportStatus } from './imports.contract.ts';

export interface WholeImport {
  readonly status: ImportStatus;
  readonly rejected: readonly NotedRow[];
}

/**
 * Imports a file of this PC without a question: the columns as guessed, new choices added where the person may, the
 * values that stand in for empty cells as they are for everybody. The same steps as in the window.
 * Errors: those of the steps; `fileHasNoNameColumn`; whatever ended the run. Nothing is left in the register then.
 */
export async function importWholeFile(
  services: Services,
  actor: Actor,
  file: { readonly path: string; readonly fileName: string; readonly bytes: number },
  begun: (importId: number) => void,
): Promise<WholeImport> {
  if (!has(actor, 'customers.import')) throw new AppError('notAllowed');
  // What an interrupted import left behind is taken out first.
  await allSettled(services);
  const importId = await beginImport(services, actor, file);
  begun(importId);
  await services.importFiles.adopt(importId, file.path);
  const { columns } = await inspectImport(services, actor, importId);
  const plan = {
    columns: columns.flatMap(({ index, field }) => (field === null ? [] : [{ index, field }])),
    defaults: { type: 'company', sourceId: null, industryId: null },
    values: [],
    duplicates: 'skip',
  } as const;
  try {
    await checkImport(services, actor, importId, plan);
  } catch (error) {
    const change = {
      state: 'failed',
      failure: error instanceof AppError ? { code: error.code, params: error.params } : null,
    } as const;
    await services.transaction((trx) => changeJob(trx, importId, ['inspected'], change));
    await services.importFiles.remove(importId);
    throw error;
  }
  await settled(services, importId);
  assertGoing(await importStatus(services, actor, importId));
  await runImport(services, actor, importId, mayAddChoices(actor));
  await settled(services, importId);
  const status = await importStatus(services, actor, importId);
  assertGoing(status);
  if (status.state !== 'done') throw new AppError('importNotReady');
  return { status, rejected: await notedRows(services.db, importId, 'rejected', 0, status.rejected) };
}

function assertGoing({ failure }: ImportStatus): void {
  if (failure !== null) throw toldError(failure);
}
