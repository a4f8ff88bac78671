import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { logLines } from '#testing/builders/door-client.ts';
import { bytesOfBase64, pictureOf } from './picture.ts';
import { noLetterhead, templateFileSchema, usualTemplate, type PrintSetup } from './print-setup.contract.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** The beginnings of pictures, which say what they are and how large. */
const beginnings = {
  png: (width: number, height: number) => {
    const bytes = Buffer.alloc(40);
    bytes.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
    bytes.write('IHDR', 12, 'latin1');
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  },
  jpeg: (width: number, height: number) => {
    const bytes = Buffer.alloc(40);
    // A segment of four bytes before the one that begins the picture.
    bytes.set([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8]);
    bytes.writeUInt16BE(height, 13);
    bytes.writeUInt16BE(width, 15);
    return bytes;
  },
  webp: (width: number, height: number) => {
    const bytes = Buffer.alloc(40);
    bytes.write('RIFF', 0, 'latin1');
    bytes.write('WEBPVP8X', 8, 'latin1');
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
    return bytes;
  },
};
const address = (type: string, bytes: Buffer) => `data:image/${type};base64,${bytes.toString('base64')}`;
const setup = (more: Partial<PrintSetup['letterhead']> = {}, version = 1) => ({
  version,
  letterhead: { ...noLetterhead, name: '商策', ...more },
  templates: { card: { ...usualTemplate('card'), closing: '请核对' } },
});

describe('pictures', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('a %s is told by its bytes, with its size', (type) => {
    expect(pictureOf(beginnings[type](300, 120))).toEqual({ type, width: 300, height: 120 });
  });
  it.each([
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    Buffer.from('GIF89a'.padEnd(60)),
    Buffer.alloc(10),
    beginnings.png(0, 10),
  ])('nothing else is one', (bytes) => expect(pictureOf(bytes)).toBeNull());
  it('base64 is read as it was written', () => {
    for (const length of [0, 1, 2, 3, 100]) {
      const bytes = Buffer.from(Array.from({ length }, (_, at) => (at * 37) % 256));
      expect(Buffer.from(bytesOfBase64(bytes.toString('base64')) ?? [])).toEqual(bytes);
    }
    for (const wrong of ['a', 'ab=c', 'ab!=', '====']) expect(bytesOfBase64(wrong)).toBeNull();
  });
});

describe('letterhead and templates', () => {
  it('everybody reads them, only the administrator changes them', async () => {
    expect(await refusalOf(app.withToken(null).printing.setup({}))).toMatchObject({ code: 'signInNeeded' });
    expect(await app.as('rita').printing.setup({})).toEqual({
      letterhead: noLetterhead,
      templates: {},
      version: 1,
    });
    expect(await refusalOf(app.as('cleo').printing.saveSetup(setup()))).toMatchObject({ code: 'notAllowed' });
  });

  it.each([
    [
      'an SVG under another name',
      address('png', Buffer.from('<svg onload="alert(1)">'.padEnd(60))),
      'logoUnknown',
    ],
    ['a jpeg called png', address('png', beginnings.jpeg(10, 10)), 'logoUnknown'],
    ['one of too many pixels', address('png', beginnings.png(40_000, 40_000)), 'logoTooLarge'],
    [
      'one of too many bytes',
      address('png', Buffer.concat([beginnings.png(10, 10), Buffer.alloc(420_000)])),
      'logoTooLarge',
    ],
    ['an address of another place', 'https://example.com/logo.png', 'invalidInput'],
    ['SVG', `data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`, 'invalidInput'],
  ])('refuses as a logo %s', async (_name, logo, code) => {
    expect(await refusalOf(app.first.printing.saveSetup(setup({ logo })))).toMatchObject({ code });
    expect((await app.first.printing.setup({})).version).toBe(1);
  });

  it('are kept, told to the log without the picture, and of two who save one is told', async () => {
    const logo = address('jpeg', beginnings.jpeg(300, 120));
    const saved = await app.first.printing.saveSetup(setup({ logo }));
    expect(saved).toMatchObject({ version: 2, letterhead: { name: '商策', logo } });
    expect((await app.as('anna').printing.setup({})).templates.card?.closing).toBe('请核对');
    const lines = await logLines(app, 'printSetupUpdated');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.after).toMatchObject({ name: '商策', templates: ['card'] });
    expect(JSON.stringify(lines)).not.toContain('base64');
    expect(await refusalOf(app.first.printing.saveSetup(setup({ name: '另一个' })))).toMatchObject({
      code: 'conflict',
      data: { version: 2, letterhead: { name: '商策' } },
    });
  });
});

describe('a file of templates', () => {
  const file = { kechiPrintTemplates: 1, templates: { card: usualTemplate('card') } };
  it('is read as it was written', () => {
    expect(templateFileSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
  });
  it.each([
    { ...file, kechiPrintTemplates: 2 },
    { ...file, more: 1 },
    { ...file, templates: { other: usualTemplate('card') } },
    { ...file, templates: { card: { ...usualTemplate('card'), points: 900 } } },
    { ...file, templates: { card: { ...usualTemplate('card'), font: 'url(x)' } } },
    { ...file, templates: { card: { ...usualTemplate('card'), script: 'x' } } },
    [],
    null,
  ])('nothing else is one: %j', (wrong) => expect(templateFileSchema.safeParse(wrong).success).toBe(false));
});
