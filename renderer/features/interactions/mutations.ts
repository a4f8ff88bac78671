import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AppError } from '#core/shared/errors.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';
import { interactionKeys } from './queries.ts';

/** Everything that shows interactions, tasks, or what lists of customers say of them. */
export function useFollowUpChanged(): () => void {
  const cache = useQueryClient();
  return useCallback(() => {
    for (const queryKey of [interactionKeys.all, interactionKeys.tasks, orpc.customers.key()])
      void cache.invalidateQueries({ queryKey });
  }, [cache]);
}

export function useLogInteraction(onError: (error: AppError) => void) {
  const onSuccess = useFollowUpChanged();
  return {
    log: useSafeMutation(client.interactions.log, { onSuccess, onError }),
    update: useSafeMutation(client.interactions.update, { onSuccess, onError }),
  };
}

export function useInteractionMutations() {
  const onSuccess = useFollowUpChanged();
  return {
    comment: useSafeMutation(client.interactions.comment, { onSuccess }),
    remove: useSafeMutation(client.interactions.remove, { onSuccess }),
    restore: useSafeMutation(client.interactions.restore, { onSuccess }),
  };
}

export function useTaskMutations(onError?: (error: AppError) => void) {
  const onSuccess = useFollowUpChanged();
  const options = { onSuccess, ...(onError && { onError }) };
  return {
    create: useSafeMutation(client.tasks.create, options),
    update: useSafeMutation(client.tasks.update, options),
    setDone: useSafeMutation(client.tasks.setDone, options),
    remind: useSafeMutation(client.tasks.remind, options),
    remove: useSafeMutation(client.tasks.remove, options),
  };
}
