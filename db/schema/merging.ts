import type { Generated } from 'kysely';

/** One merge of customers (spec §3.10). */
export interface CustomerMergeTable {
  id: Generated<number>;
  survivor_id: number;
  by_id: number;
  at: string;
  /** JSON: fields and columns of the survivor that the merge changed, each before and after. */
  changed: string;
  /** When one of the customers left the recycle bin for good: undone it can no longer be. */
  purged_at: string | null;
  undone_at: string | null;
  undone_by: number | null;
}

/** A customer that was merged into the survivor. */
export interface CustomerMergePartTable {
  merge_id: number;
  customer_id: number;
  number: string;
  name: string;
}

/** A row that the merge moved from one customer to the survivor, or changed. */
export interface CustomerMergeMoveTable {
  id: Generated<number>;
  merge_id: number;
  table_name: string;
  row_id: number;
  /** Whose it was; the survivor where it only changed. */
  from_id: number;
  /** JSON: columns that changed besides, each before and after. */
  changed: string | null;
}

export interface LikelyDuplicateTable {
  id: Generated<number>;
  /** The smaller id. */
  a_id: number;
  b_id: number;
  /** What the list is ordered by: the likeliest highest. */
  score: number;
  /** Of the names, in whole per cent. */
  likeness: number;
  /** Why, joined by commas. */
  reasons: string;
  run_id: number;
}

/** A pair of which somebody said that they are two customers. */
export interface NotDuplicateTable {
  a_id: number;
  b_id: number;
  by_id: number;
  at: string;
}

export interface DuplicateRunTable {
  id: Generated<number>;
  /** null: the program itself. */
  by_id: number | null;
  started_at: string;
  finished_at: string | null;
  failed: Generated<number>;
  customers: Generated<number>;
  pairs: Generated<number>;
}
