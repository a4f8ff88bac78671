import { localDate } from '#core/shared/local-date.ts';

/** What a format check of a customer field has to say (spec §3, formats); the sentence is made where it is shown. A warning never blocks saving. */
export type FieldWarning =
  | 'phone'
  | 'mobile'
  | 'landlineNoArea'
  | 'fax'
  | 'email'
  | 'url'
  | 'taxNumberLength'
  | 'taxNumberCharacters'
  | 'taxNumberCheckDigit'
  | 'postcode';

const SEPARATOR = /[/;,、|\n]+/;
const LANDLINE = /^0(?:10|2\d|[3-9]\d\d)\d{7,8}$/;
const EXTENSION = /^(.*\d.*?)(?:转|分机号?|ext\.?|x|#)[:\s]*\d{1,6}$/i;
const DASH_EXTENSION = /^(\(?0\d{2,3}\)?[-\s]?\d{7,8}|[48]00[-\s]?\d{3}[-\s]?\d{4})-\d{1,6}$/;

interface PhoneNumber {
  /** Digits as dialled inside China, without extension; all digits when the text is no number. */
  readonly digits: string;
  readonly warning: FieldWarning | null;
}

function warningOf(digits: string): FieldWarning | null {
  if (/^1\d{10}$/.test(digits) || LANDLINE.test(digits)) return null;
  if (/^[48]00\d{7}$/.test(digits) || /^9[56]\d{3,6}$/.test(digits)) return null;
  if (digits.startsWith('1')) return 'mobile';
  return /^[2-9]\d{6,7}$/.test(digits) ? 'landlineNoArea' : 'phone';
}

function readNumber(text: string): PhoneNumber {
  const base = EXTENSION.exec(text)?.[1] ?? DASH_EXTENSION.exec(text)?.[1] ?? text;
  const compact = base.replace(/[\s().·-]/g, '');
  const match = /^(\+|00)?(\d+)$/.exec(compact);
  if (!match) return { digits: text.replace(/\D/g, ''), warning: 'phone' };
  const [, international, all = ''] = match;
  if (international !== undefined && !all.startsWith('86')) {
    return { digits: all, warning: /^\d{7,15}$/.test(all) ? null : 'phone' };
  }
  if (!all.startsWith('86')) return { digits: all, warning: warningOf(all) };
  const rest = all.slice(2);
  // Abroad one dials +86 755 …, at home 0755 …: kept in the form of home, so that both are found as one number.
  const home = [rest, `0${rest}`].find((digits) => warningOf(digits) === null);
  if (home !== undefined && !(international === undefined && home === `0${rest}`))
    return { digits: home, warning: null };
  return international === undefined
    ? { digits: all, warning: warningOf(all) }
    : { digits: rest, warning: warningOf(rest) };
}

function readNumbers(text: string): PhoneNumber[] {
  const parts = text.normalize('NFKC').split(SEPARATOR);
  return parts.flatMap((part) => {
    const trimmed = part.trim();
    if (trimmed === '') return [];
    const whole = readNumber(trimmed);
    if (whole.warning === null || !/\s/.test(trimmed)) return [whole];
    const pieces = trimmed.split(/\s+/).map(readNumber);
    return pieces.every((piece) => piece.warning === null) ? pieces : [whole];
  });
}

/**
 * Mobile (11 digits starting with 1, +86 allowed), landline with area code and optional extension, 400/800 and 95/96
 * service numbers, foreign numbers with + or 00. Several numbers may be separated by / ; 、 , or spaces; the first that is wrong speaks.
 */
export function checkPhone(text: string): FieldWarning | null {
  return (
    readNumbers(text).find((number) => number.warning !== null)?.warning ??
    (isBlankOrHasDigit(text) ? null : 'phone')
  );
}

function isBlankOrHasDigit(text: string): boolean {
  return text.trim() === '' || /\d/.test(text.normalize('NFKC'));
}

/** As {@link checkPhone}, with the sentence of the fax field. */
export function checkFax(text: string): FieldWarning | null {
  const warning = checkPhone(text);
  return warning === null || warning === 'landlineNoArea' ? warning : 'fax';
}

/** The digits of every number in a phone field, joined by one space, without prefix 86 and extensions, each once. For search and for finding equal phones. */
export function phoneDigits(text: string): string {
  const digits = readNumbers(text).map((number) => number.digits);
  return [...new Set(digits)].filter((number) => number !== '').join(' ');
}

const HOST =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:[\p{L}]{2,63}|xn--[a-z0-9-]{2,59})$/iu;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

