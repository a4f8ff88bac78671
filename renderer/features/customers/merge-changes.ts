import type { Customer, CustomerFields } from '#core/customers/customers.contract.ts';
import { fieldsOf, type FieldName } from './fields.ts';

/** What two people made of one record. */
export interface Merge {
  readonly theirs: Customer;
  readonly mine: CustomerFields;
  /** Both changed it, to different values: somebody has to choose. */
  readonly disputed: readonly FieldName[];
  /** Only the other one changed it: theirs holds. */
  readonly taken: readonly FieldName[];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** Compares three ways: the record as it was read, mine, and the newer one. */
export function mergeChanges(base: CustomerFields, mine: CustomerFields, theirs: Customer): Merge {
  const other = fieldsOf(theirs);
  const names = Object.keys(other) as FieldName[];
  const byThem = names.filter((field) => !same(base[field], other[field]));
  return {
    theirs,
    mine,
    disputed: byThem.filter((field) => !same(mine[field], base[field]) && !same(mine[field], other[field])),
    taken: byThem.filter((field) => same(mine[field], base[field])),
  };
}

/** The fields to save: mine, but theirs where only they changed something or where theirs was chosen. */
export function settled(merge: Merge, chosen: ReadonlySet<FieldName>): CustomerFields {
  const other = fieldsOf(merge.theirs);
  const taken = [...merge.taken, ...merge.disputed.filter((field) => chosen.has(field))];
  return { ...merge.mine, ...Object.fromEntries(taken.map((field) => [field, other[field]])) };
}
