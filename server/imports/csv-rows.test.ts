import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, findDelimiter } from './csv-rows.ts';

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** Parses a text that arrives in pieces cut at these places. */
function parse(
  text: string,
  delimiter = ',',
  cuts: readonly number[] = [],
): { cells: readonly unknown[]; fault?: string | undefined; row: number }[] {
  const rows = csvRows(delimiter);
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  const found = places.slice(1).flatMap((place, at) => rows.push(text.slice(places[at], place)));
  return [...found, ...rows.end()];
}

const cells = fc.array(
  fc.string({ unit: fc.constantFrom('a', '好', '𠮷', '"', ',', '\n', '\r', '\t', ';', ' ') }),
  { minLength: 1, maxLength: 5 },
);

describe('csvRows', () => {
  it('reads back every quoted table, wherever it is cut', () => {
    const tables = fc.array(cells, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        tables,
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(',', ';', '\t'),
        (table, cuts, end, delimiter) => {
          const text = table.map((row) => row.map(quoted).join(delimiter)).join(end);
          expect(parse(text, delimiter, cuts).map((row) => row.cells)).toEqual(table);
        },
      ),
    );
  });

  it('says the same of any text however it is cut', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r'), maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 12 }), (text, cuts) => {
        expect(parse(text, ',', cuts)).toEqual(parse(text));
      }),
    );
  });

  it('keeps a quote inside a field, a line break inside quotes, and what follows a closing quote', () => {
    expect(parse('5" pipe,x\n"a\nb",y\n"c"d,z').map((row) => row.cells)).toEqual([
      ['5" pipe', 'x'],
      ['a\nb', 'y'],
      ['cd', 'z'],
    ]);
  });

  it('loses only the line of a quote that is never closed', () => {
    const rows = parse('a,b\n"甲公司,1\n乙公司,2\n"丙公司",3\n丁公司,"4');
    expect(rows.map(({ cells: [first], fault, row }) => [row, first, fault])).toEqual([
      [1, 'a', undefined],
      [2, '"甲公司', 'quoteUnclosed'],
      [3, '乙公司', undefined],
      [4, '丙公司', undefined],
      [5, '丁公司', 'quoteUnclosed'],
    ]);
  });

  it('passes over a row without an end instead of keeping it', () => {
    const rows = parse(`${'x'.repeat(1_500_000)}\na,b`, ',', [600_000, 1_200_000]);
    expect(rows.map(({ fault, cells: found }) => [fault, found.length])).toEqual([
      ['rowTooLong', 1],
      [undefined, 2],
    ]);
  });

  it('marks zero bytes', () => expect(parse('a\0b,c')[0]?.fault).toBe('nulBytes'));
});

describe('findDelimiter', () => {
  it.each([
    ['a,b\n1,2', ','],
    ['a\tb,c\n1\t2', '\t'],
    ['a;b\n1,5;2\n1,5;2', ';'],
    ['sep=|\na|b', '|'],
    ['单列\n甲公司', ','],
  ])('%j: %j', (text, delimiter) => expect(findDelimiter(text)).toBe(delimiter));
});