function isEmail(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (at < 1 || local.length > 64 || address.length > 254) return false;
  return (
    /^[^\s@<>()[\]",;:\\.]+(?:\.[^\s@<>()[\]",;:\\.]+)*$/u.test(local) && HOST.test(address.slice(at + 1))
  );
}

function addresses(text: string): string[] {
  return text.split(/[;,；，、\s]+/).filter((part) => part !== '');
}

/** One or several e-mail addresses. */
export function checkEmail(text: string): FieldWarning | null {
  const all = addresses(text);
  return (all.length > 0 || text.trim() === '') && all.every(isEmail) ? null : 'email';
}

const FREE_MAILERS = new Set(
  (
    'qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com vip.126.com yeah.net 188.com 139.com 189.cn 21cn.com wo.cn ' +
    'sina.com sina.cn vip.sina.com sohu.com vip.sohu.com tom.com 263.net aliyun.com alibaba.net 2980.com ' +
    'gmail.com googlemail.com outlook.com outlook.cn hotmail.com live.com live.cn msn.com yahoo.com yahoo.com.cn yahoo.cn ' +
    'ymail.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net web.de proton.me protonmail.com mail.com mail.ru yandex.ru yandex.com zoho.com'
  ).split(' '),
);

/** The lower-case domain of the first address that belongs to a company; null when there is none (empty, no address, or a mailer open to everybody). */
export function emailDomain(text: string): string | null {
  for (const address of addresses(text)) {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    if (isEmail(address) && !FREE_MAILERS.has(domain)) return domain;
  }
  return null;
}

/** A web address with or without http(s)://; the host must have a dot. */
export function checkUrl(text: string): FieldWarning | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const match = /^(?:https?:\/\/)?([^\s/?#:@]+)(?::\d{1,5})?(?:[/?#]\S*)?$/i.exec(trimmed);
  const host = match?.[1] ?? '';
  return HOST.test(host) || IPV4.test(host) ? null : 'url';
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** GB 32100: unified social credit code. */
function isCreditCode(code: string): boolean {
  const sum = CREDIT_WEIGHTS.reduce(
    (total, weight, at) => total + weight * CREDIT_ALPHABET.indexOf(code.charAt(at)),
    0,
  );
  return CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31) === code.charAt(17);
}

/** GB 11643: number of an identity card, which is a person's tax number. */
function isIdentityNumber(code: string): boolean {
  if (!/^\d{17}[\dX]$/.test(code)) return false;
  if (localDate(Number(code.slice(6, 10)), Number(code.slice(10, 12)), Number(code.slice(12, 14))) === null)
    return false;
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(code.charAt(at)), 0);
  return '10X98765432'.charAt(sum % 11) === code.charAt(17);
}

/** Unified social credit code or identity number (18 characters with check digit), or the older number of 15. */
export function checkTaxNumber(text: string): FieldWarning | null {
  const code = taxNumberKey(text);
  if (code === '') return text.trim() === '' ? null : 'taxNumberCharacters';
  if (!/^[0-9A-Z]+$/.test(code)) return 'taxNumberCharacters';
  if (code.length === 15) return null;
  if (code.length !== 18) return 'taxNumberLength';
  if (isIdentityNumber(code)) return null;
  if ([...code].some((char) => !CREDIT_ALPHABET.includes(char))) return 'taxNumberCharacters';
  return isCreditCode(code) ? null : 'taxNumberCheckDigit';
}

/** The form in which tax numbers are equal: half-width capitals without spaces and dashes; '' when empty (spec §3.9). */
export function taxNumberKey(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/** Six digits. */
export function checkPostcode(text: string): FieldWarning | null {
  const trimmed = text.normalize('NFKC').trim();
  return trimmed === '' || /^\d{6}$/.test(trimmed) ? null : 'postcode';
}
