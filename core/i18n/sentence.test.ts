import { expect, test } from 'vitest';
import type { FieldWarning } from '../customers/checks.ts';
import { AppError, errorStatus } from '../shared/errors.ts';
import en from './en.json' with { type: 'json' };
import { codeSentence, fieldSentence, fillSentence, sentence } from './sentence.ts';
import zhCN from './zh-CN.json' with { type: 'json' };

const languages = ['zh-CN', 'en'] as const;
const lists = { 'zh-CN': zhCN, en };
const warnings = [
  'phone',
  'mobile',
  'landlineNoArea',
  'fax',
  'email',
  'url',
  'taxNumberLength',
  'taxNumberCharacters',
  'taxNumberCheckDigit',
  'postcode',
] as const satisfies readonly FieldWarning[];

const placeholders = (text: string): string[] =>
  [...new Set(Array.from(text.matchAll(/\{\{(\w+)/g), (match) => match[1] ?? ''))].toSorted();

test.each(languages)('every refusal has a sentence in %s, without figures too', (language) => {
  expect(Object.keys(lists[language].errors).toSorted()).toEqual(Object.keys(errorStatus).toSorted());
  for (const code of Object.keys(errorStatus)) {
    const bare = codeSentence(code, {}, language);
    expect(bare, code).not.toMatch(/[[\]{}]{2}|undefined|\s{2}| [.,。，](?:\s|$)|：。|，。/);
    expect(bare.length, code).toBeGreaterThan(4);
  }
  for (const code of warnings) expect(lists[language].fieldErrors, code).toHaveProperty(code);
});

test('both languages have the same field sentences, and the same figures in every sentence', () => {
  expect(Object.keys(en.fieldErrors).toSorted()).toEqual(Object.keys(zhCN.fieldErrors).toSorted());
  for (const group of ['errors', 'fieldErrors'] as const) {
    const [chinese, english]: Record<string, string>[] = [zhCN[group], en[group]];
    for (const code of Object.keys(chinese ?? {})) {
      expect(placeholders(english?.[code] ?? ''), code).toEqual(placeholders(chinese?.[code] ?? ''));
    }
  }
});

test('a sentence names the rule and the figure', () => {
  const error = new AppError('limitHeld', { held: 50, max: 50 });
  expect(sentence(error, 'zh-CN')).toContain('50 / 50');
  expect(sentence(error, 'en')).toContain('50 of 50');
  expect(sentence(new AppError('passwordTooShort', { min: 1 }), 'en')).toContain('1 character.');
  expect(sentence(new AppError('passwordTooShort', { min: 8 }), 'en')).toContain('8 characters.');
});

test('what a parameter brings is text, whatever is in it', () => {
  const name = '{{max}} $& [[x]]';
  expect(fillSentence('“{{name}}” is taken', { name })).toBe(`“${name}” is taken`);
  expect(sentence(new AppError('nameTaken', { name }), 'en')).toContain(name);
});

test('a field speaks in few words; a refusal at a field in its own; an unknown code as unexpected', () => {
  expect(fieldSentence({ code: 'required' }, 'zh-CN')).toBe('必填');
  expect(fieldSentence({ code: 'tooLong', params: { max: 50 } }, 'en')).toBe(
    'Too long: at most 50 characters',
  );
  expect(fieldSentence({ code: 'patternNoCounter' }, 'zh-CN')).toBe(zhCN.errors.patternNoCounter);
  expect(fieldSentence({ code: 'constructor' }, 'en')).toBe(codeSentence('unexpected', {}, 'en'));
});
