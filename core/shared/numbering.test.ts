import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLocalDate } from './local-date.ts';
import type { LocalDate } from './local-date.ts';
import { counterPeriod, formatNumber, parsePattern } from './numbering.ts';
import type { NumberPattern } from './numbering.ts';

const day = '2026-11-23' as LocalDate;
const pattern = (text: string): NumberPattern => {
  const parsed = parsePattern(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
};

describe('parsePattern', () => {
  it.each([
    ['', 'noCounter'],
    ['K{YYYY}', 'noCounter'],
    ['{0}{00}', 'twoCounters'],
    ['K{yyyy}{00}', 'unknownToken'],
    ['K{}{00}', 'unknownToken'],
    ['K{00', 'unknownToken'],
    ['K00}', 'unknownToken'],
    ['{{00}}', 'unknownToken'],
    [`${'K'.repeat(40)}{0}`, 'tooLong'],
    [`{${'0'.repeat(13)}}`, 'tooLong'],
  ])('%s: %s', (text, error) => expect(parsePattern(text)).toBe(error));
});

describe('formatNumber', () => {
  it.each([
    ['K{000000}', 123, 'K000123'],
    ['KH{YYYY}{MM}-{0000}', 7, 'KH202611-0007'],
    ['{YY}{MM}{DD}{00}号', 1, '26112301号'],
    ['客户{0}', 42, '客户42'],
    ['K{00}', 12345, 'K12345'],
  ])('%s with %d is %s', (text, counter, number) =>
    expect(formatNumber(pattern(text), day, counter)).toBe(number),
  );
  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses %d', (counter) =>
    expect(() => formatNumber(pattern('{0}'), day, counter)).toThrow(RangeError),
  );

  it('gives no number twice within the rules of counterPeriod', () => {
    const dates = fc
      .constantFrom('2025-11-23', '2026-11-23', '2026-11-24', '2026-12-01')
      .map((text) => parseLocalDate(text) ?? day);
    const texts = fc.constantFrom('K{00}', 'K{YY}{0}', '{0}{MM}', '{MM}{0}{DD}', '{YYYY}-{000}', '{DD}1{0}');
    const counters = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(texts, dates, counters, dates, counters, (text, a, m, b, n) => {
        const parsed = pattern(text);
        fc.pre(m !== n || counterPeriod(parsed, a) !== counterPeriod(parsed, b));
        expect(formatNumber(parsed, a, m)).not.toBe(formatNumber(parsed, b, n));
      }),
      { numRuns: 500 },
    );
  });
});

it.each([
  ['K{000}', ''],
  ['K{YYYY}{000}', '2026'],
  ['K{YY}{MM}{000}', '26-11'],
  ['K{YYYY}{MM}{DD}{000}', '2026-11-23'],
])('the counter of %s runs within %j', (text, period) =>
  expect(counterPeriod(pattern(text), day)).toBe(period),
);
