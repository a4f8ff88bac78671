import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { reachPredicate, visible } from '../permissions/visible.ts';
import type { Inquiry } from '../rpc/context.ts';
import type { MaskableField } from '../settings/settings.contract.ts';
import type {
  ConditionGroup,
  ConditionItem,
  FieldCondition,
  Noun,
  Operator,
  RelatedCondition,
} from './conditions.contract.ts';
import { myself, operatorsOf, queryFields, relatedTo, type QueryField } from './fields.contract.ts';
import {
  allOf,
  anyOf,
  dayCondition,
  notUnderstood,
  numberCondition,
  regionCondition,
  setCondition,
  textCondition,
  yesNoCondition,
  type Sql,
} from './leaf.ts';
import { customSource, lowerAscii, sourceOf, type Source } from './sources.ts';

/** What turning a combined query into SQL needs beside the query. */
export interface CompileTools {
  readonly inquiry: Inquiry;
  /** Contact data that are masked before claiming: asked about only where the person sees them (spec §3.7). */
  readonly masked: readonly MaskableField[];
  /** The custom fields there are, by number. */
  readonly custom: ReadonlyMap<number, QueryField>;
  /** The words of what is looked for in what was said, and the interactions in which the index finds so few. */
  readonly said: (text: string) => Said;
  /** The customers in whose name a text may stand, by the search index; null where it cannot tell. */
  readonly named: (text: string) => RawBuilder<number> | null;
}

export interface Said {
  readonly words: readonly string[];
  /** null: too many, or the index cannot tell. */
  readonly few: RawBuilder<number> | null;
}

/** Whether a combined query over customers asks for more than is known of every customer (spec §3.7). */
export function asksBeyondOpen({ items }: ConditionGroup): boolean {
  const fields: Readonly<Record<string, QueryField>> = queryFields.customer;
  return items.some((item) => {
    if ('items' in item) return asksBeyondOpen(item);
    return 'has' in item || fields[item.field]?.open !== true;
  });
}

/** A whole combined query over a noun's table as one condition. */
export function compileGroup(
  tools: CompileTools,
  noun: Noun,
  { join, items }: ConditionGroup,
  leads = false,
): Sql {
  const parts = items.map((item) => compileItem(tools, noun, item, leads));
  return join === 'and' ? allOf(parts) : anyOf(parts);
}

/** One condition, group or block over a noun's table; where it `leads`, an index may find the rows by it. Refuses what no window sends. */
export function compileItem(tools: CompileTools, noun: Noun, item: ConditionItem, leads: boolean): Sql {
  if ('items' in item) return compileGroup(tools, noun, item);
  return 'has' in item ? compileRelated(tools, noun, item) : compileField(tools, noun, item, leads);
}

/** How the records of one noun belong to those of another. */
const joins: Readonly<Record<string, { readonly from: RawBuilder<unknown>; readonly on: Sql }>> = {
  'customer contact': {
    from: sql`contact`,
    on: sql`contact.customer_id = customer.id and contact.deleted_at is null`,
  },
  'customer interaction': {
    from: sql`interaction`,
    on: sql`interaction.customer_id = customer.id and interaction.deleted_at is null`,
  },
  'interaction customer': { from: sql`customer`, on: sql`customer.id = interaction.customer_id` },
  'interaction contact': {
    from: sql`interaction_contact join contact on contact.id = interaction_contact.contact_id`,
    on: sql`interaction_contact.interaction_id = interaction.id and contact.deleted_at is null`,
  },
};

const nested = (group: ConditionGroup): boolean =>
  group.items.some((item) => 'has' in item || ('items' in item && nested(item)));

function compileRelated(tools: CompileTools, noun: Noun, { has, none, where }: RelatedCondition): Sql {
  const join = joins[`${noun} ${has}`];
  if (join === undefined || !relatedTo[noun].includes(has) || nested(where)) throw notUnderstood();
  const exists = sql<SqlBool>`exists (select 1 from ${join.from} where ${join.on} and ${compileGroup(tools, has, where)})`;
  return none ? sql`not ${exists}` : exists;
}

