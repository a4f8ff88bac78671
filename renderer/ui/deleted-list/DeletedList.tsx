import { Button, CloseButton, Group, Skeleton, Stack, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconRestore, IconSearch, IconTrash } from '@tabler/icons-react';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#core/shared/errors.ts';
import { toAppError } from '../../lib/rpc.ts';
import page from '../data-list/list-page.module.css';
import { useSelection } from '../data-list/use-selection.ts';
import { EmptyState } from '../EmptyState.tsx';
import { ErrorNote } from '../ErrorNote.tsx';
import { PageHeader } from '../PageHeader.tsx';
import classes from './deleted-list.module.css';
import { DeletedTable, type DeletedColumn, type DeletedRow } from './DeletedTable.tsx';

interface DeletedListProps<Row extends DeletedRow> {
  readonly title: string;
  readonly description: string;
  /** Below the title. */
  readonly tabs: ReactNode;
  /** What the table is called. */
  readonly label: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly rows: readonly Row[] }>, Error>;
  /** Where it can be searched. */
  readonly search?: {
    readonly label: string;
    readonly typed: string;
    readonly onChange: (typed: string) => void;
  };
  readonly columns: readonly DeletedColumn<Row>[];
  /** Which rows can be restored by themselves; without, each of them. */
  readonly canRestore?: (row: Row) => boolean;
  /** In place of restoring, where a row cannot be restored by itself. */
  readonly otherwise?: (row: Row) => ReactNode;
  readonly refused: AppError | null;
  readonly busy: boolean;
  /** `restored` is told what is no longer there to be selected. */
  readonly onRestore: (rows: readonly Row[], restored: (ids: readonly number[]) => void) => void;
  readonly layer?: ReactNode;
}

/** Deleted records of one kind, newest first, to be found and restored one by one or several at once. */
export function DeletedList<Row extends DeletedRow>(props: DeletedListProps<Row>) {
  const { title, description, tabs, query, search, refused, busy, onRestore, layer } = props;
  const { t } = useTranslation();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const selection = useSelection<Row>();
  const box = useRef<HTMLInputElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const rows = query.data?.pages.flatMap((one) => one.rows) ?? [];
  const selected = rows.filter((row) => selection.has(row.id));
  const restore = (some: readonly Row[]) => onRestore(some, (ids) => selection.remove(ids));
  useHotkeys(
    [
      ['F5', () => void query.refetch()],
      ['mod+F', () => box.current?.select()],
    ],
    [],
  );
  useEffect(() => {
    const mark = end.current;
    if (mark === null || !hasNextPage) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && !isFetchingNextPage) void fetchNextPage();
    });
    observer.observe(mark);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <div className={page.page}>
      <div className={page.top}>
        <PageHeader title={title} description={description} />
        {tabs}
      </div>
      {search === undefined && selected.length === 0 ? null : (
        <div className={page.toolbar}>
          {search === undefined ? null : (
            <TextInput
              ref={box}
              className={page.search}
              type="search"
              maxLength={200}
              leftSection={<IconSearch size={16} stroke={1.6} />}
              placeholder={search.label}
              aria-label={search.label}
              value={search.typed}
              onChange={(event) => search.onChange(event.currentTarget.value)}
              rightSection={
                search.typed === '' ? null : (
                  <CloseButton
                    size="sm"
                    aria-label={t(($) => $.list.deleted.clearSearch)}
                    onClick={() => search.onChange('')}
                  />
                )
              }
            />
          )}
          <span className={page.space} />
          {selected.length > 0 ? (
            <Button
              leftSection={<IconRestore size={16} stroke={1.6} />}
              loading={busy}
              onClick={() => restore(selected)}
            >
              {t(($) => $.list.deleted.restoreSelected, { count: selected.length })}
            </Button>
          ) : null}
        </div>
      )}
      <div className={classes.list} data-old={query.isPlaceholderData || undefined}>
        {refused === null ? null : (
          <div className={page.strip}>
            <ErrorNote error={refused} />
          </div>
        )}
        {query.error === null ? null : (
          <div className={page.strip}>
            <ErrorNote error={toAppError(query.error)} onRetry={() => void query.refetch()} />
          </div>
        )}
        {query.isPending ? (
          <Stack gap="xs" p="md">
            {[0, 1, 2, 3, 4, 5].map((at) => (
              <Skeleton key={at} height={28} animate={false} />
            ))}
          </Stack>
        ) : rows.length > 0 ? (
          <DeletedTable {...props} rows={rows} selection={selection} onRestore={restore} />
        ) : query.error === null ? (
          <Nothing {...props} />
        ) : null}
        <div ref={end} />
        {hasNextPage ? (
          <Group justify="center" p="sm">
            <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t(($) => $.list.deleted.more)}
            </Button>
          </Group>
        ) : null}
      </div>
      {layer}
    </div>
  );
}

type NothingProps = Pick<DeletedListProps<DeletedRow>, 'search' | 'emptyTitle' | 'emptyText'>;

function Nothing({ search, emptyTitle, emptyText }: NothingProps) {
  const { t } = useTranslation();
  const icon = <IconTrash size={24} stroke={1.6} />;
  if (search === undefined || search.typed === '')
    return <EmptyState icon={icon} title={emptyTitle} text={emptyText} />;
  return (
    <EmptyState
      icon={icon}
      title={t(($) => $.list.deleted.noMatch)}
      action={
        <Button variant="default" onClick={() => search.onChange('')}>
          {t(($) => $.list.deleted.clearSearch)}
        </Button>
      }
    />
  );
}
