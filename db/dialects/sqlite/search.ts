import { sql, type RawBuilder } from 'kysely';
import type { SearchIndex } from '#core/customers/search-index.ts';
import type { SearchTerm } from '#core/customers/search-text.ts';
import type { ReadDb, WriteDb } from '#core/shared/database.ts';

const quoted = (token: string) => `"${token}"`;
const all = (tokens: readonly string[]) => tokens.map(quoted).join(' AND ');

/** One term in FTS5's query language: its tokens, or, for digits, its phone tokens; null without any. */
function termQuery({ tokens, phoneTokens }: SearchTerm): string | null {
  if (tokens.length === 0) return null;
  return phoneTokens.length === 0 ? `(${all(tokens)})` : `((${all(tokens)}) OR (${all(phoneTokens)}))`;
}

function query(terms: readonly SearchTerm[]): string | null {
  const parts = terms.map(termQuery).filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' AND ');
}

async function matches(db: ReadDb, match: string, limit: number): Promise<number[]> {
  const found = await sql<{ id: number }>`
    select rowid as id from customer_search where customer_search match ${match} limit ${limit}`.execute(db);
  return found.rows.map(({ id }) => id);
}

/** How many match, counted no further than `limit`: to ask fts5vocab would read a common token's whole list. */
async function countMatches(db: ReadDb, match: string, limit: number): Promise<number> {
  const found = await sql<{ rows: number }>`
    select count(*) as rows from (
      select 1 from customer_search where customer_search match ${match} limit ${limit})`.execute(db);
  return found.rows[0]?.rows ?? 0;
}

async function rare(db: ReadDb, terms: readonly SearchTerm[], limit: number): Promise<boolean> {
  const match = query(terms);
  return match !== null && (await countMatches(db, match, limit + 1)) <= limit;
}

async function sharing(
  db: ReadDb,
  tokens: readonly string[],
  probes: number,
  limit: number,
): Promise<readonly number[]> {
  const counts: { token: string; rows: number }[] = [];
  for (const token of new Set(tokens)) {
    counts.push({ token, rows: await countMatches(db, quoted(token), limit + 1) });
  }
  const rarest = counts.toSorted((a, b) => a.rows - b.rows).map(({ token }) => token);
  // Who must have one of any `probes` must have two of any one more: far fewer have.
  const pairs = rarest
    .slice(0, probes + 1)
    .flatMap((one, at) => rarest.slice(at + 1, probes + 1).map((other) => `(${all([one, other])})`));
  const parts = counts.length > probes ? pairs : rarest.map(quoted);
  return parts.length === 0 ? [] : matches(db, parts.join(' OR '), limit);
}

/**
 * Quick search on SQLite: one contentless FTS5 table of tokens the program makes itself (bigrams and single characters
 * of Chinese, bigrams and trigrams of letters and digits, trigrams of phones), rowid = customer id. Measured best of the
 * designs tried for one- and two-character queries.
 */
export const sqliteSearch: SearchIndex = {
  put: async (trx: WriteDb, id: number, tokens: string) => {
    await sql`insert into customer_search (rowid, tokens) values (${id}, ${tokens})`.execute(trx);
  },
  remove: async (trx: WriteDb, id: number) => {
    await sql`delete from customer_search where rowid = ${id}`.execute(trx);
  },
  matching: (terms, limit): RawBuilder<number> | null => {
    const match = query(terms);
    if (match === null) return null;
    const bound = limit === undefined ? sql`` : sql` limit ${limit}`;
    return sql<number>`select rowid from customer_search where customer_search match ${match}${bound}`;
  },
  rare,
  sharing,
};
