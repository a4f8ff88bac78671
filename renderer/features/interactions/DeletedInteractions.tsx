import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletedInteraction } from '#core/interactions/interactions.contract.ts';
import { AppError, isErrorCode } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RecordTable } from '../../ui/RecordTable.tsx';
import { useInteractionMutations } from './mutations.ts';
import { deletedInteractionsQuery } from './queries.ts';

/** Deleted interactions, newest first: whose, when and how, not what was said. */
export function DeletedInteractions({ title, tabs }: { readonly title: string; readonly tabs: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const query = useInfiniteQuery(deletedInteractionsQuery());
  const [refused, setRefused] = useState<AppError | null>(null);
  const { restore } = useInteractionMutations();
  useHotkeys([['F5', () => void query.refetch()]], []);
  const bring = ({ id }: DeletedInteraction) => {
    setRefused(null);
    restore.mutate(
      { ids: [id] },
      {
        onSuccess: ({ refused: [no] }) => {
          if (no) setRefused(new AppError(isErrorCode(no.code) ? no.code : 'unexpected', no.params));
          else notifyDone(t(($) => $.interactions.done.restored));
        },
      },
    );
  };
  return (
    <div className="kc-page">
      <PageHeader title={title} description={t(($) => $.interactions.bin.description)} />
      {tabs}
      {refused === null ? null : <ErrorNote error={refused} />}
      <QueryView query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <EmptyState
              icon={<IconTrash size={22} />}
              title={t(($) => $.interactions.bin.empty)}
              text={t(($) => $.interactions.bin.emptyText)}
            />
          ) : (
            <RecordTable
              label={t(($) => $.interactions.bin.label)}
              rows={rows}
              keyOf={(row) => row.id}
              columns={[
                {
                  key: 'customer',
                  title: t(($) => $.interactions.form.customer),
                  cell: (row) => row.customerName,
                },
                {
                  key: 'channel',
                  title: t(($) => $.interactions.form.channel),
                  cell: (row) => t(($) => $.interactions.channels[row.channel]),
                },
                {
                  key: 'happenedAt',
                  title: t(($) => $.interactions.form.happenedAt),
                  cell: (row) => format.full(row.happenedAt),
                },
                {
                  key: 'person',
                  title: t(($) => $.interactions.form.person),
                  cell: (row) => nameOf(row.personId),
                },
                {
                  key: 'deleted',
                  title: t(($) => $.interactions.bin.deleted),
                  cell: (row) => `${nameOf(row.deletedBy)} · ${format.instant(row.deletedAt)}`,
                },
              ]}
              actions={(row) => (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  disabled={restore.isPending}
                  onClick={() => bring(row)}
                >
                  {t(($) => $.interactions.bin.restore)}
                </Button>
              )}
            />
          );
        }}
      </QueryView>
      {query.hasNextPage ? (
        <Group justify="center" p="sm">
          <Button
            variant="subtle"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t(($) => $.interactions.timeline.more)}
          </Button>
        </Group>
      ) : null}
    </div>
  );
}
