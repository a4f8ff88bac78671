import { useQueryClient } from '@tanstack/react-query';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

export function useMarkRead() {
  const cache = useQueryClient();
  return useSafeMutation(client.notices.markRead, {
    onSuccess: () => void cache.invalidateQueries({ queryKey: orpc.notices.key() }),
  });
}
