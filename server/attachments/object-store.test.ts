import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { objectStore } from './object-store.ts';

let dir: string;
let now = Date.parse('2026-11-23T02:00:00.000Z');
const open = () => objectStore(dir, { now: () => now });
let store: ReturnType<typeof open>;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kechi-objects-'));
  store = open();
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pathOf = (name: string) => join(dir, name.slice(0, 2), name);
const whole = async (name: string, bytes: number) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read({ sha256: name }, { from: 0, to: bytes - 1 })) pieces.push(piece);
  return Buffer.concat(pieces);
};
/** The program ends here: what it held in memory is gone. */
const restart = async () => {
  await store.close();
  store = open();
};
const mb = 1024 * 1024;

async function put(id: number, bytes: Uint8Array) {
  await store.append(id, 0, bytes);
  const object = await store.keep(id);
  await store.discard(id);
  return object;
}

test('a content is kept once under its hash, read-only, whoever brings it and how often', async () => {
  const bytes = Buffer.from('合同正文');
  const object = await put(1, bytes);
  expect(object).toEqual({ sha256: sha(bytes), bytes: bytes.length, kind: 'text', charset: 'utf-8' });
  expect(await put(2, bytes)).toEqual(object);
  expect(await readdir(join(dir, 'incoming'))).toEqual([]);
  expect(await readdir(join(dir, object.sha256.slice(0, 2)))).toEqual([object.sha256]);
  expect((await stat(pathOf(object.sha256))).mode & 0o777).toBe(0o400);
  expect(await whole(object.sha256, object.bytes)).toEqual(bytes);
  expect(await put(3, Buffer.alloc(0))).toMatchObject({ bytes: 0, sha256: sha(Buffer.alloc(0)) });
});

describe('pieces', () => {
  const bytes = randomBytes(100);

  test('repeated, overlapping and too early ones do no harm', async () => {
    expect(await store.append(1, 0, bytes.subarray(0, 40))).toBe(40);
    expect(await store.append(1, 0, bytes.subarray(0, 40))).toBe(40);
    expect(await store.append(1, 20, bytes.subarray(20, 60))).toBe(60);
    await expect(store.append(1, 50, randomBytes(20))).rejects.toMatchObject({ code: 'fileChanged' });
    await expect(store.append(1, 61, bytes.subarray(61))).rejects.toMatchObject({
      code: 'uploadOutOfOrder',
      params: { received: 60 },
    });
    const both = [store.append(1, 60, bytes.subarray(60, 80)), store.append(1, 60, bytes.subarray(60, 80))];
    expect(await Promise.all(both)).toEqual([80, 80]);
    await store.append(1, 80, bytes.subarray(80));
    expect(await store.keep(1)).toMatchObject({ sha256: sha(bytes), bytes: 100 });
    // The answer was lost on its way.
    expect(await store.keep(1)).toMatchObject({ sha256: sha(bytes) });
    expect(await store.received(1)).toBe(100);
  });

  test('after a restart only counts what had been synced, and the hash is that of the file', async () => {
    const large = randomBytes(20 * mb);
    for (let at = 0; at < 18 * mb; at += mb) await store.append(1, at, large.subarray(at, at + mb));
    await restart();
    const received = await store.received(1);
    expect(received).toBe(10 * mb);
    for (let at = received; at < large.length; at += mb)
      await store.append(1, at, large.subarray(at, at + mb));
    expect(await store.keep(1)).toMatchObject({ sha256: sha(large), bytes: large.length });
  });

  test('what is cut off before it is whole leaves nothing in the store, and nobody’s upload is swept', async () => {
    await store.append(1, 0, bytes);
    await store.append(2, 0, bytes);
    await restart();
    await store.sweepUploads(new Set([2]));
    expect(await readdir(join(dir, 'incoming'))).toEqual(['upload-2']);
    await store.discard(2);
    expect(await readdir(join(dir, 'incoming'))).toEqual([]);
    expect(await readdir(dir)).toEqual(['incoming']);
  });

  test('cut off between the renaming and the database, the file is there to be found', async () => {
    await store.append(1, 0, bytes);
    const { sha256 } = await store.keep(1);
    await restart();
    // Nothing of the upload is left: it comes again, and lands on the same file.
    expect(await store.received(1)).toBe(0);
    expect(await put(1, bytes)).toMatchObject({ sha256 });
    const names: string[] = [];
    for await (const some of store.names()) names.push(...some);
    expect(names).toEqual([sha256]);
  });
});

describe('what is read is what was kept', () => {
  const damage = async (name: string, bytes: Uint8Array) => {
    await chmod(pathOf(name), 0o600);
    await writeFile(pathOf(name), bytes);
  };

  test('a changed or missing file is told, at once where its size or its date differ', async () => {
    const bytes = randomBytes(3 * mb);
    const object = await put(1, bytes);
    expect(await store.check(object)).toBeNull();
    const other = Buffer.from(bytes);
    other[2 * mb] = (other[2 * mb] ?? 0) ^ 1;
    await damage(object.sha256, other);
    expect(await store.check(object)).toBe('changed');
    await damage(object.sha256, bytes.subarray(1));
    expect(await store.check(object)).toBe('changed');
    await rm(pathOf(object.sha256));
    expect(await store.check(object)).toBe('missing');
    // The same content brought again puts it right.
    await put(2, bytes);
    expect(await store.check(object)).toBeNull();
  });

  test('a damaged file is replaced by the same content brought again', async () => {
    const bytes = randomBytes(1000);
    const object = await put(1, bytes);
    await damage(object.sha256, randomBytes(1000));
    expect(await store.check(object)).toBe('changed');
    await put(2, bytes);
    expect(await readFile(pathOf(object.sha256))).toEqual(bytes);
    expect(await store.check(object)).toBeNull();
  });

  test('a large one comes in pieces, never whole', async () => {
    const large = Buffer.alloc(9 * mb, 'x');
    for (let at = 0; at < large.length; at += mb) await store.append(1, at, large.subarray(at, at + mb));
    const { sha256, bytes } = await store.keep(1);
    let sum = 0;
    for await (const piece of store.read({ sha256 }, { from: 0, to: bytes - 1 })) {
      expect(piece.length).toBeLessThanOrEqual(512 * 1024);
      sum += piece.length;
    }
    expect(sum).toBe(large.length);
  });

  test('part of it', async () => {
    const bytes = randomBytes(1000);
    const { sha256 } = await put(1, bytes);
    const found: Uint8Array[] = [];
    for await (const piece of store.read({ sha256 }, { from: 10, to: 19 })) found.push(piece);
    expect(Buffer.concat(found)).toEqual(bytes.subarray(10, 20));
  });
});

test('nothing is removed that was kept again in the meantime', async () => {
  const bytes = randomBytes(10);
  const { sha256 } = await put(1, bytes);
  const started = (now += 1000);
  await put(2, bytes);
  expect(await store.remove(sha256, started)).toBe(false);
  now += 1000;
  expect(await store.remove(sha256, now)).toBe(true);
  expect(await store.keptAt(sha256)).toBeNull();
  expect(await store.remove(sha256, now)).toBe(false);
});

test('after a failed write it is found out anew what is there', async () => {
  const file = join(dir, 'incoming');
  await writeFile(file, '');
  await expect(store.append(1, 0, Buffer.from('x'))).rejects.toThrow();
  await rm(file);
  expect(await store.append(1, 0, Buffer.from('x'))).toBe(1);
});
