import { useRef, type KeyboardEvent } from 'react';
import type { HasId } from './types.ts';
import { cursorAt, nowhere, standsAt, type ShownCursor } from './use-cursor.ts';
import { pageSize, type Rows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';

interface ListKeys<Row extends HasId> {
  readonly rows: Rows<Row>;
  readonly selection: Selection<Row> | null;
  readonly cursor: ShownCursor;
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
  const { rows, selection, onActive } = list;
  const { active, place } = list.cursor;
  const current = active >= 0 ? active : place;
  /** The row that a selection with Shift begins at. */
  const anchor = useRef(nowhere);

  const toggle = (index: number) => {
    const row = rows.at(index);
    if (!row || !selection) return;
    anchor.current = cursorAt(rows, index);
    selection.set([row], !selection.has(row.id));
  };
  const extendTo = async (index: number, on: boolean) => {
    if (!selection) return;
    const begun = standsAt(rows, anchor.current);
    const from = begun < 0 ? Math.max(current, 0) : begun;
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
        if (standsAt(rows, anchor.current) < 0) anchor.current = cursorAt(rows, Math.max(current, 0));
        void extendTo(to, true);
      }
      onActive(to);
    };
    switch (event.key) {
      case 'ArrowDown':
        return event.altKey ? undefined : go(active < 0 ? current : active + 1);
      case 'ArrowUp':
        return event.altKey ? undefined : go(current - 1);
      case 'PageDown':
        return go(current + list.pageRows());
      case 'PageUp':
        return go(current - list.pageRows());
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
        if (active < 0) return go(current);
        return event.shiftKey ? void extendTo(active, true) : toggle(active);
      case 'a':
        if (!(event.ctrlKey || event.metaKey) || !selection) return;
        event.preventDefault();
        selection.set(pageInView(Math.max(current, 0), Math.max(current, 0)), true);
    }
  };
  return { onKeyDown, toggle, extendTo, pageInView };
}
