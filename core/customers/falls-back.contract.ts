/** By which rule a customer falls back: without an interaction, without a deal, so long after its last deal. */
export const protectionRules = ['interaction', 'deal', 'afterDeal'] as const;
export type ProtectionRule = (typeof protectionRules)[number];

/** When a customer falls back to the pool if nothing happens, and why (spec §3.4). */
export interface FallsBack {
  /** The day on which the daily run returns it. */
  readonly on: string;
  /** From today; 0 where the next run returns it. */
  readonly inDays: number;
  readonly rule: ProtectionRule;
  /** The figure of the rule. */
  readonly days: number;
}
