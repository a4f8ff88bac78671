import { type } from '@orpc/contract';
import { z } from 'zod';
import type { ProtectionRule } from '../customers/falls-back.contract.ts';
import { id, nothing, read, write } from '../rpc/contract-base.ts';

/** What somebody is told of without having asked. The window makes the sentence of it. */
export const noticeKinds = [
  'takenBack',
  'assignedToYou',
  'assignedAway',
  'returnedForYou',
  'shared',
  'shareChanged',
  'shareEnded',
  'shareAsked',
  'shareGranted',
  'shareRefused',
  'fallsBackSoon',
  'fallsBackSoonMore',
  'fellBack',
  'fellBackMore',
  'fellBackUndone',
  'fellBackUndoneMore',
  'extensionAsked',
  'extensionGranted',
  'extensionRefused',
  'handedOver',
  'handoverTasks',
  'handoverShares',
  'handoverUndone',
  'merged',
  'mergedAway',
  'mergeUndone',
  'exportReady',
  'broughtByImport',
  'importTakenOut',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a sentence needs beside the names; each kind its own. */
export interface NoticeDetails {
  /** The rule of an automatic return, with its figure. */
  readonly rule?: ProtectionRule;
  readonly days?: number;
  /** The day of which it tells: when a customer falls back, until when an extension runs. */
  readonly on?: string;
  /** One of the customers that were merged; the file of an export or import. */
  readonly name?: string;
  /** Of how many customers a `…More` tells, or a merge. */
  readonly count?: number;
  /** Whose things were handed over. */
  readonly personId?: number;
}

export interface Notice {
  readonly id: number;
  readonly kind: NoticeKind;
  readonly customerId: number | null;
  /** Empty when the customer can no longer be seen. */
  readonly customerName: string;
  readonly byId: number | null;
  readonly reason: string | null;
  readonly details: NoticeDetails | null;
  readonly at: string;
  readonly read: boolean;
}

export const noticesContract = {
  /** One's own, newest first; `after` is the last id of the page before. */
  list: read('signedIn')
    .input(z.strictObject({ after: id.optional(), limit: z.int().min(1).max(100).default(30) }))
    .output(type<{ rows: readonly Notice[]; next: number | null }>()),
  unread: read('signedIn').input(nothing).output(type<{ count: number }>()),
  /** Marks one's own notices as read: those named, or all up to now. */
  markRead: write('signedIn')
    .input(z.strictObject({ ids: z.union([z.literal('all'), z.array(id).min(1).max(100)]) }))
    .output(type<{ count: number }>()),
};
