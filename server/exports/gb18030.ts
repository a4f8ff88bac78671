/** Bytes of each code unit of the basic plane, packed big-endian, 0 where there are none. */
let table: Uint32Array | null = null;

/** GB18030 read backwards: whatever the decoder makes of a sequence is written as that sequence, the shortest first. */
function buildTable(): Uint32Array {
  const found = new Uint32Array(0x10000);
  const decoder = new TextDecoder('gb18030');
  const take = (sequences: readonly number[][]) => {
    // One sequence a line: a sequence that means nothing spoils no other.
    const text = decoder.decode(Uint8Array.from(sequences.flatMap((bytes) => [...bytes, 0x0a])));
    for (const [at, line] of text.split('\n').entries()) {
      const bytes = sequences[at];
      if (bytes === undefined || line.length !== 1 || line === '\uFFFD') continue;
      const unit = line.charCodeAt(0);
      if (found[unit] === 0) found[unit] = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    }
  };
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const pairs: number[][] = [];
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) pairs.push([lead, trail]);
    take(pairs);
  }
  for (let lead = 0x81; lead <= 0x84; lead++)
    for (let second = 0x30; second <= 0x39; second++) {
      const fours: number[][] = [];
      for (let third = 0x81; third <= 0xfe; third++)
        for (let fourth = 0x30; fourth <= 0x39; fourth++) fours.push([lead, second, third, fourth]);
      take(fours);
    }
  return found;
}

/** A text in GB18030; every character has its place there, halves of characters become `?`. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= buildTable();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0x3f;
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    if (point > 0xffff) {
      let rest = point - 0x10000;
      const fourth = 0x30 + (rest % 10);
      rest = Math.floor(rest / 10);
      const third = 0x81 + (rest % 126);
      rest = Math.floor(rest / 126);
      bytes.set([0x90 + Math.floor(rest / 10), 0x30 + (rest % 10), third, fourth], length);
      length += 4;
      continue;
    }
    const packed = table[point] ?? 0;
    if (packed === 0) bytes[length++] = 0x3f;
    else {
      if (packed > 0xffff) {
        bytes[length++] = packed >>> 24;
        bytes[length++] = (packed >>> 16) & 0xff;
      }
      bytes[length++] = (packed >>> 8) & 0xff;
      bytes[length++] = packed & 0xff;
    }
  }
  return bytes.subarray(0, length);
}
