import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkEmail,
  checkFax,
  checkPhone,
  checkPostcode,
  checkTaxNumber,
  checkUrl,
  emailDomain,
  phoneDigits,
  taxNumberKey,
} from './checks.ts';
import type { FieldWarning } from './checks.ts';

describe('checkPhone', () => {
  it.each([
    '',
    '  ',
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '+86 138 1234 5678',
    '8613812345678',
    '008613812345678',
    '１３８１２３４５６７８',
    '0755-88888888',
    '(0755)88888888',
    '（0755）8888888',
    '010 62345678',
    '075588888888',
    '+86 755 8888 8888',
    '+86 10 62345678',
    '0755-88888888-8001',
    '0755-88888888转123',
    '010-62345678 ext. 12',
    '400-820-8820',
    '4008208820转8',
    '800 820 8820',
    '95588',
    '+852 2345 6789',
    '0755-88888888/13812345678',
    '0755-88888888；13812345678、010-62345678，4008208820',
    '13812345678 13912345678',
    '0755-88888888 13812345678',
  ])('accepts %s', (text) => expect(checkPhone(text)).toBeNull());

  it.each<[string, FieldWarning]>([
    ['1381234567', 'mobile'],
    ['138123456789', 'mobile'],
    ['88888888', 'landlineNoArea'],
    ['8888888', 'landlineNoArea'],
    ['88888888-12', 'phone'],
    ['0755-888888', 'phone'],
    ['张三', 'phone'],
    ['13812345678张三', 'phone'],
    ['--', 'phone'],
    ['+86 123', 'mobile'],
    ['13812345678/1391234567', 'mobile'],
    ['+1', 'phone'],
  ])('warns about %s: %s', (text, warning) => expect(checkPhone(text)).toBe(warning));

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        checkPhone(text);
        expect(phoneDigits(text)).toMatch(/^(\d+( \d+)*)?$/);
      }),
    );
  });
});

it('checkFax speaks of the fax', () => {
  expect(checkFax('0755-88888888')).toBeNull();
  expect(checkFax('abc')).toBe('fax');
  expect(checkFax('88888888')).toBe('landlineNoArea');
});

describe('phoneDigits', () => {
  it.each([
    ['+86 138-1234-5678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['0755-88888888转8001 / 138 1234 5678', '075588888888 13812345678'],
    ['0755-88888888-8001', '075588888888'],
    ['+86 755 8888 8888', '075588888888'],
    ['13812345678；13812345678', '13812345678'],
    ['王经理13812345678', '13812345678'],
    ['86123456', '86123456'],
    ['无', ''],
  ])('%s → %s', (text, digits) => expect(phoneDigits(text)).toBe(digits));
});

describe('checkEmail', () => {
  it.each([
    '',
    'a@b.cn',
    'zhang.san+x@mail.example.com.cn',
    '张三@例子.公司',
    'a@b.com; c@d.com',
    ' A@B.COM ',
  ])('accepts %s', (text) => expect(checkEmail(text)).toBeNull());
  it.each([
    'a',
    'a@b',
    '@b.com',
    'a@@b.com',
    'a b@c.com',
    'a@b.com;x',
    'a.@b.com',
    '.a@b.com',
    'a@-b.com',
    'a@b..com',
    ';',
    `${'a'.repeat(65)}@b.com`,
  ])('warns about %s', (text) => expect(checkEmail(text)).toBe('email'));
});

describe('emailDomain', () => {
  it.each([
    ['Zhang@Kechi.COM.cn', 'kechi.com.cn'],
    ['a@qq.com', null],
    ['a@163.com; b@huawei.com', 'huawei.com'],
    ['a@GMAIL.com', null],
    ['huawei.com', null],
    ['', null],
  ])('%s → %s', (text, domain) => expect(emailDomain(text)).toBe(domain));
});

describe('checkUrl', () => {
  it.each([
    '',
    'www.example.com',
    'http://example.com',
    'HTTPS://example.com.cn:8080/a?b=c#d',
    '例子.中国',
    'example.com/中文',
    'http://10.0.0.1/',
  ])('accepts %s', (text) => expect(checkUrl(text)).toBeNull());
  it.each([
    'localhost',
    'http://',
    'ftp://example.com',
    'example',
    'www.exa mple.com',
    'javascript:alert(1)',
    'http://a..b',
    'a@b.com',
    '1.2',
  ])('warns about %s', (text) => expect(checkUrl(text)).toBe('url'));
});

describe('checkTaxNumber', () => {
  it.each([
    '',
    '91330100799655058B',
    '914403001922038216',
    '9144030071526726XG',
    '91440300 71526726xg',
    '11010519491231002X',
    '440301192203821',
  ])('accepts %s', (text) => expect(checkTaxNumber(text)).toBeNull());
  it.each<[string, FieldWarning]>([
    ['91330100799655058C', 'taxNumberCheckDigit'],
    ['914403001922038217', 'taxNumberCheckDigit'],
    ['9133010079965505', 'taxNumberLength'],
    ['91330100799655058BB', 'taxNumberLength'],
    ['9133010079965505OB', 'taxNumberCharacters'],
    ['税号', 'taxNumberCharacters'],
    ['-', 'taxNumberCharacters'],
    ['110105194912310021', 'taxNumberCheckDigit'],
  ])('warns about %s: %s', (text, warning) => expect(checkTaxNumber(text)).toBe(warning));

  it('notices every single wrong character', () => {
    const good = '91330100799655058B';
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(
        fc.nat(17),
        fc.nat(alphabet.length - 1).map((place) => alphabet.charAt(place)),
        (at, char) => {
          fc.pre(good.charAt(at) !== char);
          expect(checkTaxNumber(good.slice(0, at) + char + good.slice(at + 1))).toBe('taxNumberCheckDigit');
        },
      ),
    );
  });
  it('has one key however it is typed', () =>
    expect(taxNumberKey('９１33 0100-799655058b')).toBe('91330100799655058B'));
});

it('checkPostcode wants six digits', () => {
  expect(checkPostcode('518000')).toBeNull();
  expect(checkPostcode('')).toBeNull();
  expect(checkPostcode('51800')).toBe('postcode');
  expect(checkPostcode('51800a')).toBe('postcode');
});
