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

/** The selected rows of a list. Selecting all matches brings ids only; their rows stay unknown until seen. */
export function useSelection<Row extends HasId>(): Selection<Row> {
  const [rows, setRows] = useState<ReadonlyMap<number, Row | null>>(nothing);
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
