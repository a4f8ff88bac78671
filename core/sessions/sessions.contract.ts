import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Right, Scope } from '../permissions/rights.ts';
import { id, nothing, own, read, shortText, write } from '../rpc/contract-base.ts';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** What a client learns before anyone is signed in. */
export interface OfficeState {
  readonly firstStartNeeded: boolean;
  readonly officeName: string | null;
  /** Clients of another protocol number are told to update. */
  readonly protocol: number;
  /** People and passwords of a demo office, shown on the sign-in page; null in a real one. */
  readonly demo: readonly { name: string; password: string; roles: readonly string[] }[] | null;
}

/** The signed-in person. */
export interface Me {
  readonly id: number;
  readonly name: string;
  readonly officeName: string;
  readonly roles: readonly { id: number; name: string; builtIn: string | null }[];
  readonly grants: readonly { right: Right; scope: Scope }[];
  readonly mustChangePassword: boolean;
  readonly language: Language | null;
  /** The screen locks after this many idle minutes; 0 never. */
  readonly idleLockMinutes: number;
  /** This session, to be told apart in the list of sessions. */
  readonly sessionId: number;
}

export interface SessionEntry {
  readonly id: number;
  readonly device: string;
  readonly door: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly present: boolean;
}

const password = z.string().max(1024);

export const officeContract = {
  state: read('anyone').input(nothing).output(type<OfficeState>()),
  /** Creates the office and its first person (administrator and clerk) and signs that person in. */
  firstStart: own('anyone')
    .input(z.strictObject({ officeName: shortText, personName: shortText, password }))
    .output(type<Me>()),
};

export const sessionsContract = {
  signIn: own('anyone')
    .input(z.strictObject({ name: shortText, password }))
    .output(type<Me>()),
  signOut: own('changing').input(nothing).output(type<void>()),
  me: read('changing').input(nothing).output(type<Me>()),
  /** Ends every other session of the person. */
  changePassword: own('changing')
    .input(z.strictObject({ oldPassword: password, newPassword: password }))
    .output(type<void>()),
  /** Checks the password of the person at the lock screen; throttled like signing in. */
  unlock: own('changing').input(z.strictObject({ password })).output(type<void>()),
  list: read('signedIn').input(nothing).output(type<readonly SessionEntry[]>()),
  end: write('signedIn').input(z.strictObject({ id })).output(type<void>()),
  /** Ends all sessions of the person, this one too. */
  endAll: write('signedIn').input(nothing).output(type<void>()),
  setLanguage: write('signedIn')
    .input(z.strictObject({ language: z.enum(languages) }))
    .output(type<void>()),
};
