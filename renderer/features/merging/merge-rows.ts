import type { Customer } from '#core/customers/customers.contract.ts';
import {
  joinableFields,
  mergeFields,
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

function valueOf(customer: Customer, field: MergeField): unknown {
  return field === 'parentId' ? customer.parentName : customer[field];
}

/** Every field with its values, in the order of the form. Custom fields come along by themselves. */
export function mergeRows({ customers }: Pick<MergePreview, 'customers'>, words: FieldWords): MergeRow[] {
  const fields = mergeFields.filter((field) => field !== 'custom');
  return fields.map((field) => {
    const values = customers.map(({ customer }) => words(field, valueOf(customer, field)));
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
