import { getEventMeta } from '@orpc/client';
import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Topic } from '#core/changes/changes.contract.ts';
import { askedBefore } from './asked-at.ts';
import { client, orpc, toAppError } from './rpc.ts';
import { markSessionLost } from './session.ts';

/** Asks again for what on the page may be out of date after a change of each kind, the last of them `agoMs` ago. */
export function refresh(queryClient: QueryClient, topic: Topic, agoMs: number): void {
  const predicate = askedBefore(agoMs);
  const again = (...keys: (readonly unknown[])[]) => {
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey, predicate });
  };
  switch (topic) {
    case 'customers':
      return again(
        orpc.customers.key(),
        orpc.pool.key(),
        orpc.sharing.key(),
        orpc.merging.key(),
        orpc.duplicates.key(),
        orpc.protection.key(),
        orpc.contacts.key(),
        // Who reads what hangs on a customer follows the customer.
        orpc.interactions.key(),
        orpc.attachments.key(),
        orpc.tasks.key(),
        orpc.people.list.key(),
        orpc.handover.key(),
      );
    case 'contacts':
      return again(orpc.contacts.key(), orpc.relations.key());
    case 'notices':
      return again(orpc.notices.key(), orpc.sharing.requests.key(), orpc.protection.requests.key());
    case 'people':
      return again(
        orpc.people.key(),
        orpc.departments.key(),
        orpc.roles.key(),
        orpc.sessions.key(),
        orpc.customers.key(),
        orpc.pool.key(),
      );
    case 'customFields':
      return again(orpc.customFields.key(), orpc.customers.key());
    case 'choices':
      return again(orpc.choices.key(), orpc.customers.key());
    case 'settings':
      return again(
        orpc.protection.key(),
        orpc.settings.key(),
        orpc.recycling.key(),
        orpc.sessions.me.key(),
        orpc.office.key(),
        orpc.pool.key(),
      );
    case 'interactions':
      return again(orpc.interactions.key());
    case 'attachments':
      return again(orpc.attachments.key(), orpc.interactions.key());
    case 'tasks':
      return again(orpc.tasks.key());
    case 'preferences':
      return again(orpc.preferences.key());
    case 'views':
      return again(orpc.views.key());
    case 'exports':
      return again(orpc.exports.key());
    case 'imports':
      return again(orpc.imports.key());
    case 'session':
      return again(orpc.sessions.key());
    case 'all':
      void queryClient.invalidateQueries();
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

async function follow(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  let lastEventId: string | undefined;
  let broken = false;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const stream = await client.changes.watch({}, { signal, lastEventId });
      // Without an event to resume from, whatever happened meanwhile is unknown.
      if (broken && lastEventId === undefined) refresh(queryClient, 'all', 0);
      failures = 0;
      broken = false;
      for await (const change of stream) {
        lastEventId = getEventMeta(change)?.id ?? lastEventId;
        for (const topic of change.topics) refresh(queryClient, topic, change.agoMs);
      }
    } catch (thrown) {
      if (signal.aborted) return;
      const { code } = toAppError(thrown);
      if (code === 'signInNeeded') return markSessionLost();
      // Until the one-time password is changed nothing may be watched: who is signed in is asked anew, and this ends.
      if (code === 'passwordChangeNeeded')
        return void queryClient.invalidateQueries({ queryKey: orpc.sessions.me.key() });
      failures += 1;
    }
    // The stream also ends in order when the session does; the next attempt then learns why.
    broken = true;
    await pause(Math.min(5000, 300 * 2 ** failures), signal);
  }
}

/** Keeps every page fresh: changes by others are on the screen within a second, also after a break. */
export function useLiveChanges(enabled: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!enabled) return undefined;
    const stop = new AbortController();
    void follow(queryClient, stop.signal);
    return () => stop.abort();
  }, [enabled, queryClient]);
}
