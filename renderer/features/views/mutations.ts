import { useQueryClient } from '@tanstack/react-query';
import type { AppError } from '#core/shared/errors.ts';
import { notifyError } from '../../lib/notify.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

/** Changes of saved views; each list of them is asked anew. */
export function useViewMutations(onError: (error: AppError) => void = notifyError) {
  const cache = useQueryClient();
  const onSettled = () => cache.invalidateQueries({ queryKey: orpc.views.key() });
  return {
    create: useSafeMutation(client.views.create, { onSettled, onError }),
    update: useSafeMutation(client.views.update, { onSettled, onError }),
    remove: useSafeMutation(client.views.remove, { onSettled, onError }),
    setDefault: useSafeMutation(client.views.setDefault, { onSettled, onError }),
  };
}
