import { createContext, use } from 'react';
import { create } from 'zustand';
import type { Right, Scope } from '#core/permissions/rights.ts';
import type { Me } from '#core/sessions/sessions.contract.ts';

export const MeContext = createContext<Me | null>(null);

/** The signed-in person; only inside the frame. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new TypeError('useMe outside a session');
  return me;
}

/** Whether the person holds a right at all; what may be done with one record is in its abilities. */
export function useCan(right: Right): boolean {
  return useScope(right) !== null;
}

/** How far a right of the person reaches, null when it is not held. */
export function useScope(right: Right): Scope | null {
  return useMe().grants.find((grant) => grant.right === right)?.scope ?? null;
}

interface SessionStore {
  /** The service no longer knows this session: the sign-in page lies over the work until the person is back. */
  readonly lost: boolean;
  /** The screen is locked: the session goes on, the work is hidden. */
  readonly locked: boolean;
}

export const useSession = create<SessionStore>(() => ({ lost: false, locked: false }));

export function markSessionLost(): void {
  useSession.setState({ lost: true });
}
