import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { AppError } from '#core/shared/errors.ts';

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** An archive without the 64-bit extension holds no more than this. */
const most = 0xffff_ffff;
const version = 20;
const utf8Names = 0x0800;
const deflated = 8;
/** 1 January 2000, 00:00: the same rows give the same file. */
const date = ((2000 - 1980) << 9) | (1 << 5) | 1;

function localHeader({ name, crc, packed, size }: Omit<Entry, 'offset'>): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(version, 4);
  header.writeUInt16LE(utf8Names, 6);
  header.writeUInt16LE(deflated, 8);
  header.writeUInt16LE(0, 10);
  header.writeUInt16LE(date, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function centralHeader(entry: Entry): Buffer {
  const local = localHeader(entry);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(version, 4);
  // From the version needed to the length of the name both headers are the same.
  local.copy(header, 6, 4, 28);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, entry.name]);
}

/** Writes a zip archive, one entry after the other, holding no more than a piece of it. Throws `exportTooLarge` beyond 4 GiB. */
export function zipWriter(file: FileHandle) {
  const entries: Entry[] = [];
  let position = 0;

  async function put(bytes: Uint8Array): Promise<void> {
    let from = 0;
    while (from < bytes.length) {
      const { bytesWritten } = await file.write(bytes, from, bytes.length - from, position);
      from += bytesWritten;
      position += bytesWritten;
    }
    if (position > most) throw new AppError('exportTooLarge');
  }

  return {
    /** Bytes written to the entry that is open. */
    async entry(
      path: string,
      fill: (write: (piece: string | Uint8Array) => Promise<number>) => Promise<void>,
    ): Promise<void> {
      const name = Buffer.from(path);
      const offset = position;
      await put(localHeader({ name, crc: 0, packed: 0, size: 0 }));
      const began = position;
      let crc = 0;
      let size = 0;
      const deflate = createDeflateRaw();
      // Deflated by the thread pool; written in its order, and never more of it waits than one piece makes.
      let written: Promise<void> = Promise.resolve();
      deflate.on('data', (bytes: Uint8Array) => {
        written = written.then(() => put(bytes));
        written.catch(() => undefined);
      });
      try {
        await fill(async (piece) => {
          const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
          crc = crc32(bytes, crc);
          size += bytes.length;
          if (size > most) throw new AppError('exportTooLarge');
          await new Promise<void>((resolve, reject) => {
            deflate.write(bytes, (error) => (error ? reject(error) : resolve()));
          });
          await written;
          return size;
        });
        const ended = once(deflate, 'end');
        deflate.end();
        await ended;
        await written;
      } finally {
        deflate.destroy();
      }
      const entry = { name, offset, crc, packed: position - began, size };
      // Sizes and checksum are known now.
      await file.write(localHeader(entry), 0, 30, offset);
      entries.push(entry);
    },

    async finish(): Promise<void> {
      const start = position;
      for (const entry of entries) await put(centralHeader(entry));
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(entries.length, 8);
      end.writeUInt16LE(entries.length, 10);
      end.writeUInt32LE(position - start, 12);
      end.writeUInt32LE(start, 16);
      await put(end);
    },
  };
}
