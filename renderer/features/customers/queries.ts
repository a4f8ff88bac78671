import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type {
  CustomerListInput,
  CustomerQueryInput,
  CustomerRow,
  SortKey,
} from '#core/customers/customers.contract.ts';
import { client, orpc } from '../../lib/rpc.ts';
import type { RowSource } from '../../ui/data-list/types.ts';

export interface CustomerSort {
  readonly by: SortKey;
  readonly direction: 'asc' | 'desc';
}

/** Everything that shows customers begins with one of these: a change of topic `customers` makes all of it old. */
export const customerKeys = {
  all: orpc.customers.key(),
  lists: orpc.customers.list.key(),
  limits: orpc.pool.myLimits.key(),
} as const;

/** The rows of a list in an order, for `useRows`. */
export function customerRows(query: CustomerQueryInput, sort: CustomerSort): RowSource<CustomerRow> {
  return {
    key: [...customerKeys.lists, query, sort],
    countKey: [...orpc.customers.count.key(), query],
    page: (at, signal) => client.customers.list({ ...query, sort, ...at }, { signal }),
    count: (signal) => client.customers.count(query, { signal }),
  };
}

export function segmentsQuery(input: Omit<CustomerQueryInput, 'view' | 'segment'>) {
  return orpc.customers.segments.queryOptions({
    input,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

export function customerQuery(id: number) {
  return orpc.customers.get.queryOptions({ input: { id }, staleTime: 30_000 });
}

export function historyQuery(id: number) {
  return infiniteQueryOptions({
    queryKey: [...orpc.customers.history.key(), id],
    queryFn: ({ pageParam, signal }) =>
      client.customers.history(pageParam === null ? { id } : { id, after: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

export function deletedQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: [...orpc.customers.deleted.key(), search],
    queryFn: ({ pageParam, signal }) =>
      client.customers.deleted(pageParam === null ? { search } : { search, after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export interface DuplicateQuestion {
  readonly name: string;
  readonly taxNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly exceptId: number | null;
}

export function duplicatesQuery(input: DuplicateQuestion, enabled: boolean) {
  return orpc.customers.checkDuplicates.queryOptions({ input, enabled, placeholderData: keepPreviousData });
}

/** The customers before and after a place in a list, in that list's order. */
export function neighboursQuery(
  list: Pick<CustomerListInput, 'view' | 'segment' | 'search' | 'filters' | 'sort' | 'where'>,
  index: number,
) {
  return orpc.customers.list.queryOptions({
    input: { ...list, skip: Math.max(0, index - 1), limit: 3 },
    placeholderData: keepPreviousData,
  });
}

/** What claiming still allows. */
export function limitsQuery(enabled: boolean) {
  return orpc.pool.myLimits.queryOptions({ input: {}, enabled });
}

/** What hangs on customers that are about to go back to the pool. */
export function hangingQuery(ids: readonly number[]) {
  return orpc.pool.hanging.queryOptions({ input: { ids: [...ids] } });
}

export function poolRulesQuery() {
  return orpc.settings.poolRules.queryOptions({ input: {}, staleTime: Infinity });
}
