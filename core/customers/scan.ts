import { sql, type SqlBool } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import type { Stretch } from './list-orders.ts';
import { registerSize } from './register-size.ts';
import { and, type Sql } from './search-condition.ts';

/** So many rows are asked in one go; then others get their turn. A walk begins with few: mostly they hold a page. */
const rowsAtOnce = 10_000;
export const rowsAtFirst = 1500;
const growth = 2;

/** A place in the order of a stretch. */
export interface Place {
  readonly value: string | number | null;
  readonly id: number;
}

const later = (direction: 'asc' | 'desc') => sql.raw(direction === 'asc' ? '>' : '<');

/** Rows by id behind one, up to one. */
const idBehind = (direction: 'asc' | 'desc', id: number) =>
  sql<SqlBool>`customer.id ${later(direction)} ${id}`;
const idUpTo = (direction: 'asc' | 'desc', id: number) =>
  sql<SqlBool>`customer.id ${sql.raw(direction === 'asc' ? '<=' : '>=')} ${id}`;

/**
 * What of a stretch is behind a place: the rest of the rows that have its value, by id, then those of later values. One condition
 * for both, `(column, id) > (?, ?)`, would be looked up by its value only: after an import or a handover thousands of rows have the
 * same instant, and each page would pass over them all. `driven`: the rows are found by an index of their own, not by the order's.
 */
export function behind(
  stretch: Stretch,
  direction: 'asc' | 'desc',
  { value, id }: Place,
  driven: boolean,
): readonly Stretch[] {
  const within = stretch.condition === null ? [] : [stretch.condition];
  const order = orderOf(stretch);
  if (order === null) return [{ ...stretch, condition: and([...within, idBehind(direction, id)]) }];
  const column = driven ? sql`+${order}` : order;
  return [
    {
      ...stretch,
      condition: and([...within, sql`${column} = ${value}`, idBehind(direction, id)]),
      tied: true,
    },
    { ...stretch, condition: and([...within, sql`${column} ${later(direction)} ${value}`]) },
  ];
}

/** The column that rows of a stretch follow each other by; null where only their id decides. */
const orderOf = ({ column, tied }: Stretch) =>
  column === null || tied ? null : sql.ref(`customer.${column}`);

/** Where the next rows of a walk end, and whether the row behind has the same value; null: with the last row of the stretch. */
async function endOf(
  { db }: Inquiry,
  walked: Sql,
  stretch: Stretch,
  direction: 'asc' | 'desc',
  rows: number,
): Promise<(Place & { readonly tied: boolean }) | null> {
  const way = sql.raw(direction);
  const column = orderOf(stretch);
  const order = column === null ? sql`customer.id ${way}` : sql`${column} ${way}, customer.id ${way}`;
  const found = await sql<Place>`
    select ${column ?? sql`null`} as value, customer.id as id from customer
    where ${walked} order by ${order} limit 2 offset ${rows - 1}`.execute(db);
  const [end, next] = found.rows;
  return end === undefined || next === undefined ? null : { ...end, tied: end.value === next.value };
}

/** Asks of some rows what is wanted; `through`: they were as many as are asked in one go. Answers whether that is enough. */
type Part = (
  bounds: readonly Sql[],
  at: { readonly through: boolean; readonly ended: boolean },
) => Promise<boolean>;

/**
 * Walks a stretch of a list in its order, some rows at a time, and asks `part` for what is wanted of them, until it has
 * enough or the stretch has `ended`. Others get their turn in between.
 */
export async function walkInParts(
  inquiry: Inquiry,
  { walked, stretch, direction }: { walked: Sql; stretch: Stretch; direction: 'asc' | 'desc' },
  part: Part,
): Promise<void> {
  const condition = stretch.condition === null ? [] : [stretch.condition];
  const next = (from: readonly Sql[], of: Stretch, rows: number) =>
    endOf(inquiry, and([walked, ...condition, ...from]), of, direction, rows);
  let rows = rowsAtFirst;
  const grow = async () => {
    rows = Math.min(rowsAtOnce, rows * growth);
    await inquiry.services.breathe();
  };
  /** Rows that have one value of the order, or all of a stretch that has none, by id. */
  const byId = async (of: readonly Sql[], last: boolean): Promise<boolean> => {
    const tied = { ...stretch, tied: true };
    for (let from: readonly Sql[] = of; ; await grow()) {
      const end = await next(from, tied, rows);
      const bounds = end === null ? from : [...from, idUpTo(direction, end.id)];
      if (await part(bounds, { through: true, ended: last && end === null })) return true;
      if (end === null) return false;
      from = [...of, idBehind(direction, end.id)];
    }
  };
  const column = orderOf(stretch);
  if (column === null) {
    await byId([], true);
    return;
  }
  for (let from: readonly Sql[] = []; ; await grow()) {
    const end = await next(from, stretch, rows);
    if (end === null) {
      await part(from, { through: true, ended: true });
      return;
    }
    const upTo = sql.raw(`${direction === 'asc' ? '<' : '>'}${end.tied ? '' : '='}`);
    const bounds = [...from, sql<SqlBool>`${column} ${upTo} ${end.value}`];
    if (await part(bounds, { through: !end.tied, ended: false })) return;
    if (end.tied && (await byId([sql`${column} = ${end.value}`], false))) return;
    from = [sql`${column} ${later(direction)} ${end.value}`];
  }
}

/**
 * Goes through the whole register by id, so many at a time, until `part` has enough. For what needs no order.
 */
export async function scanInParts(
  { db, services }: Inquiry,
  part: (bounds: Sql) => Promise<boolean>,
  atOnce = rowsAtOnce,
): Promise<void> {
  const last = await registerSize(db);
  for (let from = 0; from < last; from += atOnce) {
    if (await part(sql`(customer.id > ${from} and customer.id <= ${from + atOnce})`)) return;
    await services.breathe();
  }
}
