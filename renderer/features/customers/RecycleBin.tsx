import {
  ActionIcon,
  Button,
  Checkbox,
  CloseButton,
  Group,
  Skeleton,
  Stack,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconRefresh, IconRestore, IconSearch, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletedCustomer } from '#core/customers/customers.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { toAppError } from '../../lib/rpc.ts';
import page from '../../ui/data-list/list-page.module.css';
import { useSelection } from '../../ui/data-list/use-selection.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import list from './customer-list.module.css';
import { deletedQuery } from './queries.ts';
import classes from './recycle-bin.module.css';
import { useCustomerActions } from './use-customer-actions.tsx';

interface RecycleBinProps {
  readonly tabs: ReactNode;
  /** Undoes the merge that brought a customer here; null where the person may not. */
  readonly onUndoMerge: ((mergeId: number, names: string) => void) | null;
}

/** Deleted customers, newest first, to be found and restored. `tabs` stand below the title. */
export function RecycleBin({ tabs, onUndoMerge }: RecycleBinProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const query = useInfiniteQuery(deletedQuery(search));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const selection = useSelection<DeletedCustomer>();
  const actions = useCustomerActions((ids) => selection.remove(ids));
  const box = useRef<HTMLInputElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const rows = query.data?.pages.flatMap((one) => one.rows) ?? [];
  const selected = rows.filter((row) => selection.has(row.id));

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

  const restore = (some: readonly DeletedCustomer[]) => {
    const [only] = some;
    actions.start('restore', {
      ids: some.map((row) => row.id),
      name: some.length === 1 && only ? only.name : null,
      ownerId: null,
    });
  };
  const restorable = rows.filter((row) => row.abilities.includes('restore'));
  const all = restorable.length > 0 && selected.length === restorable.length;
  return (
    <div className={page.page}>
      <div className={list.top}>
        <PageHeader
          title={t(($) => $.customers.recycleBin)}
          description={t(($) => $.customers.bin.description)}
        />
        {tabs}
      </div>
      <div className={`${page.toolbar} ${list.toolbar}`}>
        <TextInput
          ref={box}
          className={list.search}
          type="search"
          maxLength={200}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          placeholder={t(($) => $.customers.bin.search)}
          aria-label={t(($) => $.customers.list.searchLabel)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          rightSection={
            typed === '' ? null : (
              <CloseButton
                size="sm"
                aria-label={t(($) => $.customers.list.clearSearch)}
                onClick={() => setTyped('')}
              />
            )
          }
        />
        <span className={page.space} />
        {selected.length > 0 ? (
          <Button
            leftSection={<IconRestore size={16} stroke={1.6} />}
            disabled={actions.running !== null}
            onClick={() => restore(selected)}
          >
            {t(($) => $.customers.bin.restoreSelected, { count: selected.length })}
          </Button>
        ) : (
          <Tooltip label={t(($) => $.list.refresh)}>
            <ActionIcon size="lg" aria-label={t(($) => $.list.refresh)} onClick={() => void query.refetch()}>
              <IconRefresh size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div className={classes.list} data-old={query.isPlaceholderData || undefined}>
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
        ) : rows.length === 0 && query.error === null ? (
          <EmptyState
            icon={<IconTrash size={24} stroke={1.6} />}
            title={t(($) => (search === '' ? $.customers.bin.empty : $.customers.bin.noMatch))}
            text={search === '' ? t(($) => $.customers.bin.emptyText) : undefined}
            action={
              search === '' ? undefined : (
                <Button variant="default" onClick={() => setTyped('')}>
                  {t(($) => $.customers.list.clearSearch)}
                </Button>
              )
            }
          />
        ) : (
          <table className={classes.table} aria-label={t(($) => $.customers.bin.label)}>
            <thead>
              <tr>
                <th className={classes.box}>
                  <Checkbox
                    size="xs"
                    aria-label={t(($) => $.customers.bin.selectAll)}
                    checked={all}
                    indeterminate={selected.length > 0 && !all}
                    onChange={() => selection.set(restorable, !all)}
                  />
                </th>
                <th>{t(($) => $.customers.fields.name)}</th>
                <th className={classes.aside}>{t(($) => $.customers.fields.number)}</th>
                <th>{t(($) => $.customers.bin.deletedAt)}</th>
                <th className={classes.aside}>{t(($) => $.customers.bin.deletedBy)}</th>
                <th className={classes.act}>
                  <span className={classes.hidden}>{t(($) => $.customers.actions.restore)}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} data-selected={selection.has(row.id) || undefined}>
                  <td className={classes.box}>
                    <Checkbox
                      size="xs"
                      aria-label={t(($) => $.list.selectRow, { name: row.name })}
                      disabled={!row.abilities.includes('restore')}
                      checked={selection.has(row.id)}
                      onChange={(event) => selection.set([row], event.currentTarget.checked)}
                    />
                  </td>
                  <td className={classes.name} title={row.name}>
                    {row.name}
                    {row.mergedInto === null ? null : (
                      <Link
                        className={classes.merged}
                        to="/customers/$id"
                        params={{ id: String(row.mergedInto.id) }}
                      >
                        {t(($) => $.customers.bin.mergedInto, { name: row.mergedInto.name })}
                      </Link>
                    )}
                  </td>
                  <td className={classes.aside}>{row.number}</td>
                  <td title={format.full(row.deletedAt)}>{format.instant(row.deletedAt)}</td>
                  <td className={classes.aside}>{nameOf(row.deletedBy)}</td>
                  <td className={classes.act}>
                    {row.abilities.includes('restore') ? (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        disabled={actions.running !== null}
                        onClick={() => restore([row])}
                      >
                        {t(($) => $.customers.actions.restore)}
                      </Button>
                    ) : row.mergeId !== null && onUndoMerge !== null ? (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        onClick={() => onUndoMerge(row.mergeId ?? 0, row.name)}
                      >
                        {t(($) => $.customers.bin.undoMerge)}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div ref={end} />
        {hasNextPage ? (
          <Group justify="center" p="sm">
            <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t(($) => $.customers.bin.loadMore)}
            </Button>
          </Group>
        ) : null}
      </div>
      {actions.layer}
    </div>
  );
}
