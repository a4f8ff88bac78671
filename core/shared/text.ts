/** Invisible characters that only mislead: zero-width, bidi controls, soft hyphen, fillers. Variation selectors and ZWJ are treated apart. */
const INVISIBLE =
  /[[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]--[\p{Variation_Selector}\u200d]]/gv;
/** A ZWJ that does not join two emoji. */
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d|\u200d(?!\p{Extended_Pictographic})/gv;
/** A variation selector with nothing before it to vary. */
const STRAY_SELECTOR = /(?<![^\s\p{Variation_Selector}\p{Cc}])\p{Variation_Selector}+/gv;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const LINE_BREAK = /\r\n|[\r\n\u0085\u2028\u2029]/g;
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;
const CONTROL_BUT_NEWLINE = /(?!\n)\p{Cc}/gu;
/** What folding drops: everything but letters, marks, digits and pictures such as emoji. */
const NOT_FOLDED = /[^[\p{L}\p{M}\p{N}\p{So}]--\p{Default_Ignorable_Code_Point}]/gv;
const ASCII_PRINTABLE = /^[\x20-\x7e]*$/;

function removeInvisible(text: string): string {
  return text
    .replace(LONE_SURROGATE, '')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .replace(STRAY_SELECTOR, '')
    .normalize('NFC');
}

/**
 * What a person typed or pasted into a one-line field, as it is stored: NFC, no invisible or broken characters, every
 * run of white space (tabs, line breaks, ideographic space) one space, none at the ends. Idempotent; full-width
 * characters stay as typed.
 */
export function cleanText(text: string): string {
  return removeInvisible(text.replace(CONTROL, ' ')).replace(/\s+/g, ' ').trim();
}

/** Like {@link cleanText} for remarks: line breaks stay (as \n), so does indentation; line ends and blank lines around the text go. */
export function cleanMultiline(text: string): string {
  return removeInvisible(text.replace(LINE_BREAK, '\n').replace(CONTROL_BUT_NEWLINE, ' '))
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
}

/** Length as people count it for limits: code points, so that 𠮷 is one. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * The form in which texts are compared and searched: NFKC, lower case, half-width, without spaces, brackets, punctuation
 * and mathematical signs. `万科Ａ` → `万科a`, `阿里（中国）` → `阿里中国`. Idempotent, and closed under substrings at code
 * points. May be empty. Never contains `|`.
 */
export function foldText(text: string): string {
  if (ASCII_PRINTABLE.test(text)) return text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return text
    .replace(LONE_SURROGATE, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll('ς', 'σ')
    .replace(NOT_FOLDED, '')
    .normalize('NFC');
}
