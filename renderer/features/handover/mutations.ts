import { useQueryClient } from '@tanstack/react-query';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

/** Handing over and undoing it: afterwards customers, tasks and people are others. */
export function useHandoverMutations() {
  const cache = useQueryClient();
  const onSuccess = () => {
    for (const key of [orpc.handover.key(), orpc.customers.key(), orpc.tasks.key(), orpc.people.key()])
      void cache.invalidateQueries({ queryKey: key });
  };
  return {
    run: useSafeMutation(client.handover.run, { onSuccess }),
    undo: useSafeMutation(client.handover.undo, { onSuccess }),
  };
}
