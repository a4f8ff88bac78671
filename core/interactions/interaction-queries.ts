import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { compileGroup, conditionTools } from '../conditions/index.ts';
import { accessAmong, accessTo, queryPlan, type QueryPlan } from '../customers/index.ts';
import { ownersWithin, type Actor } from '../permissions/actor.ts';
import { among } from '../permissions/among.ts';
import { reachPredicate, visible } from '../permissions/visible.ts';
import type { Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import type { Count, Page } from '../shared/paging.ts';
import type {
  Channel,
  DeletedInteraction,
  Interaction,
  InteractionListInput,
} from './interactions.contract.ts';
import { mayRead } from './interactions.policy.ts';
import { countOfCustomer, findWhere, stretchEnd, type ListedInteraction } from './interactions.repository.ts';
import { presentInteractions } from './present-interaction.ts';

type Sql = RawBuilder<SqlBool>;
const and = (parts: readonly Sql[]): Sql => (parts.length === 0 ? sql`1` : sql.join(parts, sql` and `));

/** Up to so many matches of a search are gathered and sorted; with more, a walk through time meets a page sooner. */
const fewRows = 2000;
/** Up to so many matches are noted first, so that the walk reads no text that is none of them. */
const someRows = 100_000;
/**
 * So many interactions are walked past in one go: few at first, which mostly hold a page, then more; when all of these are
 * walked a page is handed out as it is.
 */
const stretches = [250, 1000, 5000, 20_000, 20_000, 20_000, 20_000, 20_000] as const;
/** So many of the newest are looked through for a text before the search index is asked: a common word fills a page there. */
const newest = [1500] as const;

interface Place {
  readonly happenedAt: string;
  readonly id: number;
}

function parsePlace(after: string | undefined): Place | null {
  if (after === undefined) return null;
  const [happenedAt = '', id = ''] = after.split('|');
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(happenedAt) || !/^\d{1,15}$/.test(id))
    throw new AppError('invalidInput', {}, { field: 'after' });
  return { happenedAt, id: Number(id) };
}

const written = ({ happenedAt, id }: Place): string => `${happenedAt}|${id}`;

/** When; unless it `leads`, it rejects rows that another index found and never chooses an index. */
const when = (leads: boolean) => (leads ? sql`interaction.happened_at` : sql`+interaction.happened_at`);

function before(place: Place | null, leads: boolean): Sql[] {
  return place === null ? [] : [sql`(${when(leads)}, interaction.id) < (${place.happenedAt}, ${place.id})`];
}

/** By whom: one person chooses that person's index, several are rejected on the walk. */
function by(actor: Actor, { view, personId }: InteractionListInput, leads: boolean): Sql[] {
  const column = leads ? sql`interaction.person_id` : sql`+interaction.person_id`;
  const parts = personId === undefined ? [] : [sql<SqlBool>`${column} = ${personId}`];
  if (view === 'mine') parts.push(sql`${column} = ${actor.id}`);
  if (view === 'team') {
    const scope = actor.grants.get('customers.see') ?? 'own';
    const team = scope === 'all' ? [actor.id] : ownersWithin(actor, scope);
    parts.push(sql`+interaction.person_id in ${among(team)}`);
  }
  return parts;
}

/** Conditions that the index of a walk can tell by itself. */
function filters({ services }: Inquiry, { channels, from, to }: InteractionListInput, leads: boolean): Sql[] {
  const parts: Sql[] = [];
  if (channels !== undefined) parts.push(sql`+interaction.channel in (${sql.join(channels)})`);
  for (const [field, day] of Object.entries({ from, to }))
    if (day !== undefined && !isLocalDate(day)) throw new AppError('invalidInput', {}, { field });
  if (from !== undefined) parts.push(sql`${when(leads)} >= ${services.clock.startOf(from)}`);
  if (to !== undefined && isLocalDate(to))
    parts.push(sql`${when(leads)} < ${services.clock.startOf(addDays(to, 1))}`);
  return parts;
}

/** Full-text search (spec §5): every word must stand in subject, text, result or a comment. */
const verify = ({ terms }: QueryPlan): Sql =>
  and(terms.map((term) => sql<SqlBool>`instr(interaction.search_text, ${term.text}) > 0`));

interface TextSearch {
  /** Rows whose text may hold it, found through the search index: where matches are few. */
  readonly driving: Sql | null;
  readonly narrowing: Sql | null;
}

/** What the search index knows of a search. */
async function throughIndex({ db, services }: Inquiry, plan: QueryPlan): Promise<TextSearch> {
  const { matching, rare, sharpen } = services.interactionSearch;
  const terms = await sharpen(
    db,
    plan.terms.map((term) => ({ ...term, phoneTokens: [] })),
  );
  const match = matching(terms);
  if (match === null) return { driving: null, narrowing: null };
  const few = await rare(db, terms, fewRows);
  const some = few || (await rare(db, terms, someRows));
  return {
    driving: few ? sql`interaction.id in (${match})` : null,
    narrowing: some ? sql`+interaction.id in (${match})` : null,
  };
}

/** Rows of a page, and where the next one begins. */
interface Found {
  readonly rows: readonly ListedInteraction[];
  readonly next: Place | null;
}

