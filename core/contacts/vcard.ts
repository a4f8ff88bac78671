import { parseLocalDate } from '../shared/local-date.ts';
import { cleanMultiline, cleanText, codePoints } from '../shared/text.ts';
import {
  maxLength,
  mostWays,
  type Birthday,
  type ContactFields,
  type WayLabel,
} from './contacts.contract.ts';

/** Biggest file that is read, in bytes, and most cards of it (spec §4). */
export const vCardLimits = { bytes: 1_000_000, cards: 1000 } as const;

/** Text of some bytes in a charset; null where they are none, or the charset is not known. */
export type Decode = (bytes: Uint8Array, charset: string) => string | null;

/** One card, as the fields of a contact; `company` is what it says of the company, which nothing is done with. */
export interface ReadCard {
  readonly fields: ContactFields;
  readonly company: string | null;
}

export interface ReadCards {
  readonly cards: readonly ReadCard[];
  /** There were more cards than are read. */
  readonly more: boolean;
}

interface Property {
  readonly name: string;
  /** Upper-case types and bare parameters: `CELL`, `PREF`. */
  readonly types: ReadonlySet<string>;
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
}

/** The whole file as text: by its byte order mark, else UTF-8, else what Chinese phones and PCs write. */
function textOf(bytes: Uint8Array, decode: Decode): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return decode(bytes, 'utf-16le') ?? '';
  if (a === 0xfe && b === 0xff) return decode(bytes, 'utf-16be') ?? '';
  return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030') ?? '';
}

/** Lines as they were before they were folded: continuations begin with white space, soft breaks of quoted-printable with =. */
function unfold(text: string): string[] {
  // In parts, joined once: a line of a hundred thousand folds would be copied as often otherwise.
  const lines: string[][] = [];
  let quotedLine = false;
  let soft = false;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|[\r\n]/)) {
    const open = lines.at(-1);
    if (open !== undefined && soft) open.push(line.trimStart());
    else if (open !== undefined && /^[ \t]/.test(line)) open.push(line.slice(1));
    else {
      lines.push([line]);
      quotedLine = /^[^:]{0,200};[^:]{0,200}quoted-printable/i.test(line);
    }
    soft = quotedLine && line.endsWith('=');
    const parts = lines.at(-1);
    if (soft && parts !== undefined) parts.push((parts.pop() ?? '').slice(0, -1));
  }
  return lines.map((parts) => parts.join(''));
}

/** Bytes of a quoted-printable text; what is no code stands for itself. */
function quotedBytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charAt(at) === '=' ? /^[0-9a-f]{2}/i.exec(text.slice(at + 1, at + 3))?.[0] : undefined;
    if (code === undefined) bytes.push(text.charCodeAt(at) & 0xff);
    else {
      bytes.push(Number.parseInt(code, 16));
      at += 2;
    }
  }
  return Uint8Array.from(bytes);
}

const quoted = (text: string) => text.replace(/^"(.*)"$/s, '$1');

