import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  envelopes,
  fittingSize,
  labelPresetNames,
  labelPresets,
  labels,
  type Addressee,
  type LabelGrid,
} from './addresses.ts';
import type { Block, Box } from './document.ts';
import { envelopeNames, papers } from './papers.ts';

const words = {
  attention: (person: string) => `${person}（收）`,
  company: (name: string) => `${name}（收）`,
};
const to = (nth: number, more: Partial<Addressee> = {}): Addressee => ({
  name: `公司${nth}`,
  person: '王芳',
  address: '上海市浦东新区张江路 88 号',
  postcode: '201203',
  phone: null,
  ...more,
});
const pagesOf = (block: Block): readonly (readonly Box[])[] => (block.kind === 'fixed' ? block.pages : []);
const textOf = ({ lines }: Box) => lines.map(({ text }) => text).join('|');

describe('labels', () => {
  it.each(labelPresetNames)('of the sheet %s lie on A4, beside one another', (name) => {
    const grid: LabelGrid = labelPresets[name];
    const [page = []] = pagesOf(
      labels(
        Array.from({ length: grid.columns * grid.rows }, (_, at) => to(at)),
        grid,
        words,
      ),
    );
    expect(page).toHaveLength(grid.columns * grid.rows);
    for (const { x, y, width, height } of page) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(210);
      expect(y + height).toBeLessThanOrEqual(297.01);
    }
    const apart = page.every((a, at) =>
      page.every(
        (b, other) =>
          at === other ||
          a.x + a.width <= b.x + 0.01 ||
          b.x + b.width <= a.x + 0.01 ||
          a.y + a.height <= b.y + 0.01 ||
          b.y + b.height <= a.y + 0.01,
      ),
    );
    expect(apart).toBe(true);
  });

  it('begin at the first that is free and go on on the next sheet', () => {
    const grid = { ...labelPresets['2x4'], start: 8 };
    const pages = pagesOf(labels([to(1), to(2), to(3)], grid, words));
    expect(pages.map((page) => page.map((box) => textOf(box).split('|')[1]))).toEqual([
      ['公司1'],
      ['公司2', '公司3'],
    ]);
    expect(pages[0]?.[0]?.y).toBeCloseTo(13 + 3 * 67.7);
    expect(pages[1]?.[0]?.y).toBeCloseTo(13);
    // A start behind the sheet leaves none empty in between.
    expect(pagesOf(labels([to(1)], { ...grid, start: 20 }, words)).length).toBeGreaterThan(0);
  });

  it('say postcode, address, company and for whom', () => {
    const [[first] = []] = pagesOf(labels([to(1, { phone: '021-1' })], labelPresets['3x8'], words));
    expect(first && textOf(first)).toBe('201203 上海市浦东新区张江路 88 号|公司1|王芳（收）|021-1');
    const [[alone] = []] = pagesOf(
      labels([to(1, { person: null, postcode: null })], labelPresets['3x8'], words),
    );
    expect(alone && textOf(alone)).toBe('上海市浦东新区张江路 88 号|公司1（收）');
  });
});

describe('envelopes', () => {
  it.each(envelopeNames)(
    '%s: postcode at the upper left, recipient in the middle, sender at the lower right',
    (name) => {
      const [width, height] = papers[name];
      const look = { size: { width, height }, drawBoxes: true, offsetX: 0, offsetY: 0 };
      const sender = { name: '商策', address: '张江路 1 号', postcode: '100000' };
      const [page = []] = pagesOf(envelopes([to(1)], sender, look, words));
      const code = page.slice(0, 6);
      expect(code.map(textOf).join('')).toBe('201203');
      for (const { x, y, frame } of code) {
        expect(x).toBeLessThan(width / 2);
        expect(y).toBeLessThan(20);
        expect(frame).toBe(true);
      }
      const [recipient, from] = page.slice(6);
      expect(recipient && textOf(recipient)).toBe('上海市浦东新区张江路 88 号|公司1|王芳（收）');
      expect(from && textOf(from)).toBe('张江路 1 号|商策|100000');
      for (const { x, y, width: across, height: down } of page) {
        expect(x + across).toBeLessThanOrEqual(width);
        expect(y + down).toBeLessThanOrEqual(height);
      }
      // The recipient does not lie over the sender.
      expect((recipient?.y ?? 0) + (recipient?.height ?? 0)).toBeLessThanOrEqual((from?.y ?? 0) + 0.01);
      const moved = pagesOf(envelopes([to(1)], sender, { ...look, offsetX: 2, offsetY: -1 }, words))[0]?.[0];
      expect([moved?.x, moved?.y]).toEqual([(code[0]?.x ?? 0) + 2, (code[0]?.y ?? 0) - 1]);
    },
  );

  it('leave the boxes empty where the postcode is none', () => {
    const [width, height] = papers.envelopeDl;
    const look = { size: { width, height }, drawBoxes: false, offsetX: 0, offsetY: 0 };
    const [page = []] = pagesOf(
      envelopes([to(1, { postcode: '2012' })], { name: '', address: '', postcode: '' }, look, words),
    );
    expect(page.slice(0, 6).map(textOf).join('')).toBe('');
  });
});

it('letters are as large as there is room, and never outside the sizes', () => {
  const text = fc.string({ unit: fc.constantFrom('上', '海', 'a', '1', ' '), maxLength: 80 });
  const room = { width: 60, height: 30 };
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (lines) => {
      const size = fittingSize(lines, room, { least: 6, most: 12 });
      expect(size).toBeGreaterThanOrEqual(6);
      expect(size).toBeLessThanOrEqual(12);
      expect(fittingSize([...lines, '上'.repeat(60)], room, { least: 6, most: 12 })).toBeLessThanOrEqual(
        size,
      );
    }),
  );
});
