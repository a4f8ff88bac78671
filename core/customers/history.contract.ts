import type { LoggedField } from '../custom-fields/custom-fields.contract.ts';
import type { ShareMode } from '../permissions/share.ts';
import type { CustomerFields } from './customer-fields.contract.ts';
import type { ProtectionRule } from './falls-back.contract.ts';

export type HistoryAction =
  | 'created'
  | 'imported'
  | 'updated'
  | 'claimed'
  | 'returned'
  | 'takenBack'
  | 'assigned'
  | 'removed'
  | 'restored'
  | 'unmasked'
  | 'importUndone'
  | 'shared'
  | 'shareChanged'
  | 'shareEnded'
  | 'shareAsked'
  | 'shareRefused'
  | 'automatic'
  | 'automaticUndone'
  | 'handedOver'
  | 'handoverUndone'
  | 'locked'
  | 'unlocked'
  | 'extensionAsked'
  | 'extensionGranted'
  | 'extensionRefused'
  | 'merged'
  | 'mergedInto'
  | 'mergeUndone'
  | 'notDuplicate'
  | 'printed';

/** One line of the history tab. Values are words already where they can be (names of people and choices), codes otherwise. */
export interface HistoryEntry {
  readonly seq: number;
  readonly at: string;
  readonly personId: number | null;
  readonly device: string;
  readonly action: HistoryAction;
  readonly fromId: number | null;
  readonly toId: number | null;
  readonly reason: string | null;
  /** What was shared, with whom, where the action is about a share. */
  readonly share: {
    readonly personId: number;
    readonly mode: ShareMode | null;
    readonly untilOn: string | null;
  } | null;
  /** The rule of an automatic return, or the day of an extension. */
  readonly protection: {
    readonly rule: ProtectionRule | null;
    readonly days: number | null;
    readonly untilOn: string | null;
  } | null;
  /** Number and name of the customers that a merge brought here, or took away again. */
  readonly mergedFrom: readonly string[];
  /** Number and name of the customer that it was merged into, separated from again, or told apart from. */
  readonly mergedInto: string | null;
  /** The customer it happened to, where that was merged into this one later. */
  readonly of: { readonly number: string; readonly name: string } | null;
  readonly changes: readonly {
    readonly field: Exclude<keyof CustomerFields, 'custom'> | LoggedField;
    readonly before: unknown;
    readonly after: unknown;
  }[];
}
