import { sql } from 'kysely';
import {
  candidateBigrams,
  coreName,
  coreSimilarity,
  probesNeeded,
  SIMILAR_FROM,
  tokensOf,
} from '../customers/index.ts';
import type { Services } from '../rpc/context.ts';
import { codePoints } from '../shared/text.ts';

/** Names whose likeness is measured at most for one row, rarest parts first: keeps 100,000 rows within the minute. */
const measured = 60;
/** A shorter core is contained in too many names to tell anything. */
const leastContained = 3;

export interface SimilarName {
  readonly number: string;
  readonly name: string;
  readonly likeness: number;
}

/**
 * The customer whose name is most like this one (spec §3.9: 80 % without legal form and region, or one contained in the
 * other), null when there is none. `known` is kept from row to row. Looks at a bounded number of candidates, so a very common name may be missed.
 */
export async function findSimilar(
  { db, search }: Pick<Services, 'db' | 'search'>,
  name: string,
  known?: Map<string, number>,
): Promise<SimilarName | null> {
  const core = coreName(name);
  const bigrams = candidateBigrams(core);
  if (bigrams.length === 0) return null;
  const ids = await search.sharing(db, tokensOf(bigrams), probesNeeded(bigrams.length), measured, known);
  if (ids === null) return null;
  const rows = await db
    .selectFrom('customer')
    .select(['number', 'name', 'name_core'])
    .where('id', 'in', sql<number>`(${ids})`)
    .where('deleted_at', 'is', null)
    .execute();
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
