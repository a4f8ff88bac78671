import { foldText } from '#core/shared/text.ts';
import { phoneDigits } from './checks.ts';
import type { NamePinyin } from './pinyin.ts';

/** What quick search looks through for one customer. The texts are parts joined by `|`, which no folded text contains. */
export interface SearchText {
  /** Name, short name, number, pinyin: what everybody who sees the customer may find it by. */
  readonly public: string;
  /** Digits of the phones: to be asked only for those who may see them unmasked. */
  readonly phone: string;
  /** Texts and days of custom fields: to be asked only for those who read the customer. */
  readonly private: string;
}

/** One word of a query. It matches where `text` stands in `public` or, when it has phone tokens and phones may be seen, in `phone`. */
export interface SearchTerm {
  readonly text: string;
  /** All of them are in the index of every customer whose public text contains the term; [] when only reading the rows can tell. */
  readonly tokens: readonly string[];
  /** The same for phones; [] unless the term is three digits or more. */
  readonly phoneTokens: readonly string[];
  /** The same for texts of custom fields; left out where they are not looked through. */
  readonly privateTokens?: readonly string[];
}

export interface QueryPlan {
  /** Each must match. */
  readonly terms: readonly SearchTerm[];
}

const SEPARATOR = '|';
const MAX_TERMS = 8;
/** More tokens than these narrow nothing down; the row is read in any case. */
const MAX_TOKENS = 24;
/** Stands before the code of a character that the tokenizer would drop, fold or split at. Itself such a character, so it never stands for itself. */
const ESCAPE = 'ぁ';
/** Stands before the tokens of custom fields, so that names are never compared with them. Such a character too. */
const PRIVATE = 'ぃ';

function isAscii(char: string): boolean {
  return char <= '\u007f';
}

/** A character as the index holds it: itself, or ぁ and four base-36 digits. The tokenizer (unicode61) leaves both unchanged. */
function encode(char: string): string {
  if (/^[a-z0-9\u4e00-\u9fa5]$/.test(char)) return char;
  return `${ESCAPE}${(char.codePointAt(0) ?? 0).toString(36).padStart(4, '0')}`;
}

/**
 * Every two neighbours, and of letters and digits every three: pairs of letters stand in nearly every pinyin, so what is
 * sought takes threes wherever it can (`sought`).
 */
function addTokens(part: string, tokens: Set<string>, sought: boolean): void {
  const chars = [...part];
  const ascii = chars.map(isAscii);
  let before = '';
  chars.forEach((char, at) => {
    const code = encode(char);
    const run = ascii[at] === true && ascii[at - 1] === true;
    const three = run && ascii[at - 2] === true;
    if (three) tokens.add(`${chars[at - 2] ?? ''}${before}${code}`);
    const within = three || (run && ascii[at + 1] === true);
    if (before !== '' && !(sought && within)) tokens.add(before + code);
    before = code;
  });
}

function addSingles(part: string, tokens: Set<string>): void {
  for (const char of part) if (!isAscii(char)) tokens.add(encode(char));
}

function addPhoneTokens(digits: string, tokens: Set<string>): void {
  // t and three digits are four plain characters: no bigram looks so.
  for (let at = 0; at + 3 <= digits.length; at++) tokens.add(`t${digits.slice(at, at + 3)}`);
}

/** The texts of a customer without its number. `pinyin` is that of the name. */
export function searchText(customer: {
  readonly name: string;
  /** Its core name. */
  readonly core: string;
  readonly shortName: string | null;
  readonly phone: string | null;
  /** Values of its custom fields: what is no text is passed over. */
  readonly custom?: readonly unknown[];
  readonly pinyin: Pick<NamePinyin, 'full' | 'initials'>;
}): SearchText {
  const parts = [customer.name, customer.shortName ?? ''].map(foldText);
  // 网易（杭州）网络 is also found by 网易网络, and by the bigrams of its core name when names are compared (spec §3.9).
  const core = foldText(customer.core);
  if (!(parts[0] ?? '').includes(core)) parts.push(core);
  parts.push(...customer.pinyin.initials, ...customer.pinyin.full);
  const phones = phoneDigits(customer.phone ?? '').split(' ');
  const texts = (customer.custom ?? []).map((value) => (typeof value === 'string' ? foldText(value) : ''));
  return { public: joinParts(parts), phone: joinParts(phones), private: joinParts(texts) };
}

