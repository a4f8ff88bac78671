import { type } from '@orpc/contract';
import { z } from 'zod';
import type { FallsBack, ProtectionRule } from '../customers/falls-back.contract.ts';
import { day, id, nothing, own, read, shortText, version, write } from '../rpc/contract-base.ts';
import type { BatchAnswer } from '../shared/batch.ts';
import type { ProtectionRules } from '../settings/settings.contract.ts';

/** Longest protection in days: ten years. */
export const mostDays = 3650;
const days = z.int().min(1).max(mostDays).nullable();
const ofLevel = z.int().min(0).max(mostDays).nullable();
const daysByLevel = z.strictObject({ all: days, A: ofLevel, B: ofLevel, C: ofLevel });
const figures = z.strictObject({
  interactionDays: daysByLevel,
  dealDays: daysByLevel,
  freshDays: z.int().min(0).max(mostDays),
  afterDealDays: days,
});

/** A customer that rules which are not saved yet would return. */
export interface Hit {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly ownerId: number;
  readonly fallsBack: FallsBack;
}

/** What rules would do on the day from which they hold. */
export interface Preview {
  readonly hits: number;
  /** Of whom, the most first. */
  readonly owners: readonly { readonly ownerId: number; readonly hits: number }[];
  /** In the thirty days after, if nobody does anything. */
  readonly soon: number;
  /** A page of the customers hit, as far as the asker may see them. */
  readonly rows: readonly Hit[];
  readonly next: number | null;
}

/** One automatic return of one or many customers. */
/** A customer that went back by itself. */
export interface ReturnedCustomer {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  /** Whose it was. */
  readonly ownerId: number;
  readonly rule: ProtectionRule;
  readonly days: number;
  /** Given back by undoing the run. */
  readonly restored: boolean;
}

export interface ReturnRun {
  readonly id: number;
  readonly at: string;
  readonly returned: number;
  readonly rules: readonly {
    readonly rule: ProtectionRule;
    readonly days: number;
    readonly returned: number;
  }[];
  /** Until when it can be undone; null: no longer, or it has been. */
  readonly undoUntil: string | null;
  readonly undoneAt: string | null;
  readonly undoneBy: number | null;
  /** How many went back to their former owners. */
  readonly restored: number;
}

/** The owner of a customer asks to keep it longer. */
export interface ExtensionRequest {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly customerNumber: string;
  readonly personId: number;
  /** Up to and including this day. */
  readonly untilOn: string;
  readonly reason: string;
  readonly createdAt: string;
  readonly fallsBack: FallsBack | null;
  readonly mayAnswer: boolean;
}

/** One's own customers that fall back within a week. */
export interface Soon {
  readonly count: number;
  /** The nearest few. */
  readonly rows: readonly {
    readonly id: number;
    readonly name: string;
    readonly number: string;
    readonly fallsBack: FallsBack;
  }[];
}

/** Longest extension in days. */
export const longestExtension = 365;

export const protectionContract = {
  rules: read('signedIn').input(nothing).output(type<ProtectionRules>()),
  /** What rules that are not saved yet would return on the day from which they hold; a page of it after `after`. */
  preview: own('pool.manage')
    .input(
      z.strictObject({
        figures,
        holdsFrom: day,
        after: id.optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(type<Preview>()),
  saveRules: write('pool.manage')
    .input(
      z.strictObject({
        version,
        figures,
        holdsFrom: day,
        maxLocked: z.int().min(0).max(1_000_000).nullable(),
      }),
    )
    .output(type<ProtectionRules>()),
  /** Automatic returns, newest first. */
  runs: read('pool.manage').input(nothing).output(type<readonly ReturnRun[]>()),
  /** The customers that a run took, in the order of their numbers of record. */
  runCustomers: read('pool.manage')
    .input(z.strictObject({ id, after: id.optional(), limit: z.int().min(1).max(200).default(50) }))
    .output(type<{ rows: readonly ReturnedCustomer[]; next: number | null }>()),
  /** Gives back what one run took, within 24 hours; what has moved on since is reported. */
  undoRun: own('pool.manage')
    .input(z.strictObject({ id }))
    .output(type<{ restored: number; left: number; names: readonly string[] }>()),
  /** What falls back soon of one's own. */
  soon: read('customers.see').input(nothing).output(type<Soon>()),
  /** Locks customers against automatic return, or unlocks them. */
  lock: write('customers.edit')
    .input(z.strictObject({ ids: z.array(id).min(1).max(200), locked: z.boolean() }))
    .output(type<BatchAnswer>()),
  /** Asks one's superior to keep a customer of one's own longer. */
  askExtension: write('customers.edit')
    .input(z.strictObject({ customerId: id, untilOn: day, reason: shortText }))
    .output(type<{ asked: true }>()),
  /** The open request for a customer; null: none. */
  openRequest: read('customers.see')
    .input(z.strictObject({ customerId: id }))
    .output(type<{ request: ExtensionRequest | null }>()),
  /** Open requests that one may answer, oldest first. */
  requests: read('extensions.grant').input(nothing).output(type<readonly ExtensionRequest[]>()),
  answerExtension: write('extensions.grant')
    .input(z.strictObject({ id, granted: z.boolean(), reason: shortText.nullable() }))
    .output(type<{ answered: true }>()),
};
