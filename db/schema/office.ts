import type { Generated } from 'kysely';

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

export interface PersonSettingTable {
  person_id: number;
  /** JSON: how the person likes the program. */
  value: string;
}

export interface ListLayoutTable {
  person_id: number;
  list: string;
  layout: string;
}
