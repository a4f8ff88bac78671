import { useQueryClient } from '@tanstack/react-query';
import type { OfficeSettings, PoolRules } from '#core/settings/settings.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

export function useUpdateSettings(
  onDone: (saved: OfficeSettings) => void,
  onError: (error: AppError) => void,
) {
  const queryClient = useQueryClient();
  return useSafeMutation(client.settings.update, {
    onSuccess: (saved) => {
      queryClient.setQueryData(orpc.settings.get.queryKey({ input: {} }), saved);
      void queryClient.invalidateQueries({ queryKey: orpc.sessions.me.key() });
      onDone(saved);
    },
    onError,
  });
}

export function useUpdatePoolRules(onDone: (saved: PoolRules) => void, onError: (error: AppError) => void) {
  const queryClient = useQueryClient();
  return useSafeMutation(client.settings.updatePoolRules, {
    onSuccess: (saved) => {
      queryClient.setQueryData(orpc.settings.poolRules.queryKey({ input: {} }), saved);
      void queryClient.invalidateQueries({ queryKey: orpc.customers.key() });
      onDone(saved);
    },
    onError,
  });
}
