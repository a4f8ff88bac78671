import fc from 'fast-check';
import { expect, it } from 'vitest';
import { neutraliseCell, neutraliseFormula, restoreFormulaText } from './spreadsheet-text.ts';

it.each([
  '=1+1',
  '+86',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  '＝1',
  '＋1',
  '－1',
  '＠A',
  "'=1",
  "''=1",
  "'007",
])('%j is made harmless', (cell) => expect(neutraliseFormula(cell)).toBe(`'${cell}`));
it.each(['', '万科', "'万科", 'a=1', '1-2', ' =1', '13812345678'])('%j stays', (cell) => {
  expect(neutraliseFormula(cell)).toBe(cell);
  expect(restoreFormulaText(cell)).toBe(cell);
});
it('is undone exactly and never begins like a formula', () => {
  const cells = fc
    .array(
      fc.oneof(fc.constantFrom("'", '=', '+', '＝', '\t', 'a', '客', '7'), fc.string({ maxLength: 1 })),
      {
        maxLength: 6,
      },
    )
    .map((chars) => chars.join(''));
  fc.assert(
    fc.property(cells, (cell) => {
      expect(neutraliseFormula(cell)).not.toMatch(/^[=+\-@＝＋－＠\t\r\n\0]/);
      expect(restoreFormulaText(neutraliseFormula(cell))).toBe(cell);
    }),
  );
});
it.each(['+86 138 0013 8000', '+8613800138000', '-12.5', '+3'])(
  '%j is a number or a phone and stays',
  (cell) => {
    expect(neutraliseCell(cell)).toBe(cell);
  },
);
it.each(['+86-755-1234', '-2+3', '+1 2=3', '=1', '+', '-', '+cmd|x'])('%j is still made harmless', (cell) => {
  expect(neutraliseCell(cell)).toBe(`'${cell}`);
});
