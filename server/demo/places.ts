import { children, provinces, regionPath } from '#core/regions/index.ts';
import type { Random } from './random.ts';
import { areaCodes, provincesByWeight } from './words.ts';

/** A city (or a municipality) of the official list, as invented companies lie in it. */
export interface Place {
  readonly code: string;
  /** 苏州市 */
  readonly name: string;
  /** 苏州 */
  readonly short: string;
  /** 江苏 */
  readonly province: string;
  readonly areaCode: string;
  readonly districts: readonly { readonly code: string; readonly name: string }[];
}

/** 新疆维吾尔自治区 → 新疆, 恩施土家族苗族自治州 → 恩施, 苏州市 → 苏州. */
function short(name: string): string {
  const long = /(?:自治区|自治州|特别行政区)$/.test(name);
  return long ? name.slice(0, name.startsWith('内蒙古') ? 3 : 2) : name.replace(/(?:省|市|地区|盟)$/, '');
}

/** Municipalities have districts where other provinces have cities. */
function placesIn(province: { readonly code: string; readonly name: string }): Place[] {
  const below = children(province.code);
  const cities = below.some(({ code }) => code.length === 4)
    ? below.filter(({ code }) => code.length === 4)
    : [province];
  return cities.map((city) => {
    const districts = city === province ? below : children(city.code);
    return {
      code: city.code,
      name: city.name,
      short: short(city.name),
      province: short(province.name),
      areaCode: areaCodes[city.code] ?? areaCodes[province.code] ?? '010',
      districts: districts.length > 0 ? districts : [city],
    };
  });
}

/** Picks places as the customers of an office lie: most of them near, the capital and the first cities before others. */
export function createPlaces(random: Random): () => Place {
  const known = new Map(provinces().map((province) => [province.code, province]));
  const byProvince = provincesByWeight.flatMap((code) => {
    const province = known.get(code);
    return province === undefined ? [] : [placesIn(province)];
  });
  return () => random.pickSkewed(random.pickSkewed(byProvince));
}

/** 江苏省苏州市吴江区, as it stands at the head of an address. */
export function placeName(code: string): string {
  return regionPath(code).join('');
}
