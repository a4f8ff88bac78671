import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { reachPredicate, visible } from '../permissions/visible.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import { AppError } from '../shared/errors.ts';
import type { CustomerQuery, SortKey } from './customers.contract.ts';
import { queryPlan } from './search-text.ts';

type Sql = RawBuilder<SqlBool>;

/**
 * One condition of a list. `walking` rejects rows on whatever index is walked and never chooses one (`+column`);
 * `driving`, where there is one, lets its own index find the rows, and `rare` tells whether they are few.
 */
interface Condition {
  readonly walking: Sql;
  readonly driving?: Sql;
  readonly rare?: () => Promise<boolean>;
}

/** Up to so many matches are gathered and sorted; with more, a walk in the list's order meets a page sooner. */
const fewRows = 5000;

/** What a list is: its conditions, and the one that drives it, null when the list's own order does. */
export interface ListPlan {
  readonly where: Sql;
  readonly driven: boolean;
  readonly searched: boolean;
}

const and = (parts: readonly Sql[]): Sql => (parts.length === 0 ? sql`1` : sql.join(parts, sql` and `));

/** Whether a condition on `customer` holds for at most {@link fewRows} live customers. */
function fewer(inquiry: Inquiry, condition: Sql): () => Promise<boolean> {
  return async () => {
    const found = await sql<{ rows: number }>`
      select count(*) as rows from (
        select 1 from customer where ${condition} and deleted_at is null limit ${fewRows + 1})`.execute(inquiry.db);
    return (found.rows[0]?.rows ?? 0) <= fewRows;
  };
}

function oneOf(inquiry: Inquiry, column: string, values: readonly (string | number)[]): Condition {
  const name = sql.ref(`customer.${column}`);
  const list = sql.join(values);
  const driving = sql<SqlBool>`${name} in (${list})`;
  return { walking: sql`+${name} in (${list})`, driving, rare: fewer(inquiry, driving) };
}

/** The region itself and everything within it: codes lie within the code of their province and city. */
function regions(inquiry: Inquiry, codes: readonly string[]): Condition {
  const within = (name: Sql) =>
    sql<SqlBool>`(${sql.join(
      codes.map((code) => sql`(${name} >= ${code} and ${name} < ${`${code}~`})`),
      sql` or `,
    )})`;
  const driving = within(sql`customer.region_code`);
  return { walking: within(sql`+customer.region_code`), driving, rare: fewer(inquiry, driving) };
}

function tags(inquiry: Inquiry, ids: readonly number[]): Condition {
  const driving = sql<SqlBool>`customer.id in (
    select customer_id from customer_tag where choice_id in (${sql.join(ids)}))`;
  const walking = sql<SqlBool>`exists (
    select 1 from customer_tag where customer_id = customer.id and choice_id in (${sql.join(ids)}))`;
  return { walking, driving, rare: fewer(inquiry, driving) };
}

/** From this many digits on a phone number is known already: finding it tells nothing that is masked. */
const wholeNumber = 11;

/**
 * Quick search (spec §3, pinyin; §3.7): every word must be found in the name, short name, number or pinyin, or, as
 * digits, in the phone numbers that the person may see.
 */
function search(inquiry: Inquiry, text: string): Condition | null | 'nothing' {
  const plan = queryPlan(text);
  if (plan === null) return text.trim() === '' ? null : 'nothing';
  const reach = reachPredicate(visible(inquiry.actor, 'contact'));
  const words = plan.terms.map((term) => {
    const inPublic = sql<SqlBool>`instr(customer.search_public, ${term.text}) > 0`;
    if (term.phoneTokens.length === 0) return inPublic;
    const known = reach === null || term.text.length >= wholeNumber ? sql`` : sql` and ${reach}`;
    return sql<SqlBool>`(${inPublic} or (instr(customer.search_phone, ${term.text}) > 0${known}))`;
  });
  const walking = and(words);
  const match = inquiry.services.search.matching(plan.terms);
  if (match === null) return { walking };
  return {
    walking,
    driving: and([match, walking]),
    rare: () => inquiry.services.search.rare(inquiry.db, plan.terms, fewRows),
  };
}

const openSorts: readonly SortKey[] = ['name', 'number', 'updatedAt', 'createdAt', 'region', 'industry', 'claimedAt'];

/** Whether an order gives away nothing of customers that are only known to exist. */
export function sortAllowed(inquiry: Inquiry, query: Pick<CustomerQuery, 'view' | 'segment'>, by: SortKey): boolean {
  if (query.view === 'mine' || openSorts.includes(by)) return true;
  return query.segment === 'unclaimed' || visible(inquiry.actor, 'read').owners === 'all';
}

/**
 * Turns a query into conditions and picks what drives it. A filter on anything beyond name, number, region, industry
 * and owner leaves out the customers of which the person may know no more than that. `ownerIndexed`: the order has an
 * index that begins with the owner.
 */
export async function planList(
  inquiry: Inquiry,
  query: CustomerQuery,
  ownerIndexed: boolean,
): Promise<ListPlan | 'nothing'> {
  const { actor } = inquiry;
  const { clock } = inquiry.services;
  const { filters } = query;
  const conditions: Condition[] = [];
  const add = (column: string, values: readonly (string | number)[] | undefined) => {
    if (values !== undefined) conditions.push(oneOf(inquiry, column, values));
  };
  const words = search(inquiry, query.search);
  if (words === 'nothing') return 'nothing';
  if (words !== null) conditions.push(words);
  if (filters.tagIds !== undefined) conditions.push(tags(inquiry, filters.tagIds));
  add('industry_id', filters.industryIds);
  add('source_id', filters.sourceIds);
  if (filters.regionCodes !== undefined) conditions.push(regions(inquiry, filters.regionCodes));
  if (query.view !== 'mine') add('owner_id', filters.ownerIds);
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

  const hidden =
    filters.type !== undefined ||
    filters.statuses !== undefined ||
    filters.levels !== undefined ||
    filters.sourceIds !== undefined ||
    filters.tagIds !== undefined;
  const fixed: Sql[] = [sql`customer.deleted_at is null`];
  if (query.view === 'pool') {
    const reach = reachPredicate(visible(actor, hidden ? 'read' : 'exists'));
    if (reach !== null) fixed.push(reach);
  }

  let driver: Condition | undefined;
  for (const condition of conditions) {
    if (condition.rare !== undefined && (await condition.rare())) {
      driver = condition;
      break;
    }
  }
  const segment = segmentOf(inquiry, query, driver === undefined && (ownerIndexed || query.view === 'mine'));
  const where = and([
    ...fixed,
    ...segment,
    ...conditions.map((condition) =>
      condition === driver && condition.driving !== undefined ? condition.driving : condition.walking,
    ),
  ]);
  return { where, driven: driver !== undefined, searched: words !== null };
}

/** Mine and unclaimed have indexes of their own for the two commonest orders: there the owner chooses the index. */
function segmentOf(inquiry: Inquiry, query: CustomerQuery, byOwner: boolean): Sql[] {
  const owner = byOwner ? sql`customer.owner_id` : sql`+customer.owner_id`;
  if (query.view === 'mine') return [sql`${owner} = ${inquiry.actor.id}`];
  switch (query.segment) {
    case 'all':
      return [];
    case 'claimed':
      return [sql`+customer.owner_id is not null`];
    case 'unclaimed':
      return [sql`${owner} is null`];
  }
}
