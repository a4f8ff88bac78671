import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { powers, slices } from '../../build/lint/layers.ts';
import { checkLock } from '../../scripts/check-lock.mjs';
import { checkCycles, checkLayers, checkPowers, checkSlices } from './check-imports.ts';
import { checkComments, checkLocales, checkSizes, checkWords } from './check-texts.ts';
import { isCode, parse, readProject, root } from './source-files.ts';

const files = readProject();
const code = files.filter(isCode).map(parse);
const problems = (list: readonly string[]) => list.join('\n');

describe('who may import whom', () => {
  test('every import is one the table allows', () => expect(problems(checkLayers(code))).toBe(''));

  test('slices use each other as the table says, without circles', () =>
    expect(problems(checkSlices(code))).toBe(''));

  test('no files in a circle', () => expect(problems(checkCycles(code))).toBe(''));

  test('each raw power stays in its named files', () => expect(problems(checkPowers(code))).toBe(''));

  test('the table names nothing that is gone', () => {
    const named = powers.flatMap((power) => power.files);
    const folders = Object.keys(slices).map((slice) => `core/${slice}`);
    expect([...named, ...folders].filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
  });
});

describe('what stands in the files', () => {
  test('none is too long', () => {
    const { problems: tooLong, notes } = checkSizes(files);
    for (const line of notes) process.stdout.write(`note: ${line}\n`);
    expect(problems(tooLong)).toBe('');
  });

  test('no comment silences a check or promises a later change', () =>
    expect(problems(checkComments(code))).toBe(''));

  test('the words of the glossary', () => expect(problems(checkWords(files))).toBe(''));

  test('both languages say everything, with the same placeholders', () => {
    expect(files.some(({ path: file }) => file.startsWith('core/i18n/') && file.endsWith('.json'))).toBe(
      true,
    );
    expect(problems(checkLocales(files))).toBe('');
  });

  test('the lock file is complete and names no address', () => {
    const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
    expect(problems(checkLock(lock))).toBe('');
  });
});
