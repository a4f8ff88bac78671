import type { RawBuilder, SqlBool } from 'kysely';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { SearchTerm } from './search-text.ts';

/**
 * The search index behind quick search, lists and the duplicate check; implemented per database in db/dialects.
 * It only narrows: every hit is verified on the customer's own search columns.
 */
export interface SearchIndex {
  /** Makes a customer findable by these tokens. */
  put(trx: WriteDb, customerId: number, tokens: string): Promise<void>;
  remove(trx: WriteDb, customerId: number): Promise<void>;
  /** A condition on `customer.id` that holds wherever all terms may match; null when the terms have no tokens. */
  matching(terms: readonly SearchTerm[]): RawBuilder<SqlBool> | null;
  /** Whether at most `limit` customers may match. */
  rare(db: ReadDb, terms: readonly SearchTerm[], limit: number): Promise<boolean>;
  /**
   * Ids of customers that have any of the `probes` rarest of `tokens`, rarest first, at most `limit`: where likeness of
   * names is then measured.
   */
  sharing(db: ReadDb, tokens: readonly string[], probes: number, limit: number): Promise<readonly number[]>;
}
