import { sql, type SqlBool } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { sharedPredicate } from '../permissions/shares.ts';
import { reachPredicate, visible } from '../permissions/visible.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import { AppError } from '../shared/errors.ts';
import { asksBeyondOpen, compileItems, conditionTools } from '../conditions/index.ts';
import type { CustomerQuery, SortKey } from './customers.contract.ts';
import { registerSize } from './register-size.ts';
import { and, searchCondition, type Condition, type Search, type Sql } from './search-condition.ts';
import { queryPlan } from './search-text.ts';

/** Up to so many matches at most are gathered and sorted; with more, a walk in the list's order meets a page sooner. */
const fewRows = 2000;
const fewestRows = 600;
/** Up to so many rows are counted through an index of their own; with more, along the index of all filters. */
const countedRows = 30_000;
/** Looking up every match of a search on its row costs more than reading an index: such counts stop sooner. */
const searchCountLimit = 2000;

/** What a list is: its conditions, and how its rows are best met. */
export interface ListPlan {
  readonly where: Sql;
  /** A condition drives it: the rows come in no order and are few, or bounded. Else the list's own order does. */
  readonly driven: boolean;
  /** Only the first matches of a search were looked at: there are more. */
  readonly cut: boolean;
  /** The owner chooses the index. */
  readonly byOwner: boolean;
  /** Nothing is asked but whose it is, which every order's index tells. */
  readonly everything: boolean;
  /** The part of `where` that the index of the list's order tells by itself. */
  readonly walked: Sql;
  /** A combined query is asked of row after row: read in stretches, so that others get their turn in between. */
  readonly scans: boolean;
  /**
   * The plan where a walk finds little: what would drive the list is only looked for then, because that takes longer than
   * a page of a query that finds much. null: this is it.
   */
  readonly rarely: (() => Promise<ListPlan>) | null;
}

/**
 * What the plan is for. `page`: some rows in the list's order, whose index exists with the owner in front where
 * `ownerIndexed`. `count`: how many. `all`: every match.
 */
export type Purpose =
  | { readonly for: 'page'; readonly ownerIndexed: boolean }
  | { readonly for: 'count' | 'all' };

/** Whether so few live customers meet a condition; of `from`, where another table tells. */
function fewer(inquiry: Inquiry, condition: Sql, from = sql`customer`): (rows: number) => Promise<boolean> {
  return async (rows) => {
    const found = await sql<{ rows: number }>`
      select count(*) as rows from (select 1 from ${from} where ${condition} limit ${rows + 1})`.execute(
      inquiry.db,
    );
    return (found.rows[0]?.rows ?? 0) <= rows;
  };
}

const live = sql<SqlBool>`customer.deleted_at is null`;

function oneOf(inquiry: Inquiry, column: string, values: readonly (string | number)[]): Condition {
  const name = sql.ref(`customer.${column}`);
  const list = sql.join(values);
  const driving = sql<SqlBool>`${name} in (${list})`;
  return { walking: sql`+${name} in (${list})`, driving, atMost: fewer(inquiry, and([driving, live])) };
}

/** The region itself and everything within it: codes lie within the code of their province and city. */
function regions(inquiry: Inquiry, codes: readonly string[]): Condition {
  const within = (name: Sql) =>
    sql<SqlBool>`(${sql.join(
      codes.map((code) => sql`(${name} >= ${code} and ${name} < ${`${code}~`})`),
      sql` or `,
    )})`;
  const driving = within(sql`customer.region_code`);
  return {
    walking: within(sql`+customer.region_code`),
    driving,
    atMost: fewer(inquiry, and([driving, live])),
  };
}

function tags(inquiry: Inquiry, ids: readonly number[]): Condition {
  const tagged = sql<SqlBool>`choice_id in (${sql.join(ids)})`;
  return {
    walking: sql`exists (select 1 from customer_tag where customer_id = customer.id and ${tagged})`,
    driving: sql`customer.id in (select customer_id from customer_tag where ${tagged})`,
    atMost: fewer(inquiry, tagged, sql`customer_tag`),
  };
}

const openSorts: readonly SortKey[] = [
  'name',
  'number',
  'updatedAt',
  'createdAt',
  'region',
  'industry',
  'owner',
  'claimedAt',
];

