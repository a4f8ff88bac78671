import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../ErrorNote.tsx';
import { DataHead } from './DataHead.tsx';
import { DataRow } from './DataRow.tsx';
import classes from './data-list.module.css';
import { tracks } from './layout.ts';
import type { Column, HasId, Layout, Sort } from './types.ts';
import { PageBox, useSameRows } from './PageBox.tsx';
import type { ShownCursor } from './use-cursor.ts';
import { useListKeys } from './use-list-keys.ts';
import { listPointer } from './use-list-pointer.ts';
import type { Rows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';

export const rowHeight = { compact: 30, comfortable: 36 } as const satisfies Record<
  Layout['density'],
  number
>;
const headHeight = 34;
const nothing: readonly never[] = [];

export interface DataListProps<Row extends HasId> {
  /** Names the grid for screen readers. */
  readonly label: string;
  readonly rows: Rows<Row>;
  readonly columns: readonly Column<Row>[];
  readonly density: Layout['density'];
  readonly sort: Sort | null;
  readonly selection: Selection<Row> | null;
  /** From `useCursor`. */
  readonly cursor: ShownCursor;
  readonly rowName: (row: Row) => string;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
  /** Escape, when the list has nothing of its own to close. */
  readonly onEscape: () => void;
  readonly onSort: (sort: Sort) => void;
  readonly onColumns: (columns: readonly Column<Row>[]) => void;
  /** Instead of rows where there are none. */
  readonly empty: ReactNode;
}

/**
 * A long list as a grid: native elements, only the rows in view in the document, one tab stop, the cursor moved by the
 * arrow keys. It knows nothing of where rows come from (`useRows`) nor of what they are.
 */
export function DataList<Row extends HasId>(props: DataListProps<Row>) {
  const { rows, columns, density, selection, cursor, rowName } = props;
  const { active } = cursor;
  const { t } = useTranslation();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const height = rowHeight[density];
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    scrollPaddingStart: headHeight,
    useFlushSync: false,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, height]);

  const { shownKey, see } = rows;
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [shownKey]);

  const items = virtual.getVirtualItems();
  // Rows that leave at one end come in at the other as the same elements, which keep their place in the document:
  // building or moving elements costs more than a frame. `aria-rowindex` tells their order.
  const [slots, setSlots] = useState(1);
  if (items.length > slots) setSlots(items.length);
  const slotOf = (index: number) => index % Math.max(slots, items.length);
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => see(first, last), [see, first, last]);

  const keys = useListKeys({
    ...props,
    pageRows: () =>
      Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 400) - headHeight) / height) - 1),
  });
  // The head is not drawn again while the rows scroll by.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  // The cursor is followed when it is moved, not when the list scrolls away from it or others move its row.
  useEffect(() => {
    const { active: to } = latest.current.cursor;
    if (to >= 0) virtual.scrollToIndex(to, { align: 'auto' });
  }, [virtual, cursor.moves]);
  const pageRows = useSameRows(selection ? keys.pageInView(first, last) : nothing);
  const { sort } = props;
  const head = useMemo(
    () => (
      <DataHead
        columns={columns}
        sort={sort}
        onSort={(next) => latest.current.onSort(next)}
        onColumns={(next) => latest.current.onColumns(next)}
        box={
          selection ? (
            <PageBox label={t(($) => $.list.selectPage)} rows={pageRows} selection={selection} />
          ) : null
        }
        resize={(next) => scroller.current?.style.setProperty('--list-tracks', tracks(next))}
      />
    ),
    [columns, sort, selection, t, pageRows],
  );
  const slow = useSlow(rows.state === 'old');

  const pointer = listPointer({
    selects: selection !== null,
    toggle: keys.toggle,
    extendTo: (index) => void keys.extendTo(index, true),
    onActive: props.onActive,
    onOpen: props.onOpen,
    refocus: () => scroller.current?.focus({ preventScroll: true }),
  });

  const failed = rows.state === 'failed';
  const empty = rows.state === 'ready' && rows.total === 0;
  const activeRow = active >= 0 ? rows.at(active) : undefined;
  return (
    <div className={classes.frame}>
      {rows.error !== null && !failed ? (
        <div className={classes.strip}>
          <ErrorNote error={toAppError(rows.error)} onRetry={rows.retry} />
        </div>
      ) : null}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        className={classes.scroller}
        style={{ '--list-tracks': tracks(columns), '--list-row': `${height}px` } as CSSProperties}
        data-density={density}
        aria-label={props.label}
        aria-rowcount={rows.more ? -1 : rows.total + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable={selection !== null}
        aria-busy={rows.state === 'first' || rows.state === 'old'}
        aria-activedescendant={activeRow ? `${id}-${activeRow.id}` : undefined}
        {...pointer}
        onKeyDown={keys.onKeyDown}
      >
        {head}
        {failed || empty ? null : (
          <div
            role="rowgroup"
            className={classes.body}
            data-dim={slow || undefined}
            style={{ height: rows.state === 'first' ? undefined : virtual.getTotalSize() }}
          >
            {rows.state === 'first'
              ? Array.from({ length: 14 }, (_, i) => (
                  <DataRow
                    key={i}
                    id={`${id}-first-${i}`}
                    row={undefined}
                    index={i}
                    top={i * height}
                    columns={columns}
                    outlined
                  />
                ))
              : items
                  .toSorted((a, b) => slotOf(a.index) - slotOf(b.index))
                  .map((item) => {
                    const row = rows.at(item.index);
                    return (
                      <DataRow
                        key={slotOf(item.index)}
                        id={row ? `${id}-${row.id}` : `${id}-at-${item.index}`}
                        row={row}
                        index={item.index}
                        top={item.start}
                        columns={columns}
                        waitingLabel={row ? undefined : t(($) => $.common.loading)}
                        active={item.index === active}
                        selected={row && selection ? selection.has(row.id) : undefined}
                        boxLabel={
                          row && selection ? t(($) => $.list.selectRow, { name: rowName(row) }) : undefined
                        }
                      />
                    );
                  })}
          </div>
        )}
      </div>
      {rows.more ? (
        <p className={classes.foot}>{t(($) => $.list.moreThanShown, { count: rows.total })}</p>
      ) : null}
      {failed ? (
        <div className={classes.instead}>
          <ErrorNote error={toAppError(rows.error)} onRetry={rows.retry} />
        </div>
      ) : null}
      {empty ? <div className={classes.instead}>{props.empty}</div> : null}
    </div>
  );
}

/** True once a wait has lasted long enough to be worth showing. */
function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(waiting), waiting ? 150 : 0);
    return () => clearTimeout(timer);
  }, [waiting]);
  return slow && waiting;
}
