import { infiniteQueryOptions } from '@tanstack/react-query';
import { client, orpc } from '../../lib/rpc.ts';

export const sharingQueries = {
  ofCustomer: (customerId: number) => orpc.sharing.ofCustomer.queryOptions({ input: { customerId } }),
  requests: (enabled: boolean) => orpc.sharing.requests.queryOptions({ input: {}, enabled }),
  given: () =>
    infiniteQueryOptions({
      queryKey: orpc.sharing.given.key(),
      queryFn: ({ pageParam, signal }) =>
        client.sharing.given(pageParam === null ? {} : { after: pageParam }, { signal }),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => page.next,
    }),
};