/** `[group.]NAME;PARAM=value;TYPE:value`; null for what is none. */
function propertyOf(line: string, decode: Decode): Property | null {
  const head = /^(?:[^";:]|"[^"]*"|;)+(?=:)/.exec(line.slice(0, 2000))?.[0];
  if (head === undefined) return null;
  const [first = '', ...rest] = head.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const params = new Map<string, string>();
  const types = new Set<string>();
  for (const param of rest) {
    const [key = '', ...values] = param.split('=');
    const value = quoted(values.join('='));
    if (values.length === 0) types.add(key.trim().toUpperCase());
    else if (key.trim().toUpperCase() === 'TYPE')
      for (const one of value.split(',')) types.add(quoted(one.trim()).toUpperCase());
    else params.set(key.trim().toUpperCase(), value);
  }
  const encoding = (params.get('ENCODING') ?? '').toUpperCase();
  let value = line.slice(head.length + 1);
  if (encoding === 'QUOTED-PRINTABLE' || types.has('QUOTED-PRINTABLE')) {
    const bytes = quotedBytes(value);
    const charset = params.get('CHARSET') ?? 'utf-8';
    value = decode(bytes, charset) ?? decode(bytes, 'gb18030') ?? '';
  } else if (/^(B|BASE64)$/.test(encoding) || types.has('BASE64')) return null;
  const name = first
    .slice(first.lastIndexOf('.') + 1)
    .trim()
    .toUpperCase();
  return name === '' ? null : { name, types, params, value };
}

/** Parts of a structured value, unescaped. */
function partsOf(value: string): string[] {
  const parts = [''];
  for (let at = 0; at < value.length; at++) {
    const char = value.charAt(at);
    const next = value.charAt(at + 1);
    if (char === '\\' && /[\\;,:nN]/.test(next)) {
      parts.push((parts.pop() ?? '') + (/n/i.test(next) ? '\n' : next));
      at++;
    } else if (char === ';') parts.push('');
    else parts.push((parts.pop() ?? '') + char);
  }
  return parts;
}
/** A plain value, unescaped: a bare semicolon is part of it. */
const plain = (value: string) => partsOf(value).join(';');

const clip = (text: string, max: number) =>
  codePoints(text) > max ? [...text].slice(0, max).join('') : text;
const line = (text: string, max: number): string | null => clip(cleanText(text), max) || null;
const isChinese = (text: string) => /\p{Script=Han}/u.test(text);

/** Family and given name as people write them: 张三, and Ann Lee. */
function composed(value: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = partsOf(value).map(cleanText);
  if (isChinese(family + given)) return `${prefix}${family}${middle}${given}${suffix}`;
  return [prefix, given, middle, family, suffix].filter((part) => part !== '').join(' ');
}

function addressOf(value: string): string {
  // Box, extended, street, city, region, postcode, country.
  const [, extended = '', street = '', city = '', region = '', , country = ''] =
    partsOf(value).map(cleanText);
  if (!isChinese(value))
    return [street, extended, city, region, country].filter((part) => part !== '').join(', ');
  return [country === '中国' ? '' : country, region, city === region ? '' : city, street, extended].join('');
}

function phoneLabel(types: ReadonlySet<string>, value: string): WayLabel {
  if (types.has('FAX') || [...types].some((type) => type.endsWith('FAX'))) return 'fax';
  if (types.has('CELL') || types.has('IPHONE')) return 'mobile';
  if (types.has('WORK')) return 'work';
  if (types.has('HOME')) return 'home';
  return /^(?:\+?86)?1\d{10}$/.test(value.replace(/[\s-]/g, '')) ? 'mobile' : 'other';
}

function birthdayOf({ value, params }: Property): Birthday | null {
  const text = value.trim();
  const match = /^(\d{4}|--)-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(text);
  if (match === null) return null;
  const omitted = params.get('X-APPLE-OMIT-YEAR') ?? '1604';
  const year = match[1] === '--' || match[1] === omitted ? null : Number(match[1]);
  const [month, day] = [Number(match[2]), Number(match[3])];
  const exists = parseLocalDate(`${year ?? 2000}-${match[2] ?? ''}-${match[3] ?? ''}`) !== null;
  if (!exists || (year !== null && (year < 1850 || year > 2100))) return null;
  return { calendar: 'solar', year, month, day, leap: false };
}

/** As {@link writeVCards} notes a lunar birthday: `1980;8;15;0`, the year may be empty. */
function lunarOf(value: string): Birthday | null {
  const match = /^(\d{4})?;(\d{1,2});(\d{1,2});([01])$/.exec(value.trim());
  if (match === null) return null;
  const [month, day] = [Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > 30) return null;
  const year = match[1] === undefined ? null : Number(match[1]);
  if (year !== null && (year < 1850 || year > 2100)) return null;
  return { calendar: 'lunar', year, month, day, leap: match[4] === '1' };
}

const genderOf = (value: string): ContactFields['gender'] => {
  const text = value.trim().toUpperCase();
  if (/^(M(?!\w)|MALE|男)/.test(text)) return 'male';
  return /^(F(?!\w)|FEMALE|女)/.test(text) ? 'female' : null;
};

/** One card from its properties; null when it says nothing. */
function cardOf(properties: readonly Property[]): ReadCard | null {
  const all = (...names: string[]) => properties.filter(({ name }) => names.includes(name));
  const value = (...names: string[]) => plain(all(...names)[0]?.value ?? '');
  const phones = all('TEL').flatMap(({ types, value: raw }) => {
    const text = line(plain(raw).replace(/^tel:/i, '').replace(/;.*$/, ''), maxLength.text);
    return text === null ? [] : [{ id: null, label: phoneLabel(types, text), value: text }];
  });
  const emails = all('EMAIL').flatMap(({ types, value: raw }) => {
    const text = line(plain(raw).replace(/^mailto:/i, ''), maxLength.text);
    const label = types.has('HOME') ? ('home' as const) : ('work' as const);
    return text === null ? [] : [{ id: null, label, value: text }];
  });
  const [company = '', ...departments] = partsOf(all('ORG')[0]?.value ?? '').map(cleanText);
  const messenger = (kind: RegExp, ...names: string[]) => {
    const uri = all('IMPP')
      .map(({ value: raw, params }) => `${params.get('X-SERVICE-TYPE') ?? ''}:${plain(raw)}`)
      .find((text) => kind.test(text));
    return line(value(...names) || (uri ?? '').replace(/^.*:/, ''), maxLength.text);
  };
  const birthday = all('BDAY')[0];
  const lunar = all('X-KECHI-LUNAR-BIRTHDAY')[0];
  const name =
    cleanText(value('FN')) ||
    composed(all('N')[0]?.value ?? '') ||
    company ||
    phones[0]?.value ||
    emails[0]?.value;
  if (name === undefined || cleanText(name) === '') return null;
  return {
    company: line(company, maxLength.text),
    fields: {
      name: clip(cleanText(name), maxLength.name),
      department: line(departments.filter((part) => part !== '').join(' '), maxLength.text),
      position: line(value('TITLE', 'ROLE'), maxLength.text),
      decisionRole: null,
      gender: genderOf(value('GENDER', 'X-GENDER', 'SEX')),
      phones: phones.slice(0, mostWays),
      emails: emails.slice(0, mostWays),
      wechat: messenger(/wechat|weixin/i, 'X-WECHAT', 'X-WEIXIN'),
      qq: messenger(/qq|tencent/i, 'X-QQ', 'X-TENCENT-QQ'),
      birthday: (lunar && lunarOf(lunar.value)) ?? (birthday === undefined ? null : birthdayOf(birthday)),
      address: line(addressOf(all('ADR')[0]?.value ?? ''), maxLength.address),
      hobbies: line(value('X-HOBBY', 'HOBBY'), maxLength.hobbies),
      remark: clip(cleanMultiline(value('NOTE')), maxLength.remark) || null,
      leftCompany: false,
    },
  };
}

/**
 * The cards of a vCard file (2.1, 3.0, 4.0) as phones write it: GBK, quoted-printable, folded lines, several cards, pictures passed
 * over. Never throws: what cannot be read is left out. Reads the first `most` cards; a file beyond
 * `vCardLimits.bytes` is for the caller to refuse.
 */
export function readVCards(bytes: Uint8Array, decode: Decode, most: number = vCardLimits.cards): ReadCards {
  const cards: ReadCard[] = [];
  let open: Property[] | null = null;
  for (const text of unfold(textOf(bytes, decode))) {
    if (/^begin:\s*vcard\s*$/i.test(text)) open = [];
    else if (/^end:\s*vcard\s*$/i.test(text)) {
      const card: ReadCard | null = open === null ? null : cardOf(open);
      open = null;
      if (card === null) continue;
      if (cards.length === most) return { cards, more: true };
      cards.push(card);
    } else if (open !== null && open.length < 500) {
      const property = propertyOf(text, decode);
      if (property !== null) open.push(property);
    }
  }
  return { cards, more: false };
}
