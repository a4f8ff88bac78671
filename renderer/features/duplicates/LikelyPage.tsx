import { Badge, Button, Group, Progress, Text } from '@mantine/core';
import { IconArrowMerge, IconCopyCheck, IconRefresh } from '@tabler/icons-react';
import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '#core/customers/customers.contract.ts';
import type { LikelyPair } from '#core/duplicates/duplicates.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { client, orpc, toAppError } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './duplicates.module.css';

const likelyQuery = () =>
  infiniteQueryOptions({
    queryKey: orpc.duplicates.likely.key(),
    queryFn: ({ pageParam, signal }) =>
      client.duplicates.likely(pageParam === null ? {} : { after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

/** How often a search under way is asked how far it is. */
const watchMs = 1000;

/** Customers of the register that are likely the same, to be merged or told apart (spec §3.9, §3.10). */
export function LikelyPage({ onMerge }: { onMerge: (ids: readonly number[]) => void }) {
  const { t } = useTranslation();
  const pairs = useInfiniteQuery(likelyQuery());
  const changed = useLikelyChanged();
  const dismiss = useSafeMutation(client.duplicates.dismiss, {
    onSuccess: () => {
      changed();
      notifyDone(t(($) => $.duplicates.dismissed));
    },
  });
  const rows = pairs.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <SearchBar />
      <QueryView query={pairs}>
        {() =>
          rows.length === 0 ? (
            <EmptyState
              icon={<IconCopyCheck size={24} stroke={1.6} />}
              title={t(($) => $.duplicates.noPairs)}
              text={t(($) => $.duplicates.noPairsText)}
            />
          ) : (
            <ul className={classes.pairs} aria-label={t(($) => $.duplicates.likely)}>
              {rows.map((pair) => (
                <Pair
                  key={pair.id}
                  pair={pair}
                  busy={dismiss.isPending}
                  onMerge={() => onMerge(pair.customers.map(({ id }) => id))}
                  onDismiss={() => dismiss.mutate({ id: pair.id })}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
      {pairs.data !== undefined && pairs.error !== null ? (
        <ErrorNote error={toAppError(pairs.error)} onRetry={() => void pairs.refetch()} />
      ) : null}
      {pairs.hasNextPage ? (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            loading={pairs.isFetchingNextPage}
            onClick={() => void pairs.fetchNextPage()}
          >
            {t(($) => $.duplicates.more)}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

function useLikelyChanged(): () => void {
  const cache = useQueryClient();
  return () => void cache.invalidateQueries({ queryKey: orpc.duplicates.key() });
}

/** When the register was last searched, how far the present search is, and the button for another. */
function SearchBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const changed = useLikelyChanged();
  const state = useQuery(
    orpc.duplicates.searchState.queryOptions({
      input: {},
      refetchInterval: ({ state: { data } }) => (data?.running ? watchMs : false),
    }),
  );
  const search = useSafeMutation(client.duplicates.search, { onSuccess: changed });
  const running = state.data?.running ?? null;
  const last = state.data?.last ?? null;
  return (
    <div className={classes.entry}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" role="status">
          {running !== null
            ? t(($) => $.duplicates.searching, {
                handled: format.number(running.handled),
                total: format.number(running.customers),
              })
            : last === null
              ? t(($) => $.duplicates.neverSearched)
              : t(($) => $.duplicates.searched, {
                  when: format.instant(last.finishedAt),
                  customers: format.number(last.customers),
                  pairs: format.number(last.pairs),
                })}
        </Text>
        <Button
          variant={last === null ? 'filled' : 'default'}
          leftSection={<IconRefresh size={16} stroke={1.6} aria-hidden />}
          loading={running !== null || search.isPending}
          onClick={() => search.mutate({})}
        >
          {t(($) => $.duplicates.search)}
        </Button>
      </Group>
      {running === null ? null : (
        <Progress
          value={running.customers === 0 ? 0 : (running.handled / running.customers) * 100}
          aria-label={t(($) => $.duplicates.search)}
        />
      )}
      {state.data?.failed === true ? (
        <Text size="sm" c="var(--mantine-color-error)">
          {t(($) => $.duplicates.searchFailed)}
        </Text>
      ) : null}
    </div>
  );
}

interface PairProps {
  readonly pair: LikelyPair;
  readonly busy: boolean;
  readonly onMerge: () => void;
  readonly onDismiss: () => void;
}

function Pair({ pair, busy, onMerge, onDismiss }: PairProps) {
  const { t } = useTranslation();
  return (
    <li className={classes.pair}>
      <div className={classes.both}>
        {pair.customers.map((customer) => (
          <One key={customer.id} customer={customer} />
        ))}
        <div className={classes.why}>
          {pair.reasons.map((reason) => (
            <Badge key={reason} size="sm" variant="light">
              {t(($) => $.duplicates.reasons[reason])}
            </Badge>
          ))}
          <Text size="sm" c="dimmed">
            {t(($) => $.customers.duplicates.likeness, { percent: pair.likeness })}
          </Text>
        </div>
      </div>
      <div className={classes.actions}>
        {pair.mergeable ? (
          <Button
            size="compact-md"
            variant="light"
            leftSection={<IconArrowMerge size={16} stroke={1.6} aria-hidden />}
            onClick={onMerge}
          >
            {t(($) => $.merging.merge)}
          </Button>
        ) : null}
        <Button size="compact-md" variant="default" disabled={busy} onClick={onDismiss}>
          {t(($) => $.duplicates.notSame)}
        </Button>
      </div>
    </li>
  );
}

function One({ customer }: { customer: CustomerRow }) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const format = useFormat();
  const facts = [
    customer.number,
    customer.ownerId === null ? t(($) => $.customers.unclaimed) : nameOf(customer.ownerId),
    customer.phone ?? '',
    customer.lastInteractionAt === null
      ? ''
      : t(($) => $.customers.duplicates.lastInteraction, {
          when: format.instant(customer.lastInteractionAt ?? ''),
        }),
  ];
  return (
    <div>
      <Link to="/customers/$id" params={{ id: String(customer.id) }} className={classes.name}>
        {customer.name}
      </Link>
      <span className={classes.facts}>
        {facts
          .filter((part) => part !== '')
          .map((part) => (
            <span key={part}>{part}</span>
          ))}
      </span>
    </div>
  );
}
