import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, parseLocalDate, type LocalDate } from '../shared/local-date.ts';
import { birthdayExists, bornOn, nextBirthday } from './birthday.ts';
import type { Birthday } from './contacts.contract.ts';

const day = (text: string): LocalDate => parseLocalDate(text)!;
const solar = (month: number, date: number, year: number | null = null): Birthday => ({
  calendar: 'solar',
  year,
  month,
  day: date,
  leap: false,
});
const lunar = (month: number, date: number, more: Partial<Birthday> = {}): Birthday => ({
  calendar: 'lunar',
  year: null,
  month,
  day: date,
  leap: false,
  ...more,
});

describe('the next day of a birthday (spec §4)', () => {
  it.each([
    ['today counts', solar(11, 23), '2026-11-23', '2026-11-23'],
    ['the day after is next year', solar(11, 23), '2026-11-24', '2027-11-23'],
    ['29 February falls on the 28th', solar(2, 29), '2026-03-01', '2027-02-28'],
    ['and on the 29th where there is one', solar(2, 29), '2027-03-01', '2028-02-29'],
    ['spring festival 2026', lunar(1, 1), '2026-01-01', '2026-02-17'],
    ['spring festival 2027', lunar(1, 1), '2026-02-18', '2027-02-06'],
    ['mid-autumn 2026', lunar(8, 15), '2026-09-01', '2026-09-25'],
    ['dragon boat 2025', lunar(5, 5), '2025-05-01', '2025-05-31'],
    [
      'a day at the end of the lunar year lies in the next solar one',
      lunar(12, 8),
      '2026-12-31',
      '2027-01-15',
    ],
    ['leap sixth month 2025', lunar(6, 1, { leap: true }), '2025-06-01', '2025-07-25'],
    ['the plain month in a year without it', lunar(6, 1, { leap: true }), '2026-01-01', '2026-07-14'],
    ['the plain month, not the leap one', lunar(6, 1), '2025-06-01', '2025-06-25'],
    // The twelfth month of 2025 has 29 days.
    ['the 30th of a month of 29', lunar(12, 30), '2026-01-20', '2026-02-16'],
  ])('%s', (_, birthday, today, expected) => {
    expect(nextBirthday(birthday, day(today))).toBe(expected);
  });

  it('agrees with the official calendar on spring festivals, also where that of the system errs (2027, 2030)', () => {
    const festivals = (
      '2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 ' +
      '2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28'
    ).split(' ');
    for (const festival of festivals) {
      expect(nextBirthday(lunar(1, 1), day(`${festival.slice(0, 4)}-01-01`))).toBe(festival);
      // The eve, whatever its month has days.
      const eve = addDays(day(festival), -1);
      expect(nextBirthday(lunar(12, 30), eve)).toBe(eve);
    }
  });

  it('knows which years have which leap month', () => {
    const leapMonths = { 1987: 6, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11 };
    for (let year = 2017; year <= 2033; year++) {
      for (let month = 1; month <= 12; month++) {
        const known: number | undefined = leapMonths[year as keyof typeof leapMonths];
        expect(birthdayExists(lunar(month, 1, { leap: true, year })), `${year} ${month}`).toBe(
          known === month,
        );
      }
    }
  });

  it('lies within thirteen months and never before today', () => {
    const anyBirthday = fc.record({
      calendar: fc.constantFrom('solar' as const, 'lunar' as const),
      year: fc.constant(null),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
      leap: fc.boolean(),
    });
    fc.assert(
      fc.property(anyBirthday, fc.integer({ min: 0, max: 25_000 }), (birthday, days) => {
        const today = addDays(day('1990-01-01'), days);
        const next = nextBirthday(birthday, today);
        expect(next === null).toBe(!birthdayExists(birthday));
        if (next === null) return;
        expect(next >= today).toBe(true);
        expect(daysBetween(today, next)).toBeLessThanOrEqual(400);
      }),
    );
  });
});

describe('days that exist', () => {
  it.each([
    [solar(2, 30), false],
    [solar(2, 29), true],
    [solar(2, 29, 1985), false],
    [{ ...solar(5, 5), leap: true }, false],
    [lunar(1, 31), false],
    [lunar(1, 30), true],
    [lunar(6, 29, { leap: true, year: 2025 }), true],
    [lunar(6, 30, { leap: true, year: 2025 }), false],
    [lunar(6, 1, { leap: true, year: 2026 }), false],
  ])('%j: %s', (birthday, exists) => {
    expect(birthdayExists(birthday)).toBe(exists);
  });

  it('tells the solar day of a lunar birth', () => {
    expect(bornOn(lunar(8, 15, { year: 1980 }))).toBe('1980-09-23');
    expect(bornOn(lunar(8, 15))).toBeNull();
  });
});
