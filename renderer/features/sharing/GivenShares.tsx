import { Button, Group } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../lib/rpc.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { sharingQueries } from './queries.ts';
import { ShareRequests } from './ShareRequests.tsx';
import { ShareTable } from './ShareTable.tsx';

/** Everything I share, and who asks me for a share. */
export function GivenShares() {
  const { t } = useTranslation();
  const given = useInfiniteQuery(sharingQueries.given());
  return (
    <>
      <ShareRequests />
      <QueryView query={given}>
        {({ pages }) => {
          const shares = pages.flatMap(({ rows }) => rows);
          return shares.length === 0 ? (
            <EmptyState
              icon={<IconShare size={24} stroke={1.6} />}
              title={t(($) => $.sharing.noneGiven)}
              text={t(($) => $.sharing.noneGivenText)}
            />
          ) : (
            <ShareTable label={t(($) => $.sharing.tabs.given)} shares={shares} withCustomer />
          );
        }}
      </QueryView>
      {given.data !== undefined && given.error !== null ? (
        <ErrorNote error={toAppError(given.error)} onRetry={() => void given.refetch()} />
      ) : null}
      {given.hasNextPage ? (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            loading={given.isFetchingNextPage}
            onClick={() => void given.fetchNextPage()}
          >
            {t(($) => $.sharing.more)}
          </Button>
        </Group>
      ) : null}
    </>
  );
}
