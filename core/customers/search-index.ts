import type { RawBuilder } from 'kysely';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { SearchTerm } from './search-text.ts';

/**
 * A search index over the texts of records; implemented per database in db/dialects. It only narrows: every hit is
 * verified on the record's own search text.
 */
export interface TextIndex {
  /** Makes a record findable by these tokens. */
  readonly put: (trx: WriteDb, id: number, tokens: string) => Promise<void>;
  readonly remove: (trx: WriteDb, id: number) => Promise<void>;
  /**
   * A subquery of the ids of all records in which all terms may match, at most `limit` where given; null when the terms
   * have no tokens. For `customer.id in (…)`.
   */
  readonly matching: (terms: readonly SearchTerm[], limit?: number) => RawBuilder<number> | null;
  /** The same terms with no more of their tokens than narrow down, the rarest: long texts are found much sooner by them. */
  readonly sharpen: (db: ReadDb, terms: readonly SearchTerm[]) => Promise<readonly SearchTerm[]>;
  /** How many records may match, counted no further than `limit`. */
  readonly count: (db: ReadDb, terms: readonly SearchTerm[], limit: number) => Promise<number>;
  /** Whether at most `limit` records may match. */
  readonly rare: (db: ReadDb, terms: readonly SearchTerm[], limit: number) => Promise<boolean>;
}

/** A token and how many customers have it. */
export interface CountedToken {
  readonly token: string;
  readonly rows: number;
}

/** The index behind quick search, lists of customers and the duplicate check. */
export interface SearchIndex extends TextIndex {
  /** The tokens, each once, the rarest first, with the customers that have them, counted no further than one beyond `limit`. */
  readonly rarest: (db: ReadDb, tokens: readonly string[], limit: number) => Promise<readonly CountedToken[]>;
  /**
   * A subquery of the ids of all customers that have at least `least` of the tokens, and of others: where likeness of names
   * is then measured. Of those that have the rare tokens it knows every one; of those that have none of them, and so only
   * what many have, at most `limit`. Null without tokens.
   */
  readonly sharing: (
    tokens: readonly CountedToken[],
    least: number,
    limit: number,
  ) => RawBuilder<number> | null;
  /** Ids of customers that have each token, at most `limit` of each: for whoever compares many names and keeps them. */
  readonly having: (
    db: ReadDb,
    tokens: readonly string[],
    limit: number,
  ) => Promise<ReadonlyMap<string, readonly number[]>>;
}
