import { useCallback, useMemo, useState } from 'react';
import type { HasId } from './types.ts';

export interface Selection<Row> {
  /** The selected, each with its row where one has been seen. */
  readonly rows: ReadonlyMap<number, Row | null>;
  readonly size: number;
  readonly has: (id: number) => boolean;
  readonly set: (rows: readonly Row[], on: boolean) => void;
  readonly setIds: (ids: readonly number[]) => void;
  readonly remove: (ids: readonly number[]) => void;
  readonly clear: () => void;
}

const nothing: ReadonlyMap<number, never> = new Map<number, never>();
const noPages: readonly never[] = [];

/** The selected with their rows as they have come now; the same map where none of them is another. */
export function refreshed<Row extends HasId>(
  selected: ReadonlyMap<number, Row | null>,
  loaded: readonly (readonly Row[])[],
): ReadonlyMap<number, Row | null> {
  if (selected.size === 0) return selected;
  const fresh = loaded.flat().filter((row) => selected.has(row.id) && selected.get(row.id) !== row);
  return fresh.length === 0
    ? selected
    : new Map([...selected, ...fresh.map((row) => [row.id, row] as const)]);
}

/**
 * The selected rows of a list. Selecting all matches brings ids only; their rows stay unknown until seen among the `loaded`,
 * out of which all of them are kept as fresh as the list itself: what may be done with a row changes with what others do.
 */
export function useSelection<Row extends HasId>(
  loaded: readonly (readonly Row[])[] = noPages,
): Selection<Row> {
  const [rows, setRows] = useState<ReadonlyMap<number, Row | null>>(nothing);
  const [seen, setSeen] = useState(loaded);
  if (seen !== loaded) {
    setSeen(loaded);
    setRows(refreshed(rows, loaded));
  }
  const set = useCallback((changed: readonly Row[], on: boolean) => {
    setRows((old) => {
      const next = new Map(old);
      for (const row of changed) {
        if (on) next.set(row.id, row);
        else next.delete(row.id);
      }
      return next;
    });
  }, []);
  const setIds = useCallback((ids: readonly number[]) => {
    setRows((old) => new Map(ids.map((id) => [id, old.get(id) ?? null])));
  }, []);
  const remove = useCallback((ids: readonly number[]) => {
    setRows((old) => {
      const next = new Map(old);
      for (const id of ids) next.delete(id);
      return next;
    });
  }, []);
  const clear = useCallback(() => setRows(nothing), []);
  return useMemo(
    () => ({ rows, size: rows.size, has: (id) => rows.has(id), set, setIds, remove, clear }),
    [rows, set, setIds, remove, clear],
  );
}
