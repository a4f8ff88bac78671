import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { useRef, useState, type PointerEvent, type ReactNode } from 'react';
import classes from './ordered-list.module.css';

interface OrderedListProps<Item extends { readonly id: number; readonly label: string }> {
  /** In their order. */
  readonly items: readonly Item[];
  readonly label: string;
  /** Names the handle of an item: what it moves and by which keys. */
  readonly moveLabel: (item: Item) => string;
  /** Said to those who do not see it move. */
  readonly movedWords: (item: Item, position: number) => string;
  readonly onOrder: (ids: number[]) => void;
  /** The line of an item, with its handle in front. */
  readonly children: (item: Item, handle: ReactNode) => ReactNode;
}

/** Entries in an order of the office's own: dragged by the handle, or moved with the arrow keys on it. */
export function OrderedList<Item extends { readonly id: number; readonly label: string }>(
  props: OrderedListProps<Item>,
) {
  const { items, label, moveLabel, movedWords, onOrder, children } = props;
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLUListElement>(null);

  const moveTo = (id: number, position: number) => {
    const from = items.findIndex((item) => item.id === id);
    const to = Math.max(0, Math.min(items.length - 1, position));
    const moved = items[from];
    if (moved === undefined || from === to) return;
    const rest = items.filter((item) => item.id !== id);
    onOrder([...rest.slice(0, to), moved, ...rest.slice(to)].map((item) => item.id));
    setSaid(movedWords(moved, to + 1));
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-handle="${id}"]`)?.focus());
  };

  /** The entry that the pointer is over, or the nearest. */
  const indexAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])];
    const at = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
    return at < 0 ? rows.length - 1 : at;
  };
  const from = items.findIndex((item) => item.id === dragged);
  const side = over !== null && from < over ? 'after' : 'before';
  const giveUp = () => {
    setDragged(null);
    setOver(null);
  };
  const handleOf = (item: Item, index: number) => (
    <UnstyledButton
      data-handle={item.id}
      className={classes.handle}
      aria-label={moveLabel(item)}
      onPointerDown={(event: PointerEvent<HTMLButtonElement>) => {
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event: PointerEvent<HTMLButtonElement>) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        setDragged(item.id);
        setOver(indexAt(event.clientY));
      }}
      onPointerUp={() => {
        if (dragged === item.id && over !== null) moveTo(item.id, over);
        giveUp();
      }}
      onLostPointerCapture={giveUp}
      onKeyDown={(event) => {
        if (event.key === 'Escape') giveUp();
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (by === 0) return;
        event.preventDefault();
        moveTo(item.id, index + by);
      }}
    >
      <IconGripVertical size={16} aria-hidden="true" />
    </UnstyledButton>
  );
  return (
    <>
      <ul ref={list} className={classes.list} aria-label={label}>
        {items.map((item, index) => (
          <li
            key={item.id}
            className={classes.row}
            data-over={over === index && dragged !== item.id ? side : undefined}
            data-dragged={dragged === item.id || undefined}
          >
            {children(item, handleOf(item, index))}
          </li>
        ))}
      </ul>
      <VisuallyHidden component="output">{said}</VisuallyHidden>
    </>
  );
}
