import type { Generated } from 'kysely';

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
  /** The import that brought it. */
  import_id: number | null;
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
