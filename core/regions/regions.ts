import { foldText } from '#core/shared/text.ts';
import data from './divisions.json' with { type: 'json' };

/** A province (2 digits), city (4) or district (6) of the official list, by its code. */
export interface Region {
  readonly code: string;
  readonly name: string;
}

interface Division extends Region {
  /** Pinyin initials of the name. */
  readonly initials: string;
  /** Without 省, 市, 区, 自治州 …; the name itself where too little would remain. */
  readonly short: string;
  /** A level that exists only in the codes (市辖区, 县, 省直辖县级行政区划): never shown, its districts stand directly under the province. */
  readonly hidden: boolean;
}

const HIDDEN = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/;
const PEOPLES =
  '蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族?|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|怒族|乌孜别克族?|俄罗斯族?|鄂温克族?|德昂族|保安族|裕固族|独龙族|鄂伦春族?|赫哲族|门巴族|珞巴族|基诺族|各族|(?<!内)蒙古|回';
const SUFFIX = new RegExp(
  `(?:(?:(?:${PEOPLES})*自治(?:区|州|县|旗))|特别行政区|新区|矿区|林区|地区|省|市|盟|区|县|旗)$`,
  'u',
);

function shortName(name: string): string {
  const short = name.replace(SUFFIX, '');
  return short.length >= 2 ? short : name;
}

let cache: ReadonlyMap<string, Division> | null = null;

/** Code → division, in the order of the list (each province before its cities before their districts). */
function divisions(): ReadonlyMap<string, Division> {
  if (cache !== null) return cache;
  const map = new Map<string, Division>();
  for (const entry of data.divisions) {
    const [, code = '', name = '', initials = ''] = /^(\d+)(\D+?)([a-z]+)$/.exec(entry) ?? [];
    map.set(code, {
      code,
      name,
      initials,
      short: shortName(name),
      hidden: code.length === 4 && HIDDEN.test(name),
    });
  }
  cache = map;
  return map;
}

function chain(code: string): Division[] {
  const all = divisions();
  return [2, 4, 6].flatMap((length) => {
    const division = length <= code.length ? all.get(code.slice(0, length)) : undefined;
    return division === undefined ? [] : [division];
  });
}

/** The code as it is stored: `440000` → `44`, `440300` → `4403`; null when the list has no such code. */
export function regionCode(code: string): string | null {
  const short = code
    .trim()
    .replace(/^(\d\d)0000$/, '$1')
    .replace(/^(\d{4})00$/, '$1');
  return divisions().has(short) ? short : null;
}

/** Names from the province down, without levels that exist only in the codes; [] when unknown. */
export function regionPath(code: string): string[] {
  if (!divisions().has(code)) return [];
  return chain(code).flatMap((division) => (division.hidden ? [] : [division.name]));
}

/** `440305` → `广东省 深圳市 南山区`, `110105` → `北京市 朝阳区`; '' when unknown. */
export function regionLabel(code: string): string {
  return regionPath(code).join(' ');
}

/** The provinces, municipalities and special regions. */
export function provinces(): Region[] {
  return [...divisions().values()].flatMap(({ code, name }) => (code.length === 2 ? [{ code, name }] : []));
}

let childrenCache: ReadonlyMap<string, Region[]> | null = null;

/** What a person chooses from below a region: cities, or districts where the province has no city level (北京市, 仙桃市). [] below a district. */
export function children(code: string): Region[] {
  if (childrenCache === null) {
    const map = new Map<string, Region[]>();
    for (const division of divisions().values()) {
      const parent = division.code.slice(0, -2);
      if (parent === '' || division.hidden) continue;
      const { code: own, name } = division;
      const shown = divisions().get(parent)?.hidden ? [parent, parent.slice(0, 2)] : [parent];
      for (const key of shown) map.set(key, [...(map.get(key) ?? []), { code: own, name }]);
    }
    childrenCache = map;
  }
  return [...(childrenCache.get(code) ?? [])];
}

interface Alias {
  readonly division: Division;
  /** The name as in the list, not shortened. */
  readonly full: boolean;
}

let aliasCache: ReadonlyMap<string, readonly Alias[]> | null = null;
const LONGEST_ALIAS = 24;

function aliases(): ReadonlyMap<string, readonly Alias[]> {
  if (aliasCache !== null) return aliasCache;
  const map = new Map<string, Alias[]>();
  const add = (name: string, alias: Alias) => map.set(name, [...(map.get(name) ?? []), alias]);
  for (const division of divisions().values()) {
    add(foldText(division.name), { division, full: true });
    if (division.short !== division.name) add(division.short, { division, full: false });
    if (division.name.endsWith('自治州')) add(`${division.short}州`, { division, full: false });
    if (division.code === '15') add('内蒙', { division, full: false });
  }
  aliasCache = map;
  return map;
}

interface Match {
  readonly division: Division;
  readonly full: boolean;
  /** Where the text after the match begins. */
  readonly end: number;
}

/** Regions whose full or short name stands at `start`, below `parent` (anywhere when null), longest name first. */
function matchesAt(text: string, start: number, parent: Division | null): Match[] {
  const found: Match[] = [];
  for (let length = Math.min(LONGEST_ALIAS, text.length - start); length >= 2; length--) {
    for (const { division, full } of aliases().get(text.slice(start, start + length)) ?? []) {
      const below =
        parent === null ||
        (division.code.length > parent.code.length && division.code.startsWith(parent.code));
      if (below) found.push({ division, full, end: start + length });
    }
  }
  return found;
}

