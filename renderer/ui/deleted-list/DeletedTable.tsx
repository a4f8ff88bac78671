import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import type { useSelection } from '../data-list/use-selection.ts';
import classes from './deleted-list.module.css';

/** What every deleted record has. */
export interface DeletedRow {
  readonly id: number;
  readonly deletedAt: string;
  readonly deletedBy: number | null;
}

export interface DeletedColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** The cell as a text, where it may be cut off. */
  readonly text?: (row: Row) => string;
  /** Narrow, and left out on a phone. The first column is the name of the record. */
  readonly aside?: true;
}

const always = () => true;

interface DeletedTableProps<Row extends DeletedRow> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly DeletedColumn<Row>[];
  readonly selection: ReturnType<typeof useSelection<Row>>;
  /** Without: each of them. */
  readonly canRestore?: (row: Row) => boolean;
  readonly otherwise?: (row: Row) => ReactNode;
  readonly busy: boolean;
  readonly onRestore: (rows: readonly Row[]) => void;
}

/** Deleted records with who deleted them and when. */
export function DeletedTable<Row extends DeletedRow>(props: DeletedTableProps<Row>) {
  const { label, rows, columns, selection, canRestore = always, otherwise, busy, onRestore } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const [first] = columns;
  const restorable = rows.filter(canRestore);
  const selected = restorable.filter((row) => selection.has(row.id)).length;
  const all = restorable.length > 0 && selected === restorable.length;
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          <th className={classes.box}>
            <Checkbox
              size="xs"
              aria-label={t(($) => $.list.deleted.selectAll)}
              checked={all}
              indeterminate={selected > 0 && !all}
              disabled={restorable.length === 0}
              onChange={() => selection.set(restorable, !all)}
            />
          </th>
          {columns.map(({ key, title, aside }) => (
            <th key={key} className={aside && classes.aside}>
              {title}
            </th>
          ))}
          <th className={classes.when}>{t(($) => $.list.deleted.at)}</th>
          <th className={classes.aside}>{t(($) => $.list.deleted.by)}</th>
          <th className={classes.act}>
            <span className={classes.hidden}>{t(($) => $.list.deleted.restore)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-selected={selection.has(row.id) || undefined}>
            <td className={classes.box}>
              <Checkbox
                size="xs"
                aria-label={t(($) => $.list.selectRow, { name: first?.text?.(row) ?? '' })}
                disabled={!canRestore(row)}
                checked={selection.has(row.id)}
                onChange={(event) => selection.set([row], event.currentTarget.checked)}
              />
            </td>
            {columns.map((column) => (
              <td
                key={column.key}
                className={column.aside ? classes.aside : column === first ? classes.name : undefined}
                title={column.text?.(row)}
              >
                {column.cell(row)}
              </td>
            ))}
            <td className={classes.when} title={format.full(row.deletedAt)}>
              {format.instant(row.deletedAt)}
            </td>
            <td className={classes.aside}>{nameOf(row.deletedBy)}</td>
            <td className={classes.act}>
              {canRestore(row) ? (
                <Button size="compact-sm" variant="subtle" disabled={busy} onClick={() => onRestore([row])}>
                  {t(($) => $.list.deleted.restore)}
                </Button>
              ) : (
                otherwise?.(row)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
