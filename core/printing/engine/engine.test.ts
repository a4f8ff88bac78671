import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, PrintDocument, TableBlock, TableRow } from './document.ts';
import { cssString, escapeHtml } from './escape.ts';
import { paginate, type Page, type Ruler } from './paginate.ts';
import { paperNames, sheetOf, usualSettings } from './papers.ts';
import { printHtml, sheetHtml } from './render.ts';
import { textsOf, unitsOf, type Unit } from './units.ts';

const document = (blocks: readonly Block[]): PrintDocument => ({
  title: '客户',
  language: 'zh-CN',
  letterhead: null,
  look: { font: 'sans', points: 9.5 },
  blocks,
  foot: '打印人：林静',
  pageOf: '第 {page} 页，共 {pages} 页',
});

/** Every line ten high, twenty signs long; heads and sums ten. */
const lineHeight = 10;
const signsInLine = 20;
const linesOf = (unit: Unit) =>
  Math.max(1, ...textsOf(unit).map((text) => Math.ceil(text.length / signsInLine)));
const ruler: Ruler = {
  heightOf: (unit) => linesOf(unit) * lineHeight,
  headOf: () => lineHeight,
  sumOf: () => lineHeight,
  fit: (unit, height, atLeast) => {
    const lines = Math.floor(height / lineHeight);
    return lines < atLeast ? null : textsOf(unit).map((text) => Math.min(text.length, lines * signsInLine));
  },
};
const row = (text: string, figure: number | null = null, style: TableRow['style'] = 'row'): TableRow => ({
  style,
  cells: [text, figure === null ? '' : String(figure)],
  figures: [null, figure],
});
const table = (rows: readonly TableRow[], sums = false): TableBlock => ({
  kind: 'table',
  columns: [
    { title: '名称', width: 200 },
    { title: '金额', width: 100, align: 'end' },
  ],
  rows,
  pageSum: sums ? { label: '本页小计', words: (_, sum) => String(sum) } : null,
});
const lay = (blocks: readonly Block[], height: number): Promise<readonly Page[]> =>
  paginate(unitsOf(document(blocks)), height, ruler, () => Promise.resolve());
const shown = (page: Page | undefined) =>
  (page ?? []).map((unit) => textsOf(unit).join('|').replace(/\|$/, ''));
const heightOf = (page: Page) => {
  const tables = new Set(page.flatMap((unit) => (unit.kind === 'row' ? [unit.table] : [])));
  return page.reduce((sum, unit) => sum + ruler.heightOf(unit), tables.size * lineHeight);
};

