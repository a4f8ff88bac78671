import type { FileFormat } from './exports.contract.ts';

/**
 * What a column holds. `text`; `number` as it is; `money` in whole fen; `date` as `YYYY-MM-DD`; `time` as
 * `YYYY-MM-DDTHH:MM` of the office. A text in a column of another kind is written as text.
 */
export type CellKind = 'text' | 'number' | 'money' | 'date' | 'time';
export type CellValue = string | number | null;

export interface FileColumn {
  readonly title: string;
  readonly kind: CellKind;
  /** Pixels. */
  readonly width: number;
}

/** A file that is being written. Errors of the disk are AppErrors (`diskFull`, `exportFailed`). */
export interface TableWriter {
  rows(rows: readonly (readonly CellValue[])[]): Promise<void>;
  /** Ends the file; answers its bytes. Only now it can be read. */
  finish(): Promise<number>;
  /** Gives it up and removes it. */
  abort(): Promise<void>;
}

/** Where exported files lie; implemented in server/exports. */
export interface ExportFiles {
  /** `diskFull` where little room is left. */
  create(
    exportId: number,
    format: FileFormat,
    table: { readonly sheet: string; readonly columns: readonly FileColumn[] },
  ): Promise<TableWriter>;
  /** Bytes of a finished file from `offset` on, base64; '' behind its end, null when there is no such file. */
  read(exportId: number, offset: number, bytes: number): Promise<string | null>;
  remove(exportId: number): Promise<void>;
  /** Removes what belongs to none of these exports, and what was left half written. */
  sweep(keep: ReadonlySet<number>): Promise<void>;
}
