import { AppError } from '#core/shared/errors.ts';
import { cleanText } from '#core/shared/text.ts';
import { tableLimits, type Cell, type Merge, type Sheet, type TableRow } from '#core/imports/table.ts';
import { attribute, decodeEscapes, xmlScanner, type XmlListener } from './xml-scanner.ts';
import { openZip, type ZipFile } from './zip-file.ts';
import { dateStyles, serialText } from './xlsx-dates.ts';

const mebibyte = 1024 * 1024;
/** Bytes after unpacking; a real sheet of 200,000 rows has some hundred MiB. */
const limits = { part: 16 * mebibyte, strings: 256 * mebibyte, sheet: 1024 * mebibyte };
/** Characters of all shared strings together. */
const mostStringCharacters = 60_000_000;
const longestName = 100;
/** Merged areas of a sheet that are looked at. */
const mostMerges = 20_000;

async function scan(zip: ZipFile, name: string, limit: number, listener: XmlListener): Promise<void> {
  const pieces = scanning(zip, name, limit, listener);
  while ((await pieces.next()).done !== true) continue;
}

/** Scans a part; yields after each piece, so that whoever consumes decides the pace. */
async function* scanning(
  zip: ZipFile,
  name: string,
  limit: number,
  listener: XmlListener,
): AsyncGenerator<void> {
  const decoder = new TextDecoder();
  const scanner = xmlScanner(listener);
  for await (const piece of zip.stream(name, limit)) {
    scanner.push(decoder.decode(piece, { stream: true }));
    yield;
  }
  scanner.push(decoder.decode());
  scanner.end();
}

