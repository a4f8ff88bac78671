import { queryOptions } from '@tanstack/react-query';
import type { ExportWhat } from '#core/exports/exports.contract.ts';
import { orpc } from '../../lib/rpc.ts';

/** Milliseconds between two looks at a file that is being written. */
const lookEvery = 500;

type CustomersAsked = Extract<ExportWhat, { noun: 'customers' }>;

export const exportQueries = {
  list: () =>
    queryOptions({
      ...orpc.exports.list.queryOptions({ input: {} }),
      refetchInterval: (query) =>
        query.state.data?.some(({ state }) => state === 'running') === true ? 2 * lookEvery : false,
    }),
  status: (exportId: number) =>
    queryOptions({
      ...orpc.exports.status.queryOptions({ input: { exportId } }),
      refetchInterval: (query) => (query.state.data?.state === 'running' ? lookEvery : false),
    }),
  preview: (query: CustomersAsked['query'], ids: CustomersAsked['ids']) =>
    orpc.exports.preview.queryOptions({ input: { query, ...(ids !== undefined && { ids }) } }),
};
