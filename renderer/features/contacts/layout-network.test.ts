import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutNetwork } from './layout-network.ts';

const frame = { width: 520, height: 360, margin: { x: 60, y: 40 } };
const network = fc.integer({ min: 1, max: 40 }).chain((size) =>
  fc.record({
    keys: fc.constant(Array.from({ length: size }, (_, at) => `n${at}`)),
    links: fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: size }).map((at) => `n${at}`),
        to: fc.integer({ min: 0, max: size }).map((at) => `n${at}`),
      }),
      { maxLength: 60 },
    ),
  }),
);

describe('the picture of a network', () => {
  test('is the same every time, lies within the frame, and no two people lie on each other', () => {
    fc.assert(
      fc.property(network, ({ keys, links }) => {
        const points = layoutNetwork(keys, links, frame);
        expect([...points]).toEqual([...layoutNetwork(keys, links, frame)]);
        const all = [...points.values()];
        for (const { x, y } of all) {
          expect(x).toBeGreaterThanOrEqual(frame.margin.x - 0.001);
          expect(x).toBeLessThanOrEqual(frame.width - frame.margin.x + 0.001);
          expect(y).toBeGreaterThanOrEqual(frame.margin.y - 0.001);
          expect(y).toBeLessThanOrEqual(frame.height - frame.margin.y + 0.001);
        }
        for (const [at, a] of all.entries()) {
          for (const b of all.slice(at + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(4);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('one alone lies in the middle, and those around are spread on all sides', () => {
    expect(layoutNetwork(['a'], [], frame).get('a')).toEqual({ x: 260, y: 180 });
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const points = layoutNetwork(
      keys,
      keys.slice(1).map((to) => ({ from: 'a', to })),
      frame,
    );
    const middle = points.get('a')!;
    expect(Math.hypot(middle.x - 260, middle.y - 180)).toBeLessThan(60);
    const sides = keys.slice(1).map((key) => {
      const { x, y } = points.get(key)!;
      return `${x > middle.x}${y > middle.y}`;
    });
    expect(new Set(sides).size).toBeGreaterThanOrEqual(3);
  });
});
