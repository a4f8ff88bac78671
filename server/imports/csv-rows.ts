import type { RowFault, TableRow } from '#core/imports/table.ts';

/** A quote still open after so many characters was never meant to be one. */
const longestQuoted = 100_000;
const longestRow = 1_000_000;

interface RecordFound {
  readonly cells: string[];
  /** Where the next record begins. */
  readonly next: number;
  readonly fault?: RowFault;
}

export interface CsvRows {
  /** The records that are complete now. */
  push(text: string): TableRow[];
  /** What is left when the file is at its end. */
  end(): TableRow[];
}

/**
 * Splits comma-separated text into rows as spreadsheets do: quotes count only at the start of a field, `""` is a quote,
 * a quoted field may hold line breaks. Differs where a quote is never closed: only its own line is lost
 * (`quoteUnclosed`), reading goes on with the next. `\n`, `\r\n` and a lone `\r` end a line.
 */
export function csvRows(delimiter: string): CsvRows {
  let buffer = '';
  let row = 0;
  let skipping = false;

  function take(final: boolean): TableRow[] {
    const rows: TableRow[] = [];
    let at = 0;
    while (at < buffer.length) {
      if (skipping) {
        const end = lineEnd(buffer, at);
        if (end === null) {
          at = buffer.length;
          break;
        }
        at = end.next;
        skipping = false;
        continue;
      }
      const record = readRecord(buffer, at, delimiter, final);
      if (record === null) {
        if (buffer.length - at <= longestRow) break;
        rows.push(asRow(++row, { cells: [buffer.slice(at, at + 1000)], next: 0, fault: 'rowTooLong' }));
        skipping = true;
        continue;
      }
      at = record.next;
      rows.push(asRow(++row, record));
    }
    buffer = buffer.slice(at);
    return rows;
  }

  return {
    push(text) {
      buffer += text;
      return take(false);
    },
    end() {
      return take(true);
    },
  };
}

function asRow(row: number, record: RecordFound): TableRow {
  const fault = record.fault ?? (record.cells.some((cell) => cell.includes('\0')) ? 'nulBytes' : undefined);
  return fault === undefined ? { row, cells: record.cells } : { row, cells: record.cells, fault };
}

function lineEnd(text: string, from: number): { end: number; next: number } | null {
  const found = /\r\n|[\r\n]/g;
  found.lastIndex = from;
  const match = found.exec(text);
  return match === null ? null : { end: match.index, next: match.index + match[0].length };
}

/** One record from `from` on; null when more text is needed to tell. */
function readRecord(text: string, from: number, delimiter: string, final: boolean): RecordFound | null {
  const line = lineEnd(text, from);
  // A \r at the very end may be the first half of \r\n.
  if (
    line !== null &&
    line.next === text.length &&
    text[line.end] === '\r' &&
    line.next - line.end === 1 &&
    !final
  ) {
    return null;
  }
  const plainEnd = line?.end ?? text.length;
  if (!text.slice(from, plainEnd).includes('"')) {
    if (line === null && !final) return null;
    return { cells: text.slice(from, plainEnd).split(delimiter), next: line?.next ?? text.length };
  }
  return readQuoted(text, from, delimiter, final, line);
}

function readQuoted(
  text: string,
  from: number,
  delimiter: string,
  final: boolean,
  line: { end: number; next: number } | null,
): RecordFound | null {
  const unclosed = (): RecordFound | null =>
    line === null && !final
      ? null
      : {
          cells: text.slice(from, line?.end ?? text.length).split(delimiter),
          next: line?.next ?? text.length,
          fault: 'quoteUnclosed',
        };
  const cells: string[] = [];
  let at = from;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      const start = at + 1;
      let close = closingQuote(text, start);
      if (close < 0) {
        if (!final && text.length - start <= longestQuoted) return null;
        return unclosed();
      }
      // The last quote so far may be the first half of "".
      if (close === text.length - 1 && !final) return null;
      if (close - start > longestQuoted) return unclosed();
      cell = text.slice(start, close).replaceAll('""', '"');
      close += 1;
      const after = text[close];
      const ended =
        after === undefined || after === '\n' || after === '\r' || text.startsWith(delimiter, close);
      // Text behind a closing quote, and lines in between: the quote belongs to another line.
      if (!ended && /[\r\n]/.test(cell)) return unclosed();
      at = close;
    }
    const end = fieldEnd(text, at, delimiter);
    if (end === text.length && !final) return null;
    cell += text.slice(at, end);
    cells.push(cell);
    if (text.startsWith(delimiter, end) && end < text.length) {
      at = end + delimiter.length;
      continue;
    }
    if (text[end] === '\r' && end === text.length - 1 && !final) return null;
    return { cells, next: text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length) };
  }
}

/** The quote that ends the field: not doubled. -1 when there is none yet. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function fieldEnd(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === delimiter || char === '\n' || char === '\r') return at;
  }
  return text.length;
}

/** Comma, semicolon or tab: the one that makes the first rows equally long. `sep=;` in the first line decides. */
export function findDelimiter(sample: string): string {
  const told = /^sep=(.)\r?\n/i.exec(sample)?.[1];
  if (told !== undefined) return told;
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of [',', '\t', ';']) {
    const rows = csvRows(delimiter);
    const widths = [...rows.push(sample), ...rows.end()].slice(0, 50).map(({ cells }) => cells.length);
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + (width > 1 ? 1 : 0));
    const [width = 1, count = 0] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
    const score = width > 1 ? (count / widths.length) * 100 + Math.min(width, 50) : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
