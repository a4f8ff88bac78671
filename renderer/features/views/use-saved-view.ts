import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedView, ViewLayout, ViewList } from '#core/views/views.contract.ts';
import { viewsQuery } from './queries.ts';

interface SavedViewState {
  /** null: not known yet. */
  readonly views: readonly SavedView[] | null;
  /** The view that the address names, if it is there. */
  readonly active: SavedView | null;
  /** Its columns and order with what was changed of them since it was opened. */
  readonly layout: ViewLayout | null;
  readonly changeLayout: (part: Partial<ViewLayout>) => void;
}

const none: readonly SavedView[] = [];

/** The saved views of a list and the one that is open. Whoever cannot have them gets the list without. */
export function useSavedView(list: ViewList, id: number | null): SavedViewState {
  const query = useQuery(viewsQuery(list));
  const views = query.data ?? (query.isError ? none : null);
  const active = views?.find((view) => view.id === id) ?? null;
  const [changed, setChanged] = useState<{ readonly of: string; readonly layout: ViewLayout } | null>(null);
  // A view that was saved meanwhile begins with what was saved.
  const key = active === null ? '' : `${active.id} ${active.version}`;
  const layout = active === null ? null : changed?.of === key ? changed.layout : active.layout;
  return {
    views,
    active,
    layout,
    changeLayout: (part) => {
      if (layout !== null) setChanged({ of: key, layout: { ...layout, ...part } });
    },
  };
}