function fieldOf(tools: CompileTools, noun: Noun, { field }: FieldCondition, leads: boolean) {
  const custom = /^custom:(\d{1,15})$/.exec(field);
  if (custom !== null) {
    const id = Number(custom[1]);
    const found = noun === 'customer' ? tools.custom.get(id) : undefined;
    if (found === undefined) throw notUnderstood();
    return { field: found, source: customSource(id, found.kind, leads) };
  }
  const fields: Readonly<Record<string, QueryField>> = queryFields[noun];
  const found = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (found === undefined) throw notUnderstood();
  return { field: found, source: sourceOf(noun, field, leads) };
}

/** As {@link compileItem}, for a condition on a field; masked contact data are asked about only where the person sees them. */
export function compileField(
  tools: CompileTools,
  noun: Noun,
  condition: FieldCondition,
  leads: boolean,
): Sql {
  const { field, source } = fieldOf(tools, noun, condition, leads);
  if (!operatorsOf(field).includes(condition.op)) throw notUnderstood();
  const asked = ask(tools, field, source, condition, leads);
  const guard = guardOf(tools, source);
  return guard === null ? asked : allOf([guard, asked]);
}

/** Masked contact data are asked about only where the person sees them: a list would tell them otherwise. */
function guardOf({ inquiry, masked }: CompileTools, { maskedAs }: Source): Sql | null {
  if (maskedAs === undefined || !maskedAs.some((field) => masked.includes(field))) return null;
  return reachPredicate(visible(inquiry.actor, 'contact'));
}

const oppositeOf: Partial<Record<Operator, Operator>> = {
  notContains: 'contains',
  isNot: 'is',
  noneOf: 'oneOf',
  empty: 'notEmpty',
};

function ask(
  tools: CompileTools,
  field: QueryField,
  source: Source,
  { op, values: given }: FieldCondition,
  leads: boolean,
): Sql {
  const me = tools.inquiry.actor.id;
  const values = field.kind === 'person' ? given.map((value) => (value === myself ? me : value)) : given;
  const { each } = source;
  if (each === undefined) return compare(tools, field, source, op, values, leads);
  if (op === 'allOf') {
    if (values.length === 0) throw notUnderstood();
    return allOf(values.map((value) => each(setCondition(source.column, 'oneOf', [value], 'number'))));
  }
  // Of several values: none of them is what is not asked for.
  const opposite = oppositeOf[op];
  const found = each(compare(tools, field, source, opposite ?? op, values, leads));
  return opposite === undefined ? found : sql`not ${found}`;
}

const digits = (text: string): string => text.replace(/^\s*(?:[+＋]|00)86/, '').replace(/\D/g, '');

function compare(
  tools: CompileTools,
  { kind }: QueryField,
  { column, fold = lowerAscii }: Source,
  op: Operator,
  values: readonly (string | number)[],
  leads: boolean,
): Sql {
  const { clock } = tools.inquiry.services;
  switch (kind) {
    case 'text':
      return textCondition(column, op, values, fold);
    case 'phone':
      return textCondition(column, op, values, digits);
    case 'prose':
      return proseCondition(tools, column, op, values, leads);
    case 'word':
      return setCondition(column, op, values, 'string');
    case 'choice':
    case 'choices':
    case 'person':
      return setCondition(column, op, values, 'number');
    case 'region':
      return regionCondition(column, op, values);
    case 'number':
    case 'money':
      return numberCondition(column, op, values);
    case 'day':
    case 'instant':
      return dayCondition(column, op, values, { clock, instant: kind === 'instant' });
    case 'yesNo':
      return yesNoCondition(column, op);
  }
}

/** Every word stands in what was said, as in the search of the timeline. */
function proseCondition(
  { said }: CompileTools,
  column: RawBuilder<unknown>,
  op: Operator,
  [text, ...more]: readonly (string | number)[],
  leads: boolean,
): Sql {
  if (typeof text !== 'string' || more.length > 0) throw notUnderstood();
  const { words, few } = said(text);
  if (words.length === 0) throw notUnderstood();
  const parts = words.map((word) => sql<SqlBool>`instr(${column}, ${word}) > 0`);
  if (op === 'notContains') return sql`not ${allOf(parts)}`;
  return allOf(leads && few !== null ? [sql`interaction.id in (${few})`, ...parts] : parts);
}
