import type { Generated } from 'kysely';

/** A content that is kept once, in a file outside the database that is named by its hash. */
export interface StoredObjectTable {
  id: Generated<number>;
  /** SHA-256, lower-case hex. */
  sha256: string;
  bytes: number;
  /** What it is by its content, see FileKind. */
  kind: string;
  /** Of a text. */
  charset: string | null;
  created_at: string;
  /** Since when no file refers to it. */
  unreferenced_at: string | null;
  /** What was found wrong when it was last read: `missing`, `changed`. */
  fault: string | null;
  fault_at: string | null;
}

/** A file that hangs on one record (spec §9): exactly one of the columns of owners is set. */
export interface AttachmentTable {
  id: Generated<number>;
  customer_id: number | null;
  contact_id: number | null;
  interaction_id: number | null;
  name: string;
  /** Under which equal names are found. */
  name_key: string;
  description: string | null;
  /** Number of its newest version. */
  latest: number;
  created_by: number;
  created_at: string;
  updated_at: string;
  deleted_by: number | null;
  deleted_at: string | null;
  version: Generated<number>;
}

export interface AttachmentVersionTable {
  id: Generated<number>;
  attachment_id: number;
  /** From 1. */
  number: number;
  object_id: number;
  /** As it was called when it came. */
  file_name: string;
  created_by: number;
  created_at: string;
}

/** A file on its way, a day at most. */
export interface AttachmentUploadTable {
  id: Generated<number>;
  person_id: number;
  owner_kind: string;
  owner_id: number;
  name: string;
  bytes: number;
  /** When the file was last changed where it comes from, milliseconds since 1970. */
  modified_at: number;
  created_at: string;
  /** What became of it. */
  attachment_id: number | null;
}