/** Whether an order gives away nothing of customers that are only known to exist. */
export function sortAllowed(
  inquiry: Inquiry,
  query: Pick<CustomerQuery, 'view' | 'segment'>,
  by: SortKey,
): boolean {
  if (query.view !== 'pool' || openSorts.includes(by)) return true;
  return query.segment === 'unclaimed' || visible(inquiry.actor, 'read').owners === 'all';
}

/** What a view is by itself, where it is a condition that may find the rows. */
function viewCondition(inquiry: Inquiry, view: CustomerQuery['view']): Condition | null {
  const { actor } = inquiry;
  if (view === 'sharedWithMe') {
    const shared = sharedPredicate(actor);
    return { walking: shared, driving: shared, atMost: fewer(inquiry, and([shared, live])) };
  }
  if (view === 'subordinates') {
    return actor.belowIds.size === 0 ? { walking: sql`0` } : oneOf(inquiry, 'owner_id', [...actor.belowIds]);
  }
  return null;
}

/** Conditions of the filters, each by itself. */
function filterConditions(
  inquiry: Inquiry,
  { filters, view }: CustomerQuery,
  single: number | null,
): Condition[] {
  const { clock } = inquiry.services;
  const within = viewCondition(inquiry, view);
  const conditions: Condition[] = within === null ? [] : [within];
  const add = (column: string, values: readonly (string | number)[] | undefined) => {
    if (values !== undefined) conditions.push(oneOf(inquiry, column, values));
  };
  if (filters.tagIds !== undefined) conditions.push(tags(inquiry, filters.tagIds));
  add('industry_id', filters.industryIds);
  add('source_id', filters.sourceIds);
  if (filters.regionCodes !== undefined) conditions.push(regions(inquiry, filters.regionCodes));
  // One owner's customers stand in order by themselves: gathering and sorting them is the longer way.
  if (view !== 'mine' && single === null) add('owner_id', filters.ownerIds);
  add('level', filters.levels);
  add('status', filters.statuses);
  if (filters.type !== undefined) conditions.push({ walking: sql`+customer.type = ${filters.type}` });
  if (filters.createdFrom !== undefined) {
    conditions.push({ walking: sql`+customer.created_at >= ${clock.startOf(filters.createdFrom)}` });
  }
  if (filters.createdTo !== undefined) {
    if (!isLocalDate(filters.createdTo)) throw new AppError('invalidInput', {}, { field: 'createdTo' });
    const after = clock.startOf(addDays(filters.createdTo, 1));
    conditions.push({ walking: sql`+customer.created_at < ${after}` });
  }
  return conditions;
}

/** The conditions of a combined query. */
async function combinedConditions(inquiry: Inquiry, where: CustomerQuery['where']): Promise<Condition[]> {
  if (where === undefined) return [];
  const compiled = compileItems(await conditionTools(inquiry, where, queryPlan), 'customer', where);
  return compiled.map(({ sql: walking, driver }) =>
    driver === null
      ? { walking }
      : { walking, driving: driver.driving, atMost: fewer(inquiry, driver.where, driver.from) },
  );
}

/** Whether the query asks for more than is known of every customer: it leaves out those of which no more is known. */
function asksForHidden({ filters, where }: CustomerQuery): boolean {
  const { type, statuses, levels, sourceIds, tagIds } = filters;
  const hidden = [type, statuses, levels, sourceIds, tagIds].some((filter) => filter !== undefined);
  return hidden || (where !== undefined && asksBeyondOpen(where));
}

async function firstAtMost(conditions: readonly Condition[], rows: number): Promise<Condition | undefined> {
  for (const condition of conditions) {
    if (condition.atMost !== undefined && (await condition.atMost(rows))) return condition;
  }
  return undefined;
}

/**
 * Gathering m matches reads m rows, each somewhere else; a walk to a page of them passes over rows / m entries of an index, some
 * thousand of which cost as much as so many dozen rows. The two meet where m grows with the root of the register: at some
 * 600 of 100,000 customers.
 */
async function fewMatches({ db }: Inquiry): Promise<number> {
  return Math.round(Math.min(fewRows, Math.max(fewestRows, 2 * Math.sqrt(await registerSize(db)))));
}

