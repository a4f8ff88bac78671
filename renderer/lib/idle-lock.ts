import { useLayoutEffect } from 'react';
import { readSetting, writeSetting } from './device-settings.ts';
import { useSession } from './session.ts';

const LOCKED = 'locked';
const ACTIVE = 'activeAt';

/** Locks every window of this session. The lock survives a reload: it is kept under the session's number. */
export function lockSession(sessionId: number): void {
  writeSetting(LOCKED, sessionId);
  useSession.setState({ locked: true });
}

export function unlockSession(): void {
  writeSetting(LOCKED, null);
  writeSetting(ACTIVE, Date.now());
  useSession.setState({ locked: false });
}

/** A fresh sign-in counts as activity: an old figure must not lock at once. */
export function noteActivity(): void {
  writeSetting(ACTIVE, Date.now());
}

/** Locks after idle minutes (0: never), counted over all windows on this device. */
export function useIdleLock(sessionId: number | null, minutes: number): void {
  // Before anything is painted: a locked or long idle session shows nothing of the work, not even for a moment.
  useLayoutEffect(() => {
    if (sessionId === null) return undefined;
    useSession.setState({ locked: readSetting(LOCKED) === sessionId });
    let written = 0;
    const active = () => {
      const now = Date.now();
      if (now - written < 5000 || useSession.getState().locked) return;
      written = now;
      writeSetting(ACTIVE, now);
    };
    const check = () => {
      const last = readSetting(ACTIVE);
      if (minutes === 0 || useSession.getState().locked) return;
      if (typeof last === 'number' && Date.now() - last > minutes * 60_000) lockSession(sessionId);
    };
    const elsewhere = (event: StorageEvent) => {
      if (event.key === `kechi.${LOCKED}`) useSession.setState({ locked: readSetting(LOCKED) === sessionId });
    };
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
    check();
    active();
    for (const name of events) window.addEventListener(name, active, { passive: true });
    window.addEventListener('storage', elsewhere);
    const timer = setInterval(check, 5000);
    return () => {
      for (const name of events) window.removeEventListener(name, active);
      window.removeEventListener('storage', elsewhere);
      clearInterval(timer);
    };
  }, [sessionId, minutes]);
}
