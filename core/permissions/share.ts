/** What a share lets its receiver do (spec §3.8): read, or read and log interactions. Never edit. */
export const shareModes = ['read', 'log'] as const;
export type ShareMode = (typeof shareModes)[number];

/** A share as its receiver meets it. */
export interface ReceivedShare {
  readonly mode: ShareMode;
  /** Money records too. */
  readonly money: boolean;
  readonly byId: number;
  readonly since: string;
  /** Last day; null: until revoked. */
  readonly untilOn: string | null;
}
