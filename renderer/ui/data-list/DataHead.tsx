import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './data-list.module.css';
import { move, setWidth } from './layout.ts';
import type { Column, Sort } from './types.ts';

interface DataHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort | null;
  readonly box: ReactNode;
  readonly onSort: (sort: Sort) => void;
  readonly onColumns: (columns: readonly Column<Row>[]) => void;
  /** Shows widths while they are dragged, without drawing the rows again. */
  readonly resize: (columns: readonly Column<Row>[]) => void;
}

/**
 * The head: click sorts, drag moves, the edge resizes. With the keyboard on a head: Enter sorts, Alt+←/→ moves,
 * Shift+←/→ resizes.
 */
export function DataHead<Row>({ columns, sort, box, onSort, onColumns, resize }: DataHeadProps<Row>) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);

  const onKeys = (event: KeyboardEvent, column: Column<Row>) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0) {
      // The grid below must not take the keys of a button in it.
      if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
      return;
    }
    if (event.shiftKey) onColumns(setWidth(columns, column.key, column.width + step * 16));
    else if (event.altKey) {
      const neighbour = columns[columns.indexOf(column) + step];
      if (neighbour) onColumns(move(columns, column.key, neighbour.key));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const startResize = (event: PointerEvent<HTMLElement>, column: Column<Row>) => {
    event.preventDefault();
    const handle = event.currentTarget;
    const startX = event.clientX;
    let next = columns;
    handle.setPointerCapture(event.pointerId);
    handle.dataset.dragging = 'true';
    const onMove = (moved: globalThis.PointerEvent) => {
      next = setWidth(columns, column.key, column.width + moved.clientX - startX);
      resize(next);
    };
    const onUp = () => {
      handle.removeEventListener('pointermove', onMove);
      delete handle.dataset.dragging;
      if (next !== columns) onColumns(next);
    };
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('lostpointercapture', onUp, { once: true });
  };

  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" className={classes.headRow} aria-rowindex={1}>
        <div
          role="columnheader"
          className={classes.boxCell}
          aria-colindex={1}
          aria-label={t(($) => $.list.selection)}
        >
          {box}
        </div>
        {columns.map((column, at) => {
          const sorted = column.sortKey !== undefined && sort?.by === column.sortKey ? sort.direction : null;
          const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp;
          return (
            <div
              key={column.key}
              role="columnheader"
              tabIndex={-1}
              aria-colindex={at + 2}
              aria-sort={sorted === null ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
              className={column.fixed ? classes.fixedHead : classes.headCell}
              data-end={column.align === 'end' || undefined}
              data-over={(over === column.key && dragged !== column.key) || undefined}
              draggable={!column.fixed}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', column.title);
                setDragged(column.key);
              }}
              onDragOver={(event) => {
                if (dragged === null || column.fixed) return;
                event.preventDefault();
                setOver(column.key);
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== null) onColumns(move(columns, dragged, column.key));
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
            >
              <button
                type="button"
                className={classes.headButton}
                data-sorted={sorted !== null || undefined}
                data-sortable={column.sortKey !== undefined || undefined}
                title={
                  column.sortKey === undefined ? t(($) => $.list.headKeys) : t(($) => $.list.headSortKeys)
                }
                onKeyDown={(event) => onKeys(event, column)}
                onClick={() => {
                  if (column.sortKey === undefined) return;
                  onSort({ by: column.sortKey, direction: sorted === 'asc' ? 'desc' : 'asc' });
                }}
              >
                <span className={classes.headTitle}>{column.title}</span>
                {sorted === null ? null : <Arrow size={13} stroke={2} aria-hidden />}
              </button>
              <span
                className={classes.handle}
                aria-hidden
                onPointerDown={(event) => startResize(event, column)}
                onDragStart={(event) => event.preventDefault()}
                onDoubleClick={() => onColumns(setWidth(columns, column.key, 160))}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
