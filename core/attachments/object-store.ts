import type { Charset, FileKind } from './attachments.contract.ts';

/** A content as it lies in the store. */
export interface KeptObject {
  /** SHA-256, lower-case hex: its name. */
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: FileKind;
  /** Of a text. */
  readonly charset: Charset | null;
}

/** What was found wrong with a stored file. */
export type ObjectFault = 'missing' | 'changed';

/** Where contents lie, outside the database (spec §9); implemented in server/attachments. Never called inside a transaction. */
export interface ObjectStore {
  /** Bytes that are free on its disk. */
  free(): Promise<number>;
  /** How much of an upload is there. After a restart that is what is certain to be on the disk. */
  received(uploadId: number): Promise<number>;
  /**
   * Appends a piece that begins at `offset`; what is there already is compared and passed over. Answers how much is there.
   * `uploadOutOfOrder` (with `received`) for a piece from further on, `fileChanged` where it is not what is there,
   * `diskFull`.
   */
  append(uploadId: number, offset: number, piece: Uint8Array): Promise<number>;
  /** Makes an upload an object: durable under its hash when this resolves. Asked again it answers the same. */
  keep(uploadId: number): Promise<KeptObject>;
  /** Forgets an upload and what has arrived of it. */
  discard(uploadId: number): Promise<void>;
  /** Removes what belongs to none of these uploads. */
  sweepUploads(keep: ReadonlySet<number>): Promise<void>;
  /** Whether the content is what its name says. Read anew unless that was done within minutes. */
  check(object: Pick<KeptObject, 'sha256' | 'bytes'>): Promise<ObjectFault | null>;
  /** Its bytes from `from` up to and with `to`. */
  read(object: Pick<KeptObject, 'sha256'>, range: { from: number; to: number }): AsyncIterable<Uint8Array>;
  /** The names of every object on the disk, some at a time. */
  names(): AsyncIterable<readonly string[]>;
  /** How large an object is and when it was last kept (milliseconds since 1970); null where there is none. */
  keptAt(sha256: string): Promise<{ readonly bytes: number; readonly at: number } | null>;
  /** Removes an object unless it was kept again at `instant` or later; answers whether it is gone. */
  remove(sha256: string, instant: number): Promise<boolean>;
}
