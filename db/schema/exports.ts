import type { Generated } from 'kysely';

/** A file that somebody has had made; it goes with its file a day later. */
export interface ExportJobTable {
  id: Generated<number>;
  person_id: number;
  noun: string;
  format: string;
  file_name: string;
  state: string;
  rows_written: Generated<number>;
  left_out: Generated<number>;
  /** 0/1: at least so many. */
  left_out_more: Generated<number>;
  bytes: Generated<number>;
  /** JSON: code and params of why it ended. */
  failure: string | null;
  created_at: string;
  finished_at: string | null;
}
