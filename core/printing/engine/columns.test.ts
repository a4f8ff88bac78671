import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnShares, inOneLine, longestRun, roomFor } from './columns.ts';
import { usualSettings } from './papers.ts';

const rounded = (shares: readonly number[]) => shares.map((share) => Math.round(share * 1000) / 1000);

describe('columns of a printed table', () => {
  it('are as wide as their widths are to one another where there is room', () => {
    expect(rounded(columnShares([{ width: 100 }, { width: 300 }], 60))).toEqual([0.25, 0.75]);
    expect(rounded(columnShares([{ width: 100, least: 6 }, { width: 300 }], 60))).toEqual([0.25, 0.75]);
  });

  it('keep on narrow paper what must stand in one line, and the others make place', () => {
    const columns = [{ width: 44, least: 4 }, { width: 300 }, { width: 100 }, { width: 128, least: 10 }];
    expect(rounded(columnShares(columns, 40))).toEqual([0.1, 0.488, 0.163, 0.25]);
  });

  it('are as their widths again where even that is more than the paper holds', () => {
    expect(rounded(columnShares([{ width: 100, least: 30 }, { width: 100 }], 30))).toEqual([0.5, 0.5]);
  });

  it('fill the table whatever they are', () => {
    const column = fc.record({
      width: fc.integer({ min: 1, max: 900 }),
      least: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(column, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 8, max: 90 }),
        (columns, room) => {
          const shares = columnShares(columns, room);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
          expect(shares.every((share) => share > 0)).toBe(true);
        },
      ),
    );
  });

  it('need as much as their longest word, for Chinese may break anywhere', () => {
    const phone = longestRun(['13812345678', '萍乡市蓝铎机械设备厂', '']);
    expect(phone).toBeCloseTo(0.85 + 11 * 0.56);
    expect(longestRun(['0756-40890442 / 13812345678'])).toBeGreaterThan(phone);
    expect(longestRun(['https://example.com/a/very/long/address'])).toBeCloseTo(12.85);
    expect(longestRun(['鑫维化工经营部'])).toBeCloseTo(0.85);
    expect(inOneLine('级别')).toBeCloseTo(2.85);
    expect(inOneLine('B 级')).toBeCloseTo(0.85 + 2 * 0.56 + 1);
  });

  it('know how much text a paper holds beside it', () => {
    // 205 mm between the perforated edges, at nine points: 581 points.
    expect(roomFor({ points: 9 }, usualSettings('continuousHalf'))).toBeCloseTo(64.6, 1);
  });
});
