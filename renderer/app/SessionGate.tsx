import { RouterProvider } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { protocol } from '#core/rpc/contract.ts';
import type { Me } from '#core/sessions/sessions.contract.ts';
import { switchLanguage } from '../i18n.ts';
import { sweepDrafts } from '../lib/drafts.ts';
import { noteActivity, useIdleLock } from '../lib/idle-lock.ts';
import { guardKeys } from '../lib/key-gate.ts';
import { useLiveChanges } from '../lib/live.ts';
import { orpc, toAppError } from '../lib/rpc.ts';
import { MeContext, useSession } from '../lib/session.ts';
import { ChangePasswordScreen } from '../screens/ChangePassword.tsx';
import { FirstStartScreen } from '../screens/FirstStart.tsx';
import { LockScreen } from '../screens/Lock.tsx';
import { SignInScreen } from '../screens/SignIn.tsx';
import { router } from './router.tsx';
import { StartPage } from './StartPage.tsx';

/**
 * Who may see the frame. Where the session is lost, the screen locked or a password due, the frame stays behind it, out of sight
 * and out of reach, so that nothing typed is lost.
 */
export function SessionGate() {
  const queryClient = useQueryClient();
  const office = useQuery(orpc.office.state.queryOptions({ input: {}, refetchInterval: waitForHost }));
  const started = office.data !== undefined && !office.data.firstStartNeeded;
  const me = useQuery(
    orpc.sessions.me.queryOptions({
      input: {},
      enabled: started,
      retry: false,
      refetchInterval: waitForHost,
    }),
  );
  const { lost, locked } = useSession();
  const person = me.data;
  const language = person?.language ?? null;

  useLiveChanges(person !== undefined && !lost && !person.mustChangePassword);
  useIdleLock(person?.sessionId ?? null, person?.idleLockMinutes ?? 0);
  useEffect(() => {
    if (language !== null) void switchLanguage(language);
  }, [language]);
  useEffect(sweepDrafts, []);

  const signedIn = (next: Me) => {
    // Another person at this desk starts from an empty page: nothing of the one before may be left in it.
    if (person !== undefined && person.id !== next.id) return window.location.assign('/');
    noteActivity();
    queryClient.setQueryData(orpc.sessions.me.queryKey({ input: {} }), next);
    useSession.setState({ lost: false, locked: false });
    void queryClient.invalidateQueries();
  };

  if (office.data === undefined) return <StartPage error={office.error && toAppError(office.error)} />;
  if (office.data.protocol !== protocol) return <StartPage otherProtocol error={null} />;
  if (office.data.firstStartNeeded && person === undefined) return <FirstStartScreen onDone={signedIn} />;
  if (person === undefined) {
    if (me.error !== null && toAppError(me.error).code === 'signInNeeded') {
      return <SignInScreen office={office.data} again={null} onDone={signedIn} />;
    }
    return <StartPage error={me.error && toAppError(me.error)} />;
  }

  const cover = lost ? (
    <SignInScreen office={office.data} again={person} onDone={signedIn} />
  ) : person.mustChangePassword ? (
    <ChangePasswordScreen me={person} />
  ) : locked ? (
    <LockScreen me={person} />
  ) : null;
  return (
    <MeContext value={person}>
      <Covered by={cover}>
        <RouterProvider key={person.id} router={router} />
      </Covered>
    </MeContext>
  );
}

/** Asks again every two seconds while there is nothing to show because the host is away. */
function waitForHost(query: { state: { data: unknown; error: unknown } }): number | false {
  if (query.state.data !== undefined || query.state.error === null) return false;
  return toAppError(query.state.error).code === 'signInNeeded' ? false : 2000;
}

function Covered({ by, children }: { readonly by: ReactNode; readonly children: ReactNode }) {
  const covered = by !== null;
  // Nothing to keep behind a cover that was there from the start (a lock that outlived a reload, a one-time password).
  const [entered, setEntered] = useState(!covered);
  if (!covered && !entered) setEntered(true);
  const cover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Dialogs and menus live beside the frame and have to go with it.
    const layers = document.getElementById('layers');
    layers?.classList.toggle('kc-hidden', covered);
    guardKeys(covered ? () => cover.current : null);
    return () => {
      layers?.classList.remove('kc-hidden');
      guardKeys(null);
    };
  }, [covered]);
  return (
    <>
      {entered && (
        <div className={covered ? 'kc-hidden' : 'kc-frame'} inert={covered}>
          {children}
        </div>
      )}
      <div ref={cover}>{by}</div>
    </>
  );
}
