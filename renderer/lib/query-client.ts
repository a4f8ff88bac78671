import { MutationCache, notifyManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { noteAsking } from './asked-at.ts';
import { toAppError } from './rpc.ts';
import { markSessionLost } from './session.ts';

function watch(thrown: unknown): void {
  const { code } = toAppError(thrown);
  if (code === 'signInNeeded') markSessionLost();
  if (code === 'passwordChangeNeeded') void queryClient.invalidateQueries({ queryKey: [['sessions', 'me']] });
}

// What a click changes shows before the next frame: a task later, a box would show its old state once more in between.
notifyManager.setScheduler(queueMicrotask);

/** The one cache of what the service answered. It is fresh until the service says that something changed. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, thrown) => {
        const { code } = toAppError(thrown);
        return (code === 'hostAway' || code === 'tooBusy') && failures < 3;
      },
      retryDelay: (failures) => 400 * 2 ** failures,
    },
    mutations: { networkMode: 'always' },
  },
});
noteAsking(queryClient.getQueryCache());
