import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress, maskEmail, maskPhone, maskText, maskUrl } from './masking.ts';

describe('maskPhone', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['+86 138-1234-5678', '138****5678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['0755-88884321', '0755-****4321'],
    ['075588884321', '0755-****4321'],
    ['010-6234 5678转8001', '010-****5678'],
    ['13812345678 / 0755-88884321；021-5555666', '138****5678 / 0755-****4321 / 021-****5666'],
    ['88884321', '****21'],
    ['400-820-8820', '****820'],
    ['王经理13812345678', '138****5678'],
    ['8001', '****'],
    ['无', '****'],
    ['', ''],
  ])('%s → %s', (text, masked) => expect(maskPhone(text)).toBe(masked));

  it('never shows the middle four digits, and hides at least three', () => {
    const distinct = fc
      .uniqueArray(fc.nat(9), { minLength: 5, maxLength: 10 })
      .map((digits) => digits.join(''));
    const numbers = fc.oneof(distinct, fc.stringMatching(/^1\d{10}$/), fc.stringMatching(/^0[3-9]\d{9,10}$/));
    fc.assert(
      fc.property(numbers, (digits) => {
        const masked = maskPhone(digits);
        expect(masked).toContain('****');
        expect(masked.replace(/\D/g, '').length).toBeLessThanOrEqual(digits.length - 3);
        const middle = Math.floor((digits.length - 4) / 2);
        const run = digits.slice(middle, middle + 4);
        // A run that stands in the shown head or tail as well cannot be told from it.
        fc.pre(!digits.slice(0, 4).includes(run) && !digits.slice(-4).includes(run));
        expect(masked).not.toContain(run);
      }),
    );
  });
});

describe('maskEmail', () => {
  it.each([
    ['zhangsan@x.com', 'z***@x.com'],
    ['a@x.com', '***@x.com'],
    ['ab@x.com', '***@x.com'],
    ['zhangsan@x.com；lisi@y.cn', 'z***@x.com; l***@y.cn'],
    ['无邮箱', '****'],
    ['@x.com', '@****'],
    ['', ''],
  ])('%s → %s', (text, masked) => expect(maskEmail(text)).toBe(masked));
});

describe('maskUrl', () => {
  it.each([
    ['https://www.example.com/about', '****.com'],
    ['example.com.cn', '****.cn'],
    ['www.例子.中国:8080', '****.中国'],
    ['公司网站', '****'],
    ['http://10.0.0.1/', 'h****'],
    ['', ''],
  ])('%s → %s', (text, masked) => expect(maskUrl(text)).toBe(masked));
});

describe('maskAddress and maskText', () => {
  it.each([
    ['深圳市南山区科技园1号', '深圳市南山****'],
    ['科技园1号楼', '科技园****'],
    ['广东省深圳市南山区科技园1号', '广东省深圳市****'],
    ['科技园', '****'],
    ['𠮷'.repeat(5), `${'𠮷'.repeat(2)}****`],
    ['', ''],
  ])('address %s → %s', (text, masked) => expect(maskAddress(text)).toBe(masked));
  it('shows one character of other text', () => {
    expect(maskText('wx_zhangsan')).toBe('w****');
    expect(maskText('1234')).toBe('****');
    expect(maskText(' ')).toBe('');
  });
  it('never shows the second half', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), {
          minLength: 1,
          maxLength: 20,
        }),
        (chars) => {
          const text = chars.join('').trim();
          const shown = maskAddress(text).replace(/\*+$/, '');
          expect([...shown].length).toBeLessThanOrEqual([...text].length / 2);
        },
      ),
    );
  });
});
