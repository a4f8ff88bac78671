import type { Generated } from 'kysely';

export interface HandoverTable {
  id: Generated<number>;
  person_id: number;
  by_id: number;
  at: string;
  reason: string | null;
  /** Version of the account that this handover closed; null: it was closed before. */
  account_version: number | null;
  /** The last of its ownership events: a customer with a later one was moved since. */
  last_event_id: number;
  undone_at: string | null;
  undone_by: number | null;
}

export interface HandoverCustomerTable {
  handover_id: number;
  /** Place on the sheet, from 1. */
  position: number;
  customer_id: number;
  /** null: to the pool. */
  to_id: number | null;
  number: string;
  name: string;
  status: string;
  level: string | null;
  tasks: number;
  claimed_at: string;
  extended_until: string | null;
  locked: number;
  /** It was in the recycle bin. */
  deleted: number;
  undone: Generated<number>;
}

export interface HandoverItemTable {
  handover_id: number;
  kind: string;
  record_id: number;
  from_id: number | null;
  to_id: number | null;
  undone: Generated<number>;
}
