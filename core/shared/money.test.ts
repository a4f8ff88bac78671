import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatYuan, parseYuan } from './money.ts';

describe('parseYuan', () => {
  it.each([
    ['1,234.5', 123450],
    ['¥1,234.50', 123450],
    ['￥１２．３', 1230],
    ['-¥0.05', -5],
    ['¥-0.05', -5],
    ['−3', -300],
    ['+7 元', 700],
    ['12.', 1200],
    ['.5', 50],
    ['12.3400', 1234],
    ['0.29', 29],
    ['-0', 0],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('%s is %d fen', (text, fen) => expect(parseYuan(text)).toBe(fen));

  it.each([
    '',
    ' ',
    '-',
    '.',
    '1.234',
    '12,34',
    '1,2345',
    '1e3',
    '0x10',
    '1.2.3',
    '--1',
    '+-1',
    '12万',
    'NaN',
    '90071992547409.92',
    '9'.repeat(400),
  ])('refuses %s', (text) => expect(parseYuan(text)).toBeNull());
});

describe('formatYuan', () => {
  it.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [-123450, '-¥1,234.50'],
    [100000000, '¥1,000,000.00'],
  ])('%d fen is %s', (fen, text) => expect(formatYuan(fen)).toBe(text));
  it.each([0.5, Number.NaN, 2 ** 53])('refuses %d', (fen) =>
    expect(() => formatYuan(fen)).toThrow(RangeError),
  );
  it('is read back exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => {
        expect(parseYuan(formatYuan(fen))).toBe(fen);
      }),
    );
  });
});
