import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { dataPaths, holdDataFolder, prepareDataFolder } from './data-folder.ts';
import { createHasher, openHasher } from './hasher.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kechi-folder-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** The bits for others than the owner; Windows makes them up. */
const closed = process.platform === 'win32' ? 0 : 0o077;

const clock = createClock(() => Date.parse('2026-11-23T02:00:00Z'));

test('is made for this user alone, and nothing is left of the trial', async () => {
  const paths = await prepareDataFolder(join(dir, 'a', 'b'));
  expect((await stat(paths.folder)).mode & closed).toBe(0);
  expect(await readdir(paths.folder)).toEqual([]);
});

test('a file in its place, and a folder one may not write to, are refused with the path', async () => {
  const file = join(dir, 'file');
  await writeFile(file, '');
  for (const folder of [file, join(file, 'below')]) {
    await expect(prepareDataFolder(folder)).rejects.toMatchObject({
      code: 'folderNotWritable',
      params: { path: folder },
    });
  }
});

test.skipIf(process.platform !== 'linux')('a place where no folder can be made is refused', async () => {
  await expect(prepareDataFolder('/proc/kechi')).rejects.toMatchObject({ code: 'folderNotWritable' });
});

describe('holding', () => {
  /** Another process holds the folder; answers once it does. */
  async function holder(folder: string) {
    const file = new URL('./data-folder.ts', import.meta.url).href;
    const clockFile = new URL('./clock.ts', import.meta.url).href;
    const script = `
      const { dataPaths, holdDataFolder } = await import(${JSON.stringify(file)});
      const { createClock } = await import(${JSON.stringify(clockFile)});
      globalThis.held = await holdDataFolder(dataPaths(${JSON.stringify(folder)}), createClock());
      process.stdout.write('held');
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  }

  test('a second process is told who holds it; after kill -9 the folder is free, and the stop was not clean', async () => {
    const paths = await prepareDataFolder(join(dir, 'held'));
    const child = await holder(paths.folder);
    await expect(holdDataFolder(paths, clock)).rejects.toMatchObject({
      code: 'databaseLocked',
      params: { host: hostname(), pid: child.pid, startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const held = await holdDataFolder(paths, clock);
    expect(held.uncleanStop).toBe(true);
    await held.release();
  });

  test('an orderly release is remembered as one; a failed opening keeps the note of the crash', async () => {
    const paths = await prepareDataFolder(join(dir, 'order'));
    const first = await holdDataFolder(paths, clock);
    expect(first.uncleanStop).toBe(false);
    expect(JSON.parse(await readFile(paths.host, 'utf8'))).toEqual({
      host: hostname(),
      pid: process.pid,
      startedAt: '2026-11-23T02:00:00.000Z',
    });
    await first.release();
    await writeFile(paths.running, '');
    const second = await holdDataFolder(paths, clock);
    expect(second.uncleanStop).toBe(true);
    await second.release(false);
    const third = await holdDataFolder(paths, clock);
    expect(third.uncleanStop).toBe(true);
    await third.release();
    const fourth = await holdDataFolder(paths, clock);
    expect(fourth.uncleanStop).toBe(false);
    await fourth.release();
    expect(await readdir(paths.folder)).toEqual(['instance.lock']);
  });

  test('a broken note hides nothing but the name', async () => {
    const paths = await prepareDataFolder(join(dir, 'note'));
    const held = await holdDataFolder(paths, clock);
    await writeFile(paths.host, '{"host":');
    await expect(holdDataFolder(paths, clock)).rejects.toMatchObject({ code: 'databaseLocked', params: {} });
    await held.release();
  });
});

test('the key of the log is made once, for this user alone', async () => {
  const { logKey, folder } = dataPaths(await mkdtemp(join(dir, 'key-')));
  const one = await openHasher(logKey);
  const again = await openHasher(logKey);
  const key = await readFile(logKey);
  expect(key).toHaveLength(32);
  expect((await stat(logKey)).mode & closed).toBe(0);
  expect(await readdir(folder)).toEqual(['log.key']);
  expect(again.chain('line')).toBe(one.chain('line'));
  expect(createHasher(key).chain('line')).toBe(one.chain('line'));
  expect(one.chain('line')).not.toBe(createHasher(Buffer.alloc(32)).chain('line'));
  await writeFile(logKey, 'short');
  await expect(openHasher(logKey)).rejects.toMatchObject({ code: 'databaseDamaged' });
});

test('tokens are 256 bits, hashes are what everybody computes', () => {
  const hasher = createHasher(Buffer.alloc(32));
  expect(Buffer.from(hasher.token(), 'base64url')).toHaveLength(32);
  expect(hasher.token()).not.toBe(hasher.token());
  expect(hasher.sha256('客池')).toBe(hasher.sha256('客池'));
  expect(hasher.sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('the calendar day is that of the time zone of the PC, and begins at its midnight', () => {
  const noon = new Date(2026, 10, 23, 12).getTime();
  const lateEvening = new Date(2026, 10, 23, 23, 59, 59).getTime();
  for (const now of [noon, lateEvening]) {
    const today = createClock(() => now).today();
    expect(today).toBe('2026-11-23');
    expect(createClock(() => now).startOf(today)).toBe(new Date(2026, 10, 23).toISOString());
  }
});
