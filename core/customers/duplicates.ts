import { sql } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { cleanText, codePoints } from '../shared/text.ts';
import { has, type Actor } from '../permissions/actor.ts';
import { reaches, visible } from '../permissions/visible.ts';
import { emailDomain, phoneDigits, taxNumberKey } from './checks.ts';
import {
  candidateBigrams,
  contains,
  coreName,
  coreSimilarity,
  nameKey,
  probesNeeded,
  SIMILAR_FROM,
} from './company-name.ts';
import { maxLength, type CustomerStatus, type DuplicateHit } from './customers.contract.ts';
import type { CountedToken, SearchIndex } from './search-index.ts';
import { queryPlan, tokensOf } from './search-text.ts';

export interface DuplicateQuestion {
  readonly name: string;
  readonly taxNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly exceptId: number | null;
}

interface Known {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly name_core: string;
  readonly owner_id: number | null;
  readonly status: string;
  readonly last_interaction_at: string | null;
}

const known = sql`id, number, name, name_core, owner_id, status, last_interaction_at`;
/** Hits shown: the likeliest. */
const shown = 20;
/** Names whose likeness is measured at most: among more, they have little in common but their trade. */
const measured = 500;
/** So many of its rarest tokens tell a name as well as all of them. */
const telling = 3;
/** A shorter name is contained in too many to tell anything. */
const leastContained = 2;

/** Customers with exactly one of these names or tax numbers, live ones only: by name key and by tax key. */
export async function findExact(
  db: ReadDb,
  keys: { readonly nameKeys: readonly string[]; readonly taxKeys: readonly string[] },
): Promise<{ byName: ReadonlyMap<string, number>; byTax: ReadonlyMap<string, number> }> {
  const byName =
    keys.nameKeys.length === 0
      ? []
      : await db
          .selectFrom('customer')
          .select(['id', 'name_key'])
          .where('name_key', 'in', keys.nameKeys)
          .where('deleted_at', 'is', null)
          .execute();
  const byTax =
    keys.taxKeys.length === 0
      ? []
      : await db
          .selectFrom('customer')
          .select(['id', 'tax_key'])
          .where('tax_key', 'in', keys.taxKeys)
          .where('deleted_at', 'is', null)
          .execute();
  return {
    byName: new Map(byName.map((row) => [row.name_key, row.id])),
    byTax: new Map(byTax.map((row) => [row.tax_key ?? '', row.id])),
  };
}

async function findKnown(db: ReadDb, condition: ReturnType<typeof sql>, limit = shown): Promise<Known[]> {
  const found = await sql<Known>`
    select ${known} from customer where ${condition} and deleted_at is null limit ${limit}`.execute(db);
  return found.rows;
}

async function containing(
  db: ReadDb,
  search: SearchIndex,
  name: string,
  counted: readonly CountedToken[],
): Promise<Known[]> {
  const key = nameKey(name);
  const plan = queryPlan(key);
  if (plan === null || codePoints(key) < leastContained) return [];
  // What is rare in the core name is rare in the name; brackets in between may have kept it apart there.
  const rare = counted.map(({ token }) => token).filter((token) => plan.terms[0]?.tokens.includes(token));
  const terms =
    rare.length < telling
      ? await search.sharpen(db, plan.terms)
      : plan.terms.map((term) => ({ ...term, tokens: rare.slice(0, telling) }));
  const match = search.matching(terms);
  if (match === null) return [];
  const found = await findKnown(db, sql`id in (${match}) and instr(name_key, ${key}) > 0`);
  return found.filter((customer) => contains(name, customer.name));
}

/** Digits, looked for in phones and not in names. */
const amongPhones = (digits: string) =>
  (queryPlan(digits)?.terms ?? []).map(({ text, phoneTokens }) => ({
    text,
    tokens: phoneTokens,
    phoneTokens: [],
  }));

/** Names that share so many bigrams that they can be alike: told by the database, so that few rows are read out. */
function perhapsAlike(bigrams: readonly string[]) {
  const shared = sql.join(
    bigrams.map((bigram) => sql`(instr(name_core, ${bigram}) > 0)`),
    sql` + `,
  );
  const least = SIMILAR_FROM / 2;
  return sql`${shared} >= ${least} * (${bigrams.length} + length(name_core) - 1) - 0.001`;
}

