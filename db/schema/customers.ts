import type { Generated } from 'kysely';

export interface CustomerTable {
  id: Generated<number>;
  number: string;
  name: string;
  /** Folded name: equal keys are the same name (spec §3.9). */
  name_key: string;
  /** Name without legal form and region: what likeness is measured on. */
  name_core: string;
  /** Orders names by pinyin. */
  sort_key: string;
  /** What quick search looks through, without contact data. */
  search_public: string;
  /** Digits of the phone numbers: searched only where the asker may see them. */
  search_phone: string;
  /** Folded texts and days of the custom fields: searched only by those who read the customer. */
  search_private: Generated<string>;
  short_name: string | null;
  type: string;
  industry_id: number;
  source_id: number;
  region_code: string | null;
  address: string | null;
  postcode: string | null;
  phone: string | null;
  fax: string | null;
  website: string | null;
  email: string | null;
  email_domain: string | null;
  tax_number: string | null;
  tax_key: string | null;
  bank: string | null;
  bank_account: string | null;
  legal_form_id: number | null;
  size_id: number | null;
  revenue_fen: number | null;
  founded_on: string | null;
  status: string;
  level: string | null;
  parent_id: number | null;
  remark: string | null;
  created_by: number;
  created_at: string;
  updated_at: string;
  owner_id: number | null;
  claimed_at: string | null;
  pooled_at: string | null;
  last_interaction_at: string | null;
  next_step_on: string | null;
  last_deal_on: string | null;
  import_id: number | null;
  deleted_at: string | null;
  deleted_by: number | null;
  /** The customer that this one was merged into. */
  merged_into: number | null;
  /** Set while it is removed for good. */
  purged_at: string | null;
  /** Never falls back to the pool by itself. */
  locked: Generated<number>;
  /** Last day of a granted extension. */
  extended_until: string | null;
  version: Generated<number>;
}

export interface CustomerTagTable {
  customer_id: number;
  choice_id: number;
}

export interface OwnershipEventTable {
  id: Generated<number>;
  customer_id: number;
  kind: string;
  from_id: number | null;
  to_id: number | null;
  /** null: the program itself. */
  by_id: number | null;
  reason: string | null;
  at: string;
}

export interface ShareTable {
  id: Generated<number>;
  customer_id: number;
  person_id: number;
  by_id: number;
  mode: string;
  money: Generated<number>;
  /** Last day on which it holds; null: until revoked. */
  until_on: string | null;
  created_at: string;
  ended_at: string | null;
  ended_by: number | null;
  version: Generated<number>;
}

export interface ShareRequestTable {
  id: Generated<number>;
  customer_id: number;
  person_id: number;
  reason: string | null;
  created_at: string;
  answered_at: string | null;
  answered_by: number | null;
  granted: number | null;
  answer: string | null;
}

export interface NoticeTable {
  id: Generated<number>;
  person_id: number;
  kind: string;
  customer_id: number | null;
  by_id: number | null;
  reason: string | null;
  /** What else the sentence needs, as JSON. */
  details: string | null;
  at: string;
  read_at: string | null;
}

export interface UnmaskingTable {
  id: Generated<number>;
  customer_id: number;
  person_id: number;
  at: string;
}
