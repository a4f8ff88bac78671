import type { LocalDate } from './local-date.ts';

type DateToken = 'YYYY' | 'YY' | 'MM' | 'DD';

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'date'; readonly token: DateToken }
  | { readonly kind: 'counter'; readonly width: number };

/** A checked numbering pattern such as `KH{YYYY}{MM}-{0000}`. */
export interface NumberPattern {
  readonly text: string;
  readonly parts: readonly Part[];
}

export type NumberPatternError = 'noCounter' | 'twoCounters' | 'unknownToken' | 'tooLong';

const MAX_LENGTH = 40;
const MAX_WIDTH = 12;

function isDateToken(token: string): token is DateToken {
  return token === 'YYYY' || token === 'YY' || token === 'MM' || token === 'DD';
}

/**
 * Reads a numbering pattern: text with {YYYY} {YY} {MM} {DD} and exactly one run of zeros {0000}, whose length is the least width of the
 * counter. The pattern, or what is wrong with it; `tooLong` beyond 40 characters or 12 zeros.
 */
export function parsePattern(text: string): NumberPattern | NumberPatternError {
  if (text.length > MAX_LENGTH) return 'tooLong';
  const parts: Part[] = [];
  for (const [piece] of text.matchAll(/\{[^{}]*\}|[^{}]+|[{}]/g)) {
    const token = /^\{(.*)\}$/s.exec(piece)?.[1];
    if (token === undefined) {
      if (piece === '{' || piece === '}') return 'unknownToken';
      parts.push({ kind: 'text', text: piece });
    } else if (isDateToken(token)) parts.push({ kind: 'date', token });
    else if (/^0+$/.test(token)) parts.push({ kind: 'counter', width: token.length });
    else return 'unknownToken';
  }
  const counters = parts.flatMap((part) => (part.kind === 'counter' ? [part.width] : []));
  if (counters.length === 0) return 'noCounter';
  if (counters.length > 1) return 'twoCounters';
  return Math.max(...counters) > MAX_WIDTH ? 'tooLong' : { text, parts };
}

function dateText(token: DateToken, date: LocalDate): string {
  switch (token) {
    case 'YYYY':
      return date.slice(0, 4);
    case 'YY':
      return date.slice(2, 4);
    case 'MM':
      return date.slice(5, 7);
    case 'DD':
      return date.slice(8, 10);
  }
}

/** The number for a day and counter. A counter wider than its zeros grows, it is never cut. Throws RangeError unless it is a whole number from 0. */
export function formatNumber(pattern: NumberPattern, date: LocalDate, counter: number): string {
  if (!Number.isSafeInteger(counter) || counter < 0) throw new RangeError(`no counter: ${counter}`);
  return pattern.parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'date' ? dateText(part.token, date) : String(counter).padStart(part.width, '0');
    })
    .join('');
}

/**
 * The period within which the counter runs on: the date parts of the number, `2026-11` for {YYYY}{MM}, '' without any. A new period starts at
 * 1; a period that comes again (each November with {MM} alone) must go on counting, so that no number is given twice.
 */
export function counterPeriod(pattern: NumberPattern, date: LocalDate): string {
  return pattern.parts
    .flatMap((part) => (part.kind === 'date' ? [dateText(part.token, date)] : []))
    .join('-');
}
