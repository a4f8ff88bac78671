import {
  customFieldLimits,
  type CustomField,
  type CustomValue,
} from '#core/custom-fields/custom-fields.contract.ts';
import type { CustomerFields } from '#core/customers/customers.contract.ts';
import { isLocalDate } from '#core/shared/local-date.ts';
import { codePoints } from '#core/shared/text.ts';

/**
 * Values of custom fields as they stand in a form, by the id of their field: as they are stored, and numbers and amounts
 * also as the text that is being typed. An amount that is a text is in yuan.
 */
export type CustomFormValues = Record<string, CustomValue | null>;

export interface CustomSentences {
  readonly required: string;
  readonly tooLong: (max: number) => string;
  readonly notAmount: string;
  readonly notNumber: string;
  readonly notADay: string;
}

const typedNumber = (text: string): number => Number(text.replaceAll(',', ''));

/** A value as it is sent; null: empty. `undefined`: a text that is none of its kind. */
function sent({ kind }: CustomField, value: CustomValue | null | undefined): CustomValue | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value;
  if ((kind !== 'number' && kind !== 'money') || typeof value !== 'string')
    return typeof value === 'string' && value.trim() === '' ? null : value;
  const number = typedNumber(value);
  if (!Number.isFinite(number)) return undefined;
  return kind === 'money' ? Math.round(number * 100) : number;
}

/** What is sent of the fields on offer; only for values that `refusedCustom` has nothing against. */
export function toCustom(fields: readonly CustomField[], values: CustomFormValues): CustomerFields['custom'] {
  return Object.fromEntries(
    fields.flatMap((field) =>
      Object.hasOwn(values, String(field.id)) ? [[field.id, sent(field, values[field.id]) ?? null]] : [],
    ),
  );
}

/** What keeps custom fields from being saved, by the path of their input, in the order of the form. */
export function refusedCustom(
  fields: readonly CustomField[],
  values: CustomFormValues,
  say: CustomSentences,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const value = sent(field, values[field.id]);
    const path = `custom.${field.id}`;
    if (value === undefined) errors[path] = field.kind === 'money' ? say.notAmount : say.notNumber;
    else if (value === null) {
      if (field.required) errors[path] = say.required;
    } else if (field.kind === 'text' && codePoints(String(value)) > customFieldLimits.text) {
      errors[path] = say.tooLong(customFieldLimits.text);
    } else if (field.kind === 'date' && !isLocalDate(String(value))) errors[path] = say.notADay;
  }
  return errors;
}
