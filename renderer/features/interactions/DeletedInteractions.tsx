import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletedInteraction } from '#core/interactions/interactions.contract.ts';
import { AppError, isErrorCode } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { DeletedList } from '../../ui/deleted-list/DeletedList.tsx';
import { useInteractionMutations } from './mutations.ts';
import { deletedInteractionsQuery } from './queries.ts';

/** Deleted interactions: whose, when and how, not what was said. */
export function DeletedInteractions({ title, tabs }: { readonly title: string; readonly tabs: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const query = useInfiniteQuery(deletedInteractionsQuery());
  const [refused, setRefused] = useState<AppError | null>(null);
  const { restore } = useInteractionMutations();
  const bring = (some: readonly DeletedInteraction[], restored: (ids: readonly number[]) => void) => {
    setRefused(null);
    restore.mutate(
      // A call takes so many.
      { ids: some.slice(0, 200).map(({ id }) => id) },
      {
        onSuccess: ({ done, refused: [no] }) => {
          restored(done);
          if (no) setRefused(new AppError(isErrorCode(no.code) ? no.code : 'unexpected', no.params));
          if (done.length > 0) notifyDone(t(($) => $.interactions.done.restored));
        },
      },
    );
  };
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
      refused={refused}
      busy={restore.isPending}
      onRestore={bring}
    />
  );
}
