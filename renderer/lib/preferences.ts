import { useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Preferences } from '#core/preferences/preferences.contract.ts';
import { setAppearance, type Look } from './appearance.ts';
import { client, orpc } from './rpc.ts';
import { useSafeMutation } from './safe-mutation.ts';

const mutationKey = ['preferences'];
const queryOptions = () => orpc.preferences.get.queryOptions({ input: {}, staleTime: Infinity });

/** Settings that are given, in the place of those before. */
const changed = (before: Preferences, change: Partial<Preferences>): Preferences => ({
  ...before,
  ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
});

/**
 * How the signed-in person likes the program, with what is on its way to the service: an answer to an earlier question does not
 * take it back. undefined until the service has said so.
 */
export function usePreferences(): Preferences | undefined {
  const { data } = useQuery(queryOptions());
  const underWay = useMutationState({
    filters: { mutationKey, status: 'pending' },
    select: ({ state }) => state.variables as Partial<Preferences>,
  });
  return useMemo(() => data && underWay.reduce(changed, data), [data, underWay]);
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
  useEffect(() => {
    if (preferences !== undefined) setAppearance(lookOf(preferences));
  }, [preferences]);
}

/** Changes a setting of the person: at once here, everywhere else within a second. */
export function useSavePreferences(): (change: Partial<Preferences>) => void {
  const cache = useQueryClient();
  const { queryKey } = queryOptions();
  const { mutate } = useSafeMutation(client.preferences.save, {
    mutationKey,
    scope: { id: 'preferences' },
    onSuccess: (answer) => cache.setQueryData(queryKey, answer),
  });
  return mutate;
}