/** The condition whose own index finds the rows, if one should. `scans`: a walk would have to ask row after row. */
async function driverOf(
  inquiry: Inquiry,
  conditions: readonly Condition[],
  words: Search | null,
  purpose: Purpose,
  scans: boolean,
): Promise<Condition | undefined> {
  if (conditions.length === 0) return undefined;
  const walks = purpose.for === 'page' && !scans;
  const few = await firstAtMost(conditions, walks ? await fewMatches(inquiry) : fewRows);
  if (few !== undefined || purpose.for === 'page') return few;
  if (words !== null) return purpose.for === 'all' ? words : undefined;
  const [only] = conditions;
  if (conditions.length === 1 && only?.driving !== undefined && !scans) return only;
  return firstAtMost(conditions, countedRows);
}

/**
 * Turns a query into conditions and picks what drives it. A filter on anything beyond name, number, region, industry
 * and owner leaves out the customers of which the person may know no more than that.
 */
export async function planList(
  inquiry: Inquiry,
  query: CustomerQuery,
  purpose: Purpose,
): Promise<ListPlan | 'nothing'> {
  const words = await searchCondition(inquiry, query.search);
  if (words === 'nothing') return 'nothing';
  const leads = ownerLeads(query, purpose);
  const single = leads ? singleOwner(query, purpose) : null;
  const conditions = filterConditions(inquiry, query, single);
  if (words !== null) conditions.unshift(words);
  const combined = await combinedConditions(inquiry, query.where);
  conditions.push(...combined);
  const fixed: Sql[] = [live];
  if (query.view !== 'mine') {
    const depth = query.view === 'pool' && !asksForHidden(query) ? 'exists' : 'read';
    const reach = reachPredicate(visible(inquiry.actor, depth));
    if (reach !== null) fixed.push(reach);
  }
  const scans = combined.length > 0;
  const planWith = async (driver: Condition | undefined): Promise<ListPlan> => {
    const cut =
      driver === undefined && words?.among !== undefined && purpose.for === 'count' && query.view === 'pool';
    const narrowed =
      driver === undefined &&
      purpose.for === 'page' &&
      words?.worthNarrowing !== undefined &&
      (await words.worthNarrowing());
    const written = (condition: Condition): Sql => {
      if (condition === driver && condition.driving !== undefined) return condition.driving;
      if (condition !== words) return condition.walking;
      if (cut) return words.among?.(searchCountLimit) ?? words.walking;
      return narrowed ? (words.narrowing ?? words.walking) : words.walking;
    };
    const byOwner = driver === undefined && !cut && leads;
    const segment = segmentOf(inquiry, query, purpose, { byOwner, single });
    const driven = driver !== undefined || cut;
    return {
      where: and([...fixed, ...segment, ...conditions.map(written)]),
      driven,
      cut,
      byOwner,
      everything: conditions.length === 0,
      walked: and(byOwner ? [live, ...segment] : [live]),
      scans: scans && !driven,
      rarely: null,
    };
  };
  const driven = async () => planWith(await driverOf(inquiry, conditions, words, purpose, scans));
  if (purpose.for !== 'page' || !scans || words !== null) return driven();
  return { ...(await planWith(undefined)), rarely: driven };
}

/** Mine, unclaimed and a single owner have indexes of their own for the two commonest orders. */
function ownerLeads(query: CustomerQuery, purpose: Purpose): boolean {
  if (query.view === 'mine') return true;
  if (purpose.for !== 'page') return query.segment !== 'all';
  return purpose.ownerIndexed && (query.segment === 'unclaimed' || singleOwner(query, purpose) !== null);
}

function singleOwner({ view, filters }: CustomerQuery, purpose: Purpose): number | null {
  const [only, ...others] = filters.ownerIds ?? [];
  return view === 'pool' && purpose.for === 'page' && only !== undefined && others.length === 0 ? only : null;
}

/** What the view's own owner and the segment ask of the owner. */
function segmentOf(
  inquiry: Inquiry,
  query: CustomerQuery,
  purpose: Purpose,
  { byOwner, single }: { readonly byOwner: boolean; readonly single: number | null },
): Sql[] {
  const owner = byOwner ? sql`customer.owner_id` : sql`+customer.owner_id`;
  if (query.view === 'mine') return [sql`${owner} = ${inquiry.actor.id}`];
  const his = single === null ? [] : [sql<SqlBool>`${owner} = ${single}`];
  switch (query.segment) {
    case 'all':
      return his;
    case 'claimed':
      // A range of the owner's index where it is counted; ids begin at 1.
      return purpose.for === 'count' && byOwner
        ? [sql`${owner} > 0`]
        : [...his, sql`+customer.owner_id is not null`];
    case 'unclaimed':
      return [...his, sql`${owner} is null`];
  }
}
