import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletedContact } from '#core/contacts/contacts.contract.ts';
import { DeletedList } from '../../ui/deleted-list/DeletedList.tsx';
import { useRestoring } from '../../ui/deleted-list/use-restoring.ts';
import classes from './contacts.module.css';
import { useContactMutations } from './mutations.ts';
import { deletedContactsQuery } from './queries.ts';

/** Deleted contacts. */
export function DeletedContacts({ title, tabs }: { readonly title: string; readonly tabs: ReactNode }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const query = useInfiniteQuery(deletedContactsQuery(search));
  const { restore } = useContactMutations();
  const restoring = useRestoring(restore, (count) => t(($) => $.contacts.done.restored, { count }));
  const customer = ({ customerName, customerDeleted }: DeletedContact) => (
    <>
      {customerName}
      {customerDeleted ? (
        <span className={classes.gone}>{t(($) => $.contacts.bin.customerDeleted)}</span>
      ) : null}
    </>
  );
  return (
    <DeletedList
      title={title}
      description={t(($) => $.contacts.bin.description)}
      tabs={tabs}
      label={t(($) => $.contacts.bin.label)}
      emptyTitle={t(($) => $.contacts.bin.empty)}
      emptyText={t(($) => $.contacts.bin.emptyText)}
      query={query}
      search={{ label: t(($) => $.contacts.bin.search), typed, onChange: setTyped }}
      columns={[
        {
          key: 'name',
          title: t(($) => $.contacts.fields.name),
          cell: (row) => row.name,
          text: (row) => row.name,
        },
        {
          key: 'customer',
          title: t(($) => $.contacts.fields.customer),
          cell: customer,
          text: (row) => row.customerName,
        },
      ]}
      canRestore={({ abilities }) => abilities.includes('restore')}
      {...restoring}
    />
  );
}
