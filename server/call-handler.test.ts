import fc from 'fast-check';
import { StandardRPCJsonSerializer } from '@orpc/client/standard';
import { expect, test } from 'vitest';
import { isPlain } from './call-handler.ts';

/** What no `JSON.stringify` tells by itself. */
const marked = fc.oneof(
  fc.constant(undefined),
  fc.constant(Number.NaN),
  fc.bigInt(),
  fc.date({ noInvalidDate: false }),
  fc.constant(new URL('http://localhost/')),
  fc.constant(/a/),
  fc.constant(new Set([1])),
  fc.constant(new Map([[1, 2]])),
  fc.constant(new Blob(['a'])),
);
const anything = fc.letrec((again) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue(),
    marked,
    fc.array(again('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), again('value'), { maxKeys: 4 }),
  ),
})).value;

test('what is taken for plain is what the library would have sent unmarked', () => {
  const library = new StandardRPCJsonSerializer();
  let plain = 0;
  fc.assert(
    fc.property(anything, (data) => {
      const [json, meta, maps] = library.serialize(data);
      const unmarked = meta.length === 0 && maps.length === 0;
      // An own answer may be called marked that is not; never the other way round.
      if (!isPlain(data)) return;
      plain += 1;
      expect(unmarked).toBe(true);
      expect(JSON.stringify(data)).toBe(JSON.stringify(json));
    }),
    { numRuns: 2000 },
  );
  expect(plain).toBeGreaterThan(500);
});

test.each([
  [
    'a row with nothing in some places',
    { id: 1, name: '甲', tags: ['a'], level: null, later: undefined },
    true,
  ],
  ['nothing at all', undefined, false],
  ['a missing place of a list', [1, undefined], false],
  ['a day deep within', { rows: [{ at: new Date(0) }] }, false],
  ['a file', { rows: [new Blob(['a'])] }, false],
])('%s', (_name, data, plain) => {
  expect(isPlain(data)).toBe(plain);
});
