import { bornOn } from './birthday.ts';
import type { ContactFields, WayLabel } from './contacts.contract.ts';

const escaped = (text: string) => text.replace(/[\\;,]/g, (char) => `\\${char}`).replace(/\r?\n/g, '\\n');

/** Octets of a character in UTF-8. */
function octets(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** A line of at most 75 octets and its continuations; no character is broken. */
function folded(text: string): string {
  const lines: string[] = [];
  let line = '';
  let length = 0;
  for (const char of text) {
    const more = octets(char);
    if (length + more > 75) {
      lines.push(line);
      line = ' ';
      length = 1;
    }
    line += char;
    length += more;
  }
  return [...lines, line].join('\r\n');
}

const phoneTypes: Readonly<Record<WayLabel, string>> = {
  mobile: 'CELL',
  work: 'WORK,VOICE',
  home: 'HOME,VOICE',
  fax: 'WORK,FAX',
  other: 'VOICE',
};

const two = (value: number) => String(value).padStart(2, '0');

function birthdayLines(birthday: ContactFields['birthday']): string[] {
  if (birthday === null) return [];
  const { calendar, year, month, day, leap } = birthday;
  if (calendar === 'lunar') {
    const born = bornOn(birthday);
    const own = `X-KECHI-LUNAR-BIRTHDAY:${year ?? ''};${month};${day};${leap ? 1 : 0}`;
    return born === null ? [own] : [`BDAY:${born}`, own];
  }
  // 3.0 knows no day without a year; this is how phones write one.
  return year === null
    ? [`BDAY;X-APPLE-OMIT-YEAR=1604:1604-${two(month)}-${two(day)}`]
    : [`BDAY:${year}-${two(month)}-${two(day)}`];
}

function cardLines(fields: ContactFields, company: string): string[] {
  const entry = (name: string, text: string | null) => (text === null ? [] : [`${name}:${escaped(text)}`]);
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${escaped(fields.name)};;;;`,
    `FN:${escaped(fields.name)}`,
    `ORG:${escaped(company)}${fields.department === null ? '' : `;${escaped(fields.department)}`}`,
    ...entry('TITLE', fields.position),
    ...fields.phones.map(({ label, value }) => `TEL;TYPE=${phoneTypes[label]}:${escaped(value)}`),
    ...fields.emails.map(
      ({ label, value }) => `EMAIL;TYPE=INTERNET,${label === 'home' ? 'HOME' : 'WORK'}:${escaped(value)}`,
    ),
    ...(fields.address === null ? [] : [`ADR;TYPE=WORK:;;${escaped(fields.address)};;;;`]),
    ...birthdayLines(fields.birthday),
    ...(fields.gender === null ? [] : [`X-GENDER:${fields.gender === 'male' ? 'M' : 'F'}`]),
    ...entry('X-WECHAT', fields.wechat),
    ...entry('X-QQ', fields.qq),
    ...entry('X-HOBBY', fields.hobbies),
    ...entry('NOTE', fields.remark),
    'END:VCARD',
  ];
}

/** Contacts as a vCard file, version 3.0 in UTF-8 (spec §4); `company` is the name of each one's customer. */
export function writeVCards(
  contacts: readonly { readonly fields: ContactFields; readonly company: string }[],
): string {
  return contacts
    .flatMap(({ fields, company }) => cardLines(fields, company))
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}
