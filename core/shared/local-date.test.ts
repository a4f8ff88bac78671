import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  compareDates,
  daysBetween,
  fromSpreadsheetSerial,
  isLocalDate,
  localDate,
  parseLocalDate,
  parseLooseDate,
} from './local-date.ts';
import type { LocalDate } from './local-date.ts';

const dates = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as LocalDate);
const utc = (date: string) => new Date(`${date}T00:00:00Z`).getTime() / 86_400_000;

describe('LocalDate', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) =>
    expect(parseLocalDate(text)).toBe(text),
  );
  it.each([
    '2023-02-29',
    '1900-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '2023-1-5',
    '0000-01-01',
    '2023-01-05 ',
    '20230105',
    '',
  ])('%s does not', (text) => expect(isLocalDate(text)).toBe(false));
  it('refuses fractions', () => expect(localDate(2023, 1.5, 1)).toBeNull());

  it('agrees with the platform calendar', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        expect(daysBetween(a, b)).toBe(utc(b) - utc(a));
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(compareDates(a, b)).toBe(Math.sign(utc(a) - utc(b)));
      }),
    );
  });
  it('stops at the ends of the calendar', () => {
    expect(() => addDays('9999-12-31' as LocalDate, 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01' as LocalDate, -1)).toThrow(RangeError);
    expect(() => addDays('2023-01-01' as LocalDate, 0.5)).toThrow(RangeError);
  });
});

describe('parseLooseDate', () => {
  it.each<[string | number, string]>([
    ['2023-1-5', '2023-01-05'],
    ['2023/01/05', '2023-01-05'],
    ['2023.1.5', '2023-01-05'],
    ['2023年1月5日', '2023-01-05'],
    [' 2023 年 1 月 5 日 ', '2023-01-05'],
    ['２０２３－１－５', '2023-01-05'],
    ['20230105', '2023-01-05'],
    ['2023-01-05 13:45:00', '2023-01-05'],
    ['2023-01-05T13:45:00Z', '2023-01-05'],
    ['2023年1月5日 13:45', '2023-01-05'],
    ['2023年1月5号 下午 2:30', '2023-01-05'],
    ['2023年1月5日14时30分', '2023-01-05'],
    ['23.1.5', '2023-01-05'],
    ['23年1月5日', '2023-01-05'],
    ['23/1/5', '2023-01-05'],
    ['98-12-1', '1998-12-01'],
    ['99.12.31 08:00', '1999-12-31'],
    ['44931', '2023-01-05'],
    ['44931.75', '2023-01-05'],
    [44931, '2023-01-05'],
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [2958465, '9999-12-31'],
  ])('%s is %s', (value, date) => expect(parseLooseDate(value)).toBe(date));

  it.each<string | number>([
    '23-01-05',
    '03/05/24',
    '2023年1月',
    '1/5/2023',
    '2023',
    '2023-01',
    '2023-02-30',
    '20231301',
    '202301',
    '昨天',
    '',
    '2023-01-05x',
    60,
    0,
    -3,
    2958466,
    Number.NaN,
  ])('refuses %s', (value) => expect(parseLooseDate(value)).toBeNull());
  it('knows every serial of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2958465 }), (serial) => {
        expect(fromSpreadsheetSerial(serial)).toBe(addDays('1899-12-30' as LocalDate, serial));
      }),
    );
  });
});
