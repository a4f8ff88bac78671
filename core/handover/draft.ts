import { sql, type SqlBool } from 'kysely';
import type { CustomerLevel, CustomerStatus } from '../customers/customers.contract.ts';
import type { ReadDb } from '../shared/database.ts';
import type { HandoverPlan, Outcome } from './handover.contract.ts';
import { receiversOf, split, type Destination, type Divisible } from './split.ts';

/** A customer that is handed over, with what undoing needs. */
export interface DraftCustomer extends Divisible {
  readonly number: string;
  readonly name: string;
  readonly sortKey: string;
  readonly tasks: number;
  readonly claimedAt: string;
  readonly extendedUntil: string | null;
  readonly locked: boolean;
  readonly deleted: boolean;
}

/** What a handover will do, before anything is written: previews count it, the run writes it. */
export interface Draft {
  readonly db: ReadDb;
  readonly personId: number;
  readonly plan: HandoverPlan;
  readonly today: string;
  /** Theirs; those in the recycle bin too, which become unclaimed. */
  readonly customers: readonly DraftCustomer[];
  readonly destinations: ReadonlyMap<number, Destination>;
}

/** Another record than a customer that changes. */
export interface DraftItem {
  readonly outcome: Outcome;
  readonly recordId: number;
  readonly fromId: number | null;
  readonly toId: number | null;
}

/** All customers of a person with what the split and the sheet look at. */
async function customersOf(db: ReadDb, personId: number): Promise<DraftCustomer[]> {
  const rows = await db
    .selectFrom('customer')
    .select([
      'id',
      'region_code',
      'industry_id',
      'level',
      'status',
      'number',
      'name',
      'sort_key',
      'claimed_at',
      'extended_until',
      'locked',
      'deleted_at',
    ])
    .where('owner_id', '=', personId)
    .execute();
  const tasks = await db
    .selectFrom('task')
    .select((eb) => ['customer_id', eb.fn.countAll<number>().as('tasks')])
    .where('person_id', '=', personId)
    .where('done_at', 'is', null)
    .where('deleted_at', 'is', null)
    .groupBy('customer_id')
    .execute();
  const open = new Map(tasks.map((row) => [row.customer_id, row.tasks]));
  return rows.map((row) => ({
    id: row.id,
    regionCode: row.region_code,
    industryId: row.industry_id,
    // The checks of the table admit no other values.
    level: row.level as CustomerLevel | null,
    status: row.status as CustomerStatus,
    number: row.number,
    name: row.name,
    sortKey: row.sort_key,
    tasks: open.get(row.id) ?? 0,
    claimedAt: row.claimed_at ?? '',
    extendedUntil: row.extended_until,
    locked: row.locked === 1,
    deleted: row.deleted_at !== null,
  }));
}

/** Gathers who gets which customer. Reads, and writes nothing. */
export async function draftOf(db: ReadDb, plan: HandoverPlan, today: string): Promise<Draft> {
  const { personId } = plan;
  const customers = await customersOf(db, personId);
  const live = customers.filter(({ deleted }) => !deleted);
  const destinations = new Map(split(live, plan));
  for (const { id, deleted } of customers) if (deleted) destinations.set(id, { to: null, by: 'rest' });
  return { db, personId, plan, today, customers, destinations };
}

/** The customers as the sheet lists them: receivers as the plan names them, then the pool, the recycle bin last. */
export function inSheetOrder(draft: Draft): (DraftCustomer & { readonly to: number | null })[] {
  const receivers = receiversOf(draft.plan);
  const place = (to: number | null) => (to === null ? receivers.length : receivers.indexOf(to));
  return draft.customers
    .map((customer) => ({ ...customer, to: draft.destinations.get(customer.id)?.to ?? null }))
    .toSorted(
      (a, b) =>
        Number(a.deleted) - Number(b.deleted) ||
        place(a.to) - place(b.to) ||
        (a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : a.id - b.id),
    );
}

/** As SQL: the record hangs on a customer of this handover that has not been given back. */
export const stillGone = (handoverId: number, customerId: string) => sql<SqlBool>`exists (
  select 1 from handover_customer where handover_customer.customer_id = ${sql.ref(customerId)}
    and handover_customer.handover_id = ${handoverId} and handover_customer.undone = 0)`;
