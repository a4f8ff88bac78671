import { createHmac, createSecretKey, hash, randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '#core/shared/errors.ts';
import type { Hasher } from '#core/shared/ports.ts';

const keyBytes = 32;

/** Hashes under the given key; `openHasher` reads the key from its file. */
export function createHasher(key: Buffer): Hasher {
  // A key object is made ready once; a buffer would be at every line of the log, at five times the cost.
  const secret = createSecretKey(key);
  return {
    token: () => randomBytes(32).toString('base64url'),
    sha256: (text) => hash('sha256', text, 'hex'),
    chain: (text) => createHmac('sha256', secret).update(text).digest('hex'),
  };
}

/** Makes a rename durable; Windows and some file systems know no such thing for a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

async function createKey(path: string): Promise<Buffer> {
  const key = randomBytes(keyBytes);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(key);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
  return key;
}

/**
 * The key of the log chain: 32 random bytes in a file of their own, readable by this user only, never in the database,
 * so that whoever holds a copy of the database alone cannot forge the log. Created on first use; call it only while
 * holding the instance lock. Throws `databaseDamaged` when the file is not a key.
 */
export async function openHasher(path: string): Promise<Hasher> {
  const key = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return createKey(path);
    throw error;
  });
  if (key.length !== keyBytes) throw new AppError('databaseDamaged');
  return createHasher(key);
}
