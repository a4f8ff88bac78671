import { AppError } from './errors.ts';
import { cleanText, codePoints } from './text.ts';

/**
 * The cleaned text of a required one-line field of at most `max` code points.
 * Throws `invalidInput` with the field: `required` when nothing is left of it, `tooLong` beyond.
 */
export function requiredText(path: string, value: string, max: number): string {
  const text = cleanText(value);
  if (text === '') throw new AppError('invalidInput', {}, { fields: [{ path, code: 'required' }] });
  if (codePoints(text) > max) {
    throw new AppError('invalidInput', {}, { fields: [{ path, code: 'tooLong', params: { max } }] });
  }
  return text;
}