function resolvePart(base: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = base.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Relations of a part: id → (kind, part). */
async function relations(zip: ZipFile, part: string): Promise<Map<string, { kind: string; part: string }>> {
  const at = part.lastIndexOf('/') + 1;
  const name = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
  const found = new Map<string, { kind: string; part: string }>();
  if (!zip.has(name)) return found;
  await scan(zip, name, limits.part, {
    open(tag, attributes) {
      if (tag !== 'Relationship') return;
      const kind = attribute(attributes, 'Type') ?? '';
      const target = attribute(attributes, 'Target') ?? '';
      found.set(attribute(attributes, 'Id') ?? '', {
        kind: kind.slice(kind.lastIndexOf('/') + 1),
        part: resolvePart(part, target),
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return found;
}

async function sharedStrings(zip: ZipFile, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined || !zip.has(part)) return strings;
  let text = '';
  let taking = false;
  let phonetic = false;
  let characters = 0;
  await scan(zip, part, limits.strings, {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') phonetic = true;
      else if (tag === 't') taking = !phonetic;
    },
    close(tag) {
      if (tag === 't') taking = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'si') {
        characters += text.length + 8;
        if (characters > mostStringCharacters)
          throw new AppError('fileTooLarge', { max: limits.strings / mebibyte });
        strings.push(decodeEscapes(text));
      }
    },
    text(piece) {
      if (taking) text += piece;
    },
  });
  return strings;
}

interface Workbook {
  readonly zip: ZipFile;
  /** The sheets in their order, hidden ones last. */
  readonly sheets: readonly (Sheet & { readonly part: string })[];
  readonly strings: readonly string[];
  readonly dates: ReadonlySet<number>;
  readonly from1904: boolean;
}

/** Opens a workbook. Errors: `fileTypeUnknown` when the archive is something else, `fileBroken`, `fileTooLarge`. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const zip = await openZip(path);
  const root = zip.has('_rels/.rels')
    ? await relations(zip, '')
    : new Map<string, { kind: string; part: string }>();
  const book = [...root.values()].find(({ kind }) => kind === 'officeDocument')?.part;
  if (book === undefined || !/workbook\.xml$/i.test(book) || !zip.has(book))
    throw new AppError('fileTypeUnknown');
  const links = await relations(zip, book);
  const found: (Sheet & { readonly part: string })[] = [];
  let from1904 = false;
  await scan(zip, book, limits.part, {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (tag !== 'sheet') return;
      const link = links.get(/(?:^|\s)\w+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '');
      if (link?.kind !== 'worksheet' || !zip.has(link.part)) return;
      const name = cleanText(attribute(attributes, 'name') ?? '').slice(0, longestName);
      found.push({ name, hidden: /hidden/i.test(attribute(attributes, 'state') ?? ''), part: link.part });
    },
    close: () => undefined,
    text: () => undefined,
  });
  const sheets = found.toSorted((a, b) => Number(a.hidden) - Number(b.hidden));
  if (sheets.length === 0) throw new AppError('fileBroken');
  const partOf = (kind: string) => [...links.values()].find((link) => link.kind === kind)?.part;
  const styles = partOf('styles');
  return {
    zip,
    sheets,
    from1904,
    strings: await sharedStrings(zip, partOf('sharedStrings')),
    dates:
      styles !== undefined && zip.has(styles) ? dateStyles(await zip.text(styles, limits.part)) : new Set(),
  };
}

function columnOf(reference: string | undefined, otherwise: number): number {
  if (reference === undefined) return otherwise;
  let column = 0;
  for (const char of reference) {
    const letter = char.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? otherwise : column - 1;
}

/** `A3:B5` as an area; null for what is none, or a single cell. */
function mergeOf(reference: string | undefined): Merge | null {
  const [, left, top, right, bottom] =
    /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference ?? '') ?? [];
  if (bottom === undefined) return null;
  const area = {
    top: Number(top),
    left: columnOf(left, 0),
    bottom: Number(bottom),
    right: columnOf(right, 0),
  };
  return area.bottom >= area.top && area.right >= area.left ? area : null;
}

/** Collects the rows of a sheet as the scanner passes through it, and the merged areas that stand behind them. */
class SheetListener implements XmlListener {
  found: TableRow[] = [];
  readonly merges: Merge[] = [];
  readonly #book: Workbook;
  #row = 0;
  #cells: Cell[] = [];
  #column = -1;
  #type = 'n';
  #style = -1;
  #value: string | null = null;
  #formula = false;
  #taking = false;
  #phonetic = false;

  constructor(book: Workbook) {
    this.#book = book;
  }

  open(tag: string, attributes: string): void {
    switch (tag) {
      case 'row':
        this.#row = Number(attribute(attributes, 'r') ?? this.#row + 1);
        if (!(this.#row > 0 && this.#row <= 1_048_576)) throw new AppError('fileBroken');
        this.#cells = [];
        this.#column = -1;
        break;
      case 'c':
        this.#column = columnOf(attribute(attributes, 'r'), this.#column + 1);
        this.#type = attribute(attributes, 't') ?? 'n';
        this.#style = Number(attribute(attributes, 's') ?? -1);
        this.#value = null;
        this.#formula = false;
        break;
      case 'f':
        this.#formula = true;
        break;
      case 'mergeCell': {
        const area = mergeOf(attribute(attributes, 'ref'));
        if (area !== null && area.left < tableLimits.columns && this.merges.length < mostMerges)
          this.merges.push(area);
        break;
      }
      case 'v':
        this.#value = '';
        this.#taking = true;
        break;
      case 'rPh':
        this.#phonetic = true;
        break;
      case 't':
        this.#value ??= '';
        this.#taking = !this.#phonetic;
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.#taking) this.#value = (this.#value ?? '') + text;
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.#taking = false;
    else if (tag === 'rPh') this.#phonetic = false;
    else if (tag === 'c') this.#keep();
    else if (tag === 'row') {
      if (this.#cells.some((cell) => cell !== null && cell !== ''))
        this.found.push({ row: this.#row, cells: this.#cells });
      this.#cells = [];
    }
  }

  #keep(): void {
    if (this.#column >= tableLimits.columns) return;
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = this.#cell();
  }

  #cell(): Cell {
    const value = this.#value;
    if (value === null) return this.#formula ? { code: 'formulaWithoutValue', text: '' } : null;
    switch (this.#type) {
      case 's':
        return this.#book.strings[Number(value)] ?? null;
      case 'str':
      case 'inlineStr':
        return decodeEscapes(value);
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        return { code: 'cellError', text: value };
      case 'd':
        return value.replace(/T00:00(:00)?(\.0+)?Z?$/, '').replace('T', ' ');
      default: {
        if (value.trim() === '') return null;
        const number = Number(value);
        if (!Number.isFinite(number)) return value;
        return this.#book.dates.has(this.#style) ? serialText(number, this.#book.from1904) : number;
      }
    }
  }
}

/** Rows of one sheet that are not empty; answers its merged areas when it is at its end. */
export async function* sheetRows(
  book: Workbook,
  sheet: number,
): AsyncGenerator<readonly TableRow[], readonly Merge[]> {
  const part = book.sheets[sheet]?.part;
  if (part === undefined) throw new AppError('fileBroken');
  const listener = new SheetListener(book);
  const pieces = scanning(book.zip, part, limits.sheet, listener);
  try {
    while ((await pieces.next()).done !== true) {
      if (listener.found.length === 0) continue;
      const rows = listener.found;
      listener.found = [];
      yield rows;
    }
  } finally {
    await pieces.return(undefined);
  }
  if (listener.found.length > 0) yield listener.found;
  return listener.merges;
}
