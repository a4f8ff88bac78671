import {
  birthdayExists,
  cleanContact,
  contactErrors,
  contactKeys,
  contactWarnings,
} from '../contacts/index.ts';
import type { BroughtContact } from '../contacts/brought.contract.ts';
import type { Birthday, ContactFields, Way } from '../contacts/contacts.contract.ts';
import { checkPhone } from '../customers/index.ts';
import { parseLooseDate } from '../shared/local-date.ts';
import { cleanText } from '../shared/text.ts';
import type { CellReading } from './cell-reading.ts';
import { contactParts, contactSets, type ContactPart, type ContactTarget } from './import-plan.contract.ts';
import { readGender } from './values.ts';

const separators = /[;；,，、|/\n]+/;

function phonesOf(reading: CellReading, target: ContactTarget, label: 'mobile' | null): Way[] {
  const text = reading.digits(target, true);
  if (text === null) return [];
  // 0755-12345678/9 is one number with two ends.
  const parts =
    checkPhone(text) === null ? text.split(/[;；,，、|\n]+|\/(?=\s*\+?\d{7})/) : text.split(separators);
  return parts.flatMap((part) => {
    const value = cleanText(part);
    const kind = label ?? (/^(?:\+?86)?1\d{10}$/.test(value.replace(/[\s-]/g, '')) ? 'mobile' : 'work');
    return value === '' ? [] : [{ id: null, label: kind, value }];
  });
}

function emailsOf(reading: CellReading, target: ContactTarget): Way[] {
  return (reading.text(target) ?? '')
    .split(/[;；,，、|/\s]+/)
    .flatMap((value) => (value === '' ? [] : [{ id: null, label: 'work' as const, value }]));
}

/** A day with or without its year; 农历 in front is the lunar calendar, 闰 behind it a leap month. */
export function readBirthday(cell: string | number): Birthday | null {
  const text = String(cell).normalize('NFKC').trim();
  const lunar = /^(?:农历|阴历|旧历|lunar)[:：\s]*/i.exec(text)?.[0];
  const day = (lunar === undefined ? text : text.slice(lunar.length)).replace(/\s*[(（].*$/, '');
  const short = /^(?:--)?(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(day);
  const calendar = lunar === undefined ? 'solar' : 'lunar';
  const leap = lunar !== undefined && /闰|leap/i.test(text);
  if (short !== null)
    return exists({ calendar, year: null, month: Number(short[1]), day: Number(short[2]), leap });
  const long = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(day);
  if (lunar !== undefined && long !== null)
    return exists({ calendar, year: Number(long[1]), month: Number(long[2]), day: Number(long[3]), leap });
  const date = lunar === undefined ? parseLooseDate(typeof cell === 'number' ? cell : day) : null;
  if (date === null) return null;
  const [year = 0, month = 0, nth = 0] = date.split('-').map(Number);
  return exists({ calendar, year, month, day: nth, leap: false });
}

const exists = (birthday: Birthday): Birthday | null => (birthdayExists(birthday) ? birthday : null);

function one(reading: CellReading, set: 1 | 2 | 3): ContactFields | null {
  const target = (part: ContactPart): ContactTarget => `contact${set}.${part}`;
  const text = (part: ContactPart) => reading.text(target(part));
  const phones = [
    ...phonesOf(reading, target('mobile'), 'mobile'),
    ...phonesOf(reading, target('phone'), null),
  ];
  const emails = emailsOf(reading, target('email'));
  const birthCell = reading.cell(target('birthday'));
  const birthday =
    typeof birthCell === 'string' || typeof birthCell === 'number' ? readBirthday(birthCell) : null;
  if (birthCell !== null && birthday === null) reading.warn(target('birthday'), 'birthdayUnknown');
  const name = cleanText(text('name') ?? '') || (phones[0]?.value ?? emails[0]?.value ?? '');
  if (name === '') return null;
  const fields = cleanContact({
    name,
    department: text('department'),
    position: text('position'),
    decisionRole: null,
    gender: readGender(text('gender') ?? ''),
    phones: phones.slice(0, 20),
    emails: emails.slice(0, 20),
    wechat: text('wechat'),
    qq: reading.digits(target('qq')),
    birthday,
    address: text('address'),
    hobbies: null,
    remark: text('remark'),
    leftCompany: false,
  });
  for (const { path, code, params } of contactErrors(fields, reading.rules.today))
    reading.reject(target(partOf(path)), code, params);
  for (const [path, code] of Object.entries(contactWarnings(fields))) {
    const part = partOf(path);
    const column = reading.columnOf(target(part)) === undefined && part === 'phone' ? 'mobile' : part;
    if (!reading.warned(target(column))) reading.warn(target(column), code);
  }
  return fields;
}

/** `phones.0` belongs to the phone column. */
function partOf(path: string): ContactPart {
  if (path.startsWith('phones')) return 'phone';
  if (path.startsWith('emails')) return 'email';
  return contactParts.find((part) => part === path) ?? 'name';
}

/** The contacts that a row brings along, each once. */
export function contactsOf(reading: CellReading): readonly BroughtContact[] {
  const found = new Map<string, ContactFields>();
  for (let set = 1; set <= contactSets; set++) {
    const fields = one(reading, set as 1 | 2 | 3);
    if (fields !== null && !found.has(fields.name)) found.set(fields.name, fields);
  }
  const { makes } = reading.rules;
  return [...found.values()].map((fields) =>
    makes ? { fields, keys: contactKeys(fields.name) } : { fields },
  );
}
