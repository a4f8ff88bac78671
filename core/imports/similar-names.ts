import {
  candidateBigrams,
  coreName,
  coreSimilarity,
  probesNeeded,
  SIMILAR_FROM,
  tokensOf,
} from '../customers/index.ts';
import type { Services } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { codePoints } from '../shared/text.ts';

/** Names whose likeness is measured at most for one row: keeps 100,000 rows within the minute. */
const measured = 24;
/** Customers looked at for one bigram; where there are more, others tell them apart. */
const listed = 200;
/** Bigrams whose customers are kept from row to row. */
const mostKept = 20_000;
/** A shorter core is contained in too many names to tell anything. */
const leastContained = 3;

export interface SimilarName {
  readonly number: string;
  readonly name: string;
  readonly likeness: number;
}

type FindSimilar = (name: string) => Promise<SimilarName | null>;

/**
 * Finds the customer whose name is most like another (spec §3.9: 80 % without legal form and region, or one contained
 * in the other), null when there is none. Looks at a bounded number of candidates, so a very common name may be missed.
 * For one pass over many names: what the search index says of a bigram is asked once.
 */
export function similarNames({ db, search }: Pick<Services, 'db' | 'search'>): FindSimilar {
  const kept = new Map<string, readonly number[]>();

  async function listsOf(tokens: readonly string[]): Promise<(readonly number[])[]> {
    const asked = tokens.filter((token) => !kept.has(token));
    if (kept.size + asked.length > mostKept) kept.clear();
    const missing = tokens.filter((token) => !kept.has(token));
    for (const [token, ids] of await search.having(db, missing, listed)) kept.set(token, ids);
    return tokens.map((token) => kept.get(token) ?? []).toSorted((a, b) => a.length - b.length);
  }

  return async (name) => {
    const core = coreName(name);
    const tokens = [...new Set(tokensOf(candidateBigrams(core)))];
    if (tokens.length === 0) return null;
    // Who is like it has one of any so many bigrams, and most likely more than one of them.
    const lists = (await listsOf(tokens)).slice(0, probesNeeded(tokens.length) + 1);
    const shared = new Map<number, number>();
    for (const ids of lists) for (const id of ids) shared.set(id, (shared.get(id) ?? 0) + 1);
    const ids = [...shared]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, measured)
      .map(([id]) => id);
    return ids.length === 0 ? null : likest(core, await namesOf(db, ids));
  };
}

function namesOf(db: ReadDb, ids: readonly number[]) {
  return db
    .selectFrom('customer')
    .select(['number', 'name', 'name_core'])
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute();
}

function likest(core: string, rows: Awaited<ReturnType<typeof namesOf>>): SimilarName | null {
  let best: SimilarName | null = null;
  for (const row of rows) {
    const likeness = coreSimilarity(core, row.name_core);
    const within =
      (codePoints(core) >= leastContained && row.name_core.includes(core)) ||
      (codePoints(row.name_core) >= leastContained && core.includes(row.name_core));
    if (likeness < SIMILAR_FROM && !within) continue;
    if (best === null || likeness > best.likeness) best = { number: row.number, name: row.name, likeness };
  }
  return best;
}
