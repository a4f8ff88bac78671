import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanMultiline, cleanText, codePoints, foldText } from './text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary-ascii' }),
);
const brokenText = fc
  .array(fc.integer({ min: 0, max: 0xffff }))
  .map((units) => String.fromCharCode(...units));

describe('cleanText', () => {
  it('turns white space of every kind into single spaces and trims', () => {
    expect(cleanText('\u3000 上海\t商策\r\n信息\u00a0\u3000有限公司 \u3000')).toBe('上海 商策 信息 有限公司');
    expect(cleanText('a\u0000b\u2028c')).toBe('a b c');
  });
  it('removes invisible, bidi and broken characters', () => {
    expect(cleanText('万\u200b科\u202e\ufeff企\ud842业\u3164')).toBe('万科企业');
    expect(cleanText('\u2060\u200d\ufe0f ')).toBe('');
  });
  it('keeps full-width letters, rare characters and joined emoji', () => {
    expect(cleanText('万科Ａ 𠮷野家')).toBe('万科Ａ 𠮷野家');
    expect(cleanText('👩‍👩‍👧 👩🏽‍⚕️ ❤️')).toBe('👩‍👩‍👧 👩🏽‍⚕️ ❤️');
    expect(cleanText('e\u0301')).toBe('é');
  });
  it('is idempotent and leaves nothing that could not be stored', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, brokenText), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/\p{Cc}|^\s|\s$|\s\s/u);
      }),
    );
  });
});

describe('cleanMultiline', () => {
  it('keeps lines and indentation, drops blank ends', () => {
    expect(cleanMultiline('\r\n第一行 \r\u3000\u3000第二行\t\n\n第三行\u2028四\n \n')).toBe(
      '第一行\n\u3000\u3000第二行\n\n第三行\n四',
    );
  });
  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, brokenText), (text) => {
        const clean = cleanMultiline(text);
        expect(cleanMultiline(clean)).toBe(clean);
        expect(clean.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('foldText', () => {
  it.each([
    ['万科Ａ', '万科a'],
    ['阿里巴巴（中国）有限公司', '阿里巴巴中国有限公司'],
    ['AT&T Co., Ltd.', 'attcoltd'],
    ['阿·克·苏 - 贸易／Ｋ－１２', '阿克苏贸易k12'],
    ['㈱東芝', '株東芝'],
    ['a|b｜c', 'abc'],
    ['𠮷野家🍜', '𠮷野家🍜'],
    ['（）', ''],
    ['ΟΔΟΣ', 'οδοσ'],
  ])('%s → %s', (text, folded) => expect(foldText(text)).toBe(folded));

  it('is idempotent and every substring of a folded text is folded', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, brokenText), fc.nat(), fc.nat(), (text, from, length) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(folded).not.toMatch(/[\s|]/);
        const points = [...folded];
        const start = points.length === 0 ? 0 : from % points.length;
        const part = points.slice(start, start + length).join('');
        expect(foldText(part)).toBe(part);
      }),
    );
  });
});

it('codePoints counts characters, not UTF-16 units', () => expect(codePoints('𠮷a商')).toBe(3));
