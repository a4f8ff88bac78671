import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { AppError } from '#core/shared/errors.ts';

interface Entry {
  readonly method: number;
  readonly start: number;
  readonly packed: number;
}

export interface ZipFile {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The unpacked bytes, at most `limit`: whatever the archive claims, more than that is `fileTooLarge`. */
  stream(name: string, limit: number): AsyncGenerator<Uint8Array>;
  text(name: string, limit: number): Promise<string>;
}

const broken = (cause?: unknown) => new AppError('fileBroken', {}, { cause });
const mostEntries = 10_000;

async function readAt(file: FileHandle, position: number, length: number): Promise<DataView> {
  const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, position);
  if (bytesRead < length) throw broken();
  return new DataView(buffer.buffer, buffer.byteOffset, bytesRead);
}

/** Where the list of entries lies, from the record at the end of the archive (and its 64-bit companion). */
async function directory(
  file: FileHandle,
  size: number,
): Promise<{ at: number; bytes: number; count: number }> {
  const tail = Math.min(size, 65_557);
  const view = await readAt(file, size - tail, tail);
  for (let at = tail - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const found = {
      count: view.getUint16(at + 10, true),
      bytes: view.getUint32(at + 12, true),
      at: view.getUint32(at + 16, true),
    };
    if (found.at !== 0xffffffff && found.bytes !== 0xffffffff && found.count !== 0xffff) return found;
    if (at < 20 || view.getUint32(at - 20, true) !== 0x07064b50) return found;
    const wide = await readAt(file, Number(view.getBigUint64(at - 12, true)), 56);
    return {
      count: Number(wide.getBigUint64(32, true)),
      bytes: Number(wide.getBigUint64(40, true)),
      at: Number(wide.getBigUint64(48, true)),
    };
  }
  throw broken();
}

async function entriesOf(file: FileHandle, size: number): Promise<Map<string, Entry>> {
  const { at, bytes, count } = await directory(file, size);
  if (count > mostEntries || bytes > 4 * 1024 * 1024 || at + bytes > size) throw broken();
  const view = await readAt(file, at, bytes);
  const entries = new Map<string, Entry>();
  let position = 0;
  for (let nth = 0; nth < count; nth++) {
    if (view.getUint32(position, true) !== 0x02014b50) throw broken();
    const nameLength = view.getUint16(position + 28, true);
    const extra = view.getUint16(position + 30, true);
    const comment = view.getUint16(position + 32, true);
    const name = new TextDecoder().decode(
      new Uint8Array(view.buffer, view.byteOffset + position + 46, nameLength),
    );
    const entry = {
      method: view.getUint16(position + 10, true),
      start: view.getUint32(position + 42, true),
      packed: view.getUint32(position + 20, true),
    };
    // Entries with sizes beyond 32 bits are no part of a spreadsheet within our limits.
    if (entry.packed !== 0xffffffff) entries.set(name.replaceAll('\\', '/').replace(/^\//, ''), entry);
    position += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** Opens an archive by its list of entries. Errors: `fileBroken` for anything that is not whole. */
export async function openZip(path: string): Promise<ZipFile> {
  const file = await open(path);
  let entries: Map<string, Entry>;
  try {
    entries = await entriesOf(file, (await file.stat()).size);
  } catch (error) {
    throw error instanceof AppError ? error : broken(error);
  } finally {
    await file.close();
  }

  async function* stream(name: string, limit: number): AsyncGenerator<Uint8Array> {
    const entry = entries.get(name);
    if (entry === undefined) throw broken();
    const own = await open(path);
    let data: number;
    try {
      const head = await readAt(own, entry.start, 30);
      if (head.getUint32(0, true) !== 0x04034b50 || (head.getUint16(6, true) & 1) === 1) throw broken();
      data = entry.start + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    } finally {
      await own.close();
    }
    if (entry.packed === 0) return;
    const packed = createReadStream(path, {
      start: data,
      end: data + entry.packed - 1,
      highWaterMark: 64 * 1024,
    });
    if (entry.method !== 0 && entry.method !== 8) throw broken();
    const unpacked =
      entry.method === 0
        ? packed
        : pipeline(packed, createInflateRaw({ chunkSize: 64 * 1024 }), () => undefined);
    let total = 0;
    try {
      for await (const piece of unpacked) {
        if (!(piece instanceof Uint8Array)) continue;
        total += piece.length;
        if (total > limit) throw new AppError('fileTooLarge', { max: Math.round(limit / 1024 / 1024) });
        yield piece;
      }
    } catch (error) {
      throw error instanceof AppError ? error : broken(error);
    } finally {
      packed.destroy();
    }
  }

  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    stream,
    async text(name, limit) {
      const decoder = new TextDecoder();
      let text = '';
      for await (const piece of stream(name, limit)) text += decoder.decode(piece, { stream: true });
      return text + decoder.decode();
    },
  };
}
