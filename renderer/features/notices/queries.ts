import { infiniteQueryOptions } from '@tanstack/react-query';
import { client, orpc } from '../../lib/rpc.ts';

export const noticeQueries = {
  unread: () => orpc.notices.unread.queryOptions({ input: {}, staleTime: Infinity }),
  list: () =>
    infiniteQueryOptions({
      queryKey: orpc.notices.list.key(),
      queryFn: ({ pageParam, signal }) =>
        client.notices.list(pageParam === null ? {} : { after: pageParam }, { signal }),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => page.next,
    }),
};
