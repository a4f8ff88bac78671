import type { Generated } from 'kysely';

/** A field that the administrator added to customers (spec §3). */
export interface CustomFieldTable {
  id: Generated<number>;
  /** Never changes. */
  kind: string;
  label: string;
  /** Folded label: among those not retired each once. */
  label_key: string;
  hint: string | null;
  required: Generated<number>;
  position: number;
  retired_at: string | null;
  version: Generated<number>;
}

/** An entry of a choice or of several choices. */
export interface CustomFieldOptionTable {
  id: Generated<number>;
  field_id: number;
  label: string;
  label_key: string;
  position: number;
  retired_at: string | null;
}

/** One value of a customer; several choices have a row each. Exactly one of the value columns is set. */
export interface CustomerValueTable {
  id: Generated<number>;
  customer_id: number;
  field_id: number;
  /** Text, or a day as YYYY-MM-DD. */
  text_value: string | null;
  /** Folded text, or the day: what is compared and sorted by. */
  text_key: string | null;
  /** Money in fen; yes and no as 1 and 0. */
  integer_value: number | null;
  real_value: number | null;
  option_id: number | null;
}
