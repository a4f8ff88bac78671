import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '#core/shared/text.ts';
import { candidateBigrams, coreName } from './company-name.ts';
import { pinyinOf } from './pinyin.ts';
import { indexTokens, queryPlan, searchText, tokensOf, withNumber } from './search-text.ts';

const char = fc.oneof(
  fc.constantFrom(
    '深',
    '圳',
    '腾',
    '讯',
    '计',
    '有限公司',
    '(',
    '（',
    '）',
    '·',
    '-',
    '|',
    'Ａ',
    'b',
    'C',
    '1',
    '39',
    ' ',
  ),
  fc.constantFrom('𠮷', '🍜', '👩‍👩‍👧', 'é', 'が', '한', 'Ω', 'ß', '㈱', '\u0301', 'ぁ', 'İ', '𝐀', '\ud842'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const name = fc.array(char, { minLength: 1, maxLength: 14 }).map((chars) => chars.join(''));
const customer = fc.record({
  name,
  shortName: fc.option(name),
  number: fc.constantFrom('K000123', 'KH2026-0001', ''),
  phone: fc.constantFrom(null, '0755-88886666转8 / 138 1234 5678', '13812345678', '12', '无'),
});
const textOf = (each: { name: string; shortName: string | null; number: string; phone: string | null }) => {
  const text = searchText({ ...each, core: coreName(each.name), pinyin: pinyinOf(each.name) });
  return { ...text, public: withNumber({ text: text.public, tokens: '' }, each.number).text };
};

describe('a number that comes later', () => {
  it('adds the tokens that it would have had from the beginning', () => {
    fc.assert(
      fc.property(customer, (each) => {
        const text = searchText({ ...each, core: coreName(each.name), pinyin: pinyinOf(each.name) });
        const later = withNumber({ text: text.public, tokens: indexTokens(text) }, each.number);
        const words = (tokens: string) => tokens.split(' ').toSorted();
        expect(words(later.tokens)).toEqual(words(indexTokens({ ...text, public: later.text })));
      }),
    );
  });
});

describe('searchText', () => {
  it('joins each form once', () => {
    expect(
      textOf({
        name: '上海商策（集团）有限公司',
        shortName: '商策',
        number: 'K-000123',
        phone: '+86 138-1234-5678、0755-88886666',
      }),
    ).toEqual({
      public: '上海商策集团有限公司|商策|shscjtyxgs|shanghaishangcejituanyouxiangongsi|k000123',
      phone: '13812345678|075588886666',
      private: '',
    });
  });
  it('holds the core name where brackets stand in the middle of it', () => {
    expect(
      textOf({ name: '网易（杭州）网络有限公司', shortName: null, number: '', phone: null }).public.split(
        '|',
      ),
    ).toContain('网易网络');
  });
});

describe('indexTokens', () => {
  it('are single characters and neighbours of each part, and three digits of phones', () => {
    expect(indexTokens({ public: '商策a1|sc', phone: '1381|02' }).split(' ')).toEqual([
      '商',
      '策',
      '商策',
      '策a',
      'a1',
      'sc',
      't138',
      't381',
    ]);
  });
  it('are left unchanged by the tokenizer and mean one thing each', () => {
    fc.assert(
      fc.property(customer, (each) => {
        const text = textOf(each);
        for (const token of indexTokens(text).split(' ')) {
          expect(token).toMatch(/^(?:t\d{3}|[a-z0-9]{3}|(?:[a-z0-9\u4e00-\u9fa5]|ぁ[0-9a-z]{4}){1,2}|)$/);
        }
      }),
    );
  });
  it('tell apart what looks alike', () => {
    expect(tokensOf(['𠮷'])).toEqual(['ぁ2vg7']);
    const alike = ['𠮷', 'ぁ', 'ぁ2', '𠮷a', '吉', 't1', 'é', 'e'];
    expect(new Set(tokensOf(alike)).size).toBe(alike.length);
  });
});

describe('queryPlan', () => {
  it('splits at white space and folds', () => {
    expect(queryPlan(' 商策　ＳＣ ')).toEqual({
      terms: [
        { text: '商策', tokens: ['商策'], phoneTokens: [] },
        { text: 'sc', tokens: ['sc'], phoneTokens: [] },
      ],
    });
  });
  it('takes one character by its own token, one letter without', () => {
    expect(queryPlan('商')?.terms[0]?.tokens).toEqual(['商']);
    expect(queryPlan('𠮷')?.terms[0]?.tokens).toEqual(['ぁ2vg7']);
    expect(queryPlan('s')?.terms[0]?.tokens).toEqual([]);
  });
  it('takes letters and digits by threes, two by themselves', () => {
    expect(queryPlan('shang')?.terms[0]?.tokens).toEqual(['sha', 'han', 'ang']);
    expect(queryPlan('3d优')?.terms[0]?.tokens).toEqual(['3d', 'd优']);
    expect(queryPlan('优a')?.terms[0]?.tokens).toEqual(['优a']);
  });
  it('seeks digits from three on in phones too', () => {
    expect(queryPlan('1381')?.terms).toEqual([
      { text: '1381', tokens: ['138', '381'], phoneTokens: ['t138', 't381'] },
    ]);
    expect(queryPlan('13')?.terms[0]?.phoneTokens).toEqual([]);
    expect(queryPlan('k138')?.terms[0]?.phoneTokens).toEqual([]);
  });
  it.each(['138-1234-5678', '+86 13812345678', '８６１３８１２３４５６７８', '0086-13812345678'])(
    'reads the phone %s',
    (query) => expect(queryPlan(query)?.terms.map((term) => term.text)).toEqual(['13812345678']),
  );
  it.each(['', '  ', '（）', '|', '-', '\u200b'])('finds nothing to seek in %j', (query) =>
    expect(queryPlan(query)).toBeNull(),
  );
  it('stays small for a long query', () => {
    const plan = queryPlan('深圳腾讯'.repeat(2500) + ' a'.repeat(50));
    expect(plan?.terms.every((term) => term.tokens.length <= 24)).toBe(true);
    expect(queryPlan(Array.from({ length: 50 }, (_, at) => `词${at}`).join(' '))?.terms).toHaveLength(8);
  });

  it('never loses a customer: every piece of every part leads to it', () => {
    fc.assert(
      fc.property(customer, fc.nat(), fc.nat(), fc.nat(), (each, pick, from, length) => {
        const text = textOf(each);
        const index = new Set(indexTokens(text).split(' '));
        const parts = text.public.split('|');
        const chars = [...(parts[pick % parts.length] ?? '')];
        const start = from % Math.max(1, chars.length);
        const piece = chars.slice(start, start + 1 + (length % 6)).join('');
        fc.pre(piece !== '' && !/^86?1\d{10}$/.test(piece));
        const terms = queryPlan(piece)?.terms ?? [];
        expect(terms.map((term) => term.text)).toEqual([piece]);
        for (const token of terms[0]?.tokens ?? []) expect(index).toContain(token);
      }),
      { numRuns: 500 },
    );
  });
  it('never loses a phone', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^1\d{10}$/),
        fc.nat(8),
        fc.integer({ min: 3, max: 11 }),
        (phone, from, length) => {
          const index = new Set(
            indexTokens(textOf({ name: '甲', shortName: null, number: '', phone })).split(' '),
          );
          const sought = phone.slice(from, from + length);
          // Read as the prefix of a country.
          fc.pre(!sought.startsWith('0086'));
          const terms = queryPlan(sought)?.terms ?? [];
          expect(terms[0]?.phoneTokens.length).toBeGreaterThan(0);
          for (const token of terms[0]?.phoneTokens ?? []) expect(index).toContain(token);
        },
      ),
    );
  });
  it('finds what is typed as it is typed', () => {
    fc.assert(
      fc.property(customer, (each) => {
        fc.pre(!/\s/.test(each.name) && foldText(each.name) !== '');
        expect(textOf(each).public).toContain(queryPlan(each.name)?.terms[0]?.text);
      }),
    );
  });
  it('has every bigram of the core name in the index', () => {
    fc.assert(
      fc.property(customer, (each) => {
        const index = new Set(indexTokens(textOf(each)).split(' '));
        for (const token of tokensOf(candidateBigrams(foldText(coreName(each.name)))))
          expect(index).toContain(token);
      }),
    );
  });
});
