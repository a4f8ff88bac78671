import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contentDisposition } from '#core/shared/file-name.ts';
import type { FileAnswer, FileCall } from '#server/files/answer-file.ts';
import { answer } from './app-protocol.ts';
import { openStoredFile, readOpenRequest, sweepOpened } from './open-file.ts';

vi.mock('electron', () => ({ protocol: {}, app: {}, session: {}, shell: {} }));

let tempDir: string;
beforeEach(async () => {
  tempDir = await mkdtemp(join(tmpdir(), 'kechi-open-test-'));
});
afterEach(() => rm(tempDir, { recursive: true, force: true }));

async function* bytes(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}
const named = (name: string, text = '内容'): FileAnswer => ({
  status: 200,
  headers: { 'content-disposition': contentDisposition('attachment', name) },
  body: bytes(text),
});

function opener(given: FileAnswer, more: { platform?: NodeJS.Platform; fault?: string } = {}) {
  const asked: FileCall[] = [];
  const opened: string[] = [];
  const options = {
    ask: async (call: FileCall) => {
      asked.push(call);
      return given;
    },
    tempDir,
    platform: more.platform ?? ('linux' as const),
    openPath: async (path: string) => {
      opened.push(path);
      return more.fault ?? '';
    },
  };
  return { asked, opened, open: (versionId = 12) => openStoredFile(versionId, options) };
}

test('a copy under the offered name is opened, read-only, and asked for as what leaves the program', async () => {
  const { asked, opened, open } = opener(named('报价:一.pdf'));
  await open();
  expect(asked).toEqual([{ method: 'GET', url: '/files/12?save', range: null }]);
  const [path = ''] = opened;
  expect(basename(path)).toBe('报价_一.pdf');
  expect(await readFile(path, 'utf8')).toBe('内容');
  expect((await stat(path)).mode & 0o777).toBe(0o400);
});

test('on Windows it is marked as coming from elsewhere', async () => {
  const { opened, open } = opener(named('a.docx'), { platform: 'win32' });
  await open();
  // Here a file beside it; on NTFS a stream of the file itself.
  expect(await readFile(`${opened[0]}:Zone.Identifier`, 'utf8')).toBe('[ZoneTransfer]\r\nZoneId=3\r\n');
});

test.each([
  'x.exe',
  'x.EXE ',
  'x.pdf.lnk',
  'x.pdf.exe.',
  'x.docm',
  'x.html',
  'x.svg',
  'x.pdf\u202egnp.exe',
  'x.pdf::$DATA.js',
  'x',
  'CON',
  'x.iso',
  'x.zip',
])('%j is not opened, and nothing of it is written', async (name) => {
  const { opened, open } = opener(named(name));
  await expect(open()).rejects.toMatchObject({ code: 'fileNotOpenable' });
  expect(opened).toEqual([]);
  expect(await readdir(tempDir)).toEqual([]);
});

test('a refusal of the office stays what it is; a PC without a program for it says so', async () => {
  const told = encodeURIComponent(JSON.stringify({ code: 'fileMissing', params: { name: 'a.pdf' } }));
  const refused = opener({ status: 410, headers: { 'x-refusal': told }, body: null });
  await expect(refused.open()).rejects.toMatchObject({ code: 'fileMissing', params: { name: 'a.pdf' } });
  const alone = opener(named('a.dwg'), { fault: 'No application is associated' });
  await expect(alone.open()).rejects.toMatchObject({ code: 'fileNoProgram', params: { name: 'a.dwg' } });
});

test('copies of earlier days go', async () => {
  const { opened, open } = opener(named('a.pdf'));
  await open();
  const now = Date.now();
  await sweepOpened(tempDir, now);
  expect(await readdir(join(tempDir, 'kechi-open'))).toHaveLength(1);
  const folder = join(opened[0] ?? '', '..');
  await utimes(folder, 0, 0);
  await sweepOpened(tempDir, now);
  expect(await readdir(join(tempDir, 'kechi-open'))).toEqual([]);
});

test.each([
  '',
  '{}',
  '{"versionId":0}',
  '{"versionId":1,"path":"/etc/passwd"}',
  '{"versionId":"1"}',
  7,
  null,
])('a page asks with an id and nothing else: %j is none', (data) => expect(readOpenRequest(data)).toBeNull());
test('a page asks with an id', () => expect(readOpenRequest('{"versionId":3}')).toEqual({ versionId: 3 }));

test('app://crm/files/… is the office’s answer with its headers, and away while the office is', async () => {
  const headers = new Headers({ range: 'bytes=0-1' });
  const asked: FileCall[] = [];
  const files = async (call: FileCall): Promise<FileAnswer> => {
    asked.push(call);
    return {
      status: 206,
      headers: { 'content-type': 'image/png', 'content-security-policy': 'sandbox' },
      body: bytes('a', 'b'),
    };
  };
  const response = await answer({ url: 'app://crm/files/3?save', method: 'GET', headers }, tempDir, files);
  expect(asked).toEqual([{ method: 'GET', url: '/files/3?save', range: 'bytes=0-1' }]);
  expect([response.status, response.headers.get('content-security-policy'), await response.text()]).toEqual([
    206,
    'sandbox',
    'ab',
  ]);
  const away = await answer({ url: 'app://crm/files/3', method: 'GET' }, tempDir, () =>
    Promise.reject(new Error('gone')),
  );
  expect(away.status).toBe(503);
});
