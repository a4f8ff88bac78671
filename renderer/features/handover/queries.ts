import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { Belonging, HandoverPlan } from '#core/handover/handover.contract.ts';
import { client, orpc } from '../../lib/rpc.ts';

const pageSize = 50;
/** Rows of the sheet that are fetched at once. */
const sheetRows = 2000;

export const handoverQueries = {
  people: () => orpc.handover.people.queryOptions({ input: {} }),
  list: () => orpc.handover.list.queryOptions({ input: {} }),
  overview: (personId: number) => orpc.handover.overview.queryOptions({ input: { personId } }),
  preview: (plan: HandoverPlan) =>
    orpc.handover.preview.queryOptions({ input: plan, placeholderData: keepPreviousData }),
  records: (personId: number, kind: Belonging) =>
    infiniteQueryOptions({
      queryKey: [...orpc.handover.records.key(), personId, kind],
      queryFn: ({ pageParam, signal }) =>
        client.handover.records(
          { personId, kind, limit: pageSize, ...(pageParam !== null && { after: pageParam }) },
          { signal },
        ),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => page.next,
    }),
  /** Their customers, a page at a time, as the register shows them. */
  customers: (personId: number, search: string) =>
    infiniteQueryOptions({
      queryKey: [...orpc.customers.list.key(), 'handover', personId, search],
      queryFn: ({ pageParam, signal }) =>
        client.customers.list(
          {
            view: 'pool',
            search,
            filters: { ownerIds: [personId] },
            sort: { by: 'name', direction: 'asc' },
            limit: 100,
            ...(pageParam !== null && { after: pageParam }),
          },
          { signal },
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  sheet: (id: number) =>
    infiniteQueryOptions({
      queryKey: [...orpc.handover.sheet.key(), id],
      queryFn: ({ pageParam, signal }) =>
        client.handover.sheet({ id, after: pageParam, limit: sheetRows }, { signal }),
      initialPageParam: 0,
      getNextPageParam: (page) => page.next,
    }),
};
