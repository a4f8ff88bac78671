import { Button, Group } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { sharingQueries } from './queries.ts';
import { ShareTable } from './ShareTable.tsx';

/** All shares of one customer in one place (spec §3.8). */
export function SharesPanel({ customerId, onShare }: { customerId: number; onShare: () => void }) {
  const { t } = useTranslation();
  const shares = useQuery(sharingQueries.ofCustomer(customerId));
  const share = (
    <Button variant="default" leftSection={<IconShare size={16} stroke={1.6} />} onClick={onShare}>
      {t(($) => $.sharing.share)}
    </Button>
  );
  return (
    <QueryView query={shares} lines={3}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState
            icon={<IconShare size={24} stroke={1.6} />}
            title={t(($) => $.sharing.none)}
            text={t(($) => $.sharing.noneText)}
            action={share}
          />
        ) : (
          <>
            <Group justify="flex-end" mb="sm">
              {share}
            </Group>
            <ShareTable label={t(($) => $.sharing.tab)} shares={rows} withCustomer={false} />
          </>
        )
      }
    </QueryView>
  );
}
