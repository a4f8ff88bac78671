import { parseYuan } from '../shared/money.ts';
import { foldText } from '../shared/text.ts';
import { cellText, type Cell } from './table.ts';

/**
 * Digits as they were before a spreadsheet took them for a number: `13800000000.0`, `1.3812345678E+10` and numbers
 * become the digits again; `damaged` when some of them are lost for good (`1.38E+10`, more than 15 digits).
 */
export function digitsText(cell: Cell): { text: string; damaged: boolean } {
  const text = cellText(cell).trim().replace(/^'+/, '');
  if (typeof cell === 'number') return { text, damaged: Math.abs(cell) >= 1e15 };
  const whole = /^(\d+)\.0+$/.exec(text)?.[1];
  if (whole !== undefined) return { text: whole, damaged: false };
  const [, first, fraction = '', exponent] = /^(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})$/.exec(text) ?? [];
  if (first === undefined || exponent === undefined) return { text, damaged: false };
  const missing = Number(exponent) - fraction.length;
  return missing === 0 ? { text: `${first}${fraction}`, damaged: false } : { text, damaged: true };
}

const units: readonly (readonly [RegExp, number])[] = [
  [/亿元?$/, 100_000_000],
  [/千万元?$/, 10_000_000],
  [/百万元?$/, 1_000_000],
  [/万元?$/, 10_000],
];

/** What a heading such as `营业收入（万元）` multiplies its amounts by. */
export function headingUnit(heading: string): number {
  const [, unit] =
    /[（(,，:：/ ]\s*(?:单位[:：]?)?\s*((?:亿|千万|百万|万)元?)\s*[)）]?\s*$/.exec(heading) ?? [];
  return unit === undefined ? 1 : (units.find(([pattern]) => pattern.test(unit))?.[1] ?? 1);
}

/** An amount in fen: as `parseYuan`, and with 万 or 亿 behind it; null when it is none. `unit` is that of the heading. */
export function amountFen(cell: Cell, unit: number): number | null {
  let text = (typeof cell === 'number' ? numberText(cell) : cellText(cell))
    .normalize('NFKC')
    .replace(/\s|^'+/g, '');
  let factor = unit;
  for (const [pattern, times] of units) {
    if (!pattern.test(text)) continue;
    text = text.replace(pattern, '');
    factor = times;
    break;
  }
  if (factor === 1) return parseYuan(text);
  return times(text, factor);
}

/** `1.2345` × 10,000 without floating point. */
function times(text: string, factor: number): number | null {
  const match = /^([^\d.]*)([\d,]*)(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const zeros = String(factor).length - 1;
  const moved = `${whole === '' ? '0' : whole.replaceAll(',', '')}${fraction.slice(0, zeros).padEnd(zeros, '0')}`;
  const grouped = whole === '' || !whole.includes(',') || /^\d{1,3}(,\d{3})+$/.test(whole);
  return grouped ? parseYuan(`${sign}${moved}.${fraction.slice(zeros)}`) : null;
}

/** A number as a spreadsheet shows it: 0.1 + 0.2 is 0.3, never 0.30000000000000004; amounts to the fen. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return cellText(value);
  const shown = Number(value.toPrecision(15));
  // Written out to ten places, 1234567.89 would be 1234567.8899999999.
  const text = String(shown);
  return text.includes('e-') ? shown.toFixed(10).replace(/\.?0+$/, '') : text;
}

/**
 * A number as people write it: with grouping commas, a sign, 万 or 亿 behind it. What a spreadsheet computed is rounded to six
 * decimals. Null for anything else.
 */
export function readNumber(cell: Cell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? Number(cell.toFixed(6)) + 0 : null;
  let text = cellText(cell)
    .normalize('NFKC')
    .replace(/\s|^'+/g, '')
    .replace(/^−/, '-');
  let zeros = 0;
  for (const [unit, moved] of [
    ['亿', 8],
    ['万', 4],
  ] as const) {
    if (!text.endsWith(unit)) continue;
    text = text.slice(0, -1);
    zeros = moved;
    break;
  }
  if (!/^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?$/.test(text) || !/\d/.test(text)) return null;
  const value = Number(`${text.replaceAll(',', '')}e${zeros}`);
  return Number.isFinite(value) ? value + 0 : null;
}

const customerTypes = {
  company: '企业 公司 单位 法人 组织 机构 企业客户 公司客户 company organization organisation business',
  person: '个人 自然人 个人客户 person individual',
};
const statuses = {
  potential: '潜在 潜在客户 未成交 新客户 potential prospect lead',
  interested: '意向 意向客户 有意向 interested',
  deal: '成交 已成交 成交客户 已签约 签约 合作 合作中 已合作 deal customer won',
  lost: '流失 已流失 流失客户 lost',
};
const levels = {
  A: 'a a级 a类 a级客户 a类客户',
  B: 'b b级 b类 b级客户 b类客户',
  C: 'c c级 c类 c级客户 c类客户',
};

function reader<Value extends string>(
  table: Readonly<Record<Value, string>>,
): (folded: string) => Value | null {
  const meanings = new Map<string, Value>();
  for (const value of Object.keys(table) as Value[])
    for (const word of table[value].split(' ')) meanings.set(word, value);
  return (folded) => meanings.get(folded) ?? null;
}

const yesNo = {
  yes: '是 有 对 真 需要 y yes true t 1 √ ✓ ✔ ☑',
  no: '否 无 没有 不是 错 假 不 不需要 n no false f 0 × ✗ ✘ x',
};
const readYes = reader(yesNo);

/** Yes or no in words and signs of both languages; null for any other. */
export function readYesNo(text: string): boolean | null {
  const word = readYes(text.normalize('NFKC').trim().toLowerCase());
  return word === null ? null : word === 'yes';
}

const genders = { male: '男 男性 先生 m male man mr', female: '女 女性 女士 小姐 f female woman ms mrs' };
const readGenderWord = reader(genders);
/** Words of both languages; null for any other. */
export const readGender = (text: string): 'male' | 'female' | null => readGenderWord(foldText(text));

/** Words of both languages, folded; null for any other. */
export const readType = reader(customerTypes);
export const readStatus = reader(statuses);
export const readLevel = reader(levels);

/** Other programs call the pool 公 and 海. */
const noOwner = new Set(
  '未领用 无 \u516c\u6d77 客户池 公共 公共客户 无主 待分配 未分配 unclaimed none pool'.split(' '),
);

/** Words that say that nobody owns a customer. */
export const isNoOwner = (label: string): boolean => {
  const folded = foldText(label);
  return folded === '' || noOwner.has(folded);
};

/** The time behind the day in a cell, `14:30`; null when there is none. */
export function timeBehind(cell: Cell): string | null {
  const [, hours = '', minutes = ''] =
    /[\sT日号](\d{1,2})[:时点](\d{2})/.exec(typeof cell === 'string' ? cell.normalize('NFKC') : '') ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