/** Every way to read the text from `match` on as going down the list; the last of each way. */
function descend(text: string, match: Match): Match[] {
  const { division, end } = match;
  // 北京市北京市朝阳区, 上海上海: a municipality is often written once as province and once as city.
  const again = MUNICIPALITY.test(division.code)
    ? [division.name, division.short].find((name) => text.startsWith(name, end))
    : undefined;
  const ends = again === undefined ? [end] : [end, end + again.length];
  return ends.flatMap((at) => [
    { ...match, end: at },
    ...matchesAt(text, at, division).flatMap((next) => descend(text, next)),
  ]);
}

const MUNICIPALITY = /^(?:11|12|31|50)$/;

/** Of several regions of one name the one that people mean: the province, else the city unless a district of Beijing, Tianjin, Shanghai or Chongqing bears the name too. */
function unambiguous(codes: string[]): string | null {
  const distinct = [...new Set(codes)];
  if (distinct.length === 1) return distinct[0] ?? null;
  const top = distinct.filter((code) => code.length === Math.min(...distinct.map((each) => each.length)));
  const [only] = top;
  if (top.length !== 1 || only === undefined) return null;
  return only.length === 4 && distinct.some((code) => MUNICIPALITY.test(code.slice(0, 2))) ? null : only;
}

function visibleCode(division: Division): string {
  return division.hidden ? division.code.slice(0, 2) : division.code;
}

/** Lists name the same few regions again and again. */
const regionsRead = new Map<string, string | null>();
const mostRead = 4000;

/**
 * Reads a region from an imported cell: full or short names, alone or joined, with or without separators (`浙江`,
 * `广东省深圳市南山区`, `广东/深圳`, `上海浦东`), or a code. What follows a city is passed over when it looks like a part of it
 * that the list lacks (`东莞市长安镇`). The most specific code, or null when nothing or more than one thing is meant.
 */
export function findRegion(text: string): string | null {
  const folded = foldText(text).replace(/^中国(?=.)/, '');
  const read = regionsRead.get(folded);
  if (read !== undefined) return read;
  const region = regionIn(folded);
  if (regionsRead.size >= mostRead) regionsRead.clear();
  regionsRead.set(folded, region);
  return region;
}

function regionIn(folded: string): string | null {
  if (folded === '' || /^\d+$/.test(folded)) return regionCode(folded);
  const ways = matchesAt(folded, 0, null).flatMap((match) => descend(folded, match));
  const complete = ways.filter(
    (way) => way.end === folded.length && !(way.division.hidden && ways.length === 1),
  );
  const full = complete.filter((way) => way.full);
  const meant = full.length > 0 ? full : complete;
  if (meant.length > 0) return unambiguous(meant.map((way) => visibleCode(way.division)));
  const inCity = ways.filter(
    (way) =>
      way.division.code.length >= 4 && /^.{1,12}(?:区|镇|乡|街道|县|市|旗)$/u.test(folded.slice(way.end)),
  );
  const furthest = Math.max(...inCity.map((way) => way.end));
  return unambiguous(inCity.filter((way) => way.end === furthest).map((way) => visibleCode(way.division)));
}

/** May a short name at the head of a company's name stand for its region? Districts' short names (新华, 兴业, 和平) are words of their own. */
function isHead(match: Match): boolean {
  return match.full || match.division.code.length < 6 || match.division.name.endsWith('市');
}

/**
 * A folded company name without the region that it begins with (`广东省深圳市南山区华强` → `华强`, `昆山贸易通` → `贸易通`).
 * Short names of districts go only after their city or province. At least two characters remain (spec §3.9).
 */
export function stripRegionPrefix(name: string): string {
  const ends = matchesAt(name, 0, null).flatMap((match) =>
    isHead(match) && !match.division.hidden ? descend(name, match) : [],
  );
  const enough = ends.map((way) => name.slice(way.end)).filter((rest) => [...rest].length >= 2);
  return enough.reduce((shortest, rest) => (rest.length < shortest.length ? rest : shortest), name);
}

/** Regions by part of the name, joined names (`广东深圳`) or pinyin initials (`sz`), best first: the region meant, then names that begin so, larger before smaller. */
export function searchRegions(query: string, limit = 20): (Region & { readonly label: string })[] {
  const folded = foldText(query);
  if (folded === '') return [];
  const meant = findRegion(query);
  const ranked: { rank: number; division: Division }[] = [];
  for (const division of divisions().values()) {
    if (division.hidden) continue;
    const at = /^[a-z]+$/.test(folded)
      ? division.initials.startsWith(folded)
        ? 0
        : -1
      : division.name.indexOf(folded);
    if (division.code === meant) ranked.push({ rank: -1, division });
    else if (at >= 0) ranked.push({ rank: division.code.length + (at > 0 ? 10 : 0), division });
  }
  ranked.sort((a, b) => a.rank - b.rank);
  return ranked
    .slice(0, limit)
    .map(({ division: { code, name } }) => ({ code, name, label: regionLabel(code) }));
}
