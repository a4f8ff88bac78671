import { fieldSentence } from '#core/i18n/sentence.ts';
import type { ErrorParams } from '#core/shared/errors.ts';
import { cleanText, codePoints } from '#core/shared/text.ts';
import { currentLanguage } from '../i18n.ts';

/** The sentence of one field check in the language on the screen. */
export function say(code: string, params: ErrorParams = {}): string {
  return fieldSentence({ code, params }, currentLanguage());
}

/** A text that has to be there, of at most `max` characters as people count them. */
export function neededText(value: string, max = 100): string | null {
  const text = cleanText(value);
  if (text === '') return say('required');
  return codePoints(text) > max ? say('tooLong', { max }) : null;
}

export const passwordMin = 8;

/** A new password: its length only; whether it is too common the service knows. */
export function newPassword(value: string): string | null {
  if (value === '') return say('required');
  return codePoints(value) < passwordMin ? say('tooShort', { min: passwordMin }) : null;
}

export function repeated(value: string, other: string): string | null {
  if (value === '') return say('required');
  return value === other ? null : say('passwordsDiffer');
}
