import type { FileHandle } from 'node:fs/promises';
import type { CellKind, CellValue, FileColumn } from '#core/exports/export-files.ts';
import { neutraliseCell } from '#core/shared/spreadsheet-text.ts';
import { encodeGb18030 } from './gb18030.ts';

/** `123450` fen → `1234.50`. */
function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function textOf(value: CellValue, kind: CellKind): string {
  if (value === null) return '';
  if (typeof value === 'number') return kind === 'money' ? yuan(value) : String(value);
  if (kind === 'time') return value.replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ');
  return kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : neutraliseCell(value);
}

const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Writes rows as CSV (RFC 4180), so that no spreadsheet takes a text for a formula. */
export function csvWriter(file: FileHandle, columns: readonly FileColumn[], encoding: 'utf-8' | 'gb18030') {
  const kinds = columns.map(({ kind }) => kind);
  const encode = (text: string) => (encoding === 'utf-8' ? Buffer.from(text) : encodeGb18030(text));
  const lines = (rows: readonly (readonly string[])[]) =>
    encode(rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join(''));
  return {
    async begin(): Promise<void> {
      if (encoding === 'utf-8') await file.write(Buffer.from('\uFEFF'));
      await file.write(lines([columns.map(({ title }) => neutraliseCell(title))]));
    },
    async rows(rows: readonly (readonly CellValue[])[]): Promise<void> {
      if (rows.length === 0) return;
      await file.write(lines(rows.map((row) => kinds.map((kind, at) => textOf(row[at] ?? null, kind)))));
    },
    finish: async (): Promise<void> => undefined,
  };
}
