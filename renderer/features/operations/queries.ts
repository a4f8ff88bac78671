import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { LoggedEntity, LoggedKind } from '#core/operations/operations.contract.ts';
import { client, orpc } from '../../lib/rpc.ts';

/** What is looked for in the operation log; null and empty: anything. */
export interface LogQuestion {
  readonly personId: number | null;
  readonly entity: LoggedEntity | null;
  readonly kind: LoggedKind | null;
  readonly number: string;
  readonly from: string;
  readonly to: string;
}

export function operationsQuery({ personId, entity, kind, number, from, to }: LogQuestion) {
  const input = {
    number,
    ...(personId === null ? {} : { personId }),
    ...(entity === null ? {} : { entity }),
    ...(kind === null ? {} : { kind }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
  return infiniteQueryOptions({
    queryKey: [...orpc.operations.list.key(), input],
    queryFn: ({ pageParam, signal }) =>
      client.operations.list(pageParam === null ? input : { ...input, after: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
