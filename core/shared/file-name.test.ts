import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dangerousExtensions, hostileNames } from '#testing/fixtures/hostile-names.ts';
import {
  cleanFileName,
  contentDisposition,
  extensionOf,
  fileNameMax,
  isOpenable,
  nameIn,
  numberedFileName,
  offeredFileName,
} from './file-name.ts';
import { codePoints } from './text.ts';

const bytes = (text: string) => new TextEncoder().encode(text).length;
const never = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff/\\]/u;
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?$/i;

/** What does not hold of a name, though it holds of every name as it is kept and as it is offered. */
function faultsOf(name: string): string[] {
  const kept = cleanFileName(name);
  const offered = offeredFileName(name);
  const header = contentDisposition('attachment', name);
  const rules = {
    'kept: something': kept !== '',
    'kept: no control, no direction, no separator': !never.test(kept),
    'kept: no dot or space at the end': !/[. ]$/.test(kept),
    'kept: composed': kept === kept.normalize('NFC'),
    'kept: not too long': codePoints(kept) <= fileNameMax,
    'kept: cleaned once is clean': cleanFileName(kept) === kept,
    'offered: no control, no direction, no separator': !never.test(offered),
    'offered: nothing that Windows refuses': !/[<>:"|?*]|[. ]$/.test(offered),
    'offered: no device': !device.test(offered.replaceAll(' ', '')),
    'offered: fits every file system': bytes(offered) <= 255,
    'offered: a name': !['', '.', '..'].includes(offered),
    'offered: offered once is offered': offeredFileName(offered) === offered,
    'header: one line of ASCII':
      /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w%.~!#$&+^`|-]*$/.test(header),
    'header: read as it was written': nameIn(header) === offered,
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

describe('names are data', () => {
  test.each(hostileNames)('%j', (name) => expect(faultsOf(name)).toEqual([]));

  test('any text at all', () => {
    const unit = fc.constantFrom('grapheme', 'binary', 'grapheme-ascii', 'binary-ascii');
    fc.assert(
      fc.property(
        unit.chain((kind) => fc.string({ unit: kind as 'binary', maxLength: 320 })),
        (name) => {
          expect(faultsOf(name)).toEqual([]);
        },
      ),
    );
  });

  test('there are enough of them', () => {
    expect(new Set(hostileNames).size).toBeGreaterThanOrEqual(100);
  });
});

test.each([
  ['合同.pdf', '合同.pdf'],
  ['  a   b.txt ', 'a b.txt'],
  ['../../x.txt', '.._.._x.txt'],
  ['cafe\u0301.txt', 'caf\u00e9.txt'],
  ['x\u202egpj.exe', 'xgpj.exe'],
  ['...', 'file'],
  ['.env', '.env'],
])('%j is kept as %j', (name, kept) => expect(cleanFileName(name)).toBe(kept));

test('a long name keeps its extension', () => {
  const name = cleanFileName(`${'很'.repeat(300)}.pdf`);
  expect([codePoints(name), extensionOf(name)]).toEqual([fileNameMax, 'pdf']);
  const offered = offeredFileName(`${'很'.repeat(300)}.pdf`);
  expect([bytes(offered) > 230, extensionOf(offered)]).toEqual([true, 'pdf']);
});

test.each([
  ['CON', '_CON'],
  ['nul.tar.gz', '_nul.tar.gz'],
  ['a:b?.txt', 'a_b_.txt'],
  ['console.txt', 'console.txt'],
])('%j is offered as %j', (name, offered) => expect(offeredFileName(name)).toBe(offered));

test('a name that is taken gets the next free figure before its extension', () => {
  const taken = new Set(['a (2).pdf', 'a (3).pdf']);
  expect(numberedFileName('a.pdf', (name) => taken.has(name))).toBe('a (4).pdf');
  expect(numberedFileName('.env', () => false)).toBe('.env (2)');
  const long = cleanFileName(`${'很'.repeat(300)}.pdf`);
  const numbered = numberedFileName(long, (name) => name === long);
  expect(numbered.endsWith(' (2).pdf')).toBe(true);
  expect(codePoints(numbered)).toBeLessThanOrEqual(fileNameMax);
});

describe('only what shows itself is opened', () => {
  test.each(dangerousExtensions)('never .%s', (extension) => {
    for (const name of [
      `x.${extension}`,
      `x.pdf.${extension}`,
      `x.${extension.toUpperCase()}`,
      `x.${extension}. `,
    ])
      expect([name, isOpenable(name)]).toEqual([name, false]);
  });

  test.each(['合同.PDF', 'a.docx', 'b.wps', '照片.JPG', 'x.exe.pdf', 'plan.dwg'])('%s', (name) =>
    expect(isOpenable(name)).toBe(true),
  );
});
