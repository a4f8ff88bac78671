import type { Generated } from 'kysely';

/** A combined query with its columns and order, kept under a name (spec §2). */
export interface SavedViewTable {
  id: Generated<number>;
  list: string;
  /** Who made it. */
  person_id: number;
  name: string;
  name_key: string;
  everyone: Generated<number>;
  /** What the list is asked, as JSON. */
  question: string;
  /** Columns and order, as JSON. */
  layout: string;
  created_at: string;
  updated_at: string;
  version: Generated<number>;
}

export interface DefaultViewTable {
  person_id: number;
  list: string;
  view_id: number;
}
