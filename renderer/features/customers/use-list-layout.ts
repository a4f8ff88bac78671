import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ListLayout } from '#core/settings/settings.contract.ts';
import { client, orpc } from '../../lib/rpc.ts';
import type { View } from './list-state.ts';

const saveAfterMs = 800;

export interface KeptLayout {
  readonly layout: ListLayout;
  readonly change: (part: Partial<ListLayout>) => void;
  readonly reset: () => void;
}

const plain: ListLayout = { columns: [], density: 'comfortable', sort: null, pane: false };

/** How the person likes a list, kept with the office so that it is the same on every PC; null while it is on its way. */
export function useListLayout(list: View): KeptLayout | null {
  const cache = useQueryClient();
  const options = useMemo(
    () => orpc.layouts.get.queryOptions({ input: { list }, staleTime: Infinity }),
    [list],
  );
  const query = useQuery(options);
  const unsaved = useRef<{ layout: ListLayout; timer: ReturnType<typeof setTimeout> } | null>(null);

  const save = useCallback(() => {
    const waiting = unsaved.current;
    if (waiting === null) return;
    clearTimeout(waiting.timer);
    unsaved.current = null;
    // Only looks: a save that fails costs the person nothing but the next adjustment.
    client.layouts
      .save({ list, layout: waiting.layout }, { context: { idempotencyKey: crypto.randomUUID() } })
      .catch(() => undefined);
  }, [list]);
  useEffect(() => save, [save]);

  const set = useCallback(
    (layout: ListLayout) => {
      cache.setQueryData(options.queryKey, layout);
      clearTimeout(unsaved.current?.timer);
      unsaved.current = { layout, timer: setTimeout(save, saveAfterMs) };
    },
    [cache, options, save],
  );
  const layout = query.data ?? plain;
  return useMemo(() => {
    if (query.isPending) return null;
    return {
      layout,
      change: (part) => set({ ...(cache.getQueryData(options.queryKey) ?? plain), ...part }),
      reset: () => set({ ...plain, pane: layout.pane }),
    };
  }, [query.isPending, layout, set, cache, options]);
}
