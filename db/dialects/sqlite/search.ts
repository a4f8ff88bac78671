import { sql, type RawBuilder } from 'kysely';
import type { CountedToken, SearchIndex, TextIndex } from '#core/customers/search-index.ts';
import type { SearchTerm } from '#core/customers/search-text.ts';
import type { ReadDb, WriteDb } from '#core/shared/database.ts';

const quoted = (token: string) => `"${token}"`;
const all = (tokens: readonly string[]) => tokens.map(quoted).join(' AND ');

/**
 * One term in FTS5's query language: its tokens, or, for digits, its phone tokens, or those of custom fields; null
 * without any.
 */
function termQuery({ tokens, phoneTokens, privateTokens = [] }: SearchTerm): string | null {
  if (tokens.length === 0) return null;
  const ways = [tokens, phoneTokens, privateTokens].filter((some) => some.length > 0);
  return ways.length === 1 ? `(${all(tokens)})` : `(${ways.map((some) => `(${all(some)})`).join(' OR ')})`;
}

function query(terms: readonly SearchTerm[]): string | null {
  const parts = terms.map(termQuery).filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' AND ');
}

/** The two indexes: contentless FTS5 tables, rowid = id of the record. */
type Table = 'customer_search' | 'interaction_search';

/** How many match each, counted no further than `limit`: to ask fts5vocab would read a common token's whole list. */
async function countMatches(
  db: ReadDb,
  table: Table,
  matches: readonly string[],
  limit: number,
): Promise<number[]> {
  if (matches.length === 0) return [];
  const name = sql.raw(table);
  const counts = matches.map(
    (match) => sql`select count(*) as rows from (
      select 1 from ${name} where ${name} match ${match} limit ${limit})`,
  );
  const found = await sql<{ rows: number }>`${sql.join(counts, sql` union all `)}`.execute(db);
  return found.rows.map(({ rows }) => rows);
}

function idsMatching(table: Table, match: string, limit?: number): RawBuilder<number> {
  const name = sql.raw(table);
  const bound = limit === undefined ? sql`` : sql` limit ${limit}`;
  return sql<number>`select rowid as id from ${name} where ${name} match ${match}${bound}`;
}

/** Letters stand in the pinyin of every name. */
const isLatin = (token: string): boolean => /^[a-z0-9]+$/.test(token);

/** The tokens, each once, the rarest first with their rows; beyond `limit` one is as common as another, and letters more so. */
async function byRarity(
  db: ReadDb,
  table: Table,
  tokens: readonly string[],
  limit: number,
): Promise<CountedToken[]> {
  const each = [...new Set(tokens)];
  const counts = await countMatches(db, table, each.map(quoted), limit + 1);
  return each
    .map((token, at) => ({ token, rows: counts[at] ?? 0 }))
    .toSorted((a, b) => a.rows - b.rows || Number(isLatin(a.token)) - Number(isLatin(b.token)));
}

/** So many tokens of a term tell as much as all: each further list is read for nothing. */
const tellingTokens = 3;
const commonToken = 1000;

/** Neighbours overlap and come together: of equally common tokens those that lie apart tell more, and the end more than the beginning. */
function apart(tokens: readonly string[]): string[] {
  const fromEnd = tokens.toReversed();
  return [0, 1, 2].flatMap((first) => fromEnd.filter((_, at) => at % 3 === first));
}

async function sharpen(
  db: ReadDb,
  table: Table,
  terms: readonly SearchTerm[],
): Promise<readonly SearchTerm[]> {
  const telling = async (tokens: readonly string[]) =>
    tokens.length <= tellingTokens
      ? tokens
      : (await byRarity(db, table, apart(tokens), commonToken))
          .slice(0, tellingTokens)
          .map(({ token }) => token);
  const sharp: SearchTerm[] = [];
  for (const { text, tokens, phoneTokens, privateTokens = [] } of terms) {
    sharp.push({
      text,
      tokens: await telling(tokens),
      phoneTokens: await telling(phoneTokens),
      privateTokens: await telling(privateTokens),
    });
  }
  return sharp;
}

/** Without tokens nothing is known: as many as asked for. */
async function count(db: ReadDb, table: Table, terms: readonly SearchTerm[], limit: number): Promise<number> {
  const match = query(terms);
  const [rows = limit] = match === null ? [] : await countMatches(db, table, [match], limit);
  return rows;
}

