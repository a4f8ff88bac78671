import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '#core/shared/errors.ts';
import { cellText, type Encoding, type TableRow } from '#core/imports/table.ts';
import { csvRows, findDelimiter } from './csv-rows.ts';

const pieceBytes = 256 * 1024;
const replacement = '\uFFFD';

async function* pieces(path: string): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
    if (piece instanceof Uint8Array) yield piece;
  }
}

async function beginning(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** UTF-16 by its mark or by the zero in every other byte of plain text. */
function utf16(head: Uint8Array): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  let even = 0;
  let odd = 0;
  for (const [at, byte] of head.entries()) {
    if (byte === 0 && at % 2 === 0) even++;
    else if (byte === 0) odd++;
  }
  const many = head.length / 8;
  if (head.length < 16) return null;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : null;
}

/** Strict UTF-8 over the whole file, but for a last character that was cut off. */
async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of pieces(path)) decoder.decode(piece, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Letters, digits and punctuation, not the inside of a picture or a program. */
function looksLikeText(head: Uint8Array): boolean {
  const controls = head.filter(
    (byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12,
  ).length;
  return controls * 20 <= head.length;
}

/** How a text file is written. Errors: `fileTypeUnknown` when it is no text. */
export async function textFormat(path: string): Promise<{ encoding: Encoding; delimiter: string }> {
  const head = await beginning(path, 64 * 1024);
  const wide = utf16(head);
  if (wide === null && !looksLikeText(head.subarray(0, 4096))) throw new AppError('fileTypeUnknown');
  const encoding = wide ?? ((await isUtf8(path)) ? 'utf-8' : 'gb18030');
  const sample = new TextDecoder(encoding).decode(head, { stream: true });
  return { encoding, delimiter: findDelimiter(sample) };
}

/**
 * Rows of a text file, bad bytes and a cut-off end marked at their row. Errors: `fileEncoding` when so much is
 * unreadable that it is in neither of the encodings.
 */
export async function* textRows(
  path: string,
  format: { encoding: Encoding; delimiter: string },
): AsyncGenerator<readonly TableRow[]> {
  const decoder = new TextDecoder(format.encoding);
  const rows = csvRows(format.delimiter);
  let unreadable = 0;
  let read = 0;
  function* marked(found: readonly TableRow[]): Generator<TableRow> {
    for (const row of found) {
      if (row.row === 1 && /^sep=.$/i.test(cellText(row.cells[0])) && row.cells.length <= 2) continue;
      const bad = row.cells.some((cell) => typeof cell === 'string' && cell.includes(replacement));
      if (bad) unreadable++;
      read++;
      yield bad && row.fault === undefined ? { ...row, fault: 'unreadable' } : row;
    }
  }
  for await (const piece of pieces(path)) {
    const found = [...marked(rows.push(decoder.decode(piece, { stream: true })))];
    if (unreadable > 20 && unreadable * 5 > read) throw new AppError('fileEncoding');
    if (found.length > 0) yield found;
  }
  // A character whose second half is missing comes out as one replacement here, and only here.
  const rest = decoder.decode();
  const cut = rest.endsWith(replacement);
  const last = [...marked([...rows.push(cut ? rest.slice(0, -1) : rest), ...rows.end()])];
  const end = last.at(-1);
  if (cut && end !== undefined) last[last.length - 1] = { ...end, fault: end.fault ?? 'cutOff' };
  if (last.length > 0) yield last;
}
