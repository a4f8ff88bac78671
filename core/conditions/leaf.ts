import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { addDays, isLocalDate, parseLocalDate, type LocalDate } from '../shared/local-date.ts';
import { AppError } from '../shared/errors.ts';
import type { Clock } from '../shared/ports.ts';
import type { Operator } from './conditions.contract.ts';

export type Sql = RawBuilder<SqlBool>;
type Value = string | number;

/** A combined query that no window sends: the address was written by hand, or a field is gone. */
export const notUnderstood = () => new AppError('invalidInput', {}, { field: 'where' });

export const allOf = (parts: readonly Sql[]): Sql =>
  parts.length === 0 ? sql`1 = 1` : sql`(${sql.join(parts, sql` and `)})`;
export const anyOf = (parts: readonly Sql[]): Sql =>
  parts.length === 0 ? sql`1 = 1` : sql`(${sql.join(parts, sql` or `)})`;

const oneText = (values: readonly Value[]): string => {
  const [text] = values;
  if (values.length !== 1 || typeof text !== 'string' || text.trim() === '') throw notUnderstood();
  return text.trim();
};

/** A text, compared as `fold` writes it; `column` holds texts written the same way. Without a value it contains nothing. */
export function textCondition(
  column: RawBuilder<unknown>,
  op: Operator,
  values: readonly Value[],
  fold: (text: string) => string,
): Sql {
  if (op === 'empty') return sql`coalesce(${column}, '') = ''`;
  if (op === 'notEmpty') return sql`coalesce(${column}, '') <> ''`;
  const text = fold(oneText(values));
  if (text === '') throw notUnderstood();
  switch (op) {
    case 'contains':
      return sql`instr(${column}, ${text}) > 0`;
    case 'notContains':
      return sql`(${column} is null or instr(${column}, ${text}) = 0)`;
    case 'is':
      return sql`${column} = ${text}`;
    case 'isNot':
      return sql`(${column} is null or ${column} <> ${text})`;
    case 'startsWith':
      return sql`substr(${column}, 1, ${[...text].length}) = ${text}`;
    default:
      throw notUnderstood();
  }
}

/** One of some values, or none of them: then also without any. */
export function setCondition(
  column: RawBuilder<unknown>,
  op: Operator,
  values: readonly Value[],
  type: 'string' | 'number',
): Sql {
  if (op === 'empty') return sql`${column} is null`;
  if (op === 'notEmpty') return sql`${column} is not null`;
  if (values.length === 0 || values.some((value) => typeof value !== type)) throw notUnderstood();
  if (op === 'oneOf') return sql`${column} in (${sql.join(values)})`;
  if (op === 'noneOf') return sql`(${column} is null or ${column} not in (${sql.join(values)}))`;
  throw notUnderstood();
}

/** Regions by their codes: each with everything within it. */
export function regionCondition(column: RawBuilder<unknown>, op: Operator, values: readonly Value[]): Sql {
  if (op === 'empty') return sql`${column} is null`;
  if (op === 'notEmpty') return sql`${column} is not null`;
  if (values.length === 0) throw notUnderstood();
  const within = anyOf(
    values.map((code) => {
      if (typeof code !== 'string' || !/^(\d{2}|\d{4}|\d{6})$/.test(code)) throw notUnderstood();
      return sql<SqlBool>`(${column} >= ${code} and ${column} < ${`${code}~`})`;
    }),
  );
  if (op === 'oneOf') return within;
  if (op === 'noneOf') return sql`(${column} is null or not ${within})`;
  throw notUnderstood();
}

/** A figure; ends belong to it. */
export function numberCondition(column: RawBuilder<unknown>, op: Operator, values: readonly Value[]): Sql {
  if (op === 'empty') return sql`${column} is null`;
  if (op === 'notEmpty') return sql`${column} is not null`;
  const figures = values.map((value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw notUnderstood();
    return value;
  });
  const [first, second] = figures;
  if (first === undefined || figures.length !== (op === 'between' ? 2 : 1)) throw notUnderstood();
  switch (op) {
    case 'is':
      return sql`${column} = ${first}`;
    case 'atLeast':
      return sql`${column} >= ${first}`;
    case 'atMost':
      return sql`${column} <= ${first}`;
    case 'between':
      return sql`(${column} >= ${first} and ${column} <= ${second})`;
    default:
      throw notUnderstood();
  }
}

/** Days from `from` to `to`, both within; null: open. */
interface Span {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

const farthest = 36_500;

/** So many days later; a day that the calendar does not have was not meant. */
function shift(day: LocalDate, days: number): LocalDate {
  try {
    return addDays(day, days);
  } catch {
    throw notUnderstood();
  }
}

/** The days that an operator means, today as it is now. The last N days end today, the next N begin today. */
function spanOf(op: Operator, values: readonly Value[], today: LocalDate): Span {
  const [first, second] = values;
  if (op === 'lastDays' || op === 'beforeLastDays' || op === 'nextDays') {
    if (typeof first !== 'number' || !Number.isInteger(first) || first < 1 || first > farthest)
      throw notUnderstood();
    if (op === 'nextDays') return { from: today, to: shift(today, first - 1) };
    return op === 'lastDays'
      ? { from: shift(today, 1 - first), to: today }
      : { from: null, to: shift(today, -first) };
  }
  const day = (value: Value | undefined): LocalDate => {
    if (typeof value !== 'string' || !isLocalDate(value)) throw notUnderstood();
    return value;
  };
  switch (op) {
    case 'on':
      return { from: day(first), to: day(first) };
    case 'before':
      return { from: null, to: shift(day(first), -1) };
    case 'after':
      return { from: shift(day(first), 1), to: null };
    case 'between':
      return { from: day(first), to: day(second) };
    default:
      throw notUnderstood();
  }
}

/** A day, or an instant by the day of the office's clock on which it lies. */
export function dayCondition(
  column: RawBuilder<unknown>,
  op: Operator,
  values: readonly Value[],
  { clock, instant }: { readonly clock: Clock; readonly instant: boolean },
): Sql {
  if (op === 'empty') return sql`${column} is null`;
  if (op === 'notEmpty') return sql`${column} is not null`;
  const today = parseLocalDate(clock.today());
  if (today === null) throw new Error('The clock names no day');
  const { from, to } = spanOf(op, values, today);
  const parts: Sql[] = [];
  if (from !== null) parts.push(sql`${column} >= ${instant ? clock.startOf(from) : from}`);
  if (to !== null)
    parts.push(instant ? sql`${column} < ${clock.startOf(shift(to, 1))}` : sql`${column} <= ${to}`);
  return allOf(parts);
}

/** 0/1. */
export function yesNoCondition(column: RawBuilder<unknown>, op: Operator): Sql {
  if (op === 'yes') return sql`${column} = 1`;
  if (op === 'no') return sql`${column} = 0`;
  if (op === 'empty') return sql`${column} is null`;
  if (op === 'notEmpty') return sql`${column} is not null`;
  throw notUnderstood();
}
