import { useEffect, useRef, useState } from 'react';
import classes from './data-list.module.css';
import type { HasId } from './types.ts';
import type { Selection } from './use-selection.ts';

interface PageBoxProps<Row extends HasId> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly selection: Selection<Row>;
}

/** The box in the head: selects the page in view, or none of it. */
export function PageBox<Row extends HasId>({ label, rows, selection }: PageBoxProps<Row>) {
  const box = useRef<HTMLInputElement>(null);
  const chosen = rows.filter((row) => selection.has(row.id)).length;
  const all = rows.length > 0 && chosen === rows.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = chosen > 0 && !all;
  }, [chosen, all]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={classes.box}
      checked={all}
      aria-label={label}
      title={label}
      onChange={() => selection.set(rows, !all)}
    />
  );
}

/** The same array as long as the same rows are in it. */
export function useSameRows<Row>(rows: readonly Row[]): readonly Row[] {
  const [kept, setKept] = useState(rows);
  const same = kept.length === rows.length && kept.every((row, at) => row === rows[at]);
  if (!same) setKept(rows);
  return same ? kept : rows;
}
