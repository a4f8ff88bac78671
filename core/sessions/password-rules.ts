import { pinyin } from 'pinyin-pro';
import { AppError } from '../shared/errors.ts';
import { codePoints, foldText } from '../shared/text.ts';
import { isCommonPassword } from './common-passwords.ts';

const minCodePoints = 8;
/** The contract lets no more characters through; in bytes this keeps hashing cheap. */
const maxBytes = 1024;

function bytes(text: string): number {
  let count = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    count += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return count;
}

/** The name itself or its pinyin, with or without figures around it. */
function isName(password: string, name: string): boolean {
  const core = foldText(password).replace(/^\d+|\d+$/g, '');
  const spoken = pinyin(name, { toneType: 'none', type: 'array', v: true }).join('');
  return core !== '' && (core === foldText(name) || core === foldText(spoken));
}

/**
 * What a password must be (spec §12): at least 8 characters, none that is tried first, not the person's name. No rules
 * of composition. Throws `passwordTooShort`, `passwordTooCommon`, or `invalidInput` beyond 1024 bytes, naming `field`.
 */
export function checkPassword(field: string, password: string, name: string): void {
  const text = password.normalize('NFKC');
  if (codePoints(text) < minCodePoints)
    throw new AppError('passwordTooShort', { min: minCodePoints }, { field });
  if (bytes(text) > maxBytes) {
    throw new AppError(
      'invalidInput',
      {},
      { fields: [{ path: field, code: 'tooLong', params: { max: maxBytes } }] },
    );
  }
  if (text.trim() === '' || isCommonPassword(text.toLowerCase().trim()) || isName(text, name)) {
    throw new AppError('passwordTooCommon', {}, { field });
  }
}
