import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { answer } from './app-protocol.ts';
import { outsideUrl } from './lockdown.ts';
import { isReachable, readPlace, type WindowPlace, writePlace } from './window-place.ts';

// The rules are pure; the parts of Electron around them run in the end-to-end tests.
vi.mock('electron', () => ({ protocol: {}, app: {}, session: {}, shell: {} }));

/** The office has none. */
const noFiles = () => Promise.reject(new Error('nobody asks'));

let dir: string;
let rendererDir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kechi-desktop-'));
  rendererDir = join(dir, 'renderer');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(rendererDir, 'index.html'), 'first page');
  await writeFile(join(rendererDir, 'assets', 'app.js'), 'export {};');
  await writeFile(join(dir, 'outside.txt'), 'not yours');
  await mkdir(join(dir, 'renderer-2'));
  await writeFile(join(dir, 'renderer-2', 'a.txt'), 'not yours');
});
afterAll(() => rm(dir, { recursive: true }));

describe('app://crm', () => {
  const get = async (url: string, method = 'GET') => {
    const response = await answer({ url, method }, rendererDir, noFiles);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  test.each([
    'app://crm/',
    'app://crm/customers/12',
    'app://crm/customers?q=a%2Fb.txt#x',
    'app://crm/index.html',
  ])('the first page: %s', async (url) => {
    expect(await get(url)).toMatchObject({ status: 200, text: 'first page' });
  });

  test('files with their kind, and the headers on every answer', async () => {
    const file = await get('app://crm/assets/app.js');
    expect([file.text, file.headers.get('content-type')]).toEqual([
      'export {};',
      'text/javascript; charset=utf-8',
    ]);
    for (const { headers } of [file, await get('app://crm/'), await get('app://crm/gone.js')]) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test.each([
    'app://crm/gone.js',
    'app://crm/../outside.txt',
    'app://crm/..%2foutside.txt',
    'app://crm/%2e%2e/outside.txt',
    'app://crm/..%5coutside.txt',
    'app://crm/..%2frenderer-2%2fa.txt',
    'app://crm//etc/hosts.txt',
    'app://crm/%00.txt',
    'app://crm/%E0%A4%A.txt',
    'app://other/assets/app.js',
    'app://crm.evil/assets/app.js',
    'app://crm',
  ])('not found: %s', async (url) => {
    expect(await get(url)).toMatchObject({ status: 404, text: '' });
  });

  test('nothing is written to', async () => {
    expect((await get('app://crm/', 'POST')).status).toBe(404);
  });

  test('whatever the path, nothing outside the folder is read', async () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '/',
      '\\',
      'renderer-2',
      'outside.txt',
      'a.txt',
      '%00',
      'C:',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        expect((await get(`app://crm/${parts.join('')}`)).text).not.toBe('not yours');
        expect((await get(`app://crm/${parts.join('/')}`)).text).not.toBe('not yours');
      }),
    );
  });
});

test.each([
  ['https://example.com/a?b=1', 'https://example.com/a?b=1'],
  ['mailto:a@example.com', 'mailto:a@example.com'],
  ['tel:+8613800138000', 'tel:+8613800138000'],
  ['http://example.com/', null],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['ms-settings:', null],
  ['smb://server/share', null],
  ['\\\\server\\share', null],
  ['https://user@evil.example/', null],
  ['HTTPS://EXAMPLE.com', 'https://example.com/'],
  ['', null],
])('opened outside: %s', (text, url) => {
  expect(outsideUrl(text)).toBe(url);
});

describe('the window’s place', () => {
  const place: WindowPlace = { x: 10, y: 20, width: 1280, height: 760, maximized: true };

  test('is kept, and only whole', async () => {
    const file = join(dir, 'profile', 'window.json');
    expect(readPlace(file)).toBeNull();
    writePlace(file, place);
    expect(readPlace(file)).toEqual(place);
    writePlace(file, { ...place, x: 11, maximized: false });
    expect(readPlace(file)).toEqual({ ...place, x: 11, maximized: false });
    expect(await readdir(join(dir, 'profile'))).toEqual(['window.json']);
    for (const broken of ['', '{', '[]', '{"x":1}', JSON.stringify({ ...place, width: 1e9 })]) {
      await writeFile(file, broken);
      expect(readPlace(file)).toBeNull();
    }
  });

  test('that cannot be written is let go', async () => {
    const file = join(dir, 'outside.txt', 'window.json');
    writePlace(file, place);
    expect(await readFile(join(dir, 'outside.txt'), 'utf8')).toBe('not yours');
  });

  test.each([
    ['on the screen', { x: 10, y: 20, width: 800, height: 600 }, true],
    ['on the second screen', { x: 2000, y: 20, width: 800, height: 600 }, true],
    ['half off to the left', { x: -600, y: 20, width: 800, height: 600 }, true],
    ['off to the left', { x: -790, y: 20, width: 800, height: 600 }, false],
    ['on a screen that is gone', { x: 5000, y: 20, width: 800, height: 600 }, false],
    ['title bar above', { x: 10, y: -200, width: 800, height: 600 }, false],
    ['title bar below', { x: 10, y: 1060, width: 800, height: 600 }, false],
  ])('%s', (_name, area, reachable) => {
    const screens = [
      { x: 0, y: 0, width: 1920, height: 1040 },
      { x: 1920, y: 0, width: 1366, height: 728 },
    ];
    expect(isReachable(area, screens)).toBe(reachable);
  });
});
