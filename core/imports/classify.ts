import { findExact } from '../customers/index.ts';
import type { ReadDb } from '../shared/database.ts';
import type { CellProblem } from './imports.contract.ts';
import type { RowRules, RuleColumn, UsableRow } from './row-rules.ts';

/** Names and tax numbers met so far in the file: where each stood first. */
export interface SeenInFile {
  readonly names: Map<string, number>;
  readonly taxes: Map<string, number>;
}

export const nothingSeen = (): SeenInFile => ({ names: new Map(), taxes: new Map() });

/** A row whose customer is there already: in the register, or (null) by an earlier row of the file. */
export interface Duplicate {
  readonly row: UsableRow;
  readonly problem: CellProblem;
  readonly customerId: number | null;
}

export interface Sorted {
  readonly fresh: readonly UsableRow[];
  readonly duplicates: readonly Duplicate[];
}

export const problemAt = (
  column: RuleColumn | undefined,
  code: string,
  params: CellProblem['params'],
): CellProblem =>
  column === undefined
    ? { column: null, code, params }
    : { column: column.heading, code, params, at: column.index };

/**
 * Tells new rows from duplicates by exact name or tax number (spec §3.9), of the register and of the file itself, whose
 * first row with a name counts. `seen` is extended.
 */
export async function sortOut(
  db: ReadDb,
  rows: readonly UsableRow[],
  seen: SeenInFile,
  { columns }: Pick<RowRules, 'columns'>,
): Promise<Sorted> {
  const exact = await findExact(db, {
    nameKeys: rows.map(({ keys }) => keys.name_key),
    taxKeys: rows.flatMap(({ keys }) => keys.tax_key ?? []),
  });
  const known = await numbersOf(db, [...exact.byName.values(), ...exact.byTax.values()]);
  const byNumber = await customersByNumber(
    db,
    rows.flatMap(({ customerNumber }) => customerNumber ?? []),
  );
  const numberColumn = columns.find(({ field }) => field === 'number');
  const nameColumn = columns.find(({ field }) => field === 'name');
  const taxColumn = columns.find(({ field }) => field === 'taxNumber');
  const fresh: UsableRow[] = [];
  const duplicates: Duplicate[] = [];
  const found = (id: number | undefined) => (id === undefined ? undefined : known.get(id));
  for (const row of rows) {
    const { name_key: nameKey, tax_key: taxKey } = row.keys;
    const byName = found(exact.byName.get(nameKey));
    const byTax = taxKey === null ? undefined : found(exact.byTax.get(taxKey));
    const nameRow = seen.names.get(nameKey);
    const taxRow = taxKey === null ? undefined : seen.taxes.get(taxKey);
    const number = row.customerNumber === null ? undefined : byNumber.get(row.customerNumber);
    const duplicate = (
      column: RuleColumn | undefined,
      code: string,
      { id, ...params }: { id?: number; row?: number; number?: string; name?: string },
    ) => duplicates.push({ row, problem: problemAt(column, code, params), customerId: id ?? null });
    if (number !== undefined) duplicate(numberColumn, 'sameNumber', number);
    else if (nameRow !== undefined) duplicate(nameColumn, 'sameNameInFile', { row: nameRow });
    else if (taxRow !== undefined) duplicate(taxColumn, 'sameTaxNumberInFile', { row: taxRow });
    else if (byName !== undefined) duplicate(nameColumn, 'sameName', byName);
    else if (byTax !== undefined) duplicate(taxColumn, 'sameTaxNumber', byTax);
    else fresh.push(row);
    if (nameRow === undefined) seen.names.set(nameKey, row.row);
    if (taxKey !== null && taxRow === undefined) seen.taxes.set(taxKey, row.row);
  }
  return { fresh, duplicates };
}

export async function numbersOf(
  db: ReadDb,
  ids: readonly number[],
): Promise<ReadonlyMap<number, NamedCustomer>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('customer')
    .select(['id', 'number', 'name'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export interface NamedCustomer {
  readonly id: number;
  readonly number: string;
  readonly name: string;
}

/** Living customers by their numbers. */
export async function customersByNumber(
  db: ReadDb,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, NamedCustomer>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .selectFrom('customer')
    .select(['id', 'number', 'name'])
    .where('number', 'in', [...new Set(numbers)])
    .where('deleted_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.number, row]));
}
