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

/** Characters that stand in names with either reading: 重药 is zhongyao to those who work there, 朝阳 may be a district or the morning sun. */
const AMBIGUOUS: ReadonlyMap<string, readonly string[]> = new Map(
  '重chong-zhong 长chang-zhang 行hang-xing 乐le-yue 藏cang-zang 朝chao-zhao 厦xia-sha 阿a-e 传chuan-zhuan 调diao-tiao 盛sheng-cheng 会hui-kuai'
    .split(' ')
    .map((entry) => [entry.slice(0, 1), entry.slice(1).split('-')]),
);
/** Words in which they have one reading only. */
const CERTAIN =
  /重[庆工型汽机]|长[安沙春江城白征虹三]|[银央商农信本通同进发]行|行业|阿[里尔]|西藏|厦门|大厦|乐[山清]|传[媒动感播]|调[味节]|会[议展计员]|[商协]会/g;
/** Readings beside the usual one, at most. */
const otherReadings = 2;

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

/** The readings of a company's name in which one ambiguous character is read the other way. */
function otherwiseRead(units: readonly Unit[]): Unit[][] {
  const readings: Unit[][] = [];
  for (const [nth, unit] of units.entries()) {
    if (!unit.chinese) continue;
    const certain = new Set<number>();
    for (const word of unit.text.matchAll(CERTAIN))
      for (let at = 0; at < word[0].length; at++) certain.add(word.index + at);
    // Places in `text` are those of its characters where none lies beyond the basic plane; else nothing is read otherwise.
    if ([...unit.text].length !== unit.text.length) continue;
    for (const [at, syllable] of unit.syllables.entries()) {
      if (certain.has(at) || readings.length >= otherReadings) continue;
      const other = AMBIGUOUS.get(unit.text.charAt(at))?.find((reading) => reading !== syllable);
      if (other !== undefined && syllable !== null)
        readings.push(units.with(nth, { ...unit, syllables: unit.syllables.with(at, other) }));
    }
  }
  return readings;
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
 * person's: 单 is read `shan`, the other reading is kept as a second one. A character that may be read either way in a company's name is
 * kept both ways. At most three readings; made when a name is written, not when it is sought.
 */
export function pinyinOf(name: string, options: { readonly surname?: boolean } = {}): NamePinyin {
  const plain = unitsOf(foldText(name));
  const person = surnameReading(plain, options.surname === true);
  const readings = person === null ? [plain, ...otherwiseRead(plain)] : [person, plain];
  return {
    full: distinct(readings.map((units) => join(units, false))),
    initials: distinct(readings.map((units) => join(units, true))),
    sortKey: sortKeyOf(person ?? plain),
  };
}
