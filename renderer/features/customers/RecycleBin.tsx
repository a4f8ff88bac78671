import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletedCustomer } from '#core/customers/customers.contract.ts';
import { DeletedList } from '../../ui/deleted-list/DeletedList.tsx';
import { deletedQuery } from './queries.ts';
import classes from './recycle-bin.module.css';
import { useCustomerActions } from './use-customer-actions.tsx';

interface RecycleBinProps {
  readonly tabs: ReactNode;
  /** Undoes the merge that brought a customer here; null where the person may not. */
  readonly onUndoMerge: ((mergeId: number, names: string) => void) | null;
}

/** Deleted customers; those that a merge brought here come back by undoing it. */
export function RecycleBin({ tabs, onUndoMerge }: RecycleBinProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const query = useInfiniteQuery(deletedQuery(search));
  const restored = useRef<(ids: readonly number[]) => void>(() => undefined);
  const actions = useCustomerActions((ids) => restored.current(ids));
  const restore = (some: readonly DeletedCustomer[], done: (ids: readonly number[]) => void) => {
    restored.current = done;
    const [only] = some;
    actions.start('restore', {
      ids: some.map((row) => row.id),
      name: some.length === 1 && only ? only.name : null,
      ownerId: null,
    });
  };
  const name = ({ name: own, mergedInto }: DeletedCustomer) => (
    <>
      {own}
      {mergedInto === null ? null : (
        <Link className={classes.merged} to="/customers/$id" params={{ id: String(mergedInto.id) }}>
          {t(($) => $.customers.bin.mergedInto, { name: mergedInto.name })}
        </Link>
      )}
    </>
  );
  return (
    <DeletedList
      title={t(($) => $.customers.recycleBin)}
      description={t(($) => $.customers.bin.description)}
      tabs={tabs}
      label={t(($) => $.customers.bin.label)}
      emptyTitle={t(($) => $.customers.bin.empty)}
      emptyText={t(($) => $.customers.bin.emptyText)}
      query={query}
      search={{ label: t(($) => $.customers.bin.search), typed, onChange: setTyped }}
      columns={[
        { key: 'name', title: t(($) => $.customers.fields.name), cell: name, text: (row) => row.name },
        {
          key: 'number',
          title: t(($) => $.customers.fields.number),
          cell: (row) => row.number,
          aside: true,
        },
      ]}
      otherwise={({ mergeId, name: own }) =>
        mergeId !== null && onUndoMerge !== null ? (
          <Button size="compact-sm" variant="subtle" onClick={() => onUndoMerge(mergeId, own)}>
            {t(($) => $.customers.bin.undoMerge)}
          </Button>
        ) : null
      }
      canRestore={({ abilities }) => abilities.includes('restore')}
      refused={null}
      busy={actions.running !== null}
      onRestore={restore}
      layer={actions.layer}
    />
  );
}
