import { useRef, type KeyboardEvent } from 'react';
import type { HasId } from './types.ts';
import { pageSize, type Rows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';

interface ListKeys<Row extends HasId> {
  readonly rows: Rows<Row>;
  readonly selection: Selection<Row> | null;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onEscape: () => void;
  /** Rows that Page Up and Page Down move by. */
  readonly pageRows: () => number;
}

/** Most rows that one stroke with Shift selects. */
const longestStretch = 5000;

/** Keyboard and selection of a list: arrows move, Space selects, Shift extends, Enter opens, Escape closes. */
export function useListKeys<Row extends HasId>(list: ListKeys<Row>) {
  const { rows, selection, active, onActive } = list;
  const anchor = useRef(-1);

  const toggle = (index: number) => {
    const row = rows.at(index);
    if (!row || !selection) return;
    anchor.current = index;
    selection.set([row], !selection.has(row.id));
  };
  const extendTo = async (index: number, on: boolean) => {
    if (!selection) return;
    const from = anchor.current < 0 ? Math.max(active, 0) : anchor.current;
    const [first, last] = from < index ? [from, index] : [index, from];
    selection.set(await rows.range(Math.max(first, last - longestStretch + 1), last), on);
  };
  /** The loaded rows of the pages that are in view: what the box in the head selects. */
  const pageInView = (first: number, last: number): readonly Row[] => {
    const from = Math.floor(first / pageSize) * pageSize;
    const to = Math.min(rows.total, Math.max(from + pageSize, Math.min(last + 1, from + pageSize)));
    const page: Row[] = [];
    for (let index = from; index < to; index++) {
      const row = rows.at(index);
      if (row) page.push(row);
    }
    return page;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // From a box or a button in the list too: the selection they made ends the same way.
    if (event.key === 'Escape') return list.onEscape();
    if (event.target !== event.currentTarget) return;
    const last = rows.total - 1;
    const go = (index: number) => {
      const to = Math.min(last, Math.max(0, index));
      event.preventDefault();
      if (last < 0) return;
      if (event.shiftKey) {
        if (anchor.current < 0) anchor.current = Math.max(active, 0);
        void extendTo(to, true);
      }
      onActive(to);
    };
    switch (event.key) {
      case 'ArrowDown':
        return event.altKey ? undefined : go(active + 1);
      case 'ArrowUp':
        return event.altKey ? undefined : go(active < 0 ? 0 : active - 1);
      case 'PageDown':
        return go(active + list.pageRows());
      case 'PageUp':
        return go(active - list.pageRows());
      case 'Home':
        return go(0);
      case 'End':
        return go(last);
      case 'Enter':
        if (active >= 0 && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          list.onOpen(active);
        }
        return;
      case ' ':
        event.preventDefault();
        if (active < 0) return go(0);
        return event.shiftKey ? void extendTo(active, true) : toggle(active);
      case 'a':
        if (!(event.ctrlKey || event.metaKey) || !selection) return;
        event.preventDefault();
        selection.set(pageInView(Math.max(active, 0), Math.max(active, 0)), true);
    }
  };
  return { onKeyDown, toggle, extendTo, pageInView };
}
