import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { reaches, reachPredicate, visible } from '../permissions/visible.ts';
import { asksBeyondOpen } from '../conditions/index.ts';
import type { CustomerQuery, SortKey } from './customers.contract.ts';
import { combinedConditions, fewer, filterConditions, live } from './list-filters.ts';
import { registerSize } from './register-size.ts';
import { rowsAtFirst } from './scan.ts';
import { and, searchCondition, type Condition, type Search, type Sql } from './search-condition.ts';

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
  /** The ids of some rows, all of the plan's among them: they are looked up in parts. null: the rows are met in another way. */
  readonly inParts: RawBuilder<unknown> | null;
  /**
   * The plan where a walk finds little: what would drive the list is only looked for then, because that takes longer than
   * a page of a query that finds much. `first`: how many the first rows of the walk held. null: this is it.
   */
  readonly rarely: ((first: number) => Promise<ListPlan>) | null;
}

/**
 * What the plan is for. `page`: some rows in the list's order, whose index exists with the owner in front where
 * `ownerIndexed`. `count`: how many. `all`: every match.
 */
export type Purpose =
  | { readonly for: 'page'; readonly ownerIndexed: boolean }
  | { readonly for: 'count' | 'all' };

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

/** Whether the query asks for more than is known of every customer: it leaves out those of which no more is known. */
function asksForHidden({ filters, where }: CustomerQuery): boolean {
  const { type, statuses, levels, sourceIds, tagIds } = filters;
  const hidden = [type, statuses, levels, sourceIds, tagIds].some((filter) => filter !== undefined);
  return hidden || (where !== undefined && asksBeyondOpen(where));
}

/** What keeps a list within the person's reach; null where the view lies within it by itself. */
function reachOf({ actor }: Inquiry, query: CustomerQuery): Sql | null {
  const reach = visible(actor, query.view === 'pool' && !asksForHidden(query) ? 'exists' : 'read');
  const within: Record<CustomerQuery['view'], boolean> = {
    pool: false,
    mine: true,
    sharedWithMe: reach.sharedWith !== null,
    subordinates: [...actor.belowIds].every((id) => reaches(reach, id, null)),
  };
  return within[query.view] ? null : reachPredicate(reach);
}

/** What two conditions find is looked up in both indexes where each of them finds no more than this. */
const bothRows = 8000;

/**
 * Several conditions as one, where each finds too many rows to be gathered, but all of them together few: their ids are compared
 * before a row is read.
 */
async function together(
  inquiry: Inquiry,
  conditions: readonly Condition[],
  rows: number,
): Promise<Condition | undefined> {
  const found = conditions.filter(({ ids }) => ids !== undefined);
  if (found.length < 2) return undefined;
  const ids: RawBuilder<unknown>[] = [];
  for (const condition of found)
    if (condition.ids !== undefined && (await condition.atMost?.(bothRows))) ids.push(condition.ids);
  if (ids.length < 2) return undefined;
  const inAll = sql.join(ids, sql` intersect `);
  const atMost = fewer(inquiry, sql`1`, sql`(${inAll})`);
  const driving = sql<SqlBool>`customer.id in (${inAll})`;
  return (await atMost(rows)) ? { walking: driving, driving } : undefined;
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

const pageRows = 100;

/**
 * How many rows to look up at most rather than to walk on, to look one up or to walk past it being the same: half of what the first
 * rows let expect of a walk to a page. One that has found nothing yet may end soon or never: twice the geometric mean of the rows it
 * has passed and of all.
 */
const lookedUp = (first: number, register: number): number =>
  Math.floor(
    Math.min(2 * Math.sqrt(rowsAtFirst * register), (rowsAtFirst / Math.max(1, first)) * (pageRows / 2)),
  );

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
  const gathered = walks ? await fewMatches(inquiry) : fewRows;
  const few = await firstAtMost(conditions, gathered);
  if (few !== undefined) return few;
  if (purpose.for === 'page') return scans ? undefined : together(inquiry, conditions, gathered);
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
  const reach = reachOf(inquiry, query);
  if (reach !== null) fixed.push(reach);
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
    const several = driver?.driving === undefined || conditions.includes(driver) ? [] : [driver.driving];
    const driven = driver !== undefined || cut;
    return {
      where: and([...fixed, ...segment, ...conditions.map(written), ...several]),
      driven,
      cut,
      byOwner,
      everything: conditions.length === 0,
      walked: and(byOwner ? [live, ...segment] : [live]),
      scans: scans && !driven,
      inParts: null,
      rarely: null,
    };
  };
  const driven = async () => planWith(await driverOf(inquiry, conditions, words, purpose, scans));
  if (purpose.for !== 'page' || !scans || words !== null) return driven();
  const rarely = async (first: number): Promise<ListPlan> => {
    const few = await driven();
    if (few.driven) return few;
    const most = lookedUp(first, await registerSize(inquiry.db));
    const candidates = most > fewRows ? conditions.filter(({ ids }) => ids !== undefined) : [];
    const some = await firstAtMost(candidates, most);
    return some?.ids === undefined ? few : { ...few, driven: true, scans: false, inParts: some.ids };
  };
  return { ...(await planWith(undefined)), rarely };
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