/**
 * Who has at least `least` of the tokens, in FTS5's query language. In halves, so that no list is read more often than it
 * must be: all ways to take three of seven would name each list fifteen times.
 */
function atLeast(least: number, tokens: readonly string[]): string {
  if (least === 1) return `(${tokens.map(quoted).join(' OR ')})`;
  if (least === tokens.length) return `(${all(tokens)})`;
  const middle = tokens.length >> 1;
  const [left, right] = [tokens.slice(0, middle), tokens.slice(middle)];
  const ways: string[] = [];
  for (let ofLeft = Math.max(0, least - right.length); ofLeft <= Math.min(least, left.length); ofLeft++) {
    const halves = [
      ...(ofLeft > 0 ? [atLeast(ofLeft, left)] : []),
      ...(least - ofLeft > 0 ? [atLeast(least - ofLeft, right)] : []),
    ];
    ways.push(halves.length === 1 ? (halves[0] ?? '') : `(${halves.join(' AND ')})`);
  }
  return `(${ways.join(' OR ')})`;
}

/** Tokens are rare as long as so few customers have one of them. */
const fewSharing = 200;
/** So many of the common tokens are asked for at once: of more spare ones fewer, or the question grows too long. */
const askedFor = (spare: number): number => (spare <= 2 ? 4 : 3);

function sharing(counted: readonly CountedToken[], least: number, limit: number): RawBuilder<number> | null {
  if (counted.length === 0) return null;
  let sum = 0;
  const rare = counted.filter(({ rows }) => (sum += rows) <= fewSharing).map(({ token }) => token);
  const common = counted.slice(rare.length).map(({ token }) => token);
  // Nobody has enough of the common ones alone.
  const enough = rare.slice(0, counted.length - least + 1);
  const some = enough.length === 0 ? [] : [idsMatching('customer_search', atLeast(1, enough))];
  if (common.length >= least) {
    // Whoever has `least` of them all lacks no more than the spare ones: so has `size` of any `size` and the spare ones.
    const spare = common.length - least;
    const size = Math.min(least, askedFor(spare));
    const match = atLeast(size, common.slice(0, spare + size));
    some.push(sql`select id from (${idsMatching('customer_search', match, limit)})`);
  }
  return sql<number>`${sql.join(some, sql` union all `)}`;
}

async function having(
  db: ReadDb,
  tokens: readonly string[],
  limit: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const lists = new Map<string, number[]>(tokens.map((token) => [token, []]));
  if (tokens.length === 0) return lists;
  const parts = tokens.map(
    (token) =>
      sql`select ${token} as token, id from (${idsMatching('customer_search', quoted(token), limit)})`,
  );
  const found = await sql<{ token: string; id: number }>`${sql.join(parts, sql` union all `)}`.execute(db);
  for (const { token, id } of found.rows) lists.get(token)?.push(id);
  return lists;
}

function textIndex(table: Table): TextIndex {
  const name = sql.raw(table);
  return {
    put: async (trx: WriteDb, id: number, tokens: string) => {
      await sql`insert into ${name} (rowid, tokens) values (${id}, ${tokens})`.execute(trx);
    },
    remove: async (trx: WriteDb, id: number) => {
      await sql`delete from ${name} where rowid = ${id}`.execute(trx);
    },
    matching: (terms, limit) => {
      const match = query(terms);
      return match === null ? null : idsMatching(table, match, limit);
    },
    sharpen: (db, terms) => sharpen(db, table, terms),
    count: (db, terms, limit) => count(db, table, terms, limit),
    rare: async (db, terms, limit) => (await count(db, table, terms, limit + 1)) <= limit,
  };
}

/**
 * Quick search on SQLite: one contentless FTS5 table of tokens the program makes itself (bigrams and single characters
 * of Chinese, bigrams and trigrams of letters and digits, trigrams of phones), rowid = customer id. Measured best of the
 * designs tried for one- and two-character queries.
 */
export const sqliteSearch: SearchIndex = {
  ...textIndex('customer_search'),
  rarest: (db, tokens, limit) => byRarity(db, 'customer_search', tokens, limit),
  sharing,
  having,
};

/** Full-text search in what was said with customers, in the same way: rowid = interaction id. */
export const sqliteInteractionSearch: TextIndex = textIndex('interaction_search');
