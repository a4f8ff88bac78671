import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { ConditionGroup } from '#core/conditions/conditions.contract.ts';
import type { Channel, InteractionView } from '#core/interactions/interactions.contract.ts';
import type { DueGroup } from '#core/tasks/tasks.contract.ts';
import { client, orpc } from '../../lib/rpc.ts';

export interface TimelineQuestion {
  readonly view?: InteractionView;
  readonly customerId?: number;
  readonly personId?: number;
  readonly channels?: Channel[];
  readonly from?: string;
  readonly to?: string;
  readonly search?: string;
  readonly where?: ConditionGroup;
}

export const interactionKeys = { all: orpc.interactions.key(), tasks: orpc.tasks.key() };

/** The timeline of a question, newest first. */
export function timelineQuery(question: TimelineQuestion) {
  return infiniteQueryOptions({
    queryKey: [...orpc.interactions.list.key(), question],
    queryFn: ({ pageParam, signal }) =>
      client.interactions.list(pageParam === null ? question : { ...question, after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function interactionCountQuery(customerId: number) {
  return orpc.interactions.count.queryOptions({ input: { customerId } });
}

export function tasksQuery(question: {
  readonly due: DueGroup;
  readonly customerId?: number;
  readonly personId?: number;
}) {
  return infiniteQueryOptions({
    queryKey: [...orpc.tasks.list.key(), question],
    queryFn: ({ pageParam, signal }) =>
      client.tasks.list(pageParam === null ? question : { ...question, after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function taskCountsQuery() {
  return orpc.tasks.counts.queryOptions({ input: {} });
}

/** Asked again by itself: a reminder comes without anybody changing anything. */
export function remindersQuery() {
  return orpc.tasks.reminders.queryOptions({ input: {}, refetchInterval: 30_000 });
}

export function neverFollowedQuery() {
  return infiniteQueryOptions({
    queryKey: orpc.tasks.neverFollowed.key(),
    queryFn: ({ pageParam, signal }) =>
      client.tasks.neverFollowed(pageParam === null ? { limit: 20 } : { limit: 20, after: pageParam }, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Deleted interactions, newest first. */
export function deletedInteractionsQuery() {
  return infiniteQueryOptions({
    queryKey: orpc.interactions.deleted.key(),
    queryFn: ({ pageParam, signal }) =>
      client.interactions.deleted(pageParam === null ? {} : { after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** What the form needs of the customer: whether its status may be changed. */
export function customerQuery(id: number) {
  return orpc.customers.get.queryOptions({ input: { id } });
}

export function contactsQuery(customerId: number) {
  return orpc.contacts.list.queryOptions({ input: { customerId } });
}

/** Customers to write something down for: the best few for what is typed. */
export function customersQuery(search: string) {
  return orpc.customers.quick.queryOptions({
    input: { search, limit: 10 },
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
}
