import {
  candidateBigrams,
  coreSimilarity,
  probesNeeded,
  SIMILAR_FROM,
  tokensOf,
} from '../customers/index.ts';
import type { Services } from '../rpc/context.ts';
import { codePoints } from '../shared/text.ts';

/** Names whose likeness is measured at most for one row: keeps 100,000 rows within the minute. */
const measured = 24;
/** Customers looked at for one bigram; where there are more, others tell them apart. */
const listed = 200;
/** Bigrams whose customers are kept from row to row. */
const mostKept = 20_000;
/** Core names that are kept from row to row: some 10 MB. */
const mostCores = 100_000;
/** A shorter core is contained in too many names to tell anything. */
const leastContained = 3;

export interface SimilarName {
  readonly number: string;
  readonly name: string;
  readonly likeness: number;
}

type FindSimilar = (core: string) => Promise<SimilarName | null>;

/**
 * Finds the customer whose name is most like a core name (spec §3.9: 80 % without legal form and region, or one contained
 * in the other), null when there is none. Looks at a bounded number of candidates, so a very common name may be missed.
 * For one pass over many names: what the search index says of a bigram is asked once.
 */
export function similarNames({ db, search }: Pick<Services, 'db' | 'search'>): FindSimilar {
  const kept = new Map<string, readonly number[]>();
  const cores = new Map<number, string>();

  async function listsOf(tokens: readonly string[]): Promise<(readonly number[])[]> {
    const asked = tokens.filter((token) => !kept.has(token));
    if (kept.size + asked.length > mostKept) kept.clear();
    const missing = tokens.filter((token) => !kept.has(token));
    for (const [token, ids] of await search.having(db, missing, listed)) kept.set(token, ids);
    return tokens.map((token) => kept.get(token) ?? []).toSorted((a, b) => a.length - b.length);
  }

  /** The core names of customers; '' for who is gone. */
  async function coresOf(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const asked = ids.filter((id) => !cores.has(id));
    if (cores.size + asked.length > mostCores) cores.clear();
    if (asked.length > 0) {
      const rows = await db
        .selectFrom('customer')
        .select(['id', 'name_core'])
        .where('id', 'in', asked)
        .where('deleted_at', 'is', null)
        .execute();
      for (const id of asked) cores.set(id, '');
      for (const { id, name_core } of rows) cores.set(id, name_core);
    }
    return cores;
  }

  return async (core) => {
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
    const best = likest(core, ids, await coresOf(ids));
    if (best === null) return null;
    const found = await db
      .selectFrom('customer')
      .select(['number', 'name'])
      .where('id', '=', best.id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    return found === undefined ? null : { ...found, likeness: best.likeness };
  };
}

interface Likest {
  readonly id: number;
  readonly likeness: number;
}

function likest(core: string, ids: readonly number[], cores: ReadonlyMap<number, string>): Likest | null {
  let best: Likest | null = null;
  for (const id of ids) {
    const other = cores.get(id) ?? '';
    const likeness = coreSimilarity(core, other);
    const within =
      (codePoints(core) >= leastContained && other.includes(core)) ||
      (codePoints(other) >= leastContained && core.includes(other));
    if (likeness < SIMILAR_FROM && !within) continue;
    if (best === null || likeness > best.likeness) best = { id, likeness };
  }
  return best;
}
