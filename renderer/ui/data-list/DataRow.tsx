import { memo } from 'react';
import classes from './data-list.module.css';
import type { Column } from './types.ts';

interface DataRowProps<Row> {
  readonly id: string;
  readonly row: Row | undefined;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<Row>[];
  readonly active?: boolean;
  /** undefined: the list has no selection. */
  readonly selected?: boolean | undefined;
  readonly boxLabel?: string | undefined;
  /** Said of a row that is not there yet. */
  readonly waitingLabel?: string;
  /** Without a row: show where all its cells will be. Passing by, one mark is enough. */
  readonly outlined?: boolean;
}

function Row_<Row>({
  id,
  row,
  index,
  top,
  columns,
  active = false,
  selected,
  boxLabel,
  waitingLabel,
  outlined = false,
}: DataRowProps<Row>) {
  const style = { transform: `translateY(${top}px)` };
  if (row === undefined && !outlined) {
    return (
      <div
        role="row"
        id={id}
        className={classes.row}
        style={style}
        data-index={index}
        aria-rowindex={index + 2}
        aria-busy
      >
        <div role="gridcell" aria-colindex={2} className={classes.waitingCell} aria-label={waitingLabel}>
          <span className={classes.waiting} style={{ width: `${45 + ((index * 37) % 40)}%` }} />
        </div>
      </div>
    );
  }
  return (
    <div
      role="row"
      id={id}
      className={classes.row}
      style={style}
      data-index={index}
      data-active={active || undefined}
      data-selected={selected || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
    >
      <div role="gridcell" className={classes.boxCell} data-box aria-colindex={1}>
        {selected === undefined ? null : (
          <label className={classes.boxLabel}>
            <input
              type="checkbox"
              className={classes.box}
              checked={selected}
              readOnly
              tabIndex={-1}
              aria-label={boxLabel}
            />
          </label>
        )}
      </div>
      {columns.map((column, at) => (
        <div
          key={column.key}
          role="gridcell"
          aria-colindex={at + 2}
          className={column.fixed ? classes.fixedCell : classes.cell}
          data-end={column.align === 'end' || undefined}
          data-cell
        >
          {row === undefined ? (
            <span className={classes.waiting} style={{ width: `${45 + (((index + at) * 37) % 40)}%` }} />
          ) : (
            column.cell(row)
          )}
        </div>
      ))}
    </div>
  );
}

/** One row of a list; drawn again only when its row, its place or the columns change. */
export const DataRow = memo(Row_) as typeof Row_;
