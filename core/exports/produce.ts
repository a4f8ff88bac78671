import { chosenRows, countRowsToExport, rowsInOrder, type Taking } from '../customers/index.ts';
import type { CustomerRow } from '../customers/customers.contract.ts';
import { contactsToExport } from '../contacts/index.ts';
import { interactionsToExport } from '../interactions/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import type { Count } from '../shared/paging.ts';
import { customerCells, type Cells } from './customer-cells.ts';
import type { CellValue, FileColumn } from './export-files.ts';
import type { ExportWords } from './export-words.ts';
import type { ExportWhat } from './exports.contract.ts';
import { contactCells, interactionCells } from './hanging-cells.ts';

export interface Piece {
  readonly rows: readonly (readonly CellValue[])[];
  /** Records met so far in this piece that stay out. */
  readonly leftOut: number;
}

/** What a file will hold: its columns, its rows in pieces, and what is known of their number beforehand. */
export interface Production {
  readonly columns: readonly (FileColumn & Pick<Cells<never>, 'key'>)[];
  readonly expected: Count | null;
  /** Those that the right to export does not reach, as far as counting tells; the pieces tell the others. */
  readonly leftOut: Count;
  readonly pieces: AsyncIterable<Piece>;
}

type CustomersAsked = Pick<Extract<ExportWhat, { noun: 'contacts' }>, 'query' | 'sort' | 'ids'>;

/** How many customers the question finds and how many of them may be exported. */
export async function countAsked(
  inquiry: Inquiry,
  { query, ids }: Pick<CustomersAsked, 'query' | 'ids'>,
): Promise<{ all: Count; exported: Count }> {
  if (ids === undefined) return countRowsToExport(inquiry, query);
  let exported = 0;
  const sort = { by: 'number', direction: 'asc' } as const;
  for await (const rows of chosenRows(inquiry, [...new Set(ids)], sort, 'export')) exported += rows.length;
  return { all: { count: new Set(ids).size, more: false }, exported: { count: exported, more: false } };
}

/** The customers that were asked for, as far as the person may take them out, in pieces. */
export function customersAsked(
  inquiry: Inquiry,
  { query, sort, ids }: CustomersAsked,
  taking: Taking,
): AsyncIterable<readonly CustomerRow[]> {
  return ids === undefined
    ? rowsInOrder(inquiry, { ...query, sort }, taking)
    : chosenRows(inquiry, [...new Set(ids)], sort, taking);
}

/** Records as rows of a file. */
export const rowsOf = <Row>(columns: readonly Cells<Row>[], rows: readonly Row[]): Piece['rows'] =>
  rows.map((row) => columns.map(({ cell }) => cell(row)));

async function* customerPieces(
  rows: AsyncIterable<readonly CustomerRow[]>,
  columns: readonly Cells<CustomerRow>[],
): AsyncGenerator<Piece> {
  for await (const page of rows) yield { rows: rowsOf(columns, page), leftOut: 0 };
}

async function* contactPieces(
  inquiry: Inquiry,
  customers: AsyncIterable<readonly CustomerRow[]>,
  words: ExportWords,
  taking: Taking,
): AsyncGenerator<Piece> {
  const numbers = new Map<number, string>();
  const columns = contactCells(words, (id) => numbers.get(id) ?? '');
  for await (const page of customers) {
    numbers.clear();
    for (const { id, number } of page) numbers.set(id, number);
    const { contacts, leftOut } = await contactsToExport(inquiry, [...numbers.keys()], taking);
    yield { rows: rowsOf(columns, contacts), leftOut };
  }
}

async function* interactionPieces(
  pieces: ReturnType<typeof interactionsToExport>,
  columns: Awaited<ReturnType<typeof interactionCells>>,
): AsyncGenerator<Piece> {
  for await (const { interactions, leftOut } of pieces)
    yield { rows: rowsOf(columns, interactions), leftOut };
}

const none: Count = { count: 0, more: false };

/** What stays out: at least the difference, where counting stopped. */
function difference(all: Count, exported: Count): Count {
  return { count: Math.max(0, all.count - exported.count), more: all.more && !exported.more };
}

/** The columns of customers or of their contacts, and their rows in pieces, as far as the person may take them out. */
export async function tableOf(
  inquiry: Inquiry,
  what: Exclude<ExportWhat, { noun: 'interactions' }>,
  words: ExportWords,
  taking: Taking,
): Promise<Pick<Production, 'columns' | 'pieces'>> {
  const customers = customersAsked(inquiry, what, taking);
  if (what.noun === 'contacts')
    return {
      columns: contactCells(words, () => ''),
      pieces: contactPieces(inquiry, customers, words, taking),
    };
  const columns = await customerCells(inquiry, what.columns, words);
  return { columns, pieces: customerPieces(customers, columns) };
}

/** Everything that an export needs to be written, with all refusals told before the first row. */
export async function produce(inquiry: Inquiry, what: ExportWhat, words: ExportWords): Promise<Production> {
  if (what.noun === 'interactions') {
    const columns = await interactionCells(inquiry, words);
    const pieces = interactionPieces(interactionsToExport(inquiry, what.question, 'export'), columns);
    return { columns, expected: null, leftOut: none, pieces };
  }
  const { all, exported } = await countAsked(inquiry, what);
  const table = await tableOf(inquiry, what, words, 'export');
  return {
    ...table,
    expected: what.noun === 'contacts' ? null : exported,
    leftOut: difference(all, exported),
  };
}
