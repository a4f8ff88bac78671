import type { ReadBatch, RowRules } from './row-rules.ts';
import type { TableFormat, TableSurvey } from './table.ts';

/** Where uploaded files lie and how they are read; implemented in server/imports. Errors are AppErrors of the import group. */
export interface ImportFiles {
  /** Appends a piece; answers how many bytes are there. `uploadOutOfOrder` (with `received`) unless it begins where the last ended or repeats it. */
  append(importId: number, offset: number, piece: Uint8Array): Promise<number>;
  /** Takes a file of this PC in place of uploaded pieces. */
  adopt(importId: number, path: string): Promise<void>;
  /** The file belongs to another import from now on. */
  handOn(importId: number, toId: number): Promise<void>;
  /** Reads the whole file once, of a workbook the sheet `sheet` or the first in which something stands. `fileEmpty`, `fileBroken`, `fileTypeUnknown`, `fileXlsOld`, `filePassword`, `fileTooLarge`, `fileEncoding`, `importTooManyRows`. */
  survey(importId: number, sheet?: number | null): Promise<TableSurvey>;
  /** Every row that is not empty, read, in batches, no faster than they are taken; leaving the loop ends the reading. */
  rows(importId: number, format: TableFormat, rules: RowRules): AsyncIterable<ReadBatch>;
  /** Reads a small file that belongs to no import and keeps nothing of it; `head` has up to `rows` rows. Errors as of `survey`. */
  readSmall(bytes: Uint8Array, rows: number): Promise<TableSurvey>;
  remove(importId: number): Promise<void>;
  /** Removes what is older than a day or belongs to none of the imports named. */
  sweep(keep: ReadonlySet<number>): Promise<void>;
}
