import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { zhCN } from './zh-CN/index.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every text by its path; the forms of a plural count as one. */
function texts(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const own = `${path}${key}`;
    if (typeof value !== 'string') for (const entry of texts(value, `${own}.`)) found.set(...entry);
    else found.set(own.replace(/_(one|other)$/, '#'), value);
  }
  return found;
}

const placeholders = (text: string): string[] =>
  [...new Set(Array.from(text.matchAll(/\{\{\s*(\w+)/g), (match) => match[1] ?? ''))].toSorted();

const chinese = texts(zhCN);
const english = texts(en);

test('both languages say the same things', () => {
  expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  for (const [path, text] of chinese)
    expect(placeholders(text), path).toEqual(placeholders(english.get(path) ?? ''));
});

test('no text is empty, and Chinese is Chinese', () => {
  for (const [path, text] of [...chinese, ...english]) expect(text.trim(), path).not.toBe('');
  const latin = [...chinese].filter(
    ([, text]) => !/\p{Script=Han}/u.test(text) && /\p{L}{4}/u.test(text.replace(/\{\{.*?\}\}/g, '')),
  );
  expect(latin.map(([path]) => path)).toEqual([]);
});
