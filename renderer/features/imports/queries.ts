import { queryOptions } from '@tanstack/react-query';
import type { ImportState, RowKind } from '#core/imports/imports.contract.ts';
import { client, orpc } from '../../lib/rpc.ts';

/** States in which the service is at work. */
const busyStates: readonly ImportState[] = ['checking', 'running', 'cancelling'];
const endStates: readonly ImportState[] = ['done', 'cancelled', 'failed', 'undone'];

export const isBusy = (state: ImportState): boolean => busyStates.includes(state);
export const hasEnded = (state: ImportState): boolean => endStates.includes(state);

/** Milliseconds between two looks at a step under way. */
const lookEvery = 700;

export const importQueries = {
  key: () => orpc.imports.key(),
  list: () => orpc.imports.list.queryOptions({ input: {} }),
  status: (importId: number) =>
    queryOptions({
      ...orpc.imports.status.queryOptions({ input: { importId } }),
      refetchInterval: (query) =>
        query.state.data !== undefined && isBusy(query.state.data.state) ? lookEvery : false,
    }),
  inspection: (importId: number) =>
    orpc.imports.inspect.queryOptions({ input: { importId }, staleTime: Infinity, retry: false }),
  rows: (importId: number, kind: RowKind, after: string | null) =>
    queryOptions({
      queryKey: [...orpc.imports.rows.key(), 'page', importId, kind, after],
      queryFn: () => client.imports.rows({ importId, kind, ...(after !== null && { after }) }),
    }),
};
