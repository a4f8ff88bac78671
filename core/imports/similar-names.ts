import {
  candidateBigrams,
  findNames,
  likenessTo,
  probesNeeded,
  SIMILAR_FROM,
  tokensOf,
} from '../customers/index.ts';
import type { Services } from '../rpc/context.ts';
import { pacer } from '../shared/ports.ts';
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

/** For each of several core names the customer that is most like it, in their order. */
type FindSimilar = (cores: readonly string[]) => Promise<(SimilarName | null)[]>;

/** What is known of the register's names: which customers have a bigram, and their core names ('' for who is gone). */
interface KnownNames {
  readonly lists: Map<string, number[]>;
  readonly cores: Map<number, string>;
}

/** Reading the whole register costs about what this share of it costs as questions of single rows. */
const worthReading = 20;
const readAtOnce = 2000;

/**
 * All core names of the register, and of each bigram the first customers that have it: read through in one go, where
 * the file is long enough for that to be the shorter way.
 */
async function readNames({ db, breathe }: Pick<Services, 'db' | 'breathe'>): Promise<KnownNames> {
  const lists = new Map<string, number[]>();
  const cores = new Map<number, string>();
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('customer')
      .select(['id', 'name_core'])
      .where('id', '>', after)
      .where('deleted_at', 'is', null)
      .orderBy('id')
      .limit(readAtOnce)
      .execute();
    for (const { id, name_core: core } of rows) {
      let listedSomewhere = false;
      for (const token of tokensOf(candidateBigrams(core))) {
        const ids = lists.get(token);
        if (ids === undefined) lists.set(token, [id]);
        else if (ids.length >= listed) continue;
        else if (ids.at(-1) !== id) ids.push(id);
        listedSomewhere = true;
      }
      if (listedSomewhere) cores.set(id, core);
    }
    if (rows.length < readAtOnce) return { lists, cores };
    after = rows.at(-1)?.id ?? 0;
    await breathe();
  }
}

/**
 * Finds the customer whose name is most like a core name (spec §3.9: 80 % without legal form and region, or one contained
 * in the other), null when there is none. Looks at a bounded number of candidates, so a very common name may be missed.
 * For one pass over many names, `rows` of them: what the register says of a bigram is asked once.
 */
export async function similarNames(
  services: Pick<Services, 'db' | 'search' | 'breathe' | 'clock'>,
  rows: number,
): Promise<FindSimilar> {
  const { db, search } = services;
  const { last } = await db
    .selectFrom('customer')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  const complete = Number(last ?? 0) <= rows * worthReading;
  const { lists: kept, cores } = complete
    ? await readNames(services)
    : { lists: new Map<string, number[]>(), cores: new Map<number, string>() };

  async function listsOf(tokens: readonly string[]): Promise<(readonly number[])[]> {
    if (!complete) {
      if (kept.size + tokens.length > mostKept) kept.clear();
      const missing = tokens.filter((token) => !kept.has(token));
      for (const [token, ids] of await search.having(db, missing, listed)) kept.set(token, [...ids]);
    }
    return tokens.map((token) => kept.get(token) ?? []).toSorted((a, b) => a.length - b.length);
  }

  async function coresOf(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    if (complete) return cores;
    if (cores.size + ids.length > mostCores) cores.clear();
    const missing = ids.filter((id) => !cores.has(id));
    if (missing.length === 0) return cores;
    const found = await db
      .selectFrom('customer')
      .select(['id', 'name_core'])
      .where('id', 'in', missing)
      .where('deleted_at', 'is', null)
      .execute();
    for (const id of missing) cores.set(id, '');
    for (const { id, name_core } of found) cores.set(id, name_core);
    return cores;
  }

  const pace = pacer(services);

  async function likestTo(core: string): Promise<Likest | null> {
    await pace();
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
    return likest(core, ids, await coresOf(ids));
  }

  return async (names) => {
    const found: (Likest | null)[] = [];
    for (const name of names) found.push(await likestTo(name));
    const ids = new Set(found.flatMap((like) => (like === null ? [] : [like.id])));
    const named = new Map((await findNames(db, [...ids])).map((customer) => [customer.id, customer]));
    return found.map((like) => {
      const customer = like === null ? undefined : named.get(like.id);
      if (like === null || customer === undefined) return null;
      return { number: customer.number, name: customer.name, likeness: like.likeness };
    });
  };
}

interface Likest {
  readonly id: number;
  readonly likeness: number;
}

function likest(core: string, ids: readonly number[], cores: ReadonlyMap<number, string>): Likest | null {
  let best: Likest | null = null;
  const likenessOf = likenessTo(core);
  const isLong = codePoints(core) >= leastContained;
  for (const id of ids) {
    const other = cores.get(id) ?? '';
    const likeness = likenessOf(other);
    const within =
      (isLong && other.includes(core)) || (core.includes(other) && codePoints(other) >= leastContained);
    if (likeness < SIMILAR_FROM && !within) continue;
    if (best === null || likeness > best.likeness) best = { id, likeness };
  }
  return best;
}
