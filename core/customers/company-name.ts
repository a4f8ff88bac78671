import { findRegion, stripRegionPrefix } from '#core/regions/index.ts';
import { foldText } from '#core/shared/text.ts';

/** From how much likeness on two names ask for confirmation (spec §3.9). */
export const SIMILAR_FROM = 0.8;

/**
 * Two names with one key are exactly the same name (spec §3.9): case, width, brackets, spaces and punctuation make no
 * difference, the legal form does. Not empty unless the name is blank.
 */
export function nameKey(name: string): string {
  return foldText(name) || name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

const LEGAL_SUFFIX =
  /(?:股份有限公司|有限责任公司|责任有限公司|有限公司|股份公司|总公司|分公司|子公司|公司|企业集团|集团|控股|股份|特殊普通合伙|普通合伙|有限合伙|合伙企业|合伙|个体工商户|株式会社|株)$/u;
const LEGAL_INSIDE = /(?:股份有限公司|有限责任公司|责任有限公司|有限公司)/u;
const LEGAL_PREFIX = /^(?:株式会社|有限会社)/u;
const LATIN_FORM =
  /[\s,.&]+(?:co(?:mpany)?|ltd|limited|inc(?:orporated)?|corp(?:oration)?|gmbh|ag|kg|llc|llp|lp|plc|pte|pty|pvt|sdn|bhd|bv|b\.v|nv|n\.v|sa|s\.a|srl|s\.r\.l|spa|s\.p\.a|ab|oy|kk|k\.k|group|holdings?)\.?$/;
const BRACKETS = /\(([^()]*)\)|\[([^[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕|「([^「」]*)」/g;
/** In brackets these say where or in which form, not who. */
const BRACKET_WORDS = new Set(
  '中国 大中华 大中华区 国际 全球 亚太 亚洲 华东 华南 华北 华中 西南 西北 东北 集团 控股 股份 总部 有限合伙 普通合伙 特殊普通合伙 个体工商户 china'.split(
    ' ',
  ),
);
/** Words so common that the region before them is the name: 北京银行 is not 上海银行. */
const COMMON_WORDS = new Set(
  (
    '银行 证券 保险 信托 基金 期货 租赁 担保 投资 贸易 商贸 实业 科技 能源 电力 电网 电气 燃气 热力 水务 水利 自来水 供水 环保 机场 港口 港务 港湾 航空 铁路 地铁 高速 公交 交通 物流 ' +
    '建工 建设 建筑 建材 路桥 城建 城投 交投 水泥 钢铁 石化 石油 化工 医药 药业 制药 食品 农业 种业 粮油 烟草 盐业 广电 传媒 出版 报业 电视 旅游 文旅 酒店 百货 商场 商城 超市 房产 地产 置业 物业 ' +
    '化纤 纺织 黄金 热电 矿机 重机 机床 轮胎 橡胶 铝业 铜业 锌业 锡业 林业 汽车 汽配 电子 电器 机械 服装 家具 广告 能源投资 建设投资 科学研究院 设计院 建筑科学研究院 ' +
    '教育 大学 医院 邮政 电信 移动 联通 铁塔 国资 产业 发展 控股 集团 农商 农商银行 农商行 农村商业银行 商业银行 产权交易所 交易所'
  ).split(' '),
);

function stripBrackets(name: string): string {
  return name.replace(BRACKETS, (whole, ...groups: (string | undefined)[]) => {
    const inner = groups.slice(0, 5).find((group) => typeof group === 'string') ?? '';
    const word = foldText(inner);
    return BRACKET_WORDS.has(word) || findRegion(word) !== null ? ' ' : whole;
  });
}

function stripLatinForms(name: string): string {
  let rest = name.trim();
  for (;;) {
    const shorter = rest.replace(LATIN_FORM, '').replace(/[\s,.&]+$/, '');
    if (shorter === rest || shorter === '') return rest;
    rest = shorter;
  }
}

/** Legal forms off the end, one after the other, as long as a name of two characters remains. */
function stripLegalForms(name: string): string {
  const prefixless = name.replace(LEGAL_PREFIX, '');
  let rest = [...prefixless].length >= 2 ? prefixless : name;
  for (;;) {
    const shorter = rest.replace(LEGAL_SUFFIX, '');
    if (shorter === rest || [...shorter].length < 2) return rest;
    rest = shorter;
  }
}

/**
 * What is left of a company's name for telling likeness: without legal forms, regions at its head and brackets that name a
 * region or form. `深圳市腾讯计算机系统有限公司` → `腾讯计算机系统`. Folded; the {@link nameKey} where nothing would remain.
 */
export function coreName(name: string): string {
  const key = nameKey(name);
  const bare = foldText(stripLatinForms(stripBrackets(name.normalize('NFKC').toLowerCase())));
  const legal = stripLegalForms(bare);
  const inside = legal.replace(LEGAL_INSIDE, '');
  const formless = [...inside].length >= 2 ? inside : legal;
  const regionless = stripRegionPrefix(formless);
  const core = COMMON_WORDS.has(regionless) ? formless : regionless;
  return core || key;
}

function bigrams(text: string): string[] {
  const chars = [...text];
  return chars.slice(1).map((char, at) => `${chars[at] ?? ''}${char}`);
}

/** Likeness of other core names to one, 0 to 1: Dice over their bigrams (each counted as often as it occurs). */
export function likenessTo(core: string): (other: string) => number {
  const own = bigrams(core);
  const counts = new Map<string, number>();
  for (const bigram of own) counts.set(bigram, (counts.get(bigram) ?? 0) + 1);
  return (other) => {
    if (core === other) return 1;
    const theirs = bigrams(other);
    if (own.length === 0 || theirs.length === 0) return 0;
    const left = new Map(counts);
    let shared = 0;
    for (const bigram of theirs) {
      const count = left.get(bigram) ?? 0;
      if (count === 0) continue;
      shared++;
      left.set(bigram, count - 1);
    }
    return (2 * shared) / (own.length + theirs.length);
  };
}

/** Likeness of two core names, as {@link likenessTo}. */
export function coreSimilarity(coreA: string, coreB: string): number {
  return likenessTo(coreA)(coreB);
}

/** Likeness of two names as typed, 0 to 1 (spec §3.9: from {@link SIMILAR_FROM} on). */
export function similarity(a: string, b: string): number {
  return coreSimilarity(coreName(a), coreName(b));
}

/** Does `name` contain what was typed, by the same equality as {@link nameKey}? An empty query is in no name. */
export function contains(query: string, name: string): boolean {
  const folded = foldText(query);
  return folded !== '' && foldText(name).includes(folded);
}

/** The distinct bigrams of a core name, to find names that may be similar through the search index (where every core name's bigrams are). */
export function candidateBigrams(core: string): string[] {
  return [...new Set(bigrams(core))];
}

/**
 * Of `count` distinct bigrams of a core name, how many (the rarest) must be looked up, joined by OR, to meet every name that is
 * at least {@link SIMILAR_FROM} similar. Such a name has two thirds of the bigrams, so it cannot lack all of a third and one more.
 */
export function probesNeeded(count: number): number {
  return count === 0 ? 0 : count - Math.ceil((count * SIMILAR_FROM) / (2 - SIMILAR_FROM) - 1e-9) + 1;
}
