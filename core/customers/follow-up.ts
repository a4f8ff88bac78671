import type { Change, Inquiry } from '../rpc/context.ts';
import type { WriteDb } from '../shared/database.ts';
import { logOperation, logOperations } from '../log/index.ts';
import { isoNow } from '../shared/ports.ts';
import { rightsOf } from '../permissions/load-actor.ts';
import { accessTo, type CustomerAccess } from './access.ts';
import type { CustomerStatus, Hanging } from './customers.contract.ts';
import { abilitiesOf, sightOf } from './customers.policy.ts';
import { findByIds, findNames, type StoredCustomer } from './customers.repository.ts';
import { factsOfAll } from './facts.ts';

/** As much of a live customer as names it and says whose it is. */
export type NamedCustomer = Pick<StoredCustomer, 'id' | 'number' | 'name' | 'ownerId'>;

/** A customer by its name, and how somebody meets it. */
export interface CustomerGlimpse extends Pick<CustomerAccess, 'sight' | 'abilities'> {
  readonly customer: NamedCustomer;
}

/** As `accessTo`, for the customers of one page of a list, each by its name; those the person does not reach are left out. */
export async function accessToMany(
  inquiry: Pick<Inquiry, 'db' | 'actor'>,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, CustomerGlimpse>> {
  return accessAmong(inquiry, await findNames(inquiry.db, [...new Set(customerIds)]));
}

/** As {@link accessToMany}, where their names have been read already. */
export async function accessAmong(
  { db, actor }: Pick<Inquiry, 'db' | 'actor'>,
  customers: readonly NamedCustomer[],
): Promise<ReadonlyMap<number, CustomerGlimpse>> {
  const factsFor = await factsOfAll(db, actor, customers);
  const reached = new Map<number, CustomerGlimpse>();
  // All of it hangs on owner and share: decided once for each pair.
  const decided = new Map<string, Pick<CustomerGlimpse, 'sight' | 'abilities'> | null>();
  for (const customer of customers) {
    const facts = factsFor(customer);
    const key = `${facts.ownerId} ${facts.share?.mode}`;
    let met = decided.get(key);
    if (met === undefined) {
      const sight = sightOf(actor, facts);
      met = sight === null ? null : { sight, abilities: abilitiesOf(actor, facts) };
      decided.set(key, met);
    }
    if (met !== null) reached.set(customer.id, { customer, ...met });
  }
  return reached;
}

/** Whether a colleague may read a customer and what hangs on it: whoever gives them something to do there asks first. */
export async function readsCustomer(
  { trx, actor }: Pick<Change, 'trx' | 'actor'>,
  person: { readonly id: number; readonly name: string; readonly departmentId: number | null },
  customerId: number,
): Promise<boolean> {
  const { today } = actor;
  const colleague = { id: person.id, name: person.name, today, ...(await rightsOf(trx, person)) };
  const nowhere = { sessionId: 0, device: '', mustChangePassword: false };
  const access = await accessTo({ db: trx, actor: { ...colleague, ...nowhere } }, customerId);
  return access !== null && access.sight !== 'minimal';
}

/**
 * Spec §2 and §3.6: whoever becomes the owner gets the open tasks of the owner before, and those of people who can no
 * longer see the customer, so that none is left where nobody meets it. After the move.
 */
export async function handTasksOver(
  change: Change,
  customer: { readonly id: number; readonly ownerId: number | null },
  toId: number,
): Promise<void> {
  const { trx, services, touched } = change;
  const people = await trx
    .selectFrom('person')
    .select(['id', 'name', 'department_id'])
    .where('id', '<>', toId)
    .where('id', 'in', (query) =>
      query
        .selectFrom('task')
        .select('person_id')
        .where('customer_id', '=', customer.id)
        .where('done_at', 'is', null)
        .where('deleted_at', 'is', null),
    )
    .execute();
  for (const { id, name, department_id: departmentId } of people) {
    if (id !== customer.ownerId && (await readsCustomer(change, { id, name, departmentId }, customer.id)))
      continue;
    await trx
      .updateTable('task')
      .set((eb) => ({ person_id: toId, updated_at: isoNow(services.clock), version: eb('version', '+', 1) }))
      .where('customer_id', '=', customer.id)
      .where('person_id', '=', id)
      .where('done_at', 'is', null)
      .where('deleted_at', 'is', null)
      .execute();
    touched.add('tasks');
  }
}

/** Spec §3.6: the open tasks of a customer that goes back to the pool are closed: done with, by whoever moved it. */
export async function closeTasks(change: Change, customerId: number): Promise<void> {
  const { trx, actor, services, touched } = change;
  const at = isoNow(services.clock);
  const closed = await trx
    .updateTable('task')
    .set((eb) => ({ done_at: at, done_by: actor.id, updated_at: at, version: eb('version', '+', 1) }))
    .where('customer_id', '=', customerId)
    .where('done_at', 'is', null)
    .where('deleted_at', 'is', null)
    .returning(['id', 'what'])
    .execute();
  if (closed.length === 0) return;
  await logOperations(
    change,
    closed.map(({ id, what }) => ({
      action: 'closed',
      entity: 'task',
      entityId: id,
      after: { customerId, what },
    })),
  );
  await setFollowUp(trx, customerId, { nextStepOn: null });
  touched.add('tasks');
}

/** How much hangs on customers that are about to leave their owner: those of them that the person may return or take back. */
export async function hangingOn({ db, actor }: Inquiry, ids: readonly number[]): Promise<Hanging> {
  const customers = await findByIds(db, ids);
  const factsFor = await factsOfAll(db, actor, customers);
  const able = customers.filter((customer) => {
    const abilities = abilitiesOf(actor, factsFor(customer));
    return abilities.includes('return') || abilities.includes('takeBack');
  });
  if (able.length === 0) return { tasks: 0, shares: 0 };
  const of = able.map(({ id }) => id);
  const { tasks } = await db
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<number>().as('tasks'))
    .where('customer_id', 'in', of)
    .where('done_at', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  const { shares } = await db
    .selectFrom('share')
    .select((eb) => eb.fn.countAll<number>().as('shares'))
    .where('customer_id', 'in', of)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', actor.today)]))
    .executeTakeFirstOrThrow();
  return { tasks, shares };
}

/**
 * Keeps what lists order by: the last interaction (an instant) and the earliest open next step (a day), each null where
 * there is none; what is left out stays. No change of the record that people type: its version stays, so nobody who is
 * editing it is disturbed.
 */
export async function setFollowUp(
  trx: WriteDb,
  customerId: number,
  values: { readonly lastInteractionAt?: string | null; readonly nextStepOn?: string | null },
): Promise<void> {
  const { lastInteractionAt, nextStepOn } = values;
  await trx
    .updateTable('customer')
    .set({
      ...(lastInteractionAt !== undefined && { last_interaction_at: lastInteractionAt }),
      ...(nextStepOn !== undefined && { next_step_on: nextStepOn }),
    })
    .where('id', '=', customerId)
    .execute();
}

/** Gives a customer another status, as an interaction reports it (spec §5); logged like any other change of the record. */
export async function changeStatus(
  change: Change,
  customer: Pick<StoredCustomer, 'id' | 'status'>,
  status: CustomerStatus,
): Promise<void> {
  if (customer.status === status) return;
  await change.trx
    .updateTable('customer')
    .set((eb) => ({
      status,
      ...(status === 'deal' && { last_deal_on: change.services.clock.today() }),
      updated_at: isoNow(change.services.clock),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', customer.id)
    .execute();
  await logOperation(change, {
    action: 'updated',
    entity: 'customer',
    entityId: customer.id,
    before: { status: customer.status },
    after: { status },
  });
  change.touched.add('customers');
}
