import { LunarYear, Solar } from 'lunar-typescript';
import { addDays, localDate, type LocalDate } from '../shared/local-date.ts';
import type { Birthday } from './contacts.contract.ts';

/** Lunar years that are reckoned with. */
const lunarYears = { first: 1850, last: 2100 } as const;

interface LunarMonthSpan {
  readonly firstDay: LocalDate;
  readonly days: number;
}

/** The months of a lunar year by number, a leap month under its negative. */
type LunarMonths = ReadonlyMap<number, LunarMonthSpan>;

// A year takes milliseconds to reckon and never changes; there are 251 of them.
const reckoned = new Map<number, LunarMonths>();

function monthsOf(year: number): LunarMonths {
  const known = reckoned.get(year);
  if (known !== undefined) return known;
  const months = new Map<number, LunarMonthSpan>();
  if (year >= lunarYears.first && year <= lunarYears.last) {
    for (const month of LunarYear.fromYear(year).getMonthsInYear()) {
      const first = Solar.fromJulianDay(month.getFirstJulianDay());
      const firstDay = localDate(first.getYear(), first.getMonth(), first.getDay());
      if (firstDay !== null) months.set(month.getMonth(), { firstDay, days: month.getDayCount() });
    }
    reckoned.set(year, months);
  }
  return months;
}

/** The solar day somebody was born on; null without a year, or where there is no such day. */
export function bornOn({ calendar, year, month, day, leap }: Birthday): LocalDate | null {
  if (year === null) return null;
  if (calendar === 'solar') return localDate(year, month, day);
  const found = monthsOf(year).get(leap ? -month : month);
  return found === undefined || day > found.days ? null : addDays(found.firstDay, day - 1);
}

/** Whether there is such a day at all: of the year where it is known, else of some year. */
export function birthdayExists(birthday: Birthday): boolean {
  const { calendar, year, month, day, leap } = birthday;
  if (calendar === 'solar' && leap) return false;
  if (year !== null) return bornOn(birthday) !== null;
  return calendar === 'solar' ? localDate(2000, month, day) !== null : day <= 30;
}

/** Where a birthday falls in a solar year: 29 February on the 28th when there is none. */
function solarBirthday(year: number, month: number, day: number): LocalDate | null {
  return localDate(year, month, day) ?? localDate(year, month, day - 1);
}

/**
 * Where a birthday falls in a lunar year. One of a leap month falls in the plain month of years without it, one on the
 * 30th on the last day of a month of 29.
 */
function lunarBirthday(year: number, { month, day, leap }: Birthday): LocalDate | null {
  const months = monthsOf(year);
  const found = (leap ? months.get(-month) : undefined) ?? months.get(month);
  return found === undefined ? null : addDays(found.firstDay, Math.min(day, found.days) - 1);
}

/**
 * The next day from `today` on (`YYYY-MM-DD`, today included) on which a birthday falls, in the solar calendar; spec §4.
 * Null for a day that does not exist and beyond the lunar year 2100.
 */
export function nextBirthday(birthday: Birthday, today: LocalDate): LocalDate | null {
  if (!birthdayExists(birthday)) return null;
  const thisYear = Number(today.slice(0, 4));
  // The lunar year begins up to 51 days after the solar one, and its end lies in the next.
  for (let year = thisYear - 1; year <= thisYear + 2; year++) {
    const date =
      birthday.calendar === 'solar'
        ? solarBirthday(year, birthday.month, birthday.day)
        : lunarBirthday(year, birthday);
    if (date !== null && date >= today) return date;
  }
  return null;
}