describe('pages', () => {
  it('hold the head of the table and as many rows as fit', async () => {
    const pages = await lay([table(['一', '二', '三', '四', '五'].map((text) => row(text)))], 30);
    expect(pages.map(shown)).toEqual([['一', '二'], ['三', '四'], ['五']]);
  });

  it('keep a heading with what it heads, and the last row with the sum that closes it', async () => {
    const blocks: Block[] = [
      { kind: 'note', text: '甲' },
      { kind: 'heading', text: '题' },
      { kind: 'note', text: '乙' },
    ];
    expect((await lay(blocks, 20)).map(shown)).toEqual([['甲'], ['题', '乙']]);
    const rows = [row('组', null, 'group'), row('一', 1), row('二', 2), row('小计', 3, 'sum')];
    expect((await lay([table(rows)], 40)).map(shown)).toEqual([
      ['组', '一|1'],
      ['二|2', '小计|3'],
    ]);
  });

  it('close with the sums of what stands on them, where the table goes over several', async () => {
    const rows = [row('一', 1), row('二', 2), row('三', 4), row('合计', 7, 'total')];
    expect((await lay([table(rows, true)], 40)).map(shown)).toEqual([
      ['一|1', '二|2', '本页小计|3'],
      ['三|4', '合计|7', '本页小计|4'],
    ]);
    expect((await lay([table(rows, true)], 100)).map(shown)).toEqual([['一|1', '二|2', '三|4', '合计|7']]);
  });

  it('go on with a text where the page ends, at least two lines of it together', async () => {
    const long = '长'.repeat(5 * signsInLine);
    const pages = await lay(
      [
        { kind: 'note', text: '甲' },
        { kind: 'paragraph', text: long },
      ],
      40,
    );
    expect(pages.map((page) => page.map(linesOf))).toEqual([[1, 3], [2]]);
    const late = await lay(
      [
        { kind: 'note', text: '甲' },
        { kind: 'paragraph', text: long },
      ],
      20,
    );
    expect(late.map((page) => page.map(linesOf))).toEqual([[1], [2], [2], [1]]);
  });

  it('lose nothing, keep the order and are never higher than the paper', async () => {
    const text = fc.string({ unit: fc.constantFrom('中', 'a', '𠮷', ' '), minLength: 1, maxLength: 130 });
    const block = fc.oneof(
      text.map((value): Block => ({ kind: 'heading', text: value.slice(0, 19) })),
      text.map((value): Block => ({ kind: 'paragraph', text: value })),
      fc
        .array(text, { minLength: 1, maxLength: 30 })
        .map((values): Block => table(values.map((value) => row(value, 1)))),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { maxLength: 8 }),
        fc.integer({ min: 4, max: 12 }),
        async (blocks, lines) => {
          const pages = await lay(blocks, lines * lineHeight);
          const whole = (units: readonly Unit[]) => units.map((unit) => textsOf(unit)[0] ?? '').join('');
          expect(whole(pages.flat())).toBe(whole(unitsOf(document(blocks))));
          for (const page of pages) expect(heightOf(page)).toBeLessThanOrEqual(lines * lineHeight);
          // No half of a character.
          for (const unit of pages.flat())
            expect(textsOf(unit).every((part) => !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(part))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the printed document', () => {
  const hostile = `<img src=x onerror=alert(1)>"'&\u0000\u202E</style><script>`;

  it('shows what people typed as they typed it and runs none of it', async () => {
    const blocks: Block[] = [
      { kind: 'title', text: hostile },
      table([row(hostile)]),
      { kind: 'facts', facts: [{ label: hostile, value: hostile }] },
    ];
    const printed = {
      ...document(blocks),
      title: hostile,
      foot: hostile,
      pageOf: `${hostile}{page}/{pages}`,
    };
    const pages = await lay(blocks, 500);
    const settings = usualSettings('a4');
    const whole = [...printHtml(printed, pages, settings, 'nothing')].join('');
    const sheet = sheetHtml(printed, pages[0] ?? [], { page: 1, pages: 1 }, settings);
    for (const html of [whole, sheet]) {
      expect(html).not.toMatch(/<(?:script|img)/i);
      expect(html.match(/<\/style>/g)).toHaveLength(1);
      expect(html).toContain(`default-src 'none'`);
      expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
    }
    expect(whole).toMatch(/@bottom-right\{content:"[^"]*" counter\(page\) "[^"]*" counter\(pages\)/);
  });

  it('names the paper, its margins and one section for each page', async () => {
    const pages = await lay([table(['一', '二', '三'].map((text) => row(text)))], 20);
    const html = [
      ...printHtml(document([]), pages, { ...usualSettings('a5'), landscape: true }, 'nothing'),
    ].join('');
    expect(html).toContain('size:210mm 148mm;\nmargin:11mm 11mm 14mm 11mm');
    expect(html.match(/<section class="sheet">/g)).toHaveLength(3);
    expect(html.match(/<thead>/g)).toHaveLength(3);
  });

  it('costs a screen nothing on its way to the printer, and can be read as a file', () => {
    const on = (screen: 'nothing' | 'page') =>
      /@media screen\{(.*)\}<\/style>/.exec(
        [...printHtml(document([]), [], usualSettings('a4'), screen)].join(''),
      )?.[1];
    expect(on('nothing')).toBe('body{display:none}');
    expect(on('page')).toContain('max-width');
    expect(on('page')).not.toContain('display');
  });

  it('whatever the margins, something is left to print on', () => {
    const margin = fc.double({ min: -10, max: 400, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...paperNames),
        fc.boolean(),
        margin,
        margin,
        margin,
        margin,
        (paper, landscape, top, right, bottom, left) => {
          const { content } = sheetOf({ paper, landscape, top, right, bottom, left, scale: 100 });
          expect(content.width).toBeGreaterThanOrEqual(39.9);
          expect(content.height).toBeGreaterThanOrEqual(39.9);
        },
      ),
    );
  });

  it('writes texts into style sheets so that none ends early', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cssString(text).slice(1, -1)).not.toMatch(/["'\n\r<>{};]/);
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
      { numRuns: 40 },
    );
  });
});
