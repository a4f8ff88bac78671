import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { fileNameOf, readPart } from './printing.ts';

vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));

describe('what a page wants printed', () => {
  const order = { way: 'pdf', copies: 2, name: '客户' };
  test('parts of a document, and the order', () => {
    expect(readPart(JSON.stringify({ html: '<p>' }))).toEqual({ html: '<p>' });
    expect(readPart(JSON.stringify({ order }))).toEqual({ order });
  });
  test.each([
    { html: 1 },
    { html: '', order },
    { order: { ...order, copies: 0 } },
    { order: { ...order, way: 'mail' } },
    { order: { ...order, path: '/etc/passwd' } },
    null,
    'html',
  ])('nothing else: %j', (data) => expect(readPart(JSON.stringify(data))).toBeNull());
  test('no broken text', () => {
    expect(readPart('{')).toBeNull();
    expect(readPart({ html: '' })).toBeNull();
  });
});

describe('the name of the file', () => {
  test.each([
    ['我的客户', '我的客户.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['a:b|c?"<>*', 'a b c.pdf'],
    ['CON', 'Kechi.pdf'],
    [' ... ', 'Kechi.pdf'],
    ['\u202Efdp.exe', 'fdp.exe.pdf'],
  ])('%j is %s', (name, file) => expect(fileNameOf(name)).toBe(file));
  test('never leads anywhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const file = fileNameOf(name);
        expect(file).toMatch(/^[^\\/:*?"<>|\p{Cc}]+\.pdf$/u);
        expect(file.length).toBeLessThan(130);
      }),
      { numRuns: 50 },
    );
  });
});
