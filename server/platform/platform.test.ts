import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from '../arguments.ts';
import { nearestLocale } from './environment.ts';
import { createLog } from './log.ts';
import { defaultDataDir } from './paths.ts';

const nowhere = { appData: undefined, dataHome: undefined };

test.each([
  [{ ...nowhere, platform: 'win32', home: 'C:\\Users\\li', appData: 'D:\\Roaming' }, 'D:\\Roaming\\Kechi'],
  [{ ...nowhere, platform: 'win32', home: 'C:\\Users\\li' }, 'C:\\Users\\li\\AppData\\Roaming\\Kechi'],
  [{ ...nowhere, platform: 'darwin', home: '/Users/li' }, '/Users/li/Library/Application Support/Kechi'],
  [{ ...nowhere, platform: 'linux', home: '/home/li' }, '/home/li/.local/share/kechi'],
  [{ ...nowhere, platform: 'linux', home: '/home/li', dataHome: '/data' }, '/data/kechi'],
  [{ ...nowhere, platform: 'linux', home: '/home/li', dataHome: 'relative' }, '/home/li/.local/share/kechi'],
] as const)('the data folder: %o', (where, dir) => {
  expect(defaultDataDir(where)).toBe(dir);
});

test.each([
  ['zh-CN', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hant-TW', 'zh-CN'],
  ['zh-CN.UTF-8', 'zh-CN'],
  ['en-US', 'en'],
  ['C.UTF-8', 'en'],
  ['de', 'en'],
  ['zha', 'en'],
])('the language of %s', (tag, locale) => {
  expect(nearestLocale(tag)).toBe(locale);
});

test('arguments: said, unsaid and wrong', () => {
  const usual = { dataDir: null, port: null, demo: false, open: true, help: false };
  const strict = { strict: true };
  expect(readArguments([], strict)).toEqual(usual);
  expect(readArguments(['--data', '/a/../b', '--port', '0', '--demo', '--no-open'], strict)).toEqual({
    ...usual,
    dataDir: '/b',
    port: 0,
    demo: true,
    open: false,
  });
  expect(readArguments(['-h'], strict)).toMatchObject({ help: true });
  for (const port of ['', '-1', '65536', '1.5', 'x', ' ']) {
    expect([port, readArguments([`--port=${port}`], strict)]).toMatchObject([port, { fault: 'port' }]);
  }
  expect(readArguments(['--data='], strict)).toMatchObject({ fault: 'data' });
  expect(readArguments(['--nonsense'], strict)).toMatchObject({ fault: 'unknown', text: '--nonsense' });
  expect(readArguments(['stray'], strict)).toMatchObject({ fault: 'unknown', text: 'stray' });
  // Electron's own switches stand on the same line.
  expect(readArguments(['app.js', '--no-sandbox', '--inspect=0', '--demo'], { strict: false })).toEqual({
    ...usual,
    demo: true,
  });
  expect(readArguments(['--data'], { strict: false })).toMatchObject({ fault: 'data' });
});

test('the log writes nothing before it is opened, then everything, without secrets', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'kechi-log-'));
  const log = createLog('office');
  log.info('before', {
    name: '商策 𠮷',
    token: 'secret-1',
    deep: { password: 'secret-2', list: { cookie: 'secret-3' } },
  });
  log.error('fault', { error: new Error('broken pipe') });
  expect(await readdir(dir)).toEqual([]);
  await log.open(join(dir, 'logs'));
  log.warn('after', { newPassword: 'secret-4' });
  await log.close();
  const [file = ''] = await readdir(join(dir, 'logs'));
  expect(file).toMatch(/^office\.1\.log$/);
  const text = await readFile(join(dir, 'logs', file), 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    ['info', 'before'],
    ['error', 'fault'],
    ['warn', 'after'],
  ]);
  expect(text).toContain('商策 𠮷');
  expect(text).toContain('broken pipe');
  expect(text).not.toContain('secret-');
  await rm(dir, { recursive: true });
});
