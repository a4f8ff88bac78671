import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  SIMILAR_FROM,
  candidateBigrams,
  contains,
  coreName,
  coreSimilarity,
  nameKey,
  probesNeeded,
  similarity,
} from './company-name.ts';

const parts = fc.constantFrom(
  '深圳',
  '上海市',
  '广东省',
  '腾讯',
  '华强',
  '科技',
  '计算机',
  '(集团)',
  '（中国）',
  '股份',
  '有限公司',
  '集团',
  ' Co., Ltd.',
  '𠮷',
  'A',
  '🍜',
  '银行',
  '-',
);
const names = fc.oneof(
  fc.array(parts, { maxLength: 7 }).map((list) => list.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);

describe('nameKey', () => {
  it.each([
    ['阿里巴巴（中国）有限公司', '阿里巴巴(中国) 有限公司'],
    ['万科企业Ａ', '万科企业a'],
    ['China Vanke Co.,Ltd.', 'CHINA VANKE CO LTD'],
  ])('%s is %s', (a, b) => expect(nameKey(a)).toBe(nameKey(b)));
  it('tells legal forms apart', () => expect(nameKey('华强有限公司')).not.toBe(nameKey('华强股份有限公司')));
  it('is empty only for blanks', () => {
    expect(nameKey('--')).toBe('--');
    expect(nameKey(' 　')).toBe('');
  });
});

describe('coreName', () => {
  it.each([
    ['深圳市腾讯计算机系统有限公司', '腾讯计算机系统'],
    ['腾讯计算机系统（深圳）有限责任公司', '腾讯计算机系统'],
    ['深圳市振业(集团)股份有限公司', '振业'],
    ['广东省深圳市南山区华强电子集团有限公司', '华强电子'],
    ['微软（中国）有限公司', '微软'],
    ['华强电子有限公司北京分公司', '华强电子北京'],
    ['万科企业股份有限公司', '万科企业'],
    ['上海银行股份有限公司', '上海银行'],
    ['新华保险股份有限公司', '新华保险'],
    ['浙江建设投资集团', '浙江建设投资'],
    ['China Vanke Co.,Ltd.', 'chinavanke'],
    ['Flexinc', 'flexinc'],
    ['SAP (China) Co., Ltd.', 'sap'],
    ['Bosch GmbH & Co. KG', 'bosch'],
    ['有限公司', '有限公司'],
    ['集团', '集团'],
    ['深圳', '深圳'],
    ['(上海)', '上海'],
    ['张三', '张三'],
    ['--', '--'],
  ])('%s → %s', (name, core) => expect(coreName(name)).toBe(core));
  it('is never empty for a name', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(coreName(name) === '').toBe(nameKey(name) === '');
      }),
    );
  });
});

describe('similarity', () => {
  it.each([
    ['深圳市腾讯计算机系统有限公司', '腾讯计算机系统(深圳)有限公司'],
    ['上海商策信息科技有限公司', '商策信息科技股份有限公司'],
    ['北京百度网讯科技有限公司', '百度网讯科技（北京）有限公司'],
    ['杭州网易有限公司', '网易（杭州）有限公司'],
  ])('%s is like %s', (a, b) => expect(similarity(a, b)).toBeGreaterThanOrEqual(SIMILAR_FROM));
  it.each([
    ['甲乙贸易有限公司', '丙丁贸易有限公司'],
    ['上海银行股份有限公司', '北京银行股份有限公司'],
    ['新华保险有限公司', '和平保险有限公司'],
    ['上海建工集团股份有限公司', '北京建工集团有限责任公司'],
  ])('%s is not like %s', (a, b) => expect(similarity(a, b)).toBeLessThan(SIMILAR_FROM));
  it('is symmetric, 1 for itself and between 0 and 1', () => {
    fc.assert(
      fc.property(names, names, (a, b) => {
        const likeness = similarity(a, b);
        expect(similarity(b, a)).toBe(likeness);
        expect(likeness >= 0 && likeness <= 1).toBe(true);
        expect(similarity(a, a)).toBe(1);
      }),
    );
  });
  it('counts repeated bigrams as often as they occur', () => expect(coreSimilarity('aaaa', 'aa')).toBe(0.5));
});

describe('candidates', () => {
  it('are the distinct bigrams by characters', () => {
    expect(candidateBigrams('𠮷野𠮷野')).toEqual(['𠮷野', '野𠮷']);
    expect(candidateBigrams('甲')).toEqual([]);
  });
  it('any choice of the needed probes meets every similar name', () => {
    const word = fc
      .array(fc.constantFrom('甲', '乙', '丙', '丁', '戊', '己'), { minLength: 2, maxLength: 9 })
      .map((chars) => chars.join(''));
    const pair = word.chain((a) =>
      fc.tuple(
        fc.constant(a),
        fc.oneof(word, fc.constantFrom(`${a}戊`, `己${a}`, a.slice(1), a.slice(0, -1))),
      ),
    );
    fc.assert(
      fc.property(pair, fc.nat(), ([a, b], seed) => {
        fc.pre(coreSimilarity(a, b) >= SIMILAR_FROM && a !== b);
        const own = candidateBigrams(a);
        fc.pre(own.length === a.length - 1);
        const probes = own.map((_, at) => own[(at + seed) % own.length]).slice(0, probesNeeded(own.length));
        const other = candidateBigrams(b);
        expect(probes.some((probe) => other.includes(probe ?? ''))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  it.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [6, 3],
    [9, 4],
  ])('of %d bigrams %d are looked up', (count, probes) => expect(probesNeeded(count)).toBe(probes));
});

it('contains compares folded names', () => {
  expect(contains('腾讯（计', '深圳市腾讯计算机')).toBe(true);
  expect(contains('ＱＱ', 'my-qq')).toBe(true);
  expect(contains('', '腾讯')).toBe(false);
  expect(contains('()', '腾讯')).toBe(false);
});