function joinParts(parts: readonly string[]): string {
  return [...new Set(parts)].filter((part) => part !== '').join(SEPARATOR);
}

/**
 * Tokens of a customer for the full-text index, joined by spaces: of the public text every non-ASCII character, every two
 * neighbours and every three letters or digits; of the phones every three digits (with t before them). No token crosses
 * a `|`. Each once. Of the texts of custom fields the same as of the public text, with a mark before each.
 */
export function indexTokens(text: Omit<SearchText, 'private'> & { readonly private?: string }): string {
  const tokens = new Set<string>();
  for (const part of text.public.split(SEPARATOR)) {
    addSingles(part, tokens);
    addTokens(part, tokens, false);
  }
  for (const phone of text.phone.split(SEPARATOR)) addPhoneTokens(phone, tokens);
  if (text.private !== undefined && text.private !== '') {
    const hidden = new Set<string>();
    for (const part of text.private.split(SEPARATOR)) {
      addSingles(part, hidden);
      addTokens(part, hidden, false);
    }
    for (const token of hidden) tokens.add(PRIVATE + token);
  }
  return [...tokens].join(' ');
}

/** The same term, looked for in the texts of custom fields too. */
export function withPrivate(term: SearchTerm): SearchTerm {
  return { ...term, privateTokens: term.tokens.map((token) => PRIVATE + token) };
}

/** A search text and its tokens when the customer has its number: to be stored, and to verify matches with. */
export function withNumber(
  { text, tokens }: { readonly text: string; readonly tokens: string },
  number: string,
): { text: string; tokens: string } {
  const folded = foldText(number);
  const own = new Set<string>();
  addSingles(folded, own);
  addTokens(folded, own, false);
  // A number has few tokens, the rest of a customer hundreds: those are not taken apart again.
  const within = ` ${tokens} `;
  const more = [...own].filter((token) => !within.includes(` ${token} `));
  return {
    text: joinParts([...text.split(SEPARATOR), folded]),
    tokens: [tokens, ...more].join(' ').trim(),
  };
}

/** What to look up for bigrams or single characters from elsewhere, such as `candidateBigrams` of a core name. */
export function tokensOf(texts: readonly string[]): string[] {
  return texts.map((text) => [...text].map(encode).join(''));
}

function termOf(text: string): SearchTerm {
  const chars = [...text];
  const tokens = new Set<string>();
  if (chars.length === 1) addSingles(text, tokens);
  else addTokens(text, tokens, true);
  const phoneTokens = new Set<string>();
  if (/^\d{3,}$/.test(text)) addPhoneTokens(text, phoneTokens);
  return {
    text,
    tokens: [...tokens].slice(0, MAX_TOKENS),
    phoneTokens: [...phoneTokens].slice(0, MAX_TOKENS),
  };
}

/**
 * How to find what was typed into quick search: words at white space, folded as the texts are; null when nothing searchable
 * remains. The tokens only narrow down: whoever asks must verify each term in the text (`instr`). A leading +86 is passed over.
 */
export function queryPlan(query: string): QueryPlan | null {
  const words = query
    .replace(/^\s*(?:[+＋]|00)86[\s-]*(?=\d)/, '')
    .split(/\s+/)
    .map((word) => foldText(word).replace(/^86(?=1\d{10}$)/, ''))
    .filter((word) => word !== '');
  const terms = [...new Set(words)].slice(0, MAX_TERMS).map(termOf);
  return terms.length === 0 ? null : { terms };
}
