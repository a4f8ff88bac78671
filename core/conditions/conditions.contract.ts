import { z } from 'zod';

/** What a combined query (spec §2) can ask about. */
export const nouns = ['customer', 'contact', 'interaction'] as const;
export type Noun = (typeof nouns)[number];

/** What is asked of a field; which of these fit is decided by its kind (`operatorsOf`). */
export const operators = [
  'contains',
  'notContains',
  'is',
  'isNot',
  'startsWith',
  'oneOf',
  'noneOf',
  'allOf',
  'atLeast',
  'atMost',
  'between',
  'on',
  'before',
  'after',
  'lastDays',
  'beforeLastDays',
  'nextDays',
  'yes',
  'no',
  'empty',
  'notEmpty',
] as const;
export type Operator = (typeof operators)[number];

/** One condition: `custom:7` is the custom field 7. A text, a day, ids, figures; money in fen. */
export interface FieldCondition {
  readonly field: string;
  readonly op: Operator;
  readonly values: readonly (string | number)[];
}

/** All of the items hold (`and`), or any of them (`or`). */
export interface ConditionGroup {
  readonly join: 'and' | 'or';
  readonly items: readonly ConditionItem[];
}

/** One and the same contact or interaction of the customer meets the conditions; `none`: no such one does. */
export interface RelatedCondition {
  readonly has: Noun;
  readonly none: boolean;
  readonly where: ConditionGroup;
}

export type ConditionItem = FieldCondition | ConditionGroup | RelatedCondition;

/** Most conditions of one combined query, and how deep its groups may lie in each other. */
export const mostConditions = 40;
export const deepestGroup = 4;

const fieldCondition = z.strictObject({
  field: z.string().min(1).max(60),
  op: z.enum(operators),
  values: z.array(z.union([z.string().max(400), z.number()])).max(200),
});
const group: z.ZodType<ConditionGroup> = z.lazy(() =>
  z.strictObject({ join: z.enum(['and', 'or']), items: z.array(item).max(mostConditions) }),
);
const item: z.ZodType<ConditionItem> = z.lazy(() =>
  z.union([fieldCondition, group, z.strictObject({ has: z.enum(nouns), none: z.boolean(), where: group })]),
);

/** How many conditions a group holds, all its groups together; that there is a contact at all is one. -1 where they lie too deep. */
export function conditionsIn(within: ConditionGroup, depth = 1): number {
  if (depth > deepestGroup) return -1;
  let count = 0;
  for (const one of within.items) {
    const inner = 'items' in one ? one : 'where' in one ? one.where : null;
    const more = inner === null ? 1 : conditionsIn(inner, depth + 1);
    if (more < 0) return -1;
    count += 'where' in one ? Math.max(1, more) : more;
  }
  return count;
}

/** A combined query: conditions on any fields, joined by and/or. */
export const conditionsSchema = group.refine((whole) => {
  const count = conditionsIn(whole);
  return count >= 0 && count <= mostConditions;
});
