import { AppError, type FieldError } from '../shared/errors.ts';
import { isLocalDate } from '../shared/local-date.ts';
import { cleanMultiline, cleanText, codePoints } from '../shared/text.ts';
import { regionCode } from '../regions/index.ts';
import {
  checkEmail,
  checkFax,
  checkPhone,
  checkPostcode,
  checkTaxNumber,
  checkUrl,
  emailDomain,
  taxNumberKey,
  type FieldWarning,
} from './checks.ts';
import { coreName, nameKey } from './company-name.ts';
import { maxLength, type CustomerFields } from './customers.contract.ts';
import type { CustomerKeys, Derived } from './derived.contract.ts';
import { pinyinOf } from './pinyin.ts';
import { indexTokens, searchText, withNumber } from './search-text.ts';

const oneLine = (text: string | null): string | null => {
  const clean = text === null ? '' : cleanText(text);
  return clean === '' ? null : clean;
};

/** The fields as they are stored: trimmed, without control characters, empty texts null. */
export function cleanFields(fields: CustomerFields): CustomerFields {
  return {
    ...fields,
    name: cleanText(fields.name),
    shortName: oneLine(fields.shortName),
    address: oneLine(fields.address),
    postcode: oneLine(fields.postcode),
    phone: oneLine(fields.phone),
    fax: oneLine(fields.fax),
    website: oneLine(fields.website),
    email: oneLine(fields.email),
    taxNumber: oneLine(fields.taxNumber),
    bank: oneLine(fields.bank),
    bankAccount: oneLine(fields.bankAccount),
    remark:
      fields.remark === null || cleanMultiline(fields.remark) === '' ? null : cleanMultiline(fields.remark),
    tagIds: [...new Set(fields.tagIds)].toSorted((a, b) => a - b),
  };
}

const textFields = [
  'shortName',
  'postcode',
  'phone',
  'fax',
  'website',
  'email',
  'taxNumber',
  'bank',
  'bankAccount',
] as const;

/** What keeps cleaned fields from being saved: each at its field. Choices and the parent are asked of the database. */
export function fieldErrors(fields: CustomerFields): FieldError[] {
  const errors: FieldError[] = [];
  const bounded = (path: keyof CustomerFields, text: string | null, max: number) => {
    if (text !== null && codePoints(text) > max) errors.push({ path, code: 'tooLong', params: { max } });
  };
  if (nameKey(fields.name) === '') errors.push({ path: 'name', code: 'required' });
  bounded('name', fields.name, maxLength.name);
  for (const path of textFields) bounded(path, fields[path], maxLength.text);
  bounded('address', fields.address, maxLength.address);
  bounded('remark', fields.remark, maxLength.remark);
  if (fields.regionCode !== null && regionCode(fields.regionCode) === null) {
    errors.push({ path: 'regionCode', code: 'regionUnknown' });
  }
  if (fields.foundedOn !== null && !isLocalDate(fields.foundedOn)) {
    errors.push({ path: 'foundedOn', code: 'notADay' });
  }
  if (fields.revenueFen !== null && fields.revenueFen < 0)
    errors.push({ path: 'revenueFen', code: 'negative' });
  return errors;
}

/** Throws `invalidInput` naming every field that cannot be saved. */
export function assertFields(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new AppError('invalidInput', {}, { fields: errors });
}

type Warnings = Partial<Record<keyof CustomerFields, FieldWarning>>;

/** Formats that look wrong (spec §3, checks): shown at the field, never in the way of saving. */
export function warningsOf(
  fields: Pick<CustomerFields, 'phone' | 'fax' | 'email' | 'website' | 'taxNumber' | 'postcode'>,
): Warnings {
  const found: Warnings = {};
  const note = (field: keyof Warnings, warning: FieldWarning | null) => {
    if (warning !== null) found[field] = warning;
  };
  note('phone', checkPhone(fields.phone ?? ''));
  note('fax', checkFax(fields.fax ?? ''));
  note('email', checkEmail(fields.email ?? ''));
  note('website', checkUrl(fields.website ?? ''));
  note('taxNumber', checkTaxNumber(fields.taxNumber ?? ''));
  note('postcode', checkPostcode(fields.postcode ?? ''));
  return found;
}

/** What names and tax numbers are compared by. */
export function keysOf({ name, taxNumber }: Pick<CustomerFields, 'name' | 'taxNumber'>): CustomerKeys {
  return {
    name_key: nameKey(name),
    name_core: coreName(name),
    tax_key: taxNumber === null ? null : taxNumberKey(taxNumber),
  };
}

type DerivedFrom = Pick<
  CustomerFields,
  'name' | 'shortName' | 'type' | 'phone' | 'email' | 'taxNumber' | 'custom'
>;

/** Everything derived from cleaned fields but what the number adds: an import prepares its rows before they have one. */
export function deriveUnnumbered(fields: DerivedFrom, keys = keysOf(fields)): Derived {
  const surname = fields.type === 'person';
  const pinyin = pinyinOf(fields.name, { surname });
  const shortPinyin = fields.shortName === null ? null : pinyinOf(fields.shortName, { surname });
  const text = searchText({
    name: fields.name,
    core: keys.name_core,
    shortName: fields.shortName,
    phone: fields.phone,
    custom: Object.values(fields.custom),
    pinyin: {
      full: [...pinyin.full, ...(shortPinyin?.full ?? [])],
      initials: [...pinyin.initials, ...(shortPinyin?.initials ?? [])],
    },
  });
  return {
    columns: {
      ...keys,
      sort_key: pinyin.sortKey,
      search_public: text.public,
      search_phone: text.phone,
      search_private: text.private,
      email_domain: emailDomain(fields.email ?? ''),
    },
    tokens: indexTokens(text),
  };
}

/** What `deriveUnnumbered` told, completed by the customer's number. */
export function numbered({ columns, tokens }: Derived, number: string): Derived {
  const search = withNumber({ text: columns.search_public, tokens }, number);
  return { columns: { ...columns, search_public: search.text }, tokens: search.tokens };
}

/** The derived columns and the tokens of the search index for cleaned fields under a number. */
export function derive(fields: DerivedFrom, number: string): Derived {
  return numbered(deriveUnnumbered(fields), number);
}
