import type { Generated } from 'kysely';

/**
 * The rows as they lie in the database: snake_case, 0/1 for yes and no, ISO 8601 UTC text for instants,
 * `YYYY-MM-DD` for days, whole fen for money. Repositories turn them into the records of the contracts.
 */
export interface Database {
  office: OfficeTable;
  setting: SettingTable;
  department: DepartmentTable;
  person: PersonTable;
  role: RoleTable;
  role_right: RoleRightTable;
  person_role: PersonRoleTable;
  claim_limit: ClaimLimitTable;
  session: SessionTable;
  sign_in_failure: SignInFailureTable;
  choice: ChoiceTable;
  number_counter: NumberCounterTable;
  customer: CustomerTable;
  customer_tag: CustomerTagTable;
  ownership_event: OwnershipEventTable;
  share: ShareTable;
  share_request: ShareRequestTable;
  notice: NoticeTable;
  unmasking: UnmaskingTable;
  contact: ContactTable;
  contact_way: ContactWayTable;
  contact_relation: ContactRelationTable;
  operation_log: OperationLogTable;
  request: RequestTable;
  list_layout: ListLayoutTable;
  import_job: ImportJobTable;
  import_row: ImportRowTable;
}

export interface OfficeTable {
  id: number;
  name: string;
  created_at: string;
}

export interface SettingTable {
  key: string;
  value: string;
  version: number;
}

export interface DepartmentTable {
  id: Generated<number>;
  name: string;
  parent_id: number | null;
  version: Generated<number>;
}

export interface PersonTable {
  id: Generated<number>;
  name: string;
  /** Folded name: what is compared at sign-in and for uniqueness. */
  name_key: string;
  password_hash: string;
  must_change_password: number;
  department_id: number | null;
  superior_id: number | null;
  active: Generated<number>;
  language: string | null;
  created_at: string;
  version: Generated<number>;
}

export interface RoleTable {
  id: Generated<number>;
  /** The key of a built-in role, null for one the administrator added. */
  built_in: string | null;
  name: string;
  version: Generated<number>;
}

export interface RoleRightTable {
  role_id: number;
  right_name: string;
  scope: string;
}

export interface PersonRoleTable {
  person_id: number;
  role_id: number;
}

export interface ClaimLimitTable {
  role_id: number;
  max_held: number | null;
  held_without_deals: number;
  max_claims_per_day: number | null;
  cool_down_days: number | null;
}

export interface SessionTable {
  id: Generated<number>;
  token_hash: string;
  person_id: number;
  door: string;
  device: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
}

export interface SignInFailureTable {
  /** Hash of a folded name or of an address: people type passwords into the wrong field. */
  subject: string;
  failures: number;
  last_at: string;
  blocked_until: string | null;
}

export interface ChoiceTable {
  id: Generated<number>;
  kind: string;
  label: string;
  label_key: string;
  position: number;
  retired: Generated<number>;
  version: Generated<number>;
}

export interface NumberCounterTable {
  name: string;
  period: string;
  next_value: number;
}

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
  by_id: number;
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
  at: string;
  read_at: string | null;
}

export interface UnmaskingTable {
  id: Generated<number>;
  customer_id: number;
  person_id: number;
  at: string;
}

export interface ContactTable {
  id: Generated<number>;
  customer_id: number;
  name: string;
  /** Folded name. */
  name_key: string;
  /** Orders names by pinyin. */
  sort_key: string;
  /** Folded name, initials and pinyin, joined by `|`. */
  search_text: string;
  department: string | null;
  position: string | null;
  decision_role: string | null;
  gender: string | null;
  wechat: string | null;
  qq: string | null;
  birthday_calendar: string | null;
  birthday_year: number | null;
  birthday_month: number | null;
  birthday_day: number | null;
  /** The month is a leap month of the lunar calendar. */
  birthday_leap: Generated<number>;
  address: string | null;
  hobbies: string | null;
  remark: string | null;
  main: Generated<number>;
  left_company: Generated<number>;
  created_by: number;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  deleted_by: number | null;
  version: Generated<number>;
}

export interface ContactWayTable {
  id: Generated<number>;
  contact_id: number;
  kind: string;
  value: string;
  label: string;
  position: number;
  /** Digits of a phone number, an address in lower case. */
  search_key: string;
}

export interface ContactRelationTable {
  id: Generated<number>;
  from_id: number;
  /** Another contact, or null for somebody outside, who is only a name. */
  to_id: number | null;
  to_name: string | null;
  type_id: number;
  remark: string | null;
  created_by: number;
  created_at: string;
  version: Generated<number>;
}

export interface OperationLogTable {
  seq: number;
  at: string;
  person_id: number | null;
  device: string;
  action: string;
  entity: string;
  entity_id: number | null;
  before: string | null;
  after: string | null;
  hash: string;
}

export interface RequestTable {
  person_id: number;
  key: string;
  procedure: string;
  input_hash: string;
  answer: string;
  at: string;
}

export interface ListLayoutTable {
  person_id: number;
  list: string;
  layout: string;
}

export interface ImportJobTable {
  id: Generated<number>;
  person_id: number;
  file_name: string;
  bytes: number;
  state: string;
  /** JSON: how the file is read, its headings and columns. */
  survey: string | null;
  /** JSON: which column fills which field, values for the whole import. */
  plan: string | null;
  /** JSON: choices that the file brings anew. */
  new_choices: string | null;
  /** JSON: code and params of why it ended. */
  failure: string | null;
  rows_read: Generated<number>;
  rows_created: Generated<number>;
  rows_duplicate: Generated<number>;
  rows_rejected: Generated<number>;
  rows_similar: Generated<number>;
  rows_warned: Generated<number>;
  rows_kept: Generated<number>;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface ImportRowTable {
  id: Generated<number>;
  import_id: number;
  row_number: number;
  kind: string;
  name: string;
  details: string;
}
