import { sql } from 'kysely';
import { has, ownersWithin } from '../permissions/actor.ts';
import { ownersSharing } from '../permissions/shares.ts';
import { visible } from '../permissions/visible.ts';
import type { Inquiry } from '../rpc/context.ts';
import { loadPoolRules } from '../settings/index.ts';
import { countLimit, type Count } from '../shared/paging.ts';
import type { CustomerListInput, CustomerQuery, CustomerRow } from './customers.contract.ts';
import { stretches } from './list-orders.ts';
import { listedCustomerColumns, rowsToListed, type ListedRow } from './customers.repository.ts';
import { presentRows } from './present-customer.ts';
import { countCustomers } from './counts.ts';
import { listCustomers } from './list-page.ts';
import { and } from './search-condition.ts';

/** A list as it stands on the screen: what it asks and in which order. */
export type OrderedQuery = CustomerQuery & Pick<CustomerListInput, 'sort'>;

/** Ways in which customers leave the program; each is an ability of its own. */
export type Taking = 'export' | 'print';

/** Rows of one reading: few enough that others get their turn soon. */
const atOnce = 200;

/** Owners whose customers the right reaches; null: all, or not to be told by owners alone. */
async function ownersTaken({ actor, db }: Inquiry, taking: Taking): Promise<readonly number[] | null> {
  const scope = actor.grants.get(`customers.${taking}`);
  if (scope === undefined) return [];
  if (scope === 'all') return null;
  const { owners } = visible(actor, 'read');
  const within = ownersWithin(actor, scope);
  const own = owners === 'all' ? within : within.filter((id) => owners.includes(id));
  // What is shared is printed too: whoever shares is asked for, and the ability leaves out what they do not share.
  return taking === 'print' ? [...new Set([...own, ...(await ownersSharing(db, actor))])] : own;
}

/**
 * The same question, asked only of owners within reach of the right, so that nobody's million customers are read to
 * leave them out; null: nothing is within reach. The abilities of each row decide (`export`, `print`).
 */
async function withinReach<Query extends CustomerQuery>(
  inquiry: Inquiry,
  query: Query,
  taking: Taking,
): Promise<Query | null> {
  const owners = await ownersTaken(inquiry, taking);
  if (owners === null) return query;
  const asked = query.filters.ownerIds;
  const ownerIds = asked === undefined ? [...owners] : asked.filter((id) => owners.includes(id));
  return ownerIds.length === 0 ? null : { ...query, filters: { ...query.filters, ownerIds } };
}

/**
 * Every customer that a list finds and the person may take out, in the order of the list, presented as in the list; in
 * pieces, others get their turn in between. Refuses as the list does.
 */
export async function* rowsInOrder(
  inquiry: Inquiry,
  asked: OrderedQuery,
  taking: Taking,
): AsyncGenerator<readonly CustomerRow[]> {
  const { maskedFields } = await loadPoolRules(inquiry.db);
  const query = await withinReach(inquiry, asked, taking);
  let after: string | null = null;
  while (query !== null) {
    const input: CustomerListInput = { ...query, limit: atOnce, ...(after !== null && { after }) };
    const page: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(inquiry, input, maskedFields);
    yield page.rows.filter(({ abilities }) => abilities.includes(taking));
    if (page.next === null) return;
    after = page.next;
    await inquiry.services.breathe();
  }
}

/** Those of the chosen customers that the person may take out, in the order of the list they were chosen from. */
export async function* chosenRows(
  inquiry: Inquiry,
  ids: readonly number[],
  sort: OrderedQuery['sort'],
  taking: Taking,
): AsyncGenerator<readonly CustomerRow[]> {
  const { maskedFields } = await loadPoolRules(inquiry.db);
  for (const { column, condition } of await stretches(inquiry, sort.by, sort.direction)) {
    const way = sql.raw(sort.direction);
    const order = column === null ? sql`` : sql`${sql.ref(`customer.${column}`)} ${way}, `;
    const chosen = sql<boolean>`+customer.deleted_at is null and customer.id in (${sql.join(ids)})`;
    const found = await sql<ListedRow>`
      select ${listedCustomerColumns} from customer
      where ${and(condition === null ? [chosen] : [chosen, condition])}
      order by ${order}customer.id ${way}`.execute(inquiry.db);
    for (let at = 0; at < found.rows.length; at += atOnce) {
      const listed = await rowsToListed(inquiry.db, found.rows.slice(at, at + atOnce));
      const rows = await presentRows(inquiry, listed, maskedFields);
      yield rows.filter(({ abilities }) => abilities.includes(taking));
      await inquiry.services.breathe();
    }
  }
}

const none: Count = { count: 0, more: false };

/** How many a list finds, and how many of those the person may export; counted no further than lists count. */
export async function countRowsToExport(
  inquiry: Inquiry,
  query: CustomerQuery,
): Promise<{ all: Count; exported: Count }> {
  const { actor } = inquiry;
  const all = await countCustomers(inquiry, query);
  const within = await withinReach(inquiry, query, 'export');
  if (within === null) return { all, exported: none };
  if (within !== query) return { all, exported: await countCustomers(inquiry, within) };
  const reach = visible(actor, 'read');
  if (reach.owners === 'all' || query.view !== 'pool') return { all, exported: all };
  // Who exports more than they see exports what they see.
  const owners = query.filters.ownerIds;
  const ownerIds = reach.owners.filter((id) => owners === undefined || owners.includes(id));
  const seen =
    ownerIds.length === 0 || query.segment === 'unclaimed'
      ? none
      : await countCustomers(inquiry, { ...query, filters: { ...query.filters, ownerIds } });
  const pooled =
    has(actor, 'pool.see') && query.segment !== 'claimed' && owners === undefined
      ? await countCustomers(inquiry, { ...query, segment: 'unclaimed' })
      : none;
  const count = seen.count + pooled.count;
  return {
    all,
    exported: { count: Math.min(count, countLimit), more: seen.more || pooled.more || count > countLimit },
  };
}
