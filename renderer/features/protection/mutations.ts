import { useQueryClient } from '@tanstack/react-query';
import type { AppError } from '#core/shared/errors.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

/** Everything that changes what falls back; afterwards rules, requests and the customers that show it are out of date. */
export function useProtectionMutations(onError?: (error: AppError) => void) {
  const cache = useQueryClient();
  const onSuccess = () => {
    void cache.invalidateQueries({ queryKey: orpc.protection.key() });
    void cache.invalidateQueries({ queryKey: orpc.customers.key() });
  };
  const options = { onSuccess, onError };
  return {
    preview: useSafeMutation(client.protection.preview, { onError }),
    saveRules: useSafeMutation(client.protection.saveRules, options),
    undoRun: useSafeMutation(client.protection.undoRun, options),
    lock: useSafeMutation(client.protection.lock, options),
    ask: useSafeMutation(client.protection.askExtension, options),
    answer: useSafeMutation(client.protection.answerExtension, options),
  };
}
