import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInCapitals } from './amount.ts';

/** Reads capitals without knowing how they are written: digits times units, added up. */
function read(text: string): bigint {
  const figures = '零壹贰叁肆伍陆柒捌玖';
  const small: Record<string, bigint> = { 仟: 1000n, 佰: 100n, 拾: 10n };
  let fen = 0n;
  let yuan = 0n;
  let section = 0n;
  let last = 0n;
  for (const sign of text.replace(/^负/, '').replace(/整$/, '')) {
    if (figures.includes(sign)) last = BigInt(figures.indexOf(sign));
    else if (sign in small) {
      section += last * (small[sign] ?? 0n);
      last = 0n;
    } else if (sign === '角' || sign === '分') {
      fen += last * (sign === '角' ? 10n : 1n);
      last = 0n;
    } else {
      section += last;
      last = 0n;
      if (sign === '万') yuan += section * 10_000n;
      else if (sign === '亿') yuan = (yuan + section) * 100_000_000n;
      else if (sign === '元') {
        fen += (yuan + section) * 100n;
        yuan = 0n;
      } else throw new Error(`unknown: ${sign}`);
      section = 0n;
    }
  }
  return text.startsWith('负') ? -fen : fen;
}

describe('amounts in Chinese capitals', () => {
  it.each([
    // The examples of 支付结算办法, annex 1.
    [140_950n, '壹仟肆佰零玖元伍角'],
    [600_714n, '陆仟零柒元壹角肆分'],
    [168_032n, '壹仟陆佰捌拾元零叁角贰分'],
    [10_700_053n, '壹拾万柒仟元零伍角叁分'],
    [1_640_902n, '壹万陆仟肆佰零玖元零贰分'],
    [32_504n, '叁佰贰拾伍元零肆分'],
    // Ends, gaps and sizes.
    [0n, '零元整'],
    [1n, '壹分'],
    [50n, '伍角'],
    [53n, '伍角叁分'],
    [100n, '壹元整'],
    [1_005n, '壹拾元零伍分'],
    [10_070_000n, '壹拾万零柒佰元整'],
    [1_000_000_100n, '壹仟万零壹元整'],
    [10_000_000_000n, '壹亿元整'],
    [10_000_001_000n, '壹亿零壹拾元整'],
    [1_001_000_000_000n, '壹佰亿壹仟万元整'],
    [100_000_000_000_000n, '壹万亿元整'],
    [10n ** 16n, '壹佰万亿元整'],
    [-140_950n, '负壹仟肆佰零玖元伍角'],
  ])('%s fen is %s', (fen, text) => expect(amountInCapitals(fen)).toBe(text));

  it('is read back, says no zero twice and none before a unit', () => {
    const amount = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });
    const round = fc.tuple(fc.integer({ min: 0, max: 16 }), fc.integer({ min: -9999, max: 9999 }));
    const few = round.map(([zeros, head]) => BigInt(head) * 10n ** BigInt(Math.min(zeros, 12)));
    fc.assert(
      fc.property(fc.oneof(amount, few), (fen) => {
        const text = amountInCapitals(fen);
        expect(read(text)).toBe(fen);
        expect(text).not.toMatch(/零零|零[元万亿仟佰拾角分](?!整$)|零$/);
      }),
    );
  });

  it('refuses more than bills are written for', () => {
    expect(() => amountInCapitals(10n ** 16n + 1n)).toThrow(RangeError);
  });
});
