import {
  decisionRoles,
  genders,
  maxLength,
  type Birthday,
  type Contact,
  type ContactFields,
  type Way,
} from '#core/contacts/contacts.contract.ts';
import { localDate } from '#core/shared/local-date.ts';
import { cleanText, codePoints, foldText } from '#core/shared/text.ts';
import { fieldsOf } from './fields.ts';

const textFields = [
  'name',
  'department',
  'position',
  'wechat',
  'qq',
  'address',
  'hobbies',
  'remark',
] as const;
export type TextField = (typeof textFields)[number];
export const wayLists = ['phones', 'emails'] as const;
export type WayList = (typeof wayLists)[number];

/** A birthday as it stands in the form; month and day empty: none. */
export interface BirthdayValue {
  readonly calendar: Birthday['calendar'];
  readonly year: string;
  readonly month: number | null;
  readonly day: number | null;
  readonly leap: boolean;
}

/** What stands in the form: texts as typed, and the record as it was read. */
export interface FormValues extends Record<TextField, string> {
  [key: string]: unknown;
  decisionRole: string | null;
  gender: string | null;
  /** At least one line each, perhaps empty. */
  phones: Way[];
  emails: Way[];
  birthday: BirthdayValue;
  leftCompany: boolean;
  /** The record as it was read, and its version: kept with the draft, so that a later change by others is noticed. */
  base: ContactFields | null;
  baseVersion: number | null;
}

/** An empty line to type a number or an address into. */
export function emptyWay(list: WayList): Way {
  return { id: null, label: list === 'phones' ? 'mobile' : 'work', value: '' };
}

const noBirthday: BirthdayValue = { calendar: 'solar', year: '', month: null, day: null, leap: false };

export const emptyValues: FormValues = {
  name: '',
  department: '',
  position: '',
  wechat: '',
  qq: '',
  address: '',
  hobbies: '',
  remark: '',
  decisionRole: null,
  gender: null,
  phones: [emptyWay('phones')],
  emails: [emptyWay('emails')],
  birthday: noBirthday,
  leftCompany: false,
  base: null,
  baseVersion: null,
};

/** Fields as they stand in a form. */
export function fieldsToValues(fields: ContactFields): Omit<FormValues, 'base' | 'baseVersion'> {
  const texts = Object.fromEntries(textFields.map((field) => [field, fields[field] ?? ''])) as Record<
    TextField,
    string
  >;
  const { birthday } = fields;
  return {
    ...texts,
    decisionRole: fields.decisionRole,
    gender: fields.gender,
    phones: fields.phones.length > 0 ? fields.phones : [emptyWay('phones')],
    emails: fields.emails.length > 0 ? fields.emails : [emptyWay('emails')],
    birthday: birthday === null ? noBirthday : { ...birthday, year: birthday.year?.toString() ?? '' },
    leftCompany: fields.leftCompany,
  };
}

export function valuesOf(contact: Contact): FormValues {
  const base = fieldsOf(contact);
  return { ...emptyValues, ...fieldsToValues(base), base, baseVersion: contact.version };
}

function toBirthday({ calendar, year, month, day, leap }: BirthdayValue): Birthday | null {
  if (month === null || day === null) return null;
  const typed = year.trim() === '' ? null : Number(year.normalize('NFKC').trim());
  return { calendar, year: typed, month, day, leap: leap && calendar === 'lunar' };
}

/** What is sent; only for values that passed `refusedValues`. Lines left empty are none. */
export function toFields(values: FormValues): ContactFields {
  const text = (field: TextField) => (values[field].trim() === '' ? null : values[field]);
  const ways = (list: WayList) => values[list].filter(({ value }) => value.trim() !== '');
  return {
    name: values.name,
    department: text('department'),
    position: text('position'),
    decisionRole: decisionRoles.find((role) => role === values.decisionRole) ?? null,
    gender: genders.find((gender) => gender === values.gender) ?? null,
    phones: ways('phones'),
    emails: ways('emails'),
    wechat: text('wechat'),
    qq: text('qq'),
    birthday: toBirthday(values.birthday),
    address: text('address'),
    hobbies: text('hobbies'),
    remark: text('remark'),
    leftCompany: values.leftCompany,
  };
}

export interface FormSentences {
  readonly required: string;
  readonly tooLong: (max: number) => string;
  readonly birthdayHalf: string;
  readonly birthdayYear: string;
  readonly birthdayUnknown: string;
  readonly maskedPart: string;
}

function birthdayError(value: BirthdayValue, say: FormSentences): string | null {
  const { month, day } = value;
  const year = value.year.normalize('NFKC').trim();
  if (month === null && day === null && year === '') return null;
  if (month === null || day === null) return say.birthdayHalf;
  if (year !== '' && !(/^\d{4}$/.test(year) && Number(year) >= 1850 && Number(year) <= 2100))
    return say.birthdayYear;
  // Which days a lunar month has, the service knows.
  if (value.calendar === 'lunar') return day > 30 ? say.birthdayUnknown : null;
  return localDate(year === '' ? 2000 : Number(year), month, day) === null ? say.birthdayUnknown : null;
}

/** What keeps a form from being saved, by field, in the order of the form. */
export function refusedValues(values: FormValues, say: FormSentences): Record<string, string> {
  const errors: Record<string, string> = {};
  const { base } = values;
  const maxOf = (field: TextField) =>
    field === 'department' || field === 'position' || field === 'wechat' || field === 'qq'
      ? maxLength.text
      : maxLength[field];
  if (foldText(values.name) === '') errors['name'] = say.required;
  for (const list of wayLists) {
    for (const [at, { id, value }] of values[list].entries()) {
      const kept = base?.[list].find((way) => way.id === id && id !== null)?.value;
      if (codePoints(cleanText(value)) > maxLength.text) {
        errors[`${list}.${at}.value`] = say.tooLong(maxLength.text);
      }
      // Masked data that is left alone stays stored; with a part of it typed over, nobody could tell what was meant.
      else if (base !== null && value.includes('***') && value !== kept) {
        errors[`${list}.${at}.value`] = say.maskedPart;
      }
    }
  }
  for (const field of textFields) {
    const max = maxOf(field);
    if (codePoints(cleanText(values[field])) > max) errors[field] ??= say.tooLong(max);
  }
  for (const field of ['wechat', 'qq', 'address'] as const) {
    const typed = values[field];
    if (base !== null && typed.includes('***') && typed !== (base[field] ?? ''))
      errors[field] ??= say.maskedPart;
  }
  const birthday = birthdayError(values.birthday, say);
  if (birthday !== null) errors['birthday'] = birthday;
  return errors;
}
