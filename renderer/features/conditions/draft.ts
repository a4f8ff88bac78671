import type {
  ConditionGroup,
  ConditionItem,
  FieldCondition,
  Noun,
  Operator,
} from '#core/conditions/conditions.contract.ts';
import { operatorsOf, type QueryField } from '#core/conditions/fields.contract.ts';

/** A condition while it is put together: `id` tells it from its neighbours, `values` may still be missing. */
export interface DraftField extends FieldCondition {
  readonly id: number;
}
export interface DraftGroup {
  readonly id: number;
  readonly join: 'and' | 'or';
  readonly items: readonly DraftItem[];
}
export interface DraftRelated {
  readonly id: number;
  readonly has: Noun;
  readonly none: boolean;
  readonly where: DraftGroup;
}
export type DraftItem = DraftField | DraftGroup | DraftRelated;

/** Looks a field up; null for one that is there no more. */
export type FieldOf = (noun: Noun, field: string) => QueryField | null;

let last = 0;
const nextId = (): number => ++last;

export const emptyGroup = (join: 'and' | 'or' = 'and'): DraftGroup => ({ id: nextId(), join, items: [] });

/** A new condition on a field, with its usual operator. */
export function newField(field: string, kind: QueryField): DraftField {
  const [op = 'notEmpty'] = operatorsOf(kind);
  return { id: nextId(), field, op, values: [] };
}

export const newRelated = (has: Noun, first: DraftField): DraftRelated => ({
  id: nextId(),
  has,
  none: false,
  where: { ...emptyGroup(), items: [first] },
});

/** The same condition with another operator: what was filled in stays where it still makes sense. */
export function withOperator(draft: DraftField, op: Operator): DraftField {
  return shapeOf(draft.op) === shapeOf(op) ? { ...draft, op } : { ...draft, op, values: [] };
}

/** What is filled in for an operator. */
export type ValueShape = 'nothing' | 'one' | 'two' | 'several' | 'days';

export function shapeOf(op: Operator): ValueShape {
  switch (op) {
    case 'yes':
    case 'no':
    case 'empty':
    case 'notEmpty':
      return 'nothing';
    case 'between':
      return 'two';
    case 'oneOf':
    case 'noneOf':
    case 'allOf':
      return 'several';
    case 'lastDays':
    case 'beforeLastDays':
    case 'nextDays':
      return 'days';
    default:
      return 'one';
  }
}

/** Whether a condition can be asked: everything it needs is filled in. */
function complete({ op, values }: DraftField, field: QueryField | null): boolean {
  if (field === null || !operatorsOf(field).includes(op)) return false;
  const filled = values.filter((value) => (typeof value === 'string' ? value.trim() !== '' : true));
  switch (shapeOf(op)) {
    case 'nothing':
      return true;
    case 'two':
      return filled.length === 2;
    case 'several':
      return filled.length > 0;
    case 'one':
    case 'days':
      return filled.length === 1 && (field.kind !== 'phone' || /\d/.test(String(filled[0])));
  }
}

function askedItem(draft: DraftItem, noun: Noun, fieldOf: FieldOf): ConditionItem | null {
  if ('items' in draft) {
    const inner = askedGroup(draft, noun, fieldOf);
    return inner.items.length === 0 ? null : inner;
  }
  if ('where' in draft) {
    const where = askedGroup(draft.where, draft.has, fieldOf);
    // Without any condition: that there is one at all. With conditions of which none is filled in: nothing yet.
    return where.items.length === 0 && draft.where.items.length > 0
      ? null
      : { has: draft.has, none: draft.none, where };
  }
  if (!complete(draft, fieldOf(noun, draft.field))) return null;
  const { field, op, values } = draft;
  const written = shapeOf(op) === 'nothing' ? [] : values;
  return { field, op, values: written.map((value) => (typeof value === 'string' ? value.trim() : value)) };
}

/** What can be asked of a draft: conditions that are not filled in yet, and groups without any, are left out. */
export function askedGroup({ join, items }: DraftGroup, noun: Noun, fieldOf: FieldOf): ConditionGroup {
  const asked = items.map((item) => askedItem(item, noun, fieldOf)).filter((item) => item !== null);
  return { join, items: asked };
}

function draftItem(item: ConditionItem): DraftItem {
  if ('items' in item) return draftOf(item);
  if ('where' in item) return { id: nextId(), has: item.has, none: item.none, where: draftOf(item.where) };
  return { id: nextId(), ...item };
}

/** A draft of what is asked. */
export function draftOf({ join, items }: ConditionGroup): DraftGroup {
  return { id: nextId(), join, items: items.map(draftItem) };
}
