import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { reachPredicate, visible } from '../permissions/visible.ts';
import { hasSearchedFields } from '../custom-fields/index.ts';
import { registerSize } from './register-size.ts';
import { queryPlan, withPrivate } from './search-text.ts';

export type Sql = RawBuilder<SqlBool>;

/**
 * One condition of a list. `walking` rejects rows on whatever index is walked and never chooses one (`+column`);
 * `driving`, where there is one, lets its own index find the rows, and `atMost` tells whether they are so few.
 */
export interface Condition {
  readonly walking: Sql;
  readonly driving?: Sql;
  /** The ids that `driving` finds, or a few more, as a query of its own with a column `id`. */
  readonly ids?: RawBuilder<unknown>;
  readonly atMost?: (rows: number) => Promise<boolean>;
}

/** The condition that a search makes. */
export interface Search extends Condition {
  /** Whether the walk is worth being narrowed: the fewer match, and the larger the register, the longer it would be. */
  readonly worthNarrowing?: () => Promise<boolean>;
  /** Holds wherever the search does, told by the search index alone, without reading the row. */
  readonly narrowing?: Sql;
  /** As `driving`, among the first so many that may match. */
  readonly among?: (rows: number) => Sql;
}

export const and = (parts: readonly Sql[]): Sql =>
  parts.length === 0 ? sql`1` : sql.join(parts, sql` and `);

/** Up to so many matches are noted first, so that a walk through the register reads no row that is none of them. */
const mostNarrowed = 20_000;
const leastNarrowed = 6000;

/**
 * Noting m matches costs m; a walk to a page of them costs rows / m. The two meet where m grows with the root of the
 * register: about 6,000 of 100,000 and 20,000 of 1,000,000 customers.
 */
async function narrowableMatches({ db }: Inquiry): Promise<number> {
  const rows = await registerSize(db);
  return Math.round(Math.min(mostNarrowed, Math.max(leastNarrowed, 20 * Math.sqrt(rows))));
}

/** From this many digits on a phone number is known already: finding it tells nothing that is masked. */
const wholeNumber = 11;

/**
 * Quick search (spec §3, pinyin; §3.7): every word must be found in the name, short name, number or pinyin, or, as
 * digits, in the phone numbers that the person may see; or in the texts of custom fields of customers that they read.
 */
export async function searchCondition(inquiry: Inquiry, text: string): Promise<Search | null | 'nothing'> {
  const plan = queryPlan(text);
  if (plan === null) return text.trim() === '' ? null : 'nothing';
  const reach = reachPredicate(visible(inquiry.actor, 'contact'));
  const searchesFields = await hasSearchedFields(inquiry.db);
  const reading = searchesFields ? reachPredicate(visible(inquiry.actor, 'read')) : null;
  const words = plan.terms.map((term) => {
    const ways = [sql<SqlBool>`instr(customer.search_public, ${term.text}) > 0`];
    if (term.phoneTokens.length > 0) {
      const known = reach === null || term.text.length >= wholeNumber ? sql`` : sql` and ${reach}`;
      ways.push(sql`(instr(customer.search_phone, ${term.text}) > 0${known})`);
    }
    if (searchesFields) {
      const read = reading === null ? sql`` : sql` and ${reading}`;
      ways.push(sql`(instr(customer.search_private, ${term.text}) > 0${read})`);
    }
    return ways.length === 1 ? and(ways) : sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
  });
  const walking = and(words);
  const { matching, count, sharpen } = inquiry.services.search;
  const asked = searchesFields ? plan.terms.map(withPrivate) : plan.terms;
  const terms = await sharpen(inquiry.db, asked);
  const match = matching(terms);
  if (match === null) {
    return {
      walking,
      among: (rows) => sql`customer.id in (select id from customer order by id limit ${rows}) and ${walking}`,
    };
  }
  const narrowable = await narrowableMatches(inquiry);
  let known: Promise<number> | null = null;
  // Counted once, as far as any of the questions reaches.
  const atMost = async (rows: number): Promise<boolean> => {
    if (rows >= narrowable) return (await count(inquiry.db, terms, rows + 1)) <= rows;
    known ??= count(inquiry.db, terms, narrowable + 1);
    return (await known) <= rows;
  };
  return {
    walking,
    worthNarrowing: () => atMost(narrowable - 1),
    driving: sql`customer.id in (${match}) and ${walking}`,
    narrowing: sql`+customer.id in (${match}) and ${walking}`,
    among: (rows) => sql`customer.id in (${matching(terms, rows) ?? match}) and ${walking}`,
    atMost,
  };
}
