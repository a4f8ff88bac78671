import { Button, Group, NumberInput, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportStatus, RowKind } from '#core/imports/imports.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { FoundRow } from './FoundRow.tsx';
import classes from './imports.module.css';
import { importQueries } from './queries.ts';

interface FoundRowsProps {
  readonly status: ImportStatus;
  readonly kind: RowKind;
}

/** The rows of one kind, a page at a time, from any row of the file on. */
export function FoundRows({ status, kind }: FoundRowsProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  /** Where each page up to the present one begins: after which row. */
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const after = pages.at(-1) ?? null;
  const query = useQuery({
    ...importQueries.rows(status.importId, kind, after),
    placeholderData: keepPreviousData,
  });
  if (query.error !== null)
    return <ErrorNote error={toAppError(query.error)} onRetry={() => void query.refetch()} />;
  const { rows = [], next = null } = query.data ?? {};
  const [first, last] = [rows[0], rows.at(-1)];
  return (
    <div className={classes.found}>
      <Text fz="sm" c="dimmed">
        {t(($) => $.imports.lists[kind])}
      </Text>
      <table
        className={classes.rows}
        aria-busy={query.isFetching}
        data-old={query.isPlaceholderData || undefined}
      >
        <thead>
          <tr>
            <th scope="col">{t(($) => $.imports.lists.row)}</th>
            <th scope="col">{t(($) => $.imports.lists.name)}</th>
            <th scope="col">{t(($) => $.imports.lists.reason)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <FoundRow key={row.row} status={status} kind={kind} row={row} />
          ))}
        </tbody>
      </table>
      {(pages.length > 1 || next !== null) && (
        <Group gap="xs" component="nav" aria-label={t(($) => $.imports.lists.pages)}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={pages.length === 1}
            onClick={() => setPages(pages.slice(0, -1))}
          >
            {t(($) => $.imports.lists.previous)}
          </Button>
          <Text fz="sm" c="dimmed">
            {first !== undefined &&
              last !== undefined &&
              t(($) => $.imports.lists.shown, { from: number(first.row), to: number(last.row) })}
          </Text>
          <Button
            variant="default"
            size="compact-sm"
            disabled={next === null}
            onClick={() => setPages([...pages, next])}
          >
            {t(($) => $.imports.lists.next)}
          </Button>
          <NumberInput
            className={classes.goTo}
            size="xs"
            min={1}
            hideControls
            allowDecimal={false}
            placeholder={t(($) => $.imports.lists.goTo)}
            aria-label={t(($) => $.imports.lists.goTo)}
            onKeyDown={(event) => {
              const row = Number(event.currentTarget.value);
              if (event.key === 'Enter' && row > 0) setPages([null, String(row - 1)]);
            }}
          />
        </Group>
      )}
    </div>
  );
}