/** Rows of a walk from the newest on, stretch by stretch; `next` where it stopped without having seen everything. */
async function walk(
  { db, services }: Inquiry,
  place: Place | null,
  indexed: readonly Sql[],
  rejecting: readonly Sql[],
  limit: number,
  lengths: readonly number[] = stretches,
): Promise<Found> {
  const order = sql`interaction.happened_at desc, interaction.id desc`;
  const rows: ListedInteraction[] = [];
  let from = place;
  for (const stretch of lengths) {
    const reached = and([...indexed, ...before(from, true)]);
    // Without anything to reject the page itself is where the walk ends.
    const end = rejecting.length === 0 ? null : await stretchEnd(db, reached, stretch);
    const bound =
      end === null
        ? []
        : [sql<SqlBool>`(interaction.happened_at, interaction.id) >= (${end.happenedAt}, ${end.id})`];
    const found = await findWhere(db, and([reached, ...bound, ...rejecting]), order, limit + 1 - rows.length);
    rows.push(...found);
    if (rows.length > limit) return { rows: rows.slice(0, limit), next: rows[limit - 1] ?? null };
    if (end === null) return { rows, next: null };
    from = end;
    await services.breathe();
  }
  return { rows, next: from };
}

/** Everything that rejects rows of a walk, but the search: what the person may not read, what a combined query leaves out. */
async function rejections(inquiry: Inquiry, { customerId, where }: InteractionListInput): Promise<Sql[]> {
  const reach = customerId === undefined ? reachPredicate(visible(inquiry.actor, 'read')) : null;
  const parts = reach === null ? [] : [reach];
  if (where === undefined) return parts;
  const tools = await conditionTools(inquiry, where, queryPlan);
  return [...parts, compileGroup(tools, 'interaction', where)];
}

/** A page of the timeline, newest first: of one customer, or across all that the person may read (spec §5). */
export async function listInteractions(
  inquiry: Inquiry,
  input: InteractionListInput,
): Promise<Page<Interaction>> {
  const { db, actor } = inquiry;
  const { customerId, limit } = input;
  const access = customerId === undefined ? null : await accessTo(inquiry, customerId);
  if (customerId !== undefined && !mayRead(access)) throw new AppError('notFound');
  const plan = queryPlan(input.search);
  if (plan === null && input.search.trim() !== '') return { rows: [], next: null };
  const present = async ({ rows, next }: Found) => {
    const customers = new Map(rows.map(({ customer }) => [customer.id, customer]));
    const reached =
      access === null
        ? await accessAmong(inquiry, [...customers.values()])
        : new Map([[access.customer.id, access]]);
    return {
      rows: await presentInteractions(inquiry, rows, reached),
      next: next === null ? null : written(next),
    };
  };
  const rejecting = await rejections(inquiry, input);
  if (plan !== null) rejecting.push(verify(plan));
  const place = parsePlace(input.after);
  const across = customerId === undefined;
  const indexed = [
    ...(across ? [] : [sql<SqlBool>`interaction.customer_id = ${customerId}`]),
    ...by(actor, input, across),
    ...filters(inquiry, input, true),
  ];
  if (plan === null || !across) return present(await walk(inquiry, place, indexed, rejecting, limit));
  const first = await walk(inquiry, place, indexed, rejecting, limit, newest);
  if (first.next === null || first.rows.length === limit) return present(first);
  const { driving, narrowing } = await throughIndex(inquiry, plan);
  if (driving === null) {
    const narrowed = narrowing === null ? rejecting : [narrowing, ...rejecting];
    return present(await walk(inquiry, place, indexed, narrowed, limit));
  }
  const where = and([
    driving,
    ...by(actor, input, false),
    ...filters(inquiry, input, false),
    ...before(place, false),
    ...rejecting,
  ]);
  const order = sql`+interaction.happened_at desc, interaction.id desc`;
  const rows = await findWhere(db, where, order, limit + 1);
  const page = rows.slice(0, limit);
  return present({ rows: page, next: rows.length > limit ? (page.at(-1) ?? null) : null });
}

/** Interactions of one customer are counted no further than this. */
const customerCountLimit = 1000;

export async function countInteractions(inquiry: Inquiry, customerId: number): Promise<Count> {
  if (!mayRead(await accessTo(inquiry, customerId))) throw new AppError('notFound');
  const rows = await countOfCustomer(inquiry.db, customerId, customerCountLimit + 1);
  return { count: Math.min(rows, customerCountLimit), more: rows > customerCountLimit };
}

/** The recycle bin, newest first: whose, when and how, not what was said. Those of deleted customers come back with them. */
export async function listDeletedInteractions(
  { db }: Inquiry,
  input: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<DeletedInteraction>> {
  const place = parsePlace(input.after);
  const beyond =
    place === null
      ? sql``
      : sql` and (interaction.deleted_at, interaction.id) < (${place.happenedAt}, ${place.id})`;
  const found = await sql<Omit<DeletedInteraction, 'channel'> & { channel: Channel }>`
    select interaction.id, interaction.customer_id as "customerId", customer.name as "customerName",
      customer.number as "customerNumber", interaction.channel, interaction.happened_at as "happenedAt",
      interaction.person_id as "personId", interaction.deleted_at as "deletedAt", interaction.deleted_by as "deletedBy"
    from interaction join customer on customer.id = +interaction.customer_id
    where interaction.deleted_at is not null and customer.deleted_at is null${beyond}
    order by interaction.deleted_at desc, interaction.id desc limit ${input.limit + 1}`.execute(db);
  const rows = found.rows.slice(0, input.limit);
  const last = found.rows.length > input.limit ? rows.at(-1) : undefined;
  return { rows, next: last === undefined ? null : `${last.deletedAt}|${last.id}` };
}
