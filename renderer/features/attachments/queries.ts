import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { FileOwner } from '#core/attachments/attachments.contract.ts';
import { client, orpc } from '../../lib/rpc.ts';

export const attachmentKeys = { all: orpc.attachments.key() };

/** The files of a record, newest first. */
export function filesQuery(owner: FileOwner) {
  return infiniteQueryOptions({
    queryKey: [...orpc.attachments.list.key(), owner.kind, owner.id],
    queryFn: ({ pageParam, signal }) =>
      client.attachments.list(pageParam === null ? { owner } : { owner, after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function fileCountQuery(customerId: number) {
  return orpc.attachments.count.queryOptions({ input: { customerId } });
}

export function versionsQuery(id: number) {
  return orpc.attachments.versions.queryOptions({ input: { id } });
}

export function deletedFilesQuery() {
  return infiniteQueryOptions({
    queryKey: orpc.attachments.deleted.key(),
    queryFn: ({ pageParam, signal }) =>
      client.attachments.deleted(pageParam === null ? {} : { after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function storedFilesQuery() {
  return orpc.attachments.stored.queryOptions({ input: {} });
}
