/** Bytes of a file; fewer than asked for where they are not there. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/** Begins every compound file: old workbooks, and those that are protected by a password. */
export const oleMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;

const headerBytes = 512;
/** Sectors of the directory that are looked at; a protected workbook has about a dozen entries. */
const mostSectors = 32;
const entryBytes = 128;
/** Sectors of the allocation table that the header itself names. */
const namedInHeader = 109;
/** From here on sector numbers are marks: end of the chain, free. */
const firstMark = 0xffff_fffa;

const utf16 = new TextDecoder('utf-16le');
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function isProtectedEntry(entry: DataView): boolean {
  const length = entry.getUint16(64, true) - 2;
  const name = new Uint8Array(entry.buffer, entry.byteOffset, Math.min(Math.max(length, 0), 64));
  return utf16.decode(name) === 'EncryptedPackage';
}

/**
 * Whether a compound file is a workbook protected by a password, told by its directory; at most 32 sectors of that are read.
 * null: the directory lies beyond the bytes that can be read.
 */
export async function isProtected(read: ReadAt): Promise<boolean | null> {
  const bytes = await read(0, headerBytes);
  if (bytes.length < headerBytes) return false;
  const header = viewOf(bytes);
  const shift = header.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return false;
  const size = 2 ** shift;
  const perSector = size / 4;
  let sector = header.getUint32(48, true);
  for (let seen = 0; seen < mostSectors && sector < firstMark; seen++) {
    const part = await read((sector + 1) * size, size);
    if (part.length < size) return null;
    for (let at = 0; at < size; at += entryBytes) {
      if (isProtectedEntry(viewOf(part.subarray(at, at + entryBytes)))) return true;
    }
    const table = Math.floor(sector / perSector);
    if (table >= namedInHeader) {
      // Where a large file has the rest of its table is not looked up: directories are written in one piece.
      sector++;
      continue;
    }
    const place = (header.getUint32(76 + 4 * table, true) + 1) * size + 4 * (sector % perSector);
    const next = await read(place, 4);
    if (next.length < 4) return null;
    sector = viewOf(next).getUint32(0, true);
  }
  return false;
}
