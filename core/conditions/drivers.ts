import { sql, type RawBuilder } from 'kysely';
import { reachPredicate, visible } from '../permissions/visible.ts';
import { compileField, compileGroup, compileItem, type CompileTools } from './compile.ts';
import type {
  ConditionGroup,
  ConditionItem,
  FieldCondition,
  Noun,
  Operator,
  RelatedCondition,
} from './conditions.contract.ts';
import { allOf, type Sql } from './leaf.ts';

/** Another way to the customers than asking each: found by an index, and how to count how far it reaches. */
export interface Driver {
  readonly driving: Sql;
  readonly from: RawBuilder<unknown>;
  readonly where: Sql;
  /** The ids of the customers that may meet it, as a query of its own with a column `id`. */
  readonly ids?: RawBuilder<unknown>;
}

export interface Compiled {
  /** Over the noun's table; it rejects rows and never chooses an index. */
  readonly sql: Sql;
  readonly driver: Driver | null;
}

/** What all must hold of a combined query, each by itself; alternatives are one. Refuses what no window sends. */
export function compileItems(tools: CompileTools, noun: Noun, group: ConditionGroup): Compiled[] {
  if (group.items.length === 0) return [];
  if (group.join === 'or') return [{ sql: compileGroup(tools, noun, group), driver: null }];
  return group.items.map((item) => ({
    sql: compileItem(tools, noun, item, false),
    driver: noun === 'customer' ? driverOf(tools, item) : null,
  }));
}

/** Columns of customers with an index of their own. */
const indexed: ReadonlySet<string> = new Set([
  'industryId',
  'sourceId',
  'ownerId',
  'status',
  'level',
  'regionCode',
  'tagIds',
  'createdAt',
  'updatedAt',
  'claimedAt',
  'lastInteractionAt',
  'nextStepOn',
]);
/** An index leads to what is found by its value, not to what is left out or contained. */
const astray: readonly Operator[] = ['contains', 'notContains', 'isNot', 'noneOf', 'empty', 'notEmpty'];
const leads = (op: Operator): boolean => !astray.includes(op);

const live: Sql = sql`customer.deleted_at is null`;

function driverOf(tools: CompileTools, item: ConditionItem): Driver | null {
  if ('items' in item) return null;
  if ('has' in item) return relatedDriver(tools, item);
  if (item.field === 'name') return nameDriver(tools, item);
  const found = leads(item.op) && (indexed.has(item.field) || item.field.startsWith('custom:'));
  if (!found) return null;
  const driving = compileField(tools, 'customer', item, true);
  const where = allOf([live, driving]);
  return { driving, from: sql`customer`, where, ids: sql`select customer.id from customer where ${where}` };
}

/** What stands in a name, by the search index, which only narrows: the name itself is asked besides. */
function nameDriver(tools: CompileTools, item: FieldCondition): Driver | null {
  const [text] = item.values;
  const stands = item.op === 'contains' || item.op === 'is' || item.op === 'startsWith';
  const match = stands && typeof text === 'string' ? tools.named(text) : null;
  if (match === null) return null;
  const driving = allOf([sql`customer.id in (${match})`, compileField(tools, 'customer', item, true)]);
  return { driving, from: sql`(${match})`, where: sql`1`, ids: match };
}

/** Whether an index finds the contacts or interactions that meet a condition. */
function leadsThere({ said }: CompileTools, noun: Noun, item: ConditionItem): boolean {
  if (!('field' in item)) return false;
  if (noun === 'contact') return item.field === 'phone' && (item.op === 'is' || item.op === 'startsWith');
  if (item.field === 'said') {
    const [text] = item.values;
    return item.op === 'contains' && typeof text === 'string' && said(text).few !== null;
  }
  return leads(item.op) && (item.field === 'happenedAt' || item.field === 'personId');
}

function relatedDriver(tools: CompileTools, { has, none, where }: RelatedCondition): Driver | null {
  if (none || where.join === 'or') return null;
  const leading = where.items.filter((item) => leadsThere(tools, has, item));
  if (leading.length === 0) return null;
  const table = sql.table(has);
  // Masks are about the customer, which is not at hand there.
  const unmasked =
    tools.masked.length === 0 || reachPredicate(visible(tools.inquiry.actor, 'contact')) === null;
  if (has === 'contact' && !unmasked) return null;
  const alive: Sql = sql`${table}.deleted_at is null`;
  const found = allOf([alive, compileGroup(tools, has, where, true)]);
  return {
    driving: sql`customer.id in (select ${table}.customer_id from ${table} where ${found})`,
    from: table,
    // How far the index reaches is soon told; what of it meets the rest is not.
    where: allOf([alive, compileGroup(tools, has, { join: 'and', items: leading }, true)]),
  };
}
