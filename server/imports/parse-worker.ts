import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorCode, type ErrorParams } from '#core/shared/errors.ts';
import type { ReadBatch, RowRules } from '#core/imports/row-rules.ts';
import type { TableFormat, TableRow, TableSurvey } from '#core/imports/table.ts';
import { surveyTable, tableRows } from './table-file.ts';

/** What a parse worker is started with, and what it says. One worker reads one file once. */
export interface ParseTask {
  readonly path: string;
  /** Without it the file is surveyed. */
  readonly reading: { readonly format: TableFormat; readonly rules: RowRules } | null;
  /** How many rows a survey brings along. */
  readonly keep?: number;
  /** Which sheet of a workbook is surveyed; otherwise the first in which something stands. */
  readonly sheet?: number | null;
}

export type FromParser =
  | { readonly type: 'survey'; readonly survey: TableSurvey }
  | { readonly type: 'rows'; readonly batch: ReadBatch }
  | { readonly type: 'end' }
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly params: ErrorParams };

const batchRows = 200;
/** Batches that may be on their way: keeps memory bounded when whoever takes them is slow. */
const mostUnderway = 4;

const parent = parentPort;
if (!parent) throw new TypeError('parse-worker.ts runs in a worker thread');
const tell = (message: FromParser) => parent.postMessage(message);

let underway = 0;
let taken: (() => void) | null = null;
parent.on('message', () => {
  underway--;
  taken?.();
});

async function send(batch: ReadBatch): Promise<void> {
  while (underway >= mostUnderway) {
    await new Promise<void>((resolve) => {
      taken = resolve;
    });
  }
  underway++;
  tell({ type: 'rows', batch });
}

async function run({ path, reading, keep, sheet }: ParseTask): Promise<void> {
  if (reading === null) {
    tell({ type: 'survey', survey: await surveyTable(path, keep, sheet) });
    return;
  }
  const { format, rules } = reading;
  // Brings pinyin and much else with it, which a survey does not need.
  const { rowReader } = await import('#core/imports/read-row.ts');
  const read = rowReader(rules);
  let batch: TableRow[] = [];
  for await (const rows of tableRows(path, format)) {
    for (const row of rows) {
      batch.push(row);
      if (batch.length < batchRows) continue;
      await send(read(batch));
      batch = [];
    }
  }
  if (batch.length > 0) await send(read(batch));
  tell({ type: 'end' });
}

run(workerData as ParseTask)
  .catch((error: unknown) => {
    const known = error instanceof AppError ? error : new AppError('fileBroken');
    tell({ type: 'failed', code: known.code, params: known.params });
  })
  .finally(() => parent.close());
