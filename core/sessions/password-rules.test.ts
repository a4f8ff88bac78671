import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPassword } from './password-rules.ts';

function verdict(password: string, name = '王小芳'): string {
  try {
    checkPassword('password', password, name);
    return 'good';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test.each([
  '88888888',
  'abababab',
  '12341234',
  'abcdefghij',
  '987654321',
  'P@ssw0rd',
  'PASSWORD',
  'woaini1314',
  'Woaini520',
  'qwer1234',
  'QWER1234',
  'wang1990',
  'zhang19881212',
  'admin@2024',
  '19881212',
  '13800138000',
  '１２３４５６７８',
  'wangxiaofang',
  'wangxiaofang1990',
  '        ',
])('%s is too common', (password) => expect(verdict(password)).toBe('passwordTooCommon'));

test('one’s own name is no password', () => {
  expect(verdict('2024Constance', 'Constance')).toBe('passwordTooCommon');
  expect(verdict('wangxiaofang', '李四')).toBe('good');
});

describe('good ones', () => {
  test.each([
    'correct horse battery',
    '望江楼上望江流八',
    'k7#mq2vx',
    'blaue Katze 12',
    '我家有3只猫和1条狗',
    'x'.repeat(3) + 'Kq9'.repeat(3),
    '𠮷野家的牛肉饭真好',
  ])('%s', (password) => expect(verdict(password)).toBe('good'));

  test('long ones up to 1024 bytes', () => {
    const long = Array.from({ length: 340 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((at * 97) % 5000)),
    ).join('');
    expect(verdict(long)).toBe('good');
    expect(verdict(`${long}望江`)).toBe('invalidInput');
  });

  test('sixty-four random characters are never refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 48, maxLength: 48 }), (bytes) => {
        const password = Buffer.from(bytes).toString('base64');
        fc.pre(new Set(password).size > 6);
        expect(verdict(password)).toBe('good');
      }),
    );
  });
});

test('fewer than eight characters, counted as people count', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '客', '𠮷', '7'), { maxLength: 7 }), (characters) => {
      expect(verdict(characters.join(''))).toBe('passwordTooShort');
    }),
  );
});
