import { useQueryClient } from '@tanstack/react-query';
import type { AppError } from '#core/shared/errors.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

/** Everything that changes shares; afterwards their lists and the customers that they show are out of date. */
export function useSharingMutations(onError?: (error: AppError) => void) {
  const cache = useQueryClient();
  const onSuccess = () => {
    void cache.invalidateQueries({ queryKey: orpc.sharing.key() });
    void cache.invalidateQueries({ queryKey: orpc.customers.key() });
  };
  const options = { onSuccess, onError };
  return {
    share: useSafeMutation(client.sharing.share, options),
    change: useSafeMutation(client.sharing.change, options),
    end: useSafeMutation(client.sharing.end, options),
    ask: useSafeMutation(client.sharing.ask, options),
    answer: useSafeMutation(client.sharing.answer, options),
  };
}
