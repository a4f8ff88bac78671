import { pinyin } from 'pinyin-pro';
import { foldText } from '#core/shared/text.ts';

/** How a name is found and sorted by pinyin (spec §3, pinyin). */
export interface NamePinyin {
  /** Syllables without tones, joined, ü as v: one or two readings, `shangce`. */
  readonly full: readonly string[];
  /** First letters, `sc`; letters and digits of the name stay whole. */
  readonly initials: readonly string[];
  /** Sorts names by syllables, digits before letters, unreadable characters last; equal for names that sound the same. */
  readonly sortKey: string;
}

/** Surnames read otherwise than the same characters in other words. */
const SURNAMES: ReadonlyMap<string, readonly string[]> = new Map(
  (
    '万俟mo-qi 尉迟yu-chi 长孙zhang-sun 澹台tan-tai 单于chan-yu 单shan 解xie 仇qiu 区ou 曾zeng 查zha 朴piao 盖ge 乐yue 翟zhai ' +
    '秘bi 冼xian 洗xian 覃qin 缪miao 折she 召shao 逄pang 员yun 贠yun 黑he 繁po 都du 祭zhai 种chong 乜nie 句gou 牟mou 隗wei ' +
    '佴nai 不fou 宿su 郇xun 钭tou 郗xi 车che 柏bai 藏zang 葛ge 阚kan 谌chen 訾zi 晁chao 褚chu 於yu'
  )
    .split(' ')
    .map((entry) => {
      const at = entry.search(/[a-z]/);
      return [entry.slice(0, at), entry.slice(at).split('-')];
    }),
);

/** Ends of company names, whose reading is known: most of a name's characters need not be looked up. */
const ENDS: readonly (readonly [string, readonly string[]])[] = [
  ['股份有限公司', ['gu', 'fen', 'you', 'xian', 'gong', 'si']],
  ['有限责任公司', ['you', 'xian', 'ze', 'ren', 'gong', 'si']],
  ['有限公司', ['you', 'xian', 'gong', 'si']],
];

const RUNS = /[\p{Script=Han}〇]+|[a-z0-9]+|./gsu;
const HAN = /^[\p{Script=Han}〇]/u;
const AFTER_SURNAME = /^[氏记]/u;

interface Unit {
  readonly text: string;
  /** Syllables of a run of Chinese characters, null where a character has none; a single one for a run of letters and digits. */
  readonly syllables: readonly (string | null)[];
  readonly chinese: boolean;
}

function syllablesOf(run: string): (string | null)[] {
  const end = ENDS.find(([word]) => run.length > word.length && run.endsWith(word));
  const head = end === undefined ? run : run.slice(0, -end[0].length);
  // v: ü as v, as typed on a keyboard.
  const read: (string | null)[] = pinyin(head, {
    toneType: 'none',
    type: 'array',
    v: true,
    toneSandhi: false,
  }).map((syllable) => (/^[a-z]+$/.test(syllable) ? syllable : null));
  return end === undefined ? read : [...read, ...end[1]];
}

function unitsOf(folded: string): Unit[] {
  return (folded.match(RUNS) ?? []).map((text) => {
    if (HAN.test(text)) return { text, chinese: true, syllables: syllablesOf(text) };
    return { text, chinese: false, syllables: [/^[a-z0-9]/.test(text) ? text : null] };
  });
}

/** The reading as a person's name, or null when it is no different. `always` is false for companies: then only before 氏 and 记. */
function surnameReading(units: readonly Unit[], always: boolean): Unit[] | null {
  const [first, ...rest] = units;
  if (first === undefined || !first.chinese) return null;
  const chars = [...first.text];
  const surname = [chars.slice(0, 2).join(''), chars[0] ?? ''].find((each) => SURNAMES.has(each));
  const reading = surname === undefined ? undefined : SURNAMES.get(surname);
  if (surname === undefined || reading === undefined) return null;
  if (!always && !AFTER_SURNAME.test(first.text.slice(surname.length))) return null;
  if (reading.every((syllable, at) => syllable === first.syllables[at])) return null;
  return [{ ...first, syllables: [...reading, ...first.syllables.slice(reading.length)] }, ...rest];
}

function join(units: readonly Unit[], initial: boolean): string {
  let text = '';
  for (const unit of units) {
    for (const syllable of unit.syllables)
      text += (initial && unit.chinese ? syllable?.charAt(0) : syllable) ?? '';
  }
  return text;
}

function sortKeyOf(units: readonly Unit[]): string {
  const keys: string[] = [];
  for (const unit of units) {
    const chars = unit.chinese ? [...unit.text] : [unit.text];
    // The space between syllables sorts before every letter, so that an < ang; ~ sorts after.
    unit.syllables.forEach((syllable, at) => keys.push(syllable ?? `~${chars[at] ?? ''}`));
  }
  return keys.join(' ');
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

/**
 * Pinyin of a name as one word would read it (重庆 `chongqing`, 厦门 `xiamen`, 银行 `yinhang`). With `surname` the name is a
 * person's: 单 is read `shan`, the other reading is kept as a second one. At most two readings; made when a name is written, not when it is sought.
 */
export function pinyinOf(name: string, options: { readonly surname?: boolean } = {}): NamePinyin {
  const plain = unitsOf(foldText(name));
  const person = surnameReading(plain, options.surname === true);
  const readings = person === null ? [plain] : [person, plain];
  return {
    full: distinct(readings.map((units) => join(units, false))),
    initials: distinct(readings.map((units) => join(units, true))),
    sortKey: sortKeyOf(person ?? plain),
  };
}
