import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  chmod,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  statfs,
  utimes,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pieceBytes } from '#core/attachments/attachments.contract.ts';
import type { KeptObject, ObjectFault, ObjectStore } from '#core/attachments/object-store.ts';
import { AppError } from '#core/shared/errors.ts';
import { sniff, sniffedBytes } from './sniff.ts';

/** No more of an upload than this is ever waiting to be written to the disk, in bytes. */
const unsyncedMost = 8 * 1024 * 1024;
/** Bytes that are read at a time. */
const readPiece = 512 * 1024;
/** A content that was found sound is not read again for so long, in milliseconds. */
const soundFor = 10 * 60 * 1000;
/** So many sound contents are remembered. */
const remembered = 2000;

interface Arriving {
  readonly file: FileHandle;
  readonly hash: Hash;
  received: number;
  /** All before it has been synced. */
  synced: number;
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function refused(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('diskFull', {}, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new AppError('folderNotWritable', {}, { cause: error });
  return error;
}

/** A folder's entries are on the disk. Windows and some network disks have no such thing: there it is done with the file. */
async function syncFolder(dir: string): Promise<void> {
  let folder: FileHandle | null = null;
  try {
    folder = await open(dir, 'r');
    await folder.sync();
  } catch {
    // Best effort: the file itself has been synced.
  } finally {
    await folder?.close();
  }
}

async function hashFile(path: string, end: number): Promise<Hash> {
  const hash = createHash('sha256');
  if (end === 0) return hash;
  for await (const piece of createReadStream(path, { highWaterMark: readPiece, end: end - 1 }))
    hash.update(piece as Uint8Array);
  return hash;
}

/** One after the other for each key; different keys at the same time. */
function queues() {
  const last = new Map<string | number, Promise<unknown>>();
  return <T>(key: string | number, work: () => Promise<T>): Promise<T> => {
    const run = (last.get(key) ?? Promise.resolve()).then(work, work);
    const settled = run.then(
      () => undefined,
      () => undefined,
    );
    last.set(key, settled);
    void settled.then(() => last.get(key) === settled && last.delete(key));
    return run;
  };
}

/**
 * Keeps contents in a folder, each once, named by its hash: `ab/ab12…`. An upload is written to `incoming/`, hashed as it
 * comes, synced, and renamed when it is whole; from then on nobody writes to it. `now` and `free` are there for tests.
 */
export function objectStore(
  dir: string,
  { now = Date.now, free }: { readonly now?: () => number; readonly free?: () => Promise<number> } = {},
): ObjectStore & { close(): Promise<void> } {
  const incoming = join(dir, 'incoming');
  const partOf = (uploadId: number) => join(incoming, `upload-${uploadId}`);
  const pathOf = (sha256: string) => join(dir, sha256.slice(0, 2), sha256);
  const arriving = new Map<number, Arriving>();
  const kept = new Map<number, KeptObject>();
  /** What was read and found sound: which file it was, and until when that counts. */
  const sound = new Map<string, { readonly file: string; readonly until: number }>();
  const inTurn = queues();
  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw refused(error);
    }
  };

  const onDisk = async (uploadId: number): Promise<number> =>
    stat(partOf(uploadId)).then(
      ({ size }) => size,
      () => 0,
    );
  /** After a restart the end of a file may be anything, if the power failed: only what had been synced counts. */
  const certain = (size: number) => Math.max(0, size - unsyncedMost);

  /** The upload as it is written to; begun or gone on with. */
  async function take(uploadId: number): Promise<Arriving> {
    const present = arriving.get(uploadId);
    if (present !== undefined) return present;
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const path = partOf(uploadId);
    const received = certain(await onDisk(uploadId));
    const hash = await hashFile(path, received);
    const file = await open(path, 'a+', 0o600);
    await file.truncate(received);
    const taken = { file, hash, received, synced: received };
    arriving.set(uploadId, taken);
    return taken;
  }

  /** After a failed write nobody knows what is there: it is found out anew. */
  async function letGo(uploadId: number): Promise<void> {
    const taken = arriving.get(uploadId);
    arriving.delete(uploadId);
    await taken?.file.close();
  }

  async function append(uploadId: number, offset: number, piece: Uint8Array): Promise<number> {
    const taken = await take(uploadId);
    if (offset > taken.received) throw new AppError('uploadOutOfOrder', { received: taken.received });
    const fresh = piece.subarray(taken.received - offset);
    const known = piece.subarray(0, taken.received - offset);
    if (known.length > 0) {
      const { buffer } = await taken.file.read(Buffer.alloc(known.length), 0, known.length, offset);
      if (!buffer.equals(known)) throw new AppError('fileChanged');
    }
    if (fresh.length === 0) return taken.received;
    try {
      await taken.file.appendFile(fresh);
      taken.hash.update(fresh);
      taken.received += fresh.length;
      // One more piece must not be too much.
      if (taken.received - taken.synced > unsyncedMost - pieceBytes) {
        await taken.file.datasync();
        taken.synced = taken.received;
      }
      return taken.received;
    } catch (error) {
      await letGo(uploadId);
      throw error;
    }
  }

  const identity = ({ size, mtimeMs, ino }: { size: number; mtimeMs: number; ino: number }) =>
    `${size} ${mtimeMs} ${ino}`;

