import type { Generated } from 'kysely';

export interface InteractionTable {
  id: Generated<number>;
  customer_id: number;
  channel: string;
  happened_at: string;
  /** By whom; who wrote it down is `created_by`. */
  person_id: number;
  subject: string | null;
  text: string;
  result: string | null;
  status_before: string | null;
  status_after: string | null;
  /** Folded texts and comments: what full-text search verifies its hits in. */
  search_text: string;
  created_by: number;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  deleted_by: number | null;
  version: Generated<number>;
}

export interface InteractionContactTable {
  interaction_id: number;
  contact_id: number;
}

export interface InteractionCommentTable {
  id: Generated<number>;
  interaction_id: number;
  person_id: number;
  text: string;
  created_at: string;
}

export interface TaskTable {
  id: Generated<number>;
  customer_id: number;
  interaction_id: number | null;
  person_id: number;
  what: string;
  due_on: string;
  remind_at: string | null;
  done_at: string | null;
  done_by: number | null;
  created_by: number;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  deleted_by: number | null;
  version: Generated<number>;
}
