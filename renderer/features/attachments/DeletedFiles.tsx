import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { DeletedList } from '../../ui/deleted-list/DeletedList.tsx';
import { useRestoring } from '../../ui/deleted-list/use-restoring.ts';
import { useFileMutations } from './mutations.ts';
import { deletedFilesQuery } from './queries.ts';

/** Deleted files: what they were called and whose, not what is in them. */
export function DeletedFiles({ title, tabs }: { readonly title: string; readonly tabs: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useInfiniteQuery(deletedFilesQuery());
  const { restore } = useFileMutations();
  const restoring = useRestoring(restore, () => t(($) => $.attachments.done.restored));
  return (
    <DeletedList
      title={title}
      description={t(($) => $.attachments.bin.description)}
      tabs={tabs}
      label={t(($) => $.attachments.bin.label)}
      emptyTitle={t(($) => $.attachments.bin.empty)}
      emptyText={t(($) => $.attachments.bin.emptyText)}
      query={query}
      columns={[
        {
          key: 'file',
          title: t(($) => $.attachments.bin.file),
          cell: (row) => row.name,
          text: (row) => row.name,
        },
        {
          key: 'customer',
          title: t(($) => $.attachments.bin.customer),
          cell: (row) => row.customerName,
          text: (row) => row.customerName,
        },
        {
          key: 'size',
          title: t(($) => $.attachments.bin.size),
          cell: (row) => format.size(row.bytes),
          aside: true,
        },
      ]}
      canRestore={({ ownerDeleted }) => !ownerDeleted}
      otherwise={() => t(($) => $.attachments.bin.ownerDeleted)}
      {...restoring}
    />
  );
}
