import type { Block, Box, Letterhead, PrintDocument, TableBlock, TableRow } from './document.ts';

/** What stands on one page as a whole, unless it is cut: a row of a table, or a line or paragraph by itself. */
export type Unit = RowUnit | PieceUnit | FixedUnit;

/** A page by itself. */
export interface FixedUnit {
  readonly kind: 'fixed';
  readonly boxes: readonly Box[];
  readonly keep: false;
}

export interface RowUnit {
  readonly kind: 'row';
  readonly table: TableBlock;
  readonly row: TableRow;
  /** Stays with what follows. */
  readonly keep: boolean;
}

export type PieceStyle =
  | 'letterhead'
  | 'title'
  | 'head'
  | 'headEnd'
  | 'heading'
  | 'paragraph'
  | 'more'
  | 'note'
  | 'facts'
  | 'entry'
  | 'subject'
  | 'after'
  | 'signature';

export interface PieceUnit {
  readonly kind: 'piece';
  readonly style: PieceStyle;
  /** Its parts side by side; running text has one. */
  readonly texts: readonly string[];
  readonly letterhead?: Letterhead;
  readonly keep: boolean;
}

const piece = (style: PieceStyle, texts: readonly string[], keep = false): PieceUnit => ({
  kind: 'piece',
  style,
  texts,
  keep,
});

/** A paragraph of its own for each line that was typed. */
function paragraphs(text: string): PieceUnit[] {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => piece('paragraph', [line]));
}

function facts({ facts: all }: Extract<Block, { kind: 'facts' }>): PieceUnit[] {
  const lines: string[][] = [];
  let open: string[] | null = null;
  for (const { label, value, wide } of all) {
    if (wide === true) {
      lines.push([label, value]);
      open = null;
    } else if (open === null) {
      open = [label, value];
      lines.push(open);
    } else {
      open.push(label, value);
      open = null;
    }
  }
  // Wide ones have two parts and the others four, so that columns stand below one another.
  const wides = new Set(all.filter(({ wide }) => wide === true).map(({ label }) => label));
  return lines.map((line) =>
    piece('facts', line.length === 2 && !wides.has(line[0] ?? '') ? [...line, '', ''] : line),
  );
}

function entries({ entries: all }: Extract<Block, { kind: 'entries' }>): PieceUnit[] {
  return all.flatMap(({ head, subject, text, after }) => {
    const body = [...(subject === '' ? [] : [piece('subject', [subject], text !== '')]), ...paragraphs(text)];
    return [
      piece('entry', head, body.length > 0),
      ...body,
      ...after.flatMap((line) => paragraphs(line).map(({ texts }) => piece('after', texts))),
    ];
  });
}

function unitsOfBlock(block: Block): readonly Unit[] {
  switch (block.kind) {
    case 'title':
      return [piece('title', [block.text], true)];
    case 'head':
      return block.texts.map((text, at, all) =>
        piece(at === all.length - 1 ? 'headEnd' : 'head', [text], true),
      );
    case 'heading':
      return [piece('heading', [block.text], true)];
    case 'paragraph':
      return paragraphs(block.text);
    case 'note':
      return [piece('note', [block.text])];
    case 'facts':
      return facts(block);
    case 'entries':
      return entries(block);
    case 'signatures':
      return block.people.map(({ role, name, signed }) =>
        piece('signature', [`${role} ${name}`.trim(), signed]),
      );
    case 'fixed':
      return block.pages.map((boxes) => ({ kind: 'fixed', boxes, keep: false }));
    case 'table':
      return block.rows.map((row, at) => ({
        kind: 'row',
        table: block,
        row,
        // A group's head stays with its first row, and the last row with the sum that closes it.
        keep: row.style === 'group' || (row.style !== 'total' && closes(block.rows[at + 1])),
      }));
  }
}

const closes = (row: TableRow | undefined) => row?.style === 'sum' || row?.style === 'total';

/** A document in the pieces in which it is laid on pages. */
export function unitsOf({ letterhead, blocks }: PrintDocument): readonly Unit[] {
  const head: Unit[] =
    letterhead === null
      ? []
      : [
          {
            kind: 'piece',
            style: 'letterhead',
            texts: [letterhead.name, ...letterhead.lines],
            letterhead,
            keep: true,
          },
        ];
  return [...head, ...blocks.flatMap(unitsOfBlock)];
}

/** Whether running text: it may go on on the next page. */
export const flows = (unit: Unit): boolean =>
  unit.kind === 'piece' && ['paragraph', 'more', 'after'].includes(unit.style);

/** What may be cut; nothing of a page whose places are given. */
export function textsOf(unit: Unit): readonly string[] {
  if (unit.kind === 'fixed') return [];
  return unit.kind === 'row' ? unit.row.cells : unit.texts;
}

/** A unit in two, each of its texts cut at the place given for it. Never between the halves of a character. */
export function cutUnit(
  unit: RowUnit | PieceUnit,
  places: readonly number[],
): readonly [RowUnit | PieceUnit, RowUnit | PieceUnit] {
  const texts = textsOf(unit);
  const at = texts.map((text, nth) => {
    const place = places[nth] ?? text.length;
    return /[\uD800-\uDBFF]/.test(text[place - 1] ?? '') ? place - 1 : place;
  });
  const first = texts.map((text, nth) => text.slice(0, at[nth]));
  const rest = texts.map((text, nth) => text.slice(at[nth]).replace(/^\n/, ''));
  if (unit.kind === 'row') {
    const { figures: _counted, ...row } = unit.row;
    return [
      { ...unit, row: { ...unit.row, cells: first }, keep: false },
      { ...unit, row: { ...row, cells: rest } },
    ];
  }
  return [
    { ...unit, texts: first, keep: false },
    { ...unit, texts: rest, style: unit.style === 'paragraph' ? 'more' : unit.style },
  ];
}

/** The line below the rows of a page: the sums of their figures. */
export function sumRow(
  table: TableBlock,
  { label, words }: NonNullable<TableBlock['pageSum']>,
  rows: readonly TableRow[],
): RowUnit {
  const cells = table.columns.map((_, column) => {
    const figures = rows.flatMap((row) => (row.style === 'row' ? (row.figures?.[column] ?? []) : []));
    return figures.length === 0
      ? ''
      : words(
          column,
          figures.reduce((sum, figure) => sum + figure, 0),
        );
  });
  const free = cells.indexOf('');
  if (free >= 0) cells[free] = label;
  return { kind: 'row', table, row: { style: 'sum', cells }, keep: false };
}
