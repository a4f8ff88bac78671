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

export interface Sheet {
  readonly sheet: string;
  readonly columns: readonly FileColumn[];
  readonly rows: AsyncIterable<readonly (readonly CellValue[])[]>;
}

/** An archive that is being written. Errors of the disk are AppErrors. Paths have `/` between their parts. */
export interface FolderWriter {
  file(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  workbook(path: string, sheets: readonly Sheet[]): Promise<void>;
  /** Ends the archive; answers its bytes. Only now it can be read. */
  finish(): Promise<number>;
  /** Gives it up and removes it. */
  abort(): Promise<void>;
}

/** Where exported files lie; implemented in server/exports. */
export interface ExportFiles {
  /** `diskFull` where little room is left. */
  create(exportId: number, format: FileFormat, table: Pick<Sheet, 'sheet' | 'columns'>): Promise<TableWriter>;
  /** `diskFull` where little room is left. */
  createFolder(exportId: number): Promise<FolderWriter>;
  /** Keeps a piece of a person's card; at 0 it begins anew, a gap is `uploadOutOfOrder`. */
  putCard(personId: number, offset: number, piece: Uint8Array): Promise<void>;
  /** The card that a person sent, if it has so many bytes; it is gone when it has been read. */
  takeCard(personId: number, bytes: number): Promise<AsyncIterable<Uint8Array> | null>;
  /** Bytes of a finished file from `offset` on, base64; '' behind its end, null when there is no such file. */
  read(exportId: number, offset: number, bytes: number): Promise<string | null>;
  remove(exportId: number): Promise<void>;
  /** Removes what belongs to none of these exports, and what was left half written. */
  sweep(keep: ReadonlySet<number>): Promise<void>;
}
