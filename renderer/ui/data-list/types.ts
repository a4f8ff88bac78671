import type { QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Count, Page } from '#core/shared/paging.ts';

/** One column of a list. `key` is also what a person's layout remembers it by. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Pixels, unless the person has dragged it. */
  readonly width: number;
  readonly shown: boolean;
  /** Names the order of the service that a click on the head asks for. */
  readonly sortKey?: string;
  readonly align?: 'end';
  /** Stays first, always shown, and in view while the rest scrolls sideways. */
  readonly fixed?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

export interface Sort {
  readonly by: string;
  readonly direction: 'asc' | 'desc';
}

/** How one person likes one list. */
export interface Layout {
  readonly columns: readonly { readonly key: string; readonly width: number; readonly shown: boolean }[];
  readonly density: 'comfortable' | 'compact';
  readonly sort: Sort | null;
  readonly pane: boolean;
}

/** Where the rows come from: pages by `after` (goes on after a loaded page) or `skip` (a jump), and a bounded count. */
export interface RowSource<Row> {
  /** Names these rows in this order; a new key is a new list. */
  readonly key: QueryKey;
  readonly countKey: QueryKey;
  readonly page: (at: PageAt, signal: AbortSignal) => Promise<Page<Row>>;
  readonly count: (signal: AbortSignal) => Promise<Count>;
}

export interface PageAt {
  readonly after?: string;
  readonly skip?: number;
  readonly limit: number;
}

export interface HasId {
  readonly id: number;
}

/** Answer of one call of a batch. */
export interface PieceAnswer {
  readonly done: readonly number[];
  readonly refused: readonly Refused[];
}

export interface Refused {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}
