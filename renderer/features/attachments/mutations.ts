import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AppError } from '#core/shared/errors.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';
import { attachmentKeys } from './queries.ts';

/** Everything that shows files. */
export function useFilesChanged(): () => void {
  const cache = useQueryClient();
  return useCallback(() => {
    for (const queryKey of [attachmentKeys.all, orpc.interactions.key()])
      void cache.invalidateQueries({ queryKey });
  }, [cache]);
}

export function useFileMutations(onError?: (error: AppError) => void) {
  const onSuccess = useFilesChanged();
  return {
    update: useSafeMutation(client.attachments.update, { onSuccess, ...(onError && { onError }) }),
    remove: useSafeMutation(client.attachments.remove, { onSuccess }),
    restore: useSafeMutation(client.attachments.restore, { onSuccess }),
    cleanUp: useSafeMutation(client.attachments.cleanUp, { onSuccess }),
  };
}

/** Shows the contact data of an unclaimed customer, which is counted: from then on its files open for today. */
export function useUnmask() {
  const cache = useQueryClient();
  const changed = useFilesChanged();
  return useSafeMutation(client.pool.unmask, {
    onSuccess: () => {
      changed();
      void cache.invalidateQueries({ queryKey: orpc.customers.key() });
    },
  });
}
