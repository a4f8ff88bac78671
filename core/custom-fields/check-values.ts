import type { FieldError } from '../shared/errors.ts';
import { isLocalDate } from '../shared/local-date.ts';
import { cleanMultiline, codePoints } from '../shared/text.ts';
import {
  customFieldLimits,
  customNumberLimits,
  loggedField,
  type CustomField,
  type CustomInput,
  type CustomValue,
  type CustomValues,
} from './custom-fields.contract.ts';

interface Refusal {
  readonly code: string;
  readonly params?: FieldError['params'];
}

const isRefusal = (value: CustomValue | Refusal | null): value is Refusal =>
  typeof value === 'object' && value !== null && 'code' in value;

const wrongShape: Refusal = { code: 'malformed' };

function checkNumber(value: number): number | Refusal {
  const { decimals, largest } = customNumberLimits;
  if (Math.abs(value) > largest) return { code: 'numberTooLarge' };
  if (Number(value.toFixed(decimals)) !== value)
    return { code: 'tooManyDecimals', params: { max: decimals } };
  // -0 is 0.
  return value + 0;
}

function checkOption(field: CustomField, id: number, kept: boolean): Refusal | null {
  const option = field.options.find((known) => known.id === id);
  if (option === undefined) return { code: 'choiceUnknown' };
  return option.retired && !kept ? { code: 'choiceRetired', params: { label: option.label } } : null;
}

function checkOptions(
  field: CustomField,
  ids: readonly number[],
  before: readonly number[],
): number[] | Refusal | null {
  const wanted = [...new Set(ids)].toSorted((a, b) => a - b);
  for (const id of wanted) {
    const refusal = checkOption(field, id, before.includes(id));
    if (refusal !== null) return refusal;
  }
  return wanted.length === 0 ? null : wanted;
}

/** A value as it is stored, null for an empty one, or why it cannot be kept. */
export function checkValue(
  field: CustomField,
  value: CustomValue,
  before: CustomValue | undefined,
): CustomValue | Refusal | null {
  switch (field.kind) {
    case 'text': {
      if (typeof value !== 'string') return wrongShape;
      const text = cleanMultiline(value).trim();
      const max = customFieldLimits.text;
      if (codePoints(text) > max) return { code: 'tooLong', params: { max } };
      return text === '' ? null : text;
    }
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
        ? checkNumber(value)
        : { code: 'notANumber' };
    case 'money':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return { code: 'notAnAmount' };
      return Math.abs(value) > customNumberLimits.largest * 100 ? { code: 'numberTooLarge' } : value + 0;
    case 'date':
      if (value === '') return null;
      return typeof value === 'string' && isLocalDate(value) ? value : { code: 'notADay' };
    case 'choice':
      if (typeof value !== 'number') return wrongShape;
      return checkOption(field, value, before === value) ?? value;
    case 'choices':
      return Array.isArray(value)
        ? checkOptions(field, value, Array.isArray(before) ? before : [])
        : wrongShape;
    case 'yesNo':
      return typeof value === 'boolean' ? value : wrongShape;
  }
}

/**
 * The values of a customer after a form was saved: named fields are written, null empties one, the others stay. Each
 * value that cannot be kept is told at `custom.<id>`; `required` at each required field that would be left empty.
 */
export function mergeValues(
  fields: readonly CustomField[],
  input: CustomInput,
  before: CustomValues,
): { readonly values: CustomValues; readonly errors: readonly FieldError[] } {
  const values: Record<string, CustomValue> = { ...before };
  const errors: FieldError[] = [];
  const byId = new Map(fields.map((field) => [String(field.id), field]));
  const refused = new Set<string>();
  for (const [id, value] of Object.entries(input)) {
    const field = byId.get(id);
    if (field?.retired === true && JSON.stringify(before[id] ?? null) === JSON.stringify(value)) continue;
    if (field === undefined || field.retired) {
      errors.push({ path: `custom.${id}`, code: 'customFieldGone', params: { label: field?.label ?? '' } });
      continue;
    }
    const checked = value === null ? null : checkValue(field, value, before[id]);
    if (isRefusal(checked)) {
      errors.push({ path: `custom.${id}`, ...checked });
      refused.add(id);
    } else if (checked === null) delete values[id];
    else values[id] = checked;
  }
  for (const { id, required, retired } of fields) {
    if (required && !retired && values[id] === undefined && !refused.has(String(id)))
      errors.push({ path: `custom.${id}`, code: 'required' });
  }
  return { values, errors };
}

/** Values as the operation log keeps them: by the name and kind of the field, options in words. */
export function loggedValues(
  fields: readonly CustomField[],
  values: CustomValues,
  only: readonly string[] = Object.keys(values),
): Record<string, unknown> {
  const logged: Record<string, unknown> = {};
  for (const field of fields) {
    if (!only.includes(String(field.id))) continue;
    logged[loggedField(field)] = words(field, values[field.id]);
  }
  return logged;
}

function words({ kind, options }: CustomField, value: CustomValue | undefined): unknown {
  const word = (id: number) => options.find((option) => option.id === id)?.label ?? String(id);
  if (kind === 'choice' && typeof value === 'number') return word(value);
  if (kind === 'choices' && Array.isArray(value)) return value.map(word);
  return value ?? null;
}
