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
  /** What the list waits for: its views; the one it begins with, which the address shall name; null: nothing. */
  readonly begins: 'notKnown' | SavedView | null;
}

interface ListAddress {
  /** The number of the view that the address names. */
  readonly named: unknown;
  /** Nothing in the address: the list begins as the person wants it to. */
  readonly bare: boolean;
}

const none: readonly SavedView[] = [];

/** The saved views of a list and the one that is open. Whoever cannot have them gets the list without. */
export function useSavedView(list: ViewList, { named, bare }: ListAddress): SavedViewState {
  const query = useQuery(viewsQuery(list));
  const views = query.data ?? (query.isError ? none : null);
  const active = views?.find(({ id }) => id === named) ?? null;
  const [changed, setChanged] = useState<{ readonly of: string; readonly layout: ViewLayout } | null>(null);
  // A view that was saved meanwhile begins with what was saved.
  const key = active === null ? '' : `${active.id} ${active.version}`;
  const layout = active === null ? null : changed?.of === key ? changed.layout : active.layout;
  return {
    views,
    active,
    layout,
    begins:
      views !== null
        ? ((bare ? views.find(({ isDefault }) => isDefault) : undefined) ?? null)
        : bare || typeof named === 'number'
          ? 'notKnown'
          : null,
    changeLayout: (part) => {
      if (layout !== null) setChanged({ of: key, layout: { ...layout, ...part } });
    },
  };
}
