import { infiniteQueryOptions } from '@tanstack/react-query';
import { client, orpc } from '../../lib/rpc.ts';

export const protectionQueries = {
  rules: () => orpc.protection.rules.queryOptions({ input: {} }),
  runs: () => orpc.protection.runs.queryOptions({ input: {} }),
  runCustomers: (id: number) =>
    infiniteQueryOptions({
      queryKey: [...orpc.protection.runCustomers.key(), id],
      queryFn: ({ pageParam, signal }) =>
        client.protection.runCustomers(pageParam === null ? { id } : { id, after: pageParam }, { signal }),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => page.next,
    }),
  soon: () => orpc.protection.soon.queryOptions({ input: {} }),
  requests: (enabled: boolean) => orpc.protection.requests.queryOptions({ input: {}, enabled }),
  openRequest: (customerId: number, enabled: boolean) =>
    orpc.protection.openRequest.queryOptions({ input: { customerId }, enabled }),
};
