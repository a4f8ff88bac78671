import { hashKey, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Page } from '#core/shared/paging.ts';
import { useSameRows } from './PageBox.tsx';
import type { HasId, PageAt, RowSource } from './types.ts';

export const pageSize = 100;
/** While a scrollbar is dragged, pages are asked for at most this often. */
const seeEveryMs = 80;
/** Rows before the end of a page at which the next one is fetched. */
const ahead = 40;
const keepMs = 90_000;

export interface Rows<Row> {
  readonly total: number;
  /** The service stopped counting at `total`. */
  readonly more: boolean;
  /** The pages in view as far as they are there; the same array until a row of them changes. */
  readonly loaded: readonly (readonly Row[])[];
  /** undefined where the row is not there yet. */
  readonly at: (index: number) => Row | undefined;
  /** `first`: nothing to show yet. `old`: still the rows of the former question. `failed`: nothing to show, and why. */
  readonly state: 'first' | 'ready' | 'old' | 'failed';
  readonly error: unknown;
  readonly retry: () => void;
  /** Tells which rows are in view. */
  readonly see: (first: number, last: number) => void;
  /** All rows of a range, fetched where they are not there yet. */
  readonly range: (first: number, last: number) => Promise<readonly Row[]>;
  /** Changes whenever another list (other question or order) is shown. */
  readonly shownKey: string;
}

interface Shown<Row> {
  readonly source: RowSource<Row>;
  readonly key: string;
  readonly total: number;
  readonly more: boolean;
}

const pageKey = (source: { key: readonly unknown[] }, page: number) => [...source.key, 'page', page] as const;

function pageOptions<Row>(client: QueryClient, source: RowSource<Row>, page: number) {
  return {
    queryKey: pageKey(source, page),
    queryFn: ({ signal }: { signal: AbortSignal }) => source.page(whereIs(client, source, page), signal),
    staleTime: Infinity,
    gcTime: keepMs,
  };
}

/** A page goes on after the one before it, unless that one is out of date: its cursor would skip what moved. */
function whereIs<Row>(client: QueryClient, source: RowSource<Row>, page: number): PageAt {
  if (page === 0) return { limit: pageSize };
  const before = client
    .getQueryCache()
    .find<Page<Row>>({ queryKey: pageKey(source, page - 1), exact: true })?.state;
  const next =
    before && !before.isInvalidated && before.fetchStatus === 'idle' ? before.data?.next : undefined;
  return next ? { after: next, limit: pageSize } : { skip: page * pageSize, limit: pageSize };
}

/**
 * The rows of a long list, in pages of a hundred, fetched as they come into view. While another question is being
 * answered the rows of the former one stay. Refetching is TanStack Query's: invalidate a prefix of `source.key`.
 */
export function useRows<Row extends HasId>(source: RowSource<Row>): Rows<Row> {
  const client = useQueryClient();
  const key = hashKey(source.key);
  const [wanted, setWanted] = useState<{ key: string; pages: readonly number[] }>({ key, pages: [0] });
  const pages = useMemo(() => (wanted.key === key ? wanted.pages : [0]), [wanted, key]);

  const count = useQuery({
    queryKey: source.countKey,
    queryFn: ({ signal }) => source.count(signal),
    staleTime: Infinity,
    gcTime: keepMs,
  });
  const results = useQueries({ queries: pages.map((page) => pageOptions(client, source, page)) });

  const loaded = useSameRows(results.flatMap(({ data }) => (data ? [data.rows] : [])));
  const current = results.some((result) => result.data) ? shownNow() : null;
  // While the answer to another question is on its way, the former rows stay.
  const [former, setFormer] = useState<Shown<Row> | null>(null);
  if (current !== null && !isSame(current, former)) setFormer(current);
  const shown = current ?? former;
  const at = shown === null ? nowhere : reader<Row>(client, shown.source);

  function shownNow(): Shown<Row> {
    let reached = 0;
    let end = Infinity;
    pages.forEach((page, i) => {
      const data = results[i]?.data;
      if (!data) return;
      reached = Math.max(reached, page * pageSize + data.rows.length + (data.next === null ? 0 : 1));
      // The end of the list, where a page in view has it, is truer than a count from another moment.
      if (data.next === null) end = Math.min(end, page * pageSize + data.rows.length);
    });
    return {
      source,
      key,
      total: Math.min(end, Math.max(count.data?.count ?? 0, reached)),
      more: end === Infinity && (count.data?.more ?? false),
    };
  }

  const lastIndex = useRef(0);
  useEffect(() => {
    lastIndex.current = (shown?.total ?? 1) - 1;
  });
  const seen = useRef<{ at: number; timer: ReturnType<typeof setTimeout> | undefined }>({
    at: 0,
    timer: undefined,
  });
  useEffect(() => () => clearTimeout(seen.current.timer), []);
  const see = useCallback(
    (first: number, last: number) => {
      const ask = () => {
        seen.current.at = Date.now();
        const from = Math.floor(Math.max(0, first - 10) / pageSize);
        const to = Math.max(from, Math.floor(Math.min(last + ahead, lastIndex.current) / pageSize));
        setWanted((old) =>
          old.key === key && old.pages[0] === from && old.pages.at(-1) === to
            ? old
            : { key, pages: Array.from({ length: to - from + 1 }, (_, i) => from + i) },
        );
      };
      clearTimeout(seen.current.timer);
      const wait = seen.current.at + seeEveryMs - Date.now();
      if (wait <= 0) ask();
      else seen.current.timer = setTimeout(ask, wait);
    },
    [key],
  );

  const range = useCallback(
    async (first: number, last: number) => {
      const from = Math.floor(first / pageSize);
      const all: Row[] = [];
      for (let page = from; page * pageSize <= last; page++) {
        const { rows } = await client.fetchQuery(pageOptions(client, source, page));
        all.push(...rows.slice(Math.max(0, first - page * pageSize), last - page * pageSize + 1));
      }
      return all;
    },
    [client, source],
  );

  const error = results.find((result) => result.isError)?.error ?? (count.isError ? count.error : null);
  const retry = () => {
    void count.refetch();
    for (const result of results) void result.refetch();
  };
  return {
    total: shown?.total ?? 0,
    more: shown?.more ?? false,
    loaded,
    at,
    state: shown?.key === key ? 'ready' : error !== null ? 'failed' : shown === null ? 'first' : 'old',
    error,
    retry,
    see,
    range,
    shownKey: shown?.key ?? '',
  };
}

const nowhere = () => undefined;

function isSame<Row>(one: Shown<Row>, other: Shown<Row> | null): boolean {
  return other !== null && one.key === other.key && one.total === other.total && one.more === other.more;
}

/** Reads rows out of the cache, each page looked up once. */
function reader<Row>(client: QueryClient, source: RowSource<Row>): Rows<Row>['at'] {
  const pages = new Map<number, readonly Row[] | undefined>();
  return (index) => {
    const page = Math.floor(index / pageSize);
    if (!pages.has(page)) pages.set(page, client.getQueryData<Page<Row>>(pageKey(source, page))?.rows);
    return pages.get(page)?.[index % pageSize];
  };
}
