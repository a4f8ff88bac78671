import type { Language } from '../sessions/sessions.contract.ts';
import type { AppError, ErrorCode, ErrorParams, FieldError } from '../shared/errors.ts';
import en from './en.json' with { type: 'json' };
import zhCN from './zh-CN.json' with { type: 'json' };

interface Sentences {
  readonly errors: Readonly<Record<ErrorCode, string>>;
  readonly fieldErrors: Readonly<Record<string, string>>;
}

const sentences: Readonly<Record<Language, Sentences>> = { 'zh-CN': zhCN, en };

const PLACEHOLDER = /\{\{(\w+)(?:,\s*([^,}]+),\s*([^,}]+))?\}\}/g;
const OPTIONAL = /\[\[(.*?)\]\]/;

function fill(template: string, params: ErrorParams): string {
  return template.replace(PLACEHOLDER, (_, name: string, one?: string, other?: string) => {
    const value = params[name];
    if (one === undefined || other === undefined) return value === undefined ? '' : String(value);
    return `${value ?? ''} ${value === 1 ? one : other}`.trim();
  });
}

/**
 * Fills `{{name}}`; `{{count, record, records}}` adds the word for one or several. What stands in `[[…]]` is left out when one of
 * its figures is not known.
 */
export function fillSentence(template: string, params: ErrorParams): string {
  // Odd pieces stood in brackets; each piece is filled once, so that what a parameter brings is never read as a placeholder.
  const filled = template
    .split(OPTIONAL)
    .map((piece, index) => (index % 2 === 1 && !isKnown(piece, params) ? '' : fill(piece, params)))
    .join('')
    .trim();
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

function isKnown(piece: string, params: ErrorParams): boolean {
  return Array.from(piece.matchAll(PLACEHOLDER), (match) => match[1] ?? '').every(
    (name) => params[name] !== undefined,
  );
}

/** The sentence of a refusal code with its figures: of a batch, of a row of an import. Unknown codes read as `unexpected`. */
export function codeSentence(code: string, params: ErrorParams, language: Language): string {
  const { errors, fieldErrors } = sentences[language];
  const known: Readonly<Record<string, string>> = errors;
  const template = Object.hasOwn(known, code)
    ? known[code]
    : Object.hasOwn(fieldErrors, code)
      ? fieldErrors[code]
      : undefined;
  return fillSentence(template ?? errors.unexpected, params);
}

/** What one refused field, or a warning of a format check, has to say; short, as it stands below the field. */
export function fieldSentence(field: Pick<FieldError, 'code' | 'params'>, language: Language): string {
  const { fieldErrors, errors } = sentences[language];
  const own = Object.hasOwn(fieldErrors, field.code) ? fieldErrors[field.code] : undefined;
  return own === undefined
    ? codeSentence(field.code, field.params ?? {}, language)
    : fillSentence(own, field.params ?? {}) || errors.invalidInput;
}

/** A refusal as a sentence that a clerk understands: it names the rule, the figure and who can lift it. */
export function sentence(error: Pick<AppError, 'code' | 'params'>, language: Language): string {
  return codeSentence(error.code, error.params, language);
}
