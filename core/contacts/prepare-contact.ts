import { checkEmail, checkPhone, nameKey, phoneDigits, pinyinOf } from '../customers/index.ts';
import type { FieldError } from '../shared/errors.ts';
import { cleanMultiline, cleanText, codePoints, foldText } from '../shared/text.ts';
import { birthdayExists, bornOn } from './birthday.ts';
import type { ContactKeys } from './brought.contract.ts';
import { maxLength, type Contact, type ContactFields, type Way } from './contacts.contract.ts';

const oneLine = (text: string | null): string | null => {
  const clean = text === null ? '' : cleanText(text);
  return clean === '' ? null : clean;
};
const lines = (text: string | null): string | null => {
  const clean = text === null ? '' : cleanMultiline(text);
  return clean === '' ? null : clean;
};
const cleanWays = (ways: readonly Way[]): Way[] =>
  ways.map((way) => ({ ...way, value: cleanText(way.value) })).filter((way) => way.value !== '');

/** The fields as they are stored: trimmed, without control characters, empty texts null and empty lines gone. */
export function cleanContact(fields: ContactFields): ContactFields {
  return {
    ...fields,
    name: cleanText(fields.name),
    department: oneLine(fields.department),
    position: oneLine(fields.position),
    phones: cleanWays(fields.phones),
    emails: cleanWays(fields.emails),
    wechat: oneLine(fields.wechat),
    qq: oneLine(fields.qq),
    address: oneLine(fields.address),
    hobbies: lines(fields.hobbies),
    remark: lines(fields.remark),
  };
}

/** What keeps cleaned fields from being saved, each at its field. `today`: nobody was born later. */
export function contactErrors(fields: ContactFields, today: string): FieldError[] {
  const errors: FieldError[] = [];
  const bounded = (path: string, text: string | null, max: number) => {
    if (text !== null && codePoints(text) > max) errors.push({ path, code: 'tooLong', params: { max } });
  };
  if (nameKey(fields.name) === '') errors.push({ path: 'name', code: 'required' });
  bounded('name', fields.name, maxLength.name);
  for (const path of ['department', 'position', 'wechat', 'qq'] as const) {
    bounded(path, fields[path], maxLength.text);
  }
  for (const kind of ['phones', 'emails'] as const) {
    for (const [at, way] of fields[kind].entries()) bounded(`${kind}.${at}`, way.value, maxLength.text);
  }
  for (const path of ['address', 'hobbies', 'remark'] as const) bounded(path, fields[path], maxLength[path]);
  if (fields.birthday !== null) {
    if (!birthdayExists(fields.birthday)) errors.push({ path: 'birthday', code: 'birthdayUnknown' });
    else if ((bornOn(fields.birthday) ?? '') > today) errors.push({ path: 'birthday', code: 'inFuture' });
  }
  return errors;
}

/** Formats that look wrong, by place (`phones.0`); shown at the field, never in the way of saving. */
export function contactWarnings({ phones, emails }: Pick<ContactFields, 'phones' | 'emails'>) {
  const found: Record<string, Contact['warnings'][string]> = {};
  const note = (path: string, warning: Contact['warnings'][string] | null) => {
    if (warning !== null) found[path] = warning;
  };
  for (const [at, { value }] of phones.entries()) note(`phones.${at}`, checkPhone(value));
  for (const [at, { value }] of emails.entries()) note(`emails.${at}`, checkEmail(value));
  return found;
}

/** What a contact is found and sorted by; computed when a name is written. */
export function contactKeys(name: string): ContactKeys {
  const pinyin = pinyinOf(name, { surname: true });
  const parts = [foldText(name), ...pinyin.initials, ...pinyin.full];
  return {
    name_key: nameKey(name),
    sort_key: pinyin.sortKey,
    search_text: [...new Set(parts)].filter((part) => part !== '').join('|'),
  };
}

/** What a number or an address is found by. */
export function wayKey(kind: 'phone' | 'email', value: string): string {
  return kind === 'phone' ? phoneDigits(value) : value.toLowerCase();
}
