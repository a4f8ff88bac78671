export interface Picture {
  readonly type: 'png' | 'jpeg' | 'webp';
  readonly width: number;
  readonly height: number;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of base64 text; null where it is none. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const plain = text.replace(/={0,2}$/, '');
  if (text.length % 4 !== 0 || plain.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const sign of plain) {
    const value = alphabet.indexOf(sign);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at] = (bits >> held) & 0xff;
    at += 1;
  }
  return bytes;
}

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));
const big = (bytes: Uint8Array, at: number, length: number) =>
  bytes.subarray(at, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
const little = (bytes: Uint8Array, at: number, length: number) =>
  bytes.subarray(at, at + length).reduceRight((sum, byte) => sum * 256 + byte, 0);

function png(bytes: Uint8Array): Picture | null {
  if (big(bytes, 0, 4) !== 0x89504e47 || ascii(bytes, 12, 4) !== 'IHDR') return null;
  return { type: 'png', width: big(bytes, 16, 4), height: big(bytes, 20, 4) };
}

/** Segments up to the one that begins the picture. */
function jpeg(bytes: Uint8Array): Picture | null {
  if (big(bytes, 0, 3) !== 0xffd8ff) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    const begins = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (begins) return { type: 'jpeg', height: big(bytes, at + 5, 2), width: big(bytes, at + 7, 2) };
    at += 2 + big(bytes, at + 2, 2);
  }
  return null;
}

function webp(bytes: Uint8Array): Picture | null {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return null;
  switch (ascii(bytes, 12, 4)) {
    case 'VP8 ':
      return { type: 'webp', width: little(bytes, 26, 2) & 0x3fff, height: little(bytes, 28, 2) & 0x3fff };
    case 'VP8L': {
      const packed = little(bytes, 21, 4);
      return {
        type: 'webp',
        width: (packed % 0x4000) + 1,
        height: (Math.floor(packed / 0x4000) % 0x4000) + 1,
      };
    }
    case 'VP8X':
      return { type: 'webp', width: little(bytes, 24, 3) + 1, height: little(bytes, 27, 3) + 1 };
    default:
      return null;
  }
}

/** What a file is by its bytes and not by its name: a picture that can be printed, with its size in pixels; null otherwise. */
export function pictureOf(bytes: Uint8Array): Picture | null {
  if (bytes.length < 32) return null;
  const found = png(bytes) ?? jpeg(bytes) ?? webp(bytes);
  return found === null || found.width < 1 || found.height < 1 ? null : found;
}
