import type { Contact, ContactFields } from '#core/contacts/contacts.contract.ts';
import { fieldsOf, type FieldName } from './fields.ts';

/** What two people made of one contact. */
export interface Merge {
  readonly theirs: Contact;
  readonly mine: ContactFields;
  /** Both changed it, to different values: somebody has to choose. */
  readonly disputed: readonly FieldName[];
  /** Only the other one changed it: theirs holds. */
  readonly taken: readonly FieldName[];
}

/** The ids of numbers tell where they are kept, not what they are. */
const same = (a: unknown, b: unknown): boolean => {
  const plain = (value: unknown) =>
    JSON.stringify(value ?? null, (key, part: unknown) => (key === 'id' ? undefined : part));
  return plain(a) === plain(b);
};

/** Compares three ways: the record as it was read, mine, and the newer one. */
export function mergeChanges(base: ContactFields, mine: ContactFields, theirs: Contact): Merge {
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
export function settled(merge: Merge, chosen: ReadonlySet<FieldName>): ContactFields {
  const other = fieldsOf(merge.theirs);
  const taken = [...merge.taken, ...merge.disputed.filter((field) => chosen.has(field))];
  return { ...merge.mine, ...Object.fromEntries(taken.map((field) => [field, other[field]])) };
}
