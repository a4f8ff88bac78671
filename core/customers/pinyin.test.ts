import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pinyinOf } from './pinyin.ts';

const sorted = (names: string[]) =>
  names.toSorted((a, b) => {
    const [x, y] = [pinyinOf(a).sortKey, pinyinOf(b).sortKey];
    return x < y ? -1 : x > y ? 1 : 0;
  });

describe('pinyinOf', () => {
  it.each([
    ['商策', 'shangce', 'sc'],
    ['重庆长安汽车', 'chongqingchanganqiche', 'cqcaqc'],
    ['厦门银行', 'xiamenyinhang', 'xmyh'],
    ['长沙', 'changsha', 'cs'],
    ['上海商策信息科技股份有限公司', 'shanghaishangcexinxikejigufenyouxiangongsi', 'shscxxkjgfyxgs'],
    ['绿地', 'lvdi', 'ld'],
    ['3Ｍ中国（Ａ）', '3mzhongguoa', '3mzga'],
    ['有限公司', 'youxiangongsi', 'yxgs'],
    ['𠮷野家', 'yejia', 'yj'],
    ['一不做', 'yibuzuo', 'ybz'],
    ['Vanke', 'vanke', 'vanke'],
  ])('%s reads %s and %s', (name, full, initials) => {
    expect(pinyinOf(name).full).toEqual([full]);
    expect(pinyinOf(name).initials).toEqual([initials]);
  });

  it.each([
    ['单雄信', ['shanxiongxin', 'danxiongxin'], ['sxx', 'dxx']],
    ['曾国藩', ['zengguofan', 'cengguofan'], ['zgf', 'cgf']],
    ['尉迟恭', ['yuchigong', 'weichigong'], ['ycg', 'wcg']],
    ['解放', ['xiefang', 'jiefang'], ['xf', 'jf']],
    ['张三', ['zhangsan'], ['zs']],
  ])('the person %s has the readings %s', (name, full, initials) => {
    const { full: read, initials: letters } = pinyinOf(name, { surname: true });
    expect(read).toEqual(full);
    expect(letters).toEqual(initials);
  });
  it('reads a surname in a company only where one stands', () => {
    expect(pinyinOf('单氏集团').full[0]).toBe('shanshijituan');
    expect(pinyinOf('乐视制药').full[0]).toBe('leshizhiyao');
  });
  it.each([
    ['重药控股', 'zykg'],
    ['奇正藏药', 'qzzy'],
    ['张家港行', 'zjgh'],
    ['朝阳科技', 'cykj'],
    ['朝阳科技', 'zykj'],
    ['乐歌股份', 'yggf'],
    ['乐歌股份', 'lggf'],
    ['华厦眼科', 'hxyk'],
    ['东阿阿胶', 'deej'],
  ])('%s is found by %s, as either reads it', (name, typed) => {
    expect(pinyinOf(name).initials).toContain(typed);
    expect(pinyinOf(name).initials.length).toBeLessThanOrEqual(3);
  });
  it('says nothing of what has no sound', () => {
    for (const name of ['', '🍜', '（）', '𠮷'])
      expect(pinyinOf(name)).toMatchObject({ full: [], initials: [] });
  });
  it('holds letters and digits only, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (name, surname) => {
        const { full, initials } = pinyinOf(name, { surname });
        for (const text of [...full, ...initials]) expect(text).toMatch(/^[a-z0-9]+$/);
        expect(full.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('sortKey', () => {
  it('sorts by syllable, digits first, the unreadable last', () => {
    expect(sorted(['昂科', '安徽', '安', '中国', '3M', 'abc', '𠮷野家', '阿里', '安庆'])).toEqual([
      '3M',
      '阿里',
      'abc',
      '安',
      '安徽',
      '安庆',
      '昂科',
      '中国',
      '𠮷野家',
    ]);
  });
  it('sorts persons by the sound of the surname', () =>
    expect(pinyinOf('单雄信', { surname: true }).sortKey).toBe('shan xiong xin'));
});
