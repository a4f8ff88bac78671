import { sql, type RawBuilder } from 'kysely';
import type { SearchIndex } from '#core/customers/search-index.ts';
import type { SearchTerm } from '#core/customers/search-text.ts';
import type { ReadDb, WriteDb } from '#core/shared/database.ts';

/** A token in FTS5's query language; `ab*` is any token that begins with ab. */
const quoted = (token: string) => (token.endsWith('*') ? `"${token.slice(0, -1)}"*` : `"${token}"`);
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
  const counts: { match: string; rows: number }[] = [];
  for (const match of new Set(tokens.map(quoted))) {
    counts.push({ match, rows: await countMatches(db, match, limit + 1) });
  }
  const ids = new Set<number>();
  for (const { match } of counts.toSorted((a, b) => a.rows - b.rows).slice(0, probes)) {
    if (ids.size >= limit) break;
    for (const id of await matches(db, match, limit - ids.size)) ids.add(id);
  }
  return [...ids];
}

/**
 * Quick search on SQLite: one contentless FTS5 table of tokens the program makes itself (bigrams and single characters
 * of Chinese, trigrams of letters, digits and phones), rowid = customer id. Measured best of the designs tried for one- and two-character queries.
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
