import type { CustomField } from '#core/custom-fields/custom-fields.contract.ts';
import type { Customer } from '#core/customers/customers.contract.ts';
import {
  joinableFields,
  typedFields,
  type MergeField,
  type MergePreview,
} from '#core/merging/merging.contract.ts';

export type FieldWords = (field: MergeField, value: unknown) => string;

/** One field side by side. */
export interface MergeRow {
  readonly field: MergeField;
  /** In words, in the order of the preview; '' where there is nothing. */
  readonly values: readonly string[];
  readonly differs: boolean;
  /** May be taken from all of them. */
  readonly joinable: boolean;
}

type Shown = { readonly field: MergeField; readonly of: (customer: Customer) => unknown };

/** Every field with its values, in the order of the form; of the retired custom fields those that one of them has. */
export function mergeRows(
  { customers }: Pick<MergePreview, 'customers'>,
  words: FieldWords,
  customFields: readonly Pick<CustomField, 'id' | 'retired'>[],
): MergeRow[] {
  const typed = typedFields.map((field): Shown => ({
    field,
    of: (customer) => (field === 'parentId' ? customer.parentName : customer[field]),
  }));
  const custom = customFields
    .filter(({ id, retired }) => !retired || customers.some(({ customer }) => id in customer.custom))
    .map(({ id }): Shown => ({ field: `custom:${id}`, of: (customer) => customer.custom[id] }));
  return [...typed, ...custom].map(({ field, of }) => {
    const values = customers.map(({ customer }) => words(field, of(customer)));
    return {
      field,
      values,
      differs: new Set(values).size > 1,
      joinable: joinableFields.some((joinable) => joinable === field),
    };
  });
}

export const figureKeys = ['contacts', 'interactions', 'tasks', 'shares', 'subsidiaries'] as const;

/** What moves to the survivor, summed over the others; kinds of which there is nothing are left out. */
export function movingFigures({ customers }: Pick<MergePreview, 'customers'>, survivorId: number) {
  const others = customers.filter(({ customer }) => customer.id !== survivorId);
  return figureKeys
    .map((key) => ({ key, count: others.reduce((sum, { figures }) => sum + figures[key], 0) }))
    .filter(({ count }) => count > 0);
}
