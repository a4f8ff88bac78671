import type { fontFamilies } from './papers.ts';

/** What is printed, in words: laid out without knowing what it is about. */
export interface PrintDocument {
  /** Of the file, and of the head where there is one. */
  readonly title: string;
  readonly language: 'zh-CN' | 'en';
  readonly letterhead: Letterhead | null;
  readonly look: Look;
  readonly blocks: readonly Block[];
  /** Below each page at the left, such as who printed it and when. */
  readonly foot: string;
  /** Below each page at the right, `{page}` and `{pages}` in place of the figures. */
  readonly pageOf: string;
}

export interface Look {
  readonly font: (typeof fontFamilies)[number];
  /** Of running text, in points. */
  readonly points: number;
}

/** The office's head on paper; empty texts are left out. */
export interface Letterhead {
  readonly name: string;
  /** `data:` address of a png, jpeg or webp picture. */
  readonly logo: string | null;
  readonly lines: readonly string[];
}

export type Block =
  | { readonly kind: 'title'; readonly text: string }
  /** Small print below the title: conditions, period, figures. */
  | { readonly kind: 'head'; readonly texts: readonly string[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A quiet sentence. */
  | { readonly kind: 'note'; readonly text: string }
  | FactsBlock
  | TableBlock
  | EntriesBlock
  /** Pages of which every place is given, such as labels; on paper without margins. */
  | { readonly kind: 'fixed'; readonly pages: readonly (readonly Box[])[] }
  | { readonly kind: 'signatures'; readonly people: readonly Signature[] };

/** A place on the paper, in millimetres from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Lines stand in the middle of its height, at its right, or in the middle of its width. */
  readonly middle?: boolean;
  readonly end?: boolean;
  readonly centred?: boolean;
  readonly frame?: boolean;
  readonly lines: readonly { readonly text: string; readonly points: number; readonly strong?: boolean }[];
}

/** Names and values, two pairs a line; a wide one has the line to itself. */
export interface FactsBlock {
  readonly kind: 'facts';
  readonly facts: readonly { readonly label: string; readonly value: string; readonly wide?: boolean }[];
}

export interface TableColumn {
  readonly title: string;
  /** In proportion to the other columns. */
  readonly width: number;
  /** What it keeps on narrow paper, in sizes of running text: its words stand in one line. */
  readonly least?: number;
  readonly align?: 'end';
}

export interface TableRow {
  /** `group` heads what follows, its first cell across the table; `sum` closes it; `total` closes the table. */
  readonly style: 'row' | 'group' | 'sum' | 'total';
  readonly cells: readonly string[];
  /** The figures of the columns that are summed; null where there is none. */
  readonly figures?: readonly (number | null)[];
}

export interface TableBlock {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** A line below the rows of each page, where a table goes over several: its label, and how a column's sum reads. */
  readonly pageSum: {
    readonly label: string;
    readonly words: (column: number, sum: number) => string;
  } | null;
}

/** One after the other: a line that says when and who, and what was said. */
export interface EntriesBlock {
  readonly kind: 'entries';
  readonly entries: readonly {
    readonly head: readonly string[];
    readonly subject: string;
    readonly text: string;
    /** Result, comments: quiet lines below. */
    readonly after: readonly string[];
  }[];
}

export interface Signature {
  readonly role: string;
  readonly name: string;
  readonly signed: string;
}
