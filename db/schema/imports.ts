import type { Generated } from 'kysely';

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
  rows_updated: Generated<number>;
  rows_contacts: Generated<number>;
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
  name_key: string | null;
  tax_key: string | null;
}

export interface ImportCorrectionTable {
  import_id: number;
  row_number: number;
  column_index: number;
  text: string;
}

export interface ImportTreatmentTable {
  import_id: number;
  row_number: number;
  treatment: string;
}

export interface ImportChangeTable {
  import_id: number;
  entity: string;
  entity_id: number;
  version_after: number;
  /** JSON: its fields before the first change. */
  before: string;
}

export interface ImportMappingTable {
  id: Generated<number>;
  name: string;
  name_key: string;
  noun: string;
  /** JSON: headings with what each fills. */
  columns: string;
  /** JSON: values for the whole import. */
  defaults: string;
  /** JSON: what values mean that the office does not know. */
  meanings: string;
  by_id: number;
  at: string;
}
