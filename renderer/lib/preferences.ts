import { useIsMutating, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Preferences } from '#core/preferences/preferences.contract.ts';
import { setAppearance, type Look } from './appearance.ts';
import { notifyError } from './notify.ts';
import { client, orpc } from './rpc.ts';
import { useSafeMutation } from './safe-mutation.ts';

const mutationKey = ['preferences'];
const queryOptions = () => orpc.preferences.get.queryOptions({ input: {}, staleTime: Infinity });

/** How the signed-in person likes the program; undefined until the service has said so. */
export function usePreferences(): Preferences | undefined {
  return useQuery(queryOptions()).data;
}

const lookOf = ({ scheme, accent, textSize, density }: Preferences): Look => ({
  scheme,
  accent,
  textSize,
  density,
});

/**
 * Keeps this device as the person likes it: what another PC or window changes shows here within a second. The copy on
 * the device is what the next start begins with, so that nothing flashes.
 */
export function useApplyPreferences(): void {
  const preferences = usePreferences();
  // What is on its way to the service already shows; an answer to an earlier question must not take it back.
  const saving = useIsMutating({ mutationKey }) > 0;
  useEffect(() => {
    if (preferences !== undefined && !saving) setAppearance(lookOf(preferences));
  }, [preferences, saving]);
}

/** Changes a setting of the person: at once here, everywhere else within a second. */
export function useSavePreferences(): (change: Partial<Preferences>) => void {
  const cache = useQueryClient();
  const { queryKey } = queryOptions();
  const { mutate } = useSafeMutation(client.preferences.save, {
    mutationKey,
    scope: { id: 'preferences' },
    onMutate: (change) => {
      const before = cache.getQueryData(queryKey);
      if (before === undefined) return;
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next: Preferences = { ...before, ...given };
      cache.setQueryData(queryKey, next);
      setAppearance(lookOf(next));
    },
    onSuccess: (answer) => {
      if (cache.isMutating({ mutationKey }) <= 1) cache.setQueryData(queryKey, answer);
    },
    onError: (error) => {
      notifyError(error);
      void cache.invalidateQueries({ queryKey });
    },
  });
  return mutate;
}
