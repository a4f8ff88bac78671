import { Button, Drawer, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Belonging } from '#core/handover/handover.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { RecordTable } from '../../ui/RecordTable.tsx';
import { handoverQueries } from './queries.ts';

interface RecordsDrawerProps {
  readonly personId: number;
  readonly kind: Belonging;
  readonly onClose: () => void;
}

/** The records of one kind that are theirs. */
export function RecordsDrawer({ personId, kind, onClose }: RecordsDrawerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const records = useInfiniteQuery(handoverQueries.records(personId, kind));
  const day = (value: string | null) =>
    value === null ? '' : value.includes('T') ? format.instant(value) : format.day(value);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="44rem"
      title={t(($) => $.handover.kinds[kind])}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      <QueryView query={records}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <Text>{t(($) => $.handover.records.empty)}</Text>;
          return (
            <>
              <RecordTable
                label={t(($) => $.handover.kinds[kind])}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  {
                    key: 'customer',
                    title: t(($) => $.handover.records.customer),
                    cell: ({ customerName }) =>
                      customerName === '' ? t(($) => $.handover.records.unknown) : customerName,
                  },
                  { key: 'text', title: t(($) => $.handover.records.text), cell: ({ text }) => text ?? '' },
                  {
                    key: 'person',
                    title: t(($) => $.handover.records.person),
                    cell: ({ personId: other }) => nameOf(other),
                  },
                  { key: 'on', title: t(($) => $.handover.records.on), cell: ({ on }) => day(on) },
                ]}
              />
              {records.hasNextPage ? (
                <Button
                  fullWidth
                  variant="subtle"
                  loading={records.isFetchingNextPage}
                  onClick={() => void records.fetchNextPage()}
                >
                  {t(($) => $.handover.records.more)}
                </Button>
              ) : null}
            </>
          );
        }}
      </QueryView>
    </Drawer>
  );
}
