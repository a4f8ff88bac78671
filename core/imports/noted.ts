import type { NotedRow } from './import-rows.repository.ts';
import type { CellProblem } from './imports.contract.ts';
import { labelOf } from './read-row.ts';
import type { RejectedRow, RowRules, UsableRow } from './row-rules.ts';
import type { SimilarName } from './similar-names.ts';

/** A usable row as it is noted. What is simply new needs no more than its name. */
export const noted = (
  kind: NotedRow['kind'],
  { row, fields, contacts, keys, cells, isContact }: UsableRow,
  problems: readonly CellProblem[],
): NotedRow => ({
  row,
  kind,
  name: labelOf(fields.name, contacts, isContact),
  problems,
  cells: kind === 'new' ? [] : cells,
  nameKey: keys.name_key,
  taxKey: keys.tax_key,
});

export const notedRejected = (row: RejectedRow): NotedRow => ({
  row: row.row,
  kind: 'rejected',
  name: row.name,
  problems: row.problems,
  cells: row.cells,
  nameKey: null,
  taxKey: null,
});

/** What is noted of a new row whose name is like that of a customer who is there. */
export function notedSimilar({ columns }: RowRules, row: UsableRow, like: SimilarName): NotedRow {
  const { name, number, likeness } = like;
  const column = columns.find(({ field }) => field === 'name');
  const params = { name, number, percent: Math.round(likeness * 100) };
  const place = column === undefined ? { column: null } : { column: column.heading, at: column.index };
  return noted('similar', row, [{ ...place, code: 'similarName', params }]);
}
