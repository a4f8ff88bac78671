import {
  checkEmail,
  checkFax,
  checkPhone,
  checkPostcode,
  checkTaxNumber,
  checkUrl,
  type FieldWarning,
} from '#core/customers/checks.ts';
import {
  customerLevels,
  customerStatuses,
  customerTypes,
  maxLength,
  type Customer,
  type CustomerFields,
} from '#core/customers/customers.contract.ts';
import { isLocalDate } from '#core/shared/local-date.ts';
import { parseYuan } from '#core/shared/money.ts';
import { cleanText, codePoints, foldText } from '#core/shared/text.ts';
import type { CustomField } from '#core/custom-fields/custom-fields.contract.ts';
import { refusedCustom, toCustom, type CustomFormValues, type CustomSentences } from './custom-values.ts';
import { fieldsOf } from './fields.ts';

const textFields = [
  'name',
  'shortName',
  'address',
  'postcode',
  'phone',
  'fax',
  'website',
  'email',
  'taxNumber',
  'bank',
  'bankAccount',
  'remark',
] as const;
export type TextField = (typeof textFields)[number];

/** What stands in the form: texts as typed, the amount in yuan, and the record as it was read. */
export interface FormValues extends Record<TextField, string> {
  [key: string]: unknown;
  type: string;
  industryId: number | null;
  sourceId: number | null;
  regionCode: string | null;
  legalFormId: number | null;
  sizeId: number | null;
  /** Yuan. */
  revenueFen: string;
  foundedOn: string;
  status: string;
  level: string | null;
  parentId: number | null;
  parentName: string | null;
  tagIds: number[];
  custom: CustomFormValues;
  /** The record as it was read, and its version: kept with the draft, so that a later change by others is noticed. */
  base: CustomerFields | null;
  baseVersion: number | null;
}

export const emptyValues: FormValues = {
  name: '',
  shortName: '',
  type: 'company',
  industryId: null,
  sourceId: null,
  regionCode: null,
  address: '',
  postcode: '',
  phone: '',
  fax: '',
  website: '',
  email: '',
  taxNumber: '',
  bank: '',
  bankAccount: '',
  legalFormId: null,
  sizeId: null,
  revenueFen: '',
  foundedOn: '',
  status: 'potential',
  level: null,
  parentId: null,
  parentName: null,
  tagIds: [],
  remark: '',
  custom: {},
  base: null,
  baseVersion: null,
};

/** The amount in yuan as one would type it: `123450` → `1234.50`. */
function yuan(fen: number | null): string {
  return fen === null ? '' : (fen / 100).toFixed(2).replace(/\.00$/, '');
}

/** Fields as they stand in a form. */
export function fieldsToValues(
  fields: CustomerFields,
): Omit<FormValues, 'base' | 'baseVersion' | 'parentName'> {
  const texts = Object.fromEntries(textFields.map((field) => [field, fields[field] ?? ''])) as Record<
    TextField,
    string
  >;
  return {
    ...texts,
    type: fields.type,
    industryId: fields.industryId,
    sourceId: fields.sourceId,
    regionCode: fields.regionCode,
    legalFormId: fields.legalFormId,
    sizeId: fields.sizeId,
    revenueFen: yuan(fields.revenueFen),
    foundedOn: fields.foundedOn ?? '',
    status: fields.status,
    level: fields.level,
    parentId: fields.parentId,
    tagIds: fields.tagIds,
    custom: fields.custom,
  };
}

export function valuesOf(customer: Customer): FormValues {
  const base = fieldsOf(customer);
  return {
    ...emptyValues,
    ...fieldsToValues(base),
    parentName: customer.parentName,
    base,
    baseVersion: customer.version,
  };
}

/** What is sent; only for values that passed `refusedValues`. `own` are the custom fields on offer. */
export function toFields(values: FormValues, own: readonly CustomField[] = []): CustomerFields {
  const text = (field: TextField) => (values[field].trim() === '' ? null : values[field]);
  return {
    name: values.name,
    shortName: text('shortName'),
    type: customerTypes.find((type) => type === values.type) ?? 'company',
    industryId: values.industryId ?? 0,
    sourceId: values.sourceId ?? 0,
    regionCode: values.regionCode,
    address: text('address'),
    postcode: text('postcode'),
    phone: text('phone'),
    fax: text('fax'),
    website: text('website'),
    email: text('email'),
    taxNumber: text('taxNumber'),
    bank: text('bank'),
    bankAccount: text('bankAccount'),
    legalFormId: values.legalFormId,
    sizeId: values.sizeId,
    revenueFen: values.revenueFen.trim() === '' ? null : parseYuan(values.revenueFen),
    foundedOn: values.foundedOn === '' ? null : values.foundedOn,
    status: customerStatuses.find((status) => status === values.status) ?? 'potential',
    level: customerLevels.find((level) => level === values.level) ?? null,
    parentId: values.parentId,
    tagIds: values.tagIds,
    remark: text('remark'),
    custom: toCustom(own, values.custom),
  };
}

export interface FormSentences extends CustomSentences {
  readonly required: string;
  readonly tooLong: (max: number) => string;
  readonly notAmount: string;
  readonly negative: string;
  readonly notADay: string;
  readonly maskedPart: string;
}

/** What keeps a form from being saved, by field, in the order of the form. */
export function refusedValues(
  values: FormValues,
  say: FormSentences,
  own: readonly CustomField[] = [],
): Partial<Record<keyof FormValues, string>> {
  const errors: Partial<Record<keyof FormValues, string>> = {};
  if (foldText(values.name) === '') errors.name = say.required;
  for (const field of textFields) {
    const max =
      field === 'name'
        ? maxLength.name
        : field === 'address'
          ? maxLength.address
          : field === 'remark'
            ? maxLength.remark
            : maxLength.text;
    if (codePoints(cleanText(values[field])) > max) errors[field] ??= say.tooLong(max);
  }
  if (values.industryId === null) errors.industryId = say.required;
  if (values.sourceId === null) errors.sourceId = say.required;
  for (const field of ['phone', 'fax', 'email', 'address', 'website'] as const) {
    // Masked data that is left alone stays stored; with a part of it typed over, nobody could tell what was meant.
    if (
      values.base !== null &&
      values[field].includes('***') &&
      values[field] !== (values.base[field] ?? '')
    ) {
      errors[field] ??= say.maskedPart;
    }
  }
  if (values.revenueFen.trim() !== '') {
    const fen = parseYuan(values.revenueFen);
    if (fen === null) errors.revenueFen = say.notAmount;
    else if (fen < 0) errors.revenueFen = say.negative;
  }
  if (values.foundedOn !== '' && !isLocalDate(values.foundedOn)) errors.foundedOn = say.notADay;
  return { ...errors, ...refusedCustom(own, values.custom, say) };
}

export const checks = {
  phone: checkPhone,
  fax: checkFax,
  email: checkEmail,
  website: checkUrl,
  postcode: checkPostcode,
  taxNumber: checkTaxNumber,
} as const satisfies Partial<Record<TextField, (text: string) => FieldWarning | null>>;

export function isChecked(field: string): field is keyof typeof checks {
  return Object.hasOwn(checks, field);
}
