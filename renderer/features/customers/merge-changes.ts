import type { Customer, CustomerFields } from '#core/customers/customers.contract.ts';
import { fieldsOf, type AnyField } from './fields.ts';

/** What two people made of one record. */
export interface Merge {
  readonly theirs: Customer;
  readonly mine: CustomerFields;
  /** Both changed it, to different values: somebody has to choose. */
  readonly disputed: readonly AnyField[];
  /** Only the other one changed it: theirs holds. */
  readonly taken: readonly AnyField[];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** A value of the record by its name, of a custom field too. */
export function valueOf(fields: CustomerFields, name: AnyField): unknown {
  return isCustom(name) ? (fields.custom[idOf(name)] ?? null) : fields[name];
}

const isCustom = (name: AnyField): name is `custom:${number}` => name.startsWith('custom:');
const idOf = (name: string): string => name.slice('custom:'.length);

function namesOf(records: readonly CustomerFields[]): AnyField[] {
  const plain = Object.keys(records[0] ?? {}).filter((name) => name !== 'custom') as AnyField[];
  const custom = new Set(records.flatMap((record) => Object.keys(record.custom)));
  return [...plain, ...[...custom].map((id) => `custom:${Number(id)}` as const)];
}

/** Compares three ways: the record as it was read, mine, and the newer one. */
export function mergeChanges(base: CustomerFields, mine: CustomerFields, theirs: Customer): Merge {
  const other = fieldsOf(theirs);
  // What a form does not name stays as it was read.
  const whole = { ...mine, custom: { ...base.custom, ...mine.custom } };
  const byThem = namesOf([other, base, whole]).filter(
    (name) => !same(valueOf(base, name), valueOf(other, name)),
  );
  const untouched = (name: AnyField) => same(valueOf(whole, name), valueOf(base, name));
  return {
    theirs,
    mine: whole,
    disputed: byThem.filter((name) => !untouched(name) && !same(valueOf(whole, name), valueOf(other, name))),
    taken: byThem.filter(untouched),
  };
}

/** The fields to save: mine, but theirs where only they changed something or where theirs was chosen. */
export function settled(merge: Merge, chosen: ReadonlySet<AnyField>): CustomerFields {
  const other = fieldsOf(merge.theirs);
  const taken = [...merge.taken, ...merge.disputed.filter((name) => chosen.has(name))];
  const plain = taken.filter((name) => !isCustom(name)).map((name) => [name, valueOf(other, name)]);
  const custom = taken.filter(isCustom).map((name) => [idOf(name), valueOf(other, name)]);
  return {
    ...merge.mine,
    ...Object.fromEntries(plain),
    custom: { ...merge.mine.custom, ...Object.fromEntries(custom) },
  };
}
