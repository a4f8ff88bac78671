import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { guideSections } from '#renderer/features/guide/sections.ts';
import { sectionsOf } from './guide-plugin.ts';

const read = async (language: string) =>
  sectionsOf(await readFile(new URL(`../../docs/guide/${language}.md`, import.meta.url), 'utf8'));

it('has the same sections in both languages, in the order in which the window knows them', async () => {
  for (const language of ['zh-CN', 'en']) {
    const sections = await read(language);
    expect(sections.map(({ id }) => id)).toEqual([...guideSections]);
    for (const { title, pieces } of sections) expect(pieces.length, title).toBeGreaterThan(0);
  }
});

it('refuses a section without an id, and what the window cannot show', () => {
  expect(() => sectionsOf('## Nameless\n\ntext')).toThrow(/no id/);
  expect(() => sectionsOf('<!-- a -->\n\n## A\n\n> quoted')).toThrow(/cannot show: blockquote/);
});

it('keeps the text of every kind of piece', () => {
  const [section] = sectionsOf(
    '<!-- a -->\n\n## A\n\nA **bold** `key` [link](https://example.com).\n\n1. one\n\n| h |\n| - |\n| c |\n\n![p](pictures/a.png)\n',
  );
  expect(JSON.parse(JSON.stringify(section))).toEqual({
    id: 'a',
    title: 'A',
    pieces: [
      {
        kind: 'paragraph',
        parts: [
          { kind: 'text', text: 'A ' },
          { kind: 'strong', parts: [{ kind: 'text', text: 'bold' }] },
          { kind: 'text', text: ' ' },
          { kind: 'codespan', text: 'key' },
          { kind: 'text', text: ' ' },
          { kind: 'link', href: 'https://example.com', parts: [{ kind: 'text', text: 'link' }] },
          { kind: 'text', text: '.' },
        ],
      },
      { kind: 'list', ordered: true, parts: [{ kind: 'item', parts: [{ kind: 'text', text: 'one' }] }] },
      { kind: 'table', head: [[{ kind: 'text', text: 'h' }]], rows: [[[{ kind: 'text', text: 'c' }]]] },
      { kind: 'paragraph', parts: [{ kind: 'image', href: 'pictures/a.png', text: 'p' }] },
    ],
  });
});
