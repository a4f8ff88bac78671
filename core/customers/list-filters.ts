import { sql, type SqlBool } from 'kysely';
import { compileItems, conditionTools } from '../conditions/index.ts';
import { runningShare, sharedPredicate } from '../permissions/shares.ts';
import type { Inquiry } from '../rpc/context.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import { AppError } from '../shared/errors.ts';
import type { CustomerQuery } from './customers.contract.ts';
import { and, type Condition, type Sql } from './search-condition.ts';
import { queryPlan } from './search-text.ts';

export const live = sql<SqlBool>`customer.deleted_at is null`;

/** Whether so few live customers meet a condition; of `from`, where another table tells. */
export function fewer(
  inquiry: Inquiry,
  condition: Sql,
  from = sql`customer`,
): (rows: number) => Promise<boolean> {
  return async (rows) => {
    const found = await sql<{ rows: number }>`
      select count(*) as rows from (select 1 from ${from} where ${condition} limit ${rows + 1})`.execute(
      inquiry.db,
    );
    return (found.rows[0]?.rows ?? 0) <= rows;
  };
}

function oneOf(inquiry: Inquiry, column: string, values: readonly (string | number)[]): Condition {
  const name = sql.ref(`customer.${column}`);
  const list = sql.join(values);
  return ofColumn(inquiry, sql`${name} in (${list})`, sql`+${name} in (${list})`);
}

/** A condition on a column that has an index. */
function ofColumn(inquiry: Inquiry, driving: Sql, walking: Sql): Condition {
  const found = and([driving, live]);
  return {
    walking,
    driving,
    ids: sql`select customer.id from customer where ${found}`,
    atMost: fewer(inquiry, found),
  };
}

/** The region itself and everything within it: codes lie within the code of their province and city. */
function regions(inquiry: Inquiry, codes: readonly string[]): Condition {
  const within = (name: Sql) =>
    sql<SqlBool>`(${sql.join(
      codes.map((code) => sql`(${name} >= ${code} and ${name} < ${`${code}~`})`),
      sql` or `,
    )})`;
  return ofColumn(inquiry, within(sql`customer.region_code`), within(sql`+customer.region_code`));
}

function tags(inquiry: Inquiry, ids: readonly number[]): Condition {
  const tagged = sql<SqlBool>`choice_id in (${sql.join(ids)})`;
  const found = sql`select customer_id as id from customer_tag where ${tagged}`;
  return {
    walking: sql`exists (select 1 from customer_tag where customer_id = customer.id and ${tagged})`,
    driving: sql`customer.id in (${found})`,
    ids: found,
    atMost: fewer(inquiry, tagged, sql`customer_tag`),
  };
}

/** What a view is by itself, where it is a condition that may find the rows. */
function viewCondition(inquiry: Inquiry, view: CustomerQuery['view']): Condition | null {
  const { actor } = inquiry;
  if (view === 'sharedWithMe') {
    const shared = sharedPredicate(actor);
    return {
      walking: sql`+${shared}`,
      driving: shared,
      // Told without the customers: a share ends with its own.
      atMost: fewer(inquiry, runningShare(actor), sql`share`),
    };
  }
  if (view === 'subordinates') {
    return actor.belowIds.size === 0 ? { walking: sql`0` } : oneOf(inquiry, 'owner_id', [...actor.belowIds]);
  }
  return null;
}

/** Conditions of the filters, each by itself. */
export function filterConditions(
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
export async function combinedConditions(
  inquiry: Inquiry,
  where: CustomerQuery['where'],
): Promise<Condition[]> {
  if (where === undefined) return [];
  const compiled = compileItems(await conditionTools(inquiry, where, queryPlan), 'customer', where);
  return compiled.map(({ sql: walking, driver }) => {
    if (driver === null) return { walking };
    const { driving, where: found, from, ids } = driver;
    return { walking, driving, atMost: fewer(inquiry, found, from), ...(ids !== undefined && { ids }) };
  });
}
