declare const localDateBrand: unique symbol;
/** A day of the calendar without time or zone, as `YYYY-MM-DD`; sorts as text. */
export type LocalDate = string & { readonly [localDateBrand]: true };

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day of the proleptic Gregorian calendar, or null where there is none (30 February, month 13, year 0 or beyond 9999). */
export function localDate(year: number, month: number, day: number): LocalDate | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return null;
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return text as LocalDate;
}

/** Reads exactly `YYYY-MM-DD`; null for anything else and for days that do not exist. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? localDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

export function isLocalDate(text: string): text is LocalDate {
  return parseLocalDate(text) !== null;
}

/** Negative when a is before b, 0 when equal. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Day number: 0001-01-01 is 1. */
function dayNumber(date: LocalDate): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const past = year - 1;
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  const before = DAYS_BEFORE_MONTH[month - 1] ?? 0;
  return (
    past * 365 +
    Math.floor(past / 4) -
    Math.floor(past / 100) +
    Math.floor(past / 400) +
    before +
    leapDay +
    day
  );
}

function fromDayNumber(days: number): LocalDate | null {
  let year = Math.max(1, Math.floor(days / 365.2425));
  const firstDay = (y: number) =>
    (y - 1) * 365 + Math.floor((y - 1) / 4) - Math.floor((y - 1) / 100) + Math.floor((y - 1) / 400);
  while (firstDay(year + 1) < days) year++;
  let rest = days - firstDay(year);
  let month = 1;
  while (month < 12 && rest > daysInMonth(year, month)) rest -= daysInMonth(year, month++);
  return localDate(year, month, rest);
}

/** The day `days` later (earlier when negative). Throws RangeError beyond the years 1 to 9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const result = Number.isInteger(days) ? fromDayNumber(dayNumber(date) + days) : null;
  if (result === null) throw new RangeError(`no such day: ${date} + ${days}`);
  return result;
}

/** Days from `from` to `to`; 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Day number of 1899-12-31, the day before serial 1 of a spreadsheet. */
const SERIAL_EPOCH = 693595;

/** The day of a spreadsheet serial number in the 1900 system; a fraction is the time and is dropped. null for 60, the 29 February 1900 that never was. */
export function fromSpreadsheetSerial(serial: number): LocalDate | null {
  const day = Math.floor(serial);
  if (!(day >= 1 && day <= 2958465) || day === 60) return null;
  return fromDayNumber(SERIAL_EPOCH + (day > 60 ? day - 1 : day));
}

/** A time of day behind a date: `14:30`, `下午 2:30`, `14时30分`. */
const TIME = String.raw`(?:[T\s]+(?:上午|下午|中午|晚上|am|pm)?\s*\d{1,2}[:时点].*)?`;
const LOOSE = new RegExp(
  String.raw`^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))${TIME}$`,
  'i',
);
/** Two digits of the year stand first: told by 年 or points, or because one digit at the end is no year. */
const SHORT = new RegExp(
  String.raw`^(\d{2})(?:\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|[-/](\d{1,2})[-/](\d))${TIME}$`,
  'i',
);
/** As spreadsheets read them: 00 to 29 are of this century, 30 to 99 of the last. */
const firstOfLastCentury = 30;

/**
 * Reads a date from an imported cell: `2023-1-5`, `2023/01/05`, `2023.1.5`, `2023年1月5日`, `20230105`, `23.1.5`, `23年1月5日`,
 * each with or without a time behind it, and spreadsheet serials (a number, or text of five digits). null for what could be
 * two days (`03/05/24`), day-first orders, bare years and months, and days that do not exist.
 */
export function parseLooseDate(value: string | number): LocalDate | null {
  if (typeof value === 'number') return fromSpreadsheetSerial(value);
  const text = value
    .normalize('NFKC')
    .trim()
    .replace(/\s*([年月日号/.-])\s*/g, (_, sign: string) => (/[日号]/.test(sign) ? `${sign} ` : sign))
    .trim();
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return fromSpreadsheetSerial(Number(text));
  const long = LOOSE.exec(text);
  const match = long ?? SHORT.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  return localDate(
    long !== null ? year : year + (year < firstOfLastCentury ? 2000 : 1900),
    Number(match[2] ?? match[4] ?? match[6]),
    Number(match[3] ?? match[5] ?? match[7]),
  );
}
