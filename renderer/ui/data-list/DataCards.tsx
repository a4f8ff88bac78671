import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../ErrorNote.tsx';
import classes from './data-list.module.css';
import type { HasId } from './types.ts';
import type { Rows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';

interface DataCardsProps<Row extends HasId> {
  readonly label: string;
  readonly rows: Rows<Row>;
  readonly selection: Selection<Row> | null;
  readonly rowName: (row: Row) => string;
  /** Pixels; all cards are equally high. */
  readonly height: number;
  readonly card: (row: Row) => ReactNode;
  readonly empty: ReactNode;
}

/** The list on a narrow screen: the same rows as cards. */
export function DataCards<Row extends HasId>({ rows, selection, height, ...props }: DataCardsProps<Row>) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.state === 'first' ? 8 : rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 4,
    useFlushSync: false,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, height]);
  const { shownKey, see } = rows;
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [shownKey]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => see(first, last), [see, first, last]);

  if (rows.state === 'failed') {
    return (
      <div className={classes.frame}>
        <div className={classes.strip}>
          <ErrorNote error={toAppError(rows.error)} onRetry={rows.retry} />
        </div>
      </div>
    );
  }
  if (rows.state === 'ready' && rows.total === 0) return <div className={classes.frame}>{props.empty}</div>;
  return (
    <div ref={scroller} className={classes.cards} tabIndex={0} role="region" aria-label={props.label}>
      <ul
        className={classes.cardsBody}
        data-dim={rows.state === 'old' || undefined}
        aria-label={props.label}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows.state === 'first' ? undefined : rows.at(item.index);
          const selected = row !== undefined && selection?.has(row.id);
          return (
            <li
              key={item.index}
              className={classes.card}
              data-selected={selected || undefined}
              style={{ transform: `translateY(${item.start}px)`, height }}
              aria-setsize={rows.total}
              aria-posinset={item.index + 1}
            >
              {selection && row ? (
                <label className={classes.cardBox}>
                  <input
                    type="checkbox"
                    className={classes.box}
                    checked={selection.has(row.id)}
                    aria-label={t(($) => $.list.selectRow, { name: props.rowName(row) })}
                    onChange={(event) => selection.set([row], event.currentTarget.checked)}
                  />
                </label>
              ) : null}
              <div className={classes.cardMain} data-alone={!(selection && row) || undefined}>
                {row ? (
                  props.card(row)
                ) : (
                  <span className={classes.waiting} style={{ width: '55%', marginTop: 6 }} />
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