async function alike(
  db: ReadDb,
  search: SearchIndex,
  core: string,
  counted: readonly CountedToken[],
): Promise<(Known & { likeness: number })[]> {
  const bigrams = candidateBigrams(core);
  const ids = search.sharing(counted, bigrams.length - probesNeeded(bigrams.length) + 1, measured);
  if (ids === null) return [];
  // A bigram that comes twice would count once here.
  const once = bigrams.length === codePoints(core) - 1;
  const likely = once ? sql` and ${perhapsAlike(bigrams)}` : sql``;
  const found = await findKnown(db, sql`id in (${ids})${likely}`, 2 * measured);
  return found
    .map((customer) => ({ ...customer, likeness: coreSimilarity(core, customer.name_core) }))
    .filter(({ likeness }) => likeness >= SIMILAR_FROM)
    .toSorted((a, b) => b.likeness - a.likeness);
}

/** Whether somebody owns the customer whose customers the person does not read. Shares are not looked at. */
export const isForeign = (actor: Actor, ownerId: number | null): boolean =>
  ownerId !== null && !reaches(visible(actor, 'read'), ownerId, null);

/**
 * Spec §3.9: exact name or tax number (these block), names that contain the typed one, names at least 80 % alike
 * without legal form and region, the same phone, the same company mail domain. It looks through the whole register,
 * whoever owns the customers, and answers no more than owner, status and last interaction.
 */
export async function findDuplicates(
  { db, services, actor }: Inquiry,
  question: DuplicateQuestion,
): Promise<readonly DuplicateHit[]> {
  const name = cleanText(question.name);
  if (codePoints(name) > maxLength.name) return [];
  const key = nameKey(name);
  const core = coreName(name);
  const tax = question.taxNumber === null ? '' : taxNumberKey(question.taxNumber);
  const hits = new Map<number, DuplicateHit>();
  const add = (why: DuplicateHit['why'], customers: readonly (Known & { likeness?: number })[]) => {
    for (const customer of customers) {
      if (customer.id === question.exceptId || hits.has(customer.id)) continue;
      const likeness = customer.likeness ?? coreSimilarity(core, customer.name_core);
      hits.set(customer.id, {
        id: customer.id,
        number: customer.number,
        name: customer.name,
        ownerId: customer.owner_id,
        status: customer.status as CustomerStatus,
        lastInteractionAt: customer.last_interaction_at,
        why,
        foreign: isForeign(actor, customer.owner_id),
        likeness: Math.round(likeness * 100),
      });
    }
  };
  if (key !== '') add('name', await findKnown(db, sql`name_key = ${key}`));
  if (tax !== '') add('taxNumber', await findKnown(db, sql`tax_key = ${tax}`));
  if (key !== '') {
    const counted = await services.search.rarest(db, tokensOf(candidateBigrams(core)), measured);
    add('similar', await alike(db, services.search, core, counted));
    add('contains', await containing(db, services.search, name, counted));
  }
  for (const digits of phoneDigits(question.phone ?? '').split(' ')) {
    if (digits.length < 7) continue;
    const match = services.search.matching(await services.search.sharpen(db, amongPhones(digits)));
    if (match !== null)
      add('phone', await findKnown(db, sql`id in (${match}) and instr(search_phone, ${digits}) > 0`));
  }
  const domain = emailDomain(question.email ?? '');
  if (domain !== null) add('email', await findKnown(db, sql`email_domain = ${domain}`));
  return [...hits.values()].slice(0, shown);
}

/**
 * Refuses what rule 9 refuses: an exact name or tax number unless a pool manager overrides it with a reason, similar
 * ones unless they were seen and confirmed. The refusal carries the hits.
 */
export async function assertNoDuplicate(
  inquiry: Inquiry,
  question: DuplicateQuestion,
  answer: { readonly confirmSimilar: boolean; readonly overrideReason: string | null },
): Promise<void> {
  const hits = await findDuplicates(inquiry, question);
  const exact = hits.find(({ why }) => why === 'name' || why === 'taxNumber');
  if (exact !== undefined) {
    const reason = cleanText(answer.overrideReason ?? '');
    if (has(inquiry.actor, 'pool.manage') && reason !== '') return;
    const field = exact.why === 'name' ? 'name' : 'taxNumber';
    const code = exact.why === 'name' ? 'duplicateName' : 'duplicateTaxNumber';
    throw new AppError(code, { name: exact.name, number: exact.number }, { field, data: hits });
  }
  if (hits.length > 0 && !answer.confirmSimilar) {
    throw new AppError('similarNames', { count: hits.length }, { field: 'name', data: hits });
  }
}
