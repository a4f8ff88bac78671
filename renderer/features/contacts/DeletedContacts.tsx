import { Button, Checkbox, CloseButton, Group, Skeleton, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconRestore, IconSearch, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletedContact } from '#core/contacts/contacts.contract.ts';
import { AppError, isErrorCode } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { toAppError } from '../../lib/rpc.ts';
import page from '../../ui/data-list/list-page.module.css';
import { useSelection } from '../../ui/data-list/use-selection.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import classes from './deleted-contacts.module.css';
import { useContactMutations } from './mutations.ts';
import { deletedContactsQuery } from './queries.ts';

/** Deleted contacts, newest first, to be found and restored. `tabs` stand below the title. */
export function DeletedContacts({ title, tabs }: { title: string; tabs: ReactNode }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const query = useInfiniteQuery(deletedContactsQuery(search));
  const selection = useSelection<DeletedContact>();
  const [refused, setRefused] = useState<AppError | null>(null);
  const { restore } = useContactMutations(setRefused);
  const box = useRef<HTMLInputElement>(null);
  const rows = query.data?.pages.flatMap((one) => one.rows) ?? [];
  const selected = rows.filter((row) => selection.has(row.id));
  useHotkeys(
    [
      ['F5', () => void query.refetch()],
      ['mod+F', () => box.current?.select()],
    ],
    [],
  );
  const bring = (some: readonly DeletedContact[]) => {
    setRefused(null);
    // A call takes so many.
    const ids = some.slice(0, 200).map((row) => row.id);
    restore.mutate(
      { ids },
      {
        onSuccess: ({ done, refused: [no] }) => {
          selection.remove(done);
          if (no) setRefused(new AppError(isErrorCode(no.code) ? no.code : 'unexpected', no.params));
          if (done.length > 0) notifyDone(t(($) => $.contacts.done.restored, { count: done.length }));
        },
      },
    );
  };
  return (
    <div className={page.page}>
      <div className={classes.top}>
        <PageHeader title={title} description={t(($) => $.contacts.bin.description)} />
        {tabs}
      </div>
      <div className={`${page.toolbar} ${classes.toolbar}`}>
        <TextInput
          ref={box}
          className={classes.search}
          type="search"
          maxLength={200}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          placeholder={t(($) => $.contacts.bin.search)}
          aria-label={t(($) => $.contacts.bin.search)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          rightSection={
            typed === '' ? null : (
              <CloseButton
                size="sm"
                aria-label={t(($) => $.contacts.bin.clearSearch)}
                onClick={() => setTyped('')}
              />
            )
          }
        />
        <span className={page.space} />
        {selected.length > 0 ? (
          <Button
            leftSection={<IconRestore size={16} stroke={1.6} />}
            loading={restore.isPending}
            onClick={() => bring(selected)}
          >
            {t(($) => $.contacts.bin.restoreSelected, { count: selected.length })}
          </Button>
        ) : null}
      </div>
      <div className={classes.list} data-old={query.isPlaceholderData || undefined}>
        {[refused, query.error === null ? null : toAppError(query.error)].map((error, at) =>
          error === null ? null : (
            <div key={at} className={page.strip}>
              <ErrorNote error={error} onRetry={at === 0 ? undefined : () => void query.refetch()} />
            </div>
          ),
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
            title={t(($) => (search === '' ? $.contacts.bin.empty : $.contacts.bin.noMatch))}
            text={search === '' ? t(($) => $.contacts.bin.emptyText) : undefined}
          />
        ) : (
          <DeletedTable rows={rows} selection={selection} busy={restore.isPending} onRestore={bring} />
        )}
        {query.hasNextPage ? (
          <Group justify="center" p="sm">
            <Button
              variant="subtle"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t(($) => $.contacts.list.more)}
            </Button>
          </Group>
        ) : null}
      </div>
    </div>
  );
}

interface DeletedTableProps {
  readonly rows: readonly DeletedContact[];
  readonly selection: ReturnType<typeof useSelection<DeletedContact>>;
  readonly busy: boolean;
  readonly onRestore: (rows: readonly DeletedContact[]) => void;
}

function DeletedTable({ rows, selection, busy, onRestore }: DeletedTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const selected = rows.filter((row) => selection.has(row.id)).length;
  const all = selected === rows.length;
  return (
    <table className={classes.table} aria-label={t(($) => $.contacts.bin.label)}>
      <thead>
        <tr>
          <th className={classes.box}>
            <Checkbox
              size="xs"
              aria-label={t(($) => $.contacts.bin.selectAll)}
              checked={all}
              indeterminate={selected > 0 && !all}
              onChange={() => selection.set(rows, !all)}
            />
          </th>
          <th>{t(($) => $.contacts.fields.name)}</th>
          <th>{t(($) => $.contacts.fields.customer)}</th>
          <th className={classes.when}>{t(($) => $.contacts.bin.deletedAt)}</th>
          <th className={classes.aside}>{t(($) => $.contacts.bin.deletedBy)}</th>
          <th className={classes.act}>
            <span className={classes.hidden}>{t(($) => $.contacts.actions.restore)}</span>
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
                checked={selection.has(row.id)}
                onChange={(event) => selection.set([row], event.currentTarget.checked)}
              />
            </td>
            <td className={classes.name} title={row.name}>
              {row.name}
            </td>
            <td title={row.customerName}>
              {row.customerName}
              {row.customerDeleted ? (
                <span className={classes.gone}>{t(($) => $.contacts.bin.customerDeleted)}</span>
              ) : null}
            </td>
            <td className={classes.when} title={format.full(row.deletedAt)}>
              {format.instant(row.deletedAt)}
            </td>
            <td className={classes.aside}>{nameOf(row.deletedBy)}</td>
            <td className={classes.act}>
              {row.abilities.includes('restore') ? (
                <Button size="compact-sm" variant="subtle" disabled={busy} onClick={() => onRestore([row])}>
                  {t(($) => $.contacts.actions.restore)}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
