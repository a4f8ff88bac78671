import type { Generated } from 'kysely';

export interface ExtensionRequestTable {
  id: Generated<number>;
  customer_id: number;
  person_id: number;
  /** Asked for up to and including this day. */
  until_on: string;
  reason: string;
  created_at: string;
  answered_at: string | null;
  answered_by: number | null;
  /** null in an answered request: the customer went to somebody else before anybody answered. */
  granted: number | null;
  answer: string | null;
}

export interface AutomaticReturnRunTable {
  id: Generated<number>;
  at: string;
  undone_at: string | null;
  undone_by: number | null;
}

export interface AutomaticReturnTable {
  run_id: number;
  customer_id: number;
  /** Who had it, since when, and until when it was extended: what undoing brings back. */
  owner_id: number;
  claimed_at: string;
  extended_until: string | null;
  rule: string;
  days: number;
  at: string;
  undone: Generated<number>;
}

export interface FallBackWarningTable {
  customer_id: number;
  falls_on: string;
  /** 7, 3 or 1. */
  days: number;
}
