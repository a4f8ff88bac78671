import { useQueryClient } from '@tanstack/react-query';
import type { Language, Me } from '#core/sessions/sessions.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { currentLanguage, switchLanguage } from '../../i18n.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

/** Leaves nothing of the person in the window: the page starts anew. */
function startAnew(): void {
  window.location.assign('/');
}

export function useSignOut() {
  return useSafeMutation(client.sessions.signOut, { onSuccess: startAnew });
}

export function useEndAllSessions() {
  return useSafeMutation(client.sessions.endAll, { onSuccess: startAnew });
}

export function useEndSession() {
  const queryClient = useQueryClient();
  return useSafeMutation(client.sessions.end, {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.sessions.list.key() }),
  });
}

/** Signs in and tells whose session it is; keeps the language of the sign-in page for people who chose none yet. */
export function useSignIn(onDone: (me: Me) => void, onError: (error: AppError) => void) {
  return useSafeMutation(client.sessions.signIn, { onSuccess: onDone, onError });
}

/** Creates the office, signed in as its first person. */
export function useFirstStart(onDone: (me: Me) => void, onError: (error: AppError) => void) {
  const keepLanguage = useSetLanguage();
  return useSafeMutation(client.office.firstStart, {
    onSuccess: (me) => {
      onDone(me);
      keepLanguage.mutate({ language: currentLanguage() });
    },
    onError,
  });
}

export function useUnlock(onDone: () => void, onError: (error: AppError) => void) {
  return useSafeMutation(client.sessions.unlock, { onSuccess: onDone, onError });
}

export function useChangePassword(onDone: () => void, onError: (error: AppError) => void) {
  const queryClient = useQueryClient();
  return useSafeMutation(client.sessions.changePassword, {
    onSuccess: async () => {
      onDone();
      await queryClient.invalidateQueries({ queryKey: orpc.sessions.key() });
    },
    onError,
  });
}

/** The person's language, on every device; the words change at once. */
export function useSetLanguage() {
  const queryClient = useQueryClient();
  return useSafeMutation(client.sessions.setLanguage, {
    onMutate: ({ language }: { language: Language }) => switchLanguage(language),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.sessions.me.key() }),
  });
}
