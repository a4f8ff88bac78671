import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AppError } from '#core/shared/errors.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';
import { customerKeys } from './queries.ts';

const leaveToCaller = () => undefined;

/** Makes everything old that shows customers, and what claiming still allows. */
export function useCustomersChanged(): () => void {
  const cache = useQueryClient();
  return useCallback(() => {
    void cache.invalidateQueries({ queryKey: customerKeys.all });
    void cache.invalidateQueries({ queryKey: customerKeys.limits });
  }, [cache]);
}

/** The moves of a customer between people and pool. Refusals go to the caller: they stand where the action was. */
export function useOwnershipMutations() {
  const onSuccess = useCustomersChanged();
  const options = { onSuccess, onError: leaveToCaller };
  return {
    claim: useSafeMutation(client.pool.claim, options),
    return: useSafeMutation(client.pool.return, options),
    takeBack: useSafeMutation(client.pool.takeBack, options),
    assign: useSafeMutation(client.pool.assign, options),
    remove: useSafeMutation(client.customers.remove, options),
    restore: useSafeMutation(client.customers.restore, options),
    lock: useSafeMutation(client.protection.lock, options),
  };
}

/** Saving a form: the answer is put in the cache at once, so that the page behind shows it without waiting. */
export function useSaveCustomer(onError: (error: AppError) => void) {
  const cache = useQueryClient();
  const changed = useCustomersChanged();
  const onSuccess = (saved: Awaited<ReturnType<typeof client.customers.create>>) => {
    cache.setQueryData(orpc.customers.get.queryKey({ input: { id: saved.id } }), saved);
    changed();
  };
  return {
    create: useSafeMutation(client.customers.create, { onSuccess, onError }),
    update: useSafeMutation(client.customers.update, { onSuccess, onError }),
  };
}

/** Shows masked contact data; each time is counted and logged (spec §3.7). */
export function useUnmask(onError: (error: AppError) => void) {
  return useSafeMutation(client.pool.unmask, { onError });
}
