import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletedAttachment } from '#core/attachments/attachments.contract.ts';
import { AppError, isErrorCode } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RecordTable } from '../../ui/RecordTable.tsx';
import { useFileMutations } from './mutations.ts';
import { deletedFilesQuery } from './queries.ts';

/** Deleted files, newest first: what they were called and whose, not what is in them. */
export function DeletedFiles({ title, tabs }: { readonly title: string; readonly tabs: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const query = useInfiniteQuery(deletedFilesQuery());
  const [refused, setRefused] = useState<AppError | null>(null);
  const { restore } = useFileMutations();
  useHotkeys([['F5', () => void query.refetch()]], []);
  const bring = ({ id }: DeletedAttachment) => {
    setRefused(null);
    restore.mutate(
      { ids: [id] },
      {
        onSuccess: ({ refused: [no] }) => {
          if (no) setRefused(new AppError(isErrorCode(no.code) ? no.code : 'unexpected', no.params));
          else notifyDone(t(($) => $.attachments.done.restored));
        },
      },
    );
  };
  return (
    <div className="kc-page">
      <PageHeader title={title} description={t(($) => $.attachments.bin.description)} />
      {tabs}
      {refused === null ? null : <ErrorNote error={refused} />}
      <QueryView query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <EmptyState
              icon={<IconTrash size={22} />}
              title={t(($) => $.attachments.bin.empty)}
              text={t(($) => $.attachments.bin.emptyText)}
            />
          ) : (
            <RecordTable
              label={t(($) => $.attachments.bin.label)}
              rows={rows}
              keyOf={(row) => row.id}
              columns={[
                { key: 'file', title: t(($) => $.attachments.bin.file), cell: (row) => row.name },
                {
                  key: 'customer',
                  title: t(($) => $.attachments.bin.customer),
                  cell: (row) => row.customerName,
                },
                {
                  key: 'size',
                  title: t(($) => $.attachments.bin.size),
                  align: 'right',
                  cell: (row) => format.size(row.bytes),
                },
                {
                  key: 'deleted',
                  title: t(($) => $.attachments.bin.deleted),
                  cell: (row) => `${nameOf(row.deletedBy)} · ${format.instant(row.deletedAt)}`,
                },
              ]}
              actions={(row) => (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  disabled={restore.isPending || row.ownerDeleted}
                  title={row.ownerDeleted ? t(($) => $.attachments.bin.ownerDeleted) : undefined}
                  onClick={() => bring(row)}
                >
                  {t(($) => $.attachments.bin.restore)}
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
            {t(($) => $.attachments.more)}
          </Button>
        </Group>
      ) : null}
    </div>
  );
}
