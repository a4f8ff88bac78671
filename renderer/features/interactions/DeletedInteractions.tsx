import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { DeletedList } from '../../ui/deleted-list/DeletedList.tsx';
import { useRestoring } from '../../ui/deleted-list/use-restoring.ts';
import { useInteractionMutations } from './mutations.ts';
import { deletedInteractionsQuery } from './queries.ts';

/** Deleted interactions: whose, when and how, not what was said. */
export function DeletedInteractions({ title, tabs }: { readonly title: string; readonly tabs: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const query = useInfiniteQuery(deletedInteractionsQuery());
  const { restore } = useInteractionMutations();
  const restoring = useRestoring(restore, () => t(($) => $.interactions.done.restored));
  return (
    <DeletedList
      title={title}
      description={t(($) => $.interactions.bin.description)}
      tabs={tabs}
      label={t(($) => $.interactions.bin.label)}
      emptyTitle={t(($) => $.interactions.bin.empty)}
      emptyText={t(($) => $.interactions.bin.emptyText)}
      query={query}
      columns={[
        {
          key: 'customer',
          title: t(($) => $.interactions.form.customer),
          cell: (row) => row.customerName,
          text: (row) => row.customerName,
        },
        {
          key: 'channel',
          title: t(($) => $.interactions.form.channel),
          cell: (row) => t(($) => $.interactions.channels[row.channel]),
          aside: true,
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
          aside: true,
        },
      ]}
      {...restoring}
    />
  );
}
