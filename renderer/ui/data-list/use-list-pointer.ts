import type { ChangeEvent, MouseEvent, SyntheticEvent } from 'react';

interface ListPointer {
  readonly selects: boolean;
  readonly toggle: (index: number) => void;
  /** Selects from where the last selection began up to this row. */
  readonly extendTo: (index: number) => void;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
  /** A box was clicked: the keys belong to the list again. */
  readonly refocus: () => void;
}

/**
 * The mouse on the rows of a list, gathered where it bubbles to: a click moves the cursor, Shift extends, Ctrl selects,
 * a name opens, a double click opens. What it does the keyboard does too (`useListKeys`).
 */
export function listPointer(list: ListPointer) {
  const { selects, toggle, extendTo, onActive, onOpen, refocus } = list;
  return {
    onClick: (event: MouseEvent) => {
      const index = indexOf(event.target);
      if (index < 0 || isBox(event.target)) return;
      const ctrl = event.ctrlKey || event.metaKey;
      if (event.shiftKey && selects) extendTo(index);
      else if (ctrl && !isLink(event.target)) toggle(index);
      else if (isLink(event.target)) {
        if (ctrl || event.button !== 0) return;
        event.preventDefault();
        onActive(index);
        onOpen(index);
        return;
      }
      onActive(index);
    },
    onChange: (event: ChangeEvent) => {
      const index = indexOf(event.target);
      if (index < 0) return;
      const shift = event.nativeEvent instanceof globalThis.MouseEvent && event.nativeEvent.shiftKey;
      if (shift) extendTo(index);
      else toggle(index);
      refocus();
    },
    onDoubleClick: (event: MouseEvent) => {
      const index = indexOf(event.target);
      if (index >= 0 && !isBox(event.target)) onOpen(index);
    },
    onMouseOver: hintCut,
    onFocus: hintCut,
  };
}

/** The row that an element stands in; -1 where it stands in none. */
function indexOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset.index) : -1;
}

function isBox(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-box]') !== null;
}

function isLink(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a[href]') !== null;
}

/** A text that is cut off can be read in full by resting on it. */
function hintCut(event: SyntheticEvent): void {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cell]') : null;
  if (!cell || cell.querySelector('[title]')) return;
  const inner = cell.firstElementChild instanceof HTMLElement ? cell.firstElementChild : cell;
  const cut = cell.scrollWidth > cell.clientWidth || inner.scrollWidth > inner.clientWidth;
  if (cut) cell.title = cell.textContent;
  else cell.removeAttribute('title');
}
