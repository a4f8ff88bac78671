import type { ObjectStore } from '../attachments/object-store.ts';
import type { Topic } from '../changes/changes.contract.ts';
import type { SearchIndex, TextIndex } from '../customers/search-index.ts';
import type { ExportFiles } from '../exports/export-files.ts';
import type { ImportFiles } from '../imports/import-files.ts';
import type { Actor } from '../permissions/actor.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { Breathe, ChangeFeed, Clock, Hasher, Log, Passwords } from '../shared/ports.ts';

/** Where the plain session token of one client is kept: a cookie, a desktop program, a test. */
export interface SessionHolder {
  get(): string | null;
  set(token: string | null): void;
}

/** What the service is made of; one per open office. */
export interface Services {
  readonly db: ReadDb;
  /** Runs `work` in one immediate transaction; commits when it resolves, rolls back when it throws. */
  readonly transaction: <T>(work: (trx: WriteDb) => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly passwords: Passwords;
  readonly log: Log;
  readonly changes: ChangeFeed<Topic>;
  readonly search: SearchIndex;
  /** The search index over what was said with customers. */
  readonly interactionSearch: TextIndex;
  readonly breathe: Breathe;
  /** Between two transactions of a longer work: lets other calls run, and waits while what was written is being put in order. */
  readonly betweenParts: Breathe;
  /** Files that are being imported. */
  readonly importFiles: ImportFiles;
  /** Files that were exported. */
  readonly exportFiles: ExportFiles;
  /** What is in attached files. */
  readonly objects: ObjectStore;
  /** Reads the register as it stands at one moment, whatever is written meanwhile: for what goes through all of it. */
  readonly snapshot: <T>(work: (db: ReadDb) => Promise<T>) => Promise<T>;
  /** Demo people with their passwords, null in a real office. */
  readonly demo: readonly { name: string; password: string; roles: readonly string[] }[] | null;
}

/** What a door knows of one call. */
export interface CallContext {
  readonly door: 'direct' | 'ipc' | 'http';
  readonly session: SessionHolder;
  /** Name of the PC or browser, for the log. */
  readonly device: string;
  /** Network address, for throttling; `local` on the PC itself. */
  readonly address: string;
  readonly reqHeaders?: { get(name: string): string | null };
}

export interface Context extends CallContext {
  readonly services: Services;
}

/** What a change has at hand: the person, the transaction, and what to announce after the commit. */
export interface Change {
  readonly services: Services;
  readonly actor: Actor;
  readonly trx: WriteDb;
  readonly touched: Set<Topic>;
}

/** A change that a person makes, or the program itself by the clock (actor null). */
export type OfficeChange = Omit<Change, 'actor'> & {
  readonly actor: Pick<Actor, 'id' | 'device'> | null;
};

/** What a query has at hand. */
export interface Inquiry {
  readonly services: Services;
  readonly actor: Actor;
  readonly db: ReadDb;
}
