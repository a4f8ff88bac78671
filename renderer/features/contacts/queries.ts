import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { client, orpc } from '../../lib/rpc.ts';

export const contactKeys = { all: orpc.contacts.key(), relations: orpc.relations.key() };

/** The contacts of a customer, page by page; the main one first. */
export function contactsQuery(customerId: number) {
  return infiniteQueryOptions({
    queryKey: [...orpc.contacts.list.key(), customerId],
    queryFn: ({ pageParam, signal }) =>
      client.contacts.list(pageParam === null ? { customerId } : { customerId, after: pageParam }, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function contactQuery(id: number) {
  return orpc.contacts.get.queryOptions({ input: { id } });
}

/** Deleted contacts, newest first. */
export function deletedContactsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: [...orpc.contacts.deleted.key(), search],
    queryFn: ({ pageParam, signal }) =>
      client.contacts.deleted(pageParam === null ? { search } : { search, after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** Customers to move a contact to: the best few for what is typed. */
export function customersQuery(search: string) {
  return orpc.customers.quick.queryOptions({
    input: { search, limit: 10 },
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
}

/** People to be tied to: the best few for what is typed. */
export function findContactsQuery(search: string) {
  return orpc.contacts.find.queryOptions({
    input: { search, limit: 10 },
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
}

export function relationsQuery(contactId: number) {
  return orpc.relations.list.queryOptions({ input: { contactId } });
}

/** Two steps around a contact. */
export function networkQuery(contactId: number) {
  return orpc.relations.network.queryOptions({ input: { contactId, depth: 2 } });
}
