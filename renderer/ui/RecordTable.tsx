import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../lib/phone.ts';
import classes from './RecordTable.module.css';

export interface RecordColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  readonly width?: string;
}

interface RecordTableProps<Row> {
  readonly label: string;
  readonly columns: readonly RecordColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => number;
  /** The first column opens the row. */
  readonly onOpen?: (row: Row) => void;
  readonly openLabel?: (row: Row) => string;
  /** At the end of the row: a menu or buttons. */
  readonly actions?: (row: Row) => ReactNode;
  readonly faded?: (row: Row) => boolean;
}

/** A short table of records (an administration page, not a long list); cards on a phone. */
export function RecordTable<Row>(props: RecordTableProps<Row>) {
  const phone = usePhone();
  return phone === true ? <Cards {...props} /> : <Table {...props} />;
}

function opener<Row>({ onOpen, openLabel }: RecordTableProps<Row>, row: Row, content: ReactNode): ReactNode {
  if (onOpen === undefined) return content;
  return (
    <UnstyledButton
      className={classes.open}
      title={openLabel?.(row)}
      onClick={(event) => {
        event.stopPropagation();
        onOpen(row);
      }}
    >
      {content}
    </UnstyledButton>
  );
}

function Table<Row>(props: RecordTableProps<Row>) {
  const { label, columns, rows, keyOf, onOpen, actions, faded } = props;
  const { t } = useTranslation();
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" style={{ width: column.width, textAlign: column.align }}>
                {column.title}
              </th>
            ))}
            {actions !== undefined && (
              <th scope="col" className={classes.end}>
                <VisuallyHidden>{t(($) => $.common.more)}</VisuallyHidden>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              data-opens={onOpen !== undefined || undefined}
              data-faded={faded?.(row) === true || undefined}
              onClick={onOpen && (() => onOpen(row))}
            >
              {columns.map((column, index) => (
                <td key={column.key} style={{ textAlign: column.align }}>
                  {index === 0 ? opener(props, row, column.cell(row)) : column.cell(row)}
                </td>
              ))}
              {actions !== undefined && (
                <td className={classes.end} onClick={(event) => event.stopPropagation()}>
                  {actions(row)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards<Row>(props: RecordTableProps<Row>) {
  const { label, columns, rows, keyOf, actions, faded } = props;
  const [first, ...rest] = columns;
  return (
    <ul className={classes.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)} className={classes.card} data-faded={faded?.(row) === true || undefined}>
          <div className={classes.cardHead}>
            <div className={classes.cardTitle}>{first && opener(props, row, first.cell(row))}</div>
            {actions?.(row)}
          </div>
          <dl className={classes.facts}>
            {rest.map((column) => (
              <div key={column.key}>
                <dt>{column.title}</dt>
                <dd>{column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