  async function check({ sha256, bytes }: Pick<KeptObject, 'sha256' | 'bytes'>): Promise<ObjectFault | null> {
    const path = pathOf(sha256);
    let found: Awaited<ReturnType<typeof stat>>;
    try {
      found = await stat(path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return 'missing';
      throw error;
    }
    if (!found.isFile() || found.size !== bytes) return 'changed';
    const known = sound.get(sha256);
    const file = identity(found);
    if (known !== undefined && known.file === file && known.until > now()) return null;
    let digest: string;
    try {
      digest = (await hashFile(path, bytes)).digest('hex');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 'missing';
      // The disk gives an error where the content should be.
      if (codeOf(error) === 'EIO') return 'changed';
      throw error;
    }
    if (digest !== sha256) return 'changed';
    sound.delete(sha256);
    sound.set(sha256, { file, until: now() + soundFor });
    const [oldest] = sound.keys();
    if (sound.size > remembered && oldest !== undefined) sound.delete(oldest);
    return null;
  }

  /** Kept now, and not to be written to again. */
  async function stamp(path: string): Promise<void> {
    const at = new Date(now());
    // Windows changes no dates of a file that nobody may write to.
    await chmod(path, 0o600);
    await utimes(path, at, at);
    await chmod(path, 0o400);
  }

  /** Puts a whole, synced file in its place. One that is there and sound stays; one that is not is replaced. */
  async function place(part: string, object: KeptObject): Promise<void> {
    const path = pathOf(object.sha256);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const fault = await check(object);
    if (fault === null) {
      // Kept again: the clean-up counts from now on.
      await stamp(path);
      await rm(part, { force: true });
      return;
    }
    // Windows does not replace a file that nobody may write to.
    if (fault === 'changed') await chmod(path, 0o600).catch(() => undefined);
    await stamp(part);
    await rename(part, path);
    await syncFolder(dirname(path));
    await syncFolder(dir);
  }

  async function keep(uploadId: number): Promise<KeptObject> {
    const before = kept.get(uploadId);
    if (before !== undefined) return before;
    const taken = await take(uploadId);
    const head = Buffer.alloc(Math.min(sniffedBytes, taken.received));
    await taken.file.sync();
    await letGo(uploadId);
    const reading = await open(partOf(uploadId), 'r');
    try {
      await reading.read(head, 0, head.length, 0);
    } finally {
      await reading.close();
    }
    const object = { sha256: taken.hash.digest('hex'), bytes: taken.received, ...sniff(head) };
    await inTurn(object.sha256, () => place(partOf(uploadId), object));
    kept.set(uploadId, object);
    return object;
  }

  return {
    free:
      free ??
      (async () => {
        await mkdir(dir, { recursive: true, mode: 0o700 });
        const { bavail, bsize } = await statfs(dir);
        return bavail * bsize;
      }),
    received: (uploadId) =>
      inTurn(uploadId, async () => {
        const object = kept.get(uploadId);
        return object?.bytes ?? arriving.get(uploadId)?.received ?? certain(await onDisk(uploadId));
      }),
    append: (uploadId, offset, piece) =>
      inTurn(uploadId, () => explained(() => append(uploadId, offset, piece))),
    keep: (uploadId) => inTurn(uploadId, () => explained(() => keep(uploadId))),
    discard: (uploadId) =>
      inTurn(uploadId, async () => {
        await letGo(uploadId);
        kept.delete(uploadId);
        await rm(partOf(uploadId), { force: true });
      }),
    async sweepUploads(wanted) {
      for (const id of kept.keys()) if (!wanted.has(id)) kept.delete(id);
      for (const name of await readdir(incoming).catch(() => [])) {
        const id = Number(/^upload-(\d+)$/.exec(name)?.[1] ?? Number.NaN);
        if (wanted.has(id)) continue;
        await inTurn(id, async () => {
          await letGo(id);
          kept.delete(id);
          await rm(join(incoming, name), { force: true });
        });
      }
    },
    check,
    async *read({ sha256 }, { from, to }) {
      if (to < from) return;
      for await (const piece of createReadStream(pathOf(sha256), {
        start: from,
        end: to,
        highWaterMark: readPiece,
      }))
        yield piece as Uint8Array;
    },
    async *names() {
      for (const folder of await readdir(dir).catch(() => [])) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue;
        const names = await readdir(join(dir, folder)).catch(() => []);
        yield names.filter((name) => /^[0-9a-f]{64}$/.test(name));
      }
    },
    async keptAt(sha256) {
      const found = await stat(pathOf(sha256)).catch(() => null);
      return found === null ? null : { bytes: found.size, at: found.mtimeMs };
    },
    remove: (sha256, instant) =>
      inTurn(sha256, async () => {
        const found = await stat(pathOf(sha256)).catch(() => null);
        if (found === null || found.mtimeMs >= instant) return false;
        sound.delete(sha256);
        await chmod(pathOf(sha256), 0o600).catch(() => undefined);
        await rm(pathOf(sha256), { force: true });
        return true;
      }),
    async close() {
      for (const uploadId of arriving.keys()) await inTurn(uploadId, () => letGo(uploadId));
    },
  };
}
