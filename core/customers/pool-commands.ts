import type { Change, Inquiry } from '../rpc/context.ts';
import { setDeleted } from '../shared/recycle-bin.ts';
import { oneByOne, type BatchAnswer } from '../shared/batch.ts';
import { logOperation } from '../log/index.ts';
import { loadPoolRules } from '../settings/index.ts';
import { AppError } from '../shared/errors.ts';
import type { ReadDb } from '../shared/database.ts';
import { isoNow } from '../shared/ports.ts';
import { cleanText, codePoints } from '../shared/text.ts';
import type { Actor } from '../permissions/actor.ts';
import {
  assertCooledDown,
  assertMayClaimToday,
  assertMayHold,
  limitsOf,
  type Limits,
} from './claim-limits.ts';
import { maxLength, type ContactData, type CustomerAbility } from './customers.contract.ts';
import { abilitiesOf, mayAssignTo, sightOf, type CustomerFacts } from './customers.policy.ts';
import { changeOwner, findById, findByIds, type StoredCustomer } from './customers.repository.ts';
import { dropExtensionRequests, endSharesOnMove, tellOfMove } from './after-move.ts';
import { factsOf, factsOfAll } from './facts.ts';
import { closeTasks, handTasksOver } from './follow-up.ts';
import { recordOwnership, type OwnershipKind } from './ownership.ts';
import { mergedInto } from './merged.ts';
import { derive } from './prepare-customer.ts';
import { contactData } from './present-customer.ts';

async function nameOf(change: Change, personId: number): Promise<string> {
  const person = await change.trx
    .selectFrom('person')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirst();
  return person?.name ?? '';
}

/** A reason as it is stored; `reasonNeeded` where the pool rules insist on one (spec §3.5). */
async function reasonFor(change: Change, reason: string | null): Promise<string | null> {
  const text = cleanText(reason ?? '');
  if (codePoints(text) > maxLength.text) {
    throw new AppError(
      'invalidInput',
      {},
      { fields: [{ path: 'reason', code: 'tooLong', params: { max: maxLength.text } }] },
    );
  }
  if (text !== '') return text;
  if ((await loadPoolRules(change.trx)).reasonRequired)
    throw new AppError('reasonNeeded', {}, { field: 'reason' });
  return null;
}

const inRegister = (actor: Actor, facts: CustomerFacts) => sightOf(actor, facts) !== null;
const inRecycleBin = (actor: Actor, facts: CustomerFacts) => abilitiesOf(actor, facts).includes('restore');

/**
 * Does one thing to each of several customers in one transaction. A refusal of one leaves the others done;
 * a customer that is not there and one that is somebody else's are refused alike (`notFound`).
 */
async function eachOf(
  change: Change,
  ids: readonly number[],
  work: (customer: StoredCustomer, facts: CustomerFacts) => Promise<void>,
  found: (actor: Actor, facts: CustomerFacts) => boolean = inRegister,
): Promise<BatchAnswer> {
  const { trx, actor, touched } = change;
  const stored = new Map((await findByIds(trx, ids)).map((customer) => [customer.id, customer]));
  const factsFor = await factsOfAll(trx, actor, [...stored.values()]);
  const answer = await oneByOne(ids, async (id, called) => {
    const customer = stored.get(id);
    if (customer === undefined || !found(actor, factsFor(customer))) throw new AppError('notFound');
    called(customer.name);
    await work(customer, factsFor(customer));
  });
  if (answer.done.length > 0) touched.add('customers');
  return answer;
}

function assertAble(change: Change, facts: CustomerFacts, ability: CustomerAbility): void {
  if (!abilitiesOf(change.actor, facts).includes(ability)) throw new AppError('notAllowed');
}

interface Move {
  readonly kind: OwnershipKind;
  readonly toId: number | null;
  readonly reason: string | null;
}

/** The owner changes by one conditional update; event and log line follow in the same transaction. */
async function move(change: Change, customer: StoredCustomer, { kind, toId, reason }: Move): Promise<void> {
  const moved = await changeOwner(
    change.trx,
    customer.id,
    customer.ownerId,
    toId,
    isoNow(change.services.clock),
  );
  if (!moved) throw new AppError('conflict');
  await recordOwnership(change, { customerId: customer.id, kind, fromId: customer.ownerId, toId, reason });
  if (customer.ownerId !== null) {
    await endSharesOnMove(change, [customer.id], toId);
    await dropExtensionRequests(change, [customer.id]);
  }
  if (toId !== null) await handTasksOver(change, customer, toId);
  await tellOfMove(change, customer, { kind, toId, reason });
  await logOperation(change, {
    action: kind,
    entity: 'customer',
    entityId: customer.id,
    before: { ownerId: customer.ownerId },
    after: { ownerId: toId, reason },
  });
}

/** Spec §3.2 and §3.3: takes unclaimed customers for oneself. Of two people exactly one wins, the other is told who. */
export async function claimCustomers(change: Change, ids: readonly number[]): Promise<BatchAnswer> {
  const { actor } = change;
  const limits = await limitsOf(change.trx, actor.id);
  return eachOf(change, ids, async (customer, facts) => {
    if (customer.ownerId !== null) {
      throw new AppError('alreadyClaimed', { name: await nameOf(change, customer.ownerId) });
    }
    assertAble(change, facts, 'claim');
    await assertMayClaimToday(change, actor.id, limits);
    await assertMayHold(change, actor, limits, customer.status === 'deal');
    await assertCooledDown(change, actor.id, customer.id, limits);
    await move(change, customer, { kind: 'claimed', toId: actor.id, reason: null });
  });
}

interface Reasoned {
  readonly ids: readonly number[];
  readonly reason: string | null;
}

/** What becomes of the open tasks of a customer that goes back to the pool (spec §3.6). */
interface Leaving extends Reasoned {
  readonly tasks: 'stay' | 'close';
}

/** Gives customers back to the pool (spec §3.5). */
export async function returnCustomers(change: Change, input: Leaving): Promise<BatchAnswer> {
  const reason = await reasonFor(change, input.reason);
  return eachOf(change, input.ids, async (customer, facts) => {
    if (customer.ownerId === null) throw new AppError('notClaimed');
    assertAble(change, facts, 'return');
    await move(change, customer, { kind: 'returned', toId: null, reason });
    if (input.tasks === 'close') await closeTasks(change, customer.id);
  });
}

/** A superior or pool manager makes somebody's customers unclaimed. */
export async function takeBackCustomers(change: Change, input: Leaving): Promise<BatchAnswer> {
  const reason = await reasonFor(change, input.reason);
  return eachOf(change, input.ids, async (customer, facts) => {
    if (customer.ownerId === null) throw new AppError('notClaimed');
    assertAble(change, facts, 'takeBack');
    await move(change, customer, { kind: 'takenBack', toId: null, reason });
    if (input.tasks === 'close') await closeTasks(change, customer.id);
  });
}

/**
 * The person a customer is assigned to, with the limits that hold there. Throws `notFound`, `personLeft` for who left,
 * `receiverCannotOwn` for who may own none.
 */
export async function receiverOf(
  change: { readonly trx: ReadDb },
  toId: number,
): Promise<{ id: number; name: string; limits: Limits }> {
  const person = await change.trx
    .selectFrom('person')
    .select(['id', 'name', 'active'])
    .where('id', '=', toId)
    .executeTakeFirst();
  if (person === undefined) throw new AppError('notFound', {}, { field: 'toId' });
  if (person.active === 0) throw new AppError('personLeft', { name: person.name }, { field: 'toId' });
  const claiming = await change.trx
    .selectFrom('person_role')
    .innerJoin('role_right', 'role_right.role_id', 'person_role.role_id')
    .select('role_right.right_name')
    .where('person_role.person_id', '=', toId)
    .where('role_right.right_name', '=', 'customers.claim')
    .limit(1)
    .executeTakeFirst();
  if (claiming === undefined)
    throw new AppError('receiverCannotOwn', { name: person.name }, { field: 'toId' });
  return { id: person.id, name: person.name, limits: await limitsOf(change.trx, toId) };
}

/** Hands customers to a person, who becomes the owner with all rights; the former owner keeps none. */
export async function assignCustomers(
  change: Change,
  input: Reasoned & { toId: number },
): Promise<BatchAnswer> {
  const reason = await reasonFor(change, input.reason);
  const receiver = await receiverOf(change, input.toId);
  return eachOf(change, input.ids, async (customer, facts) => {
    assertAble(change, facts, 'assign');
    if (!mayAssignTo(change.actor, customer.ownerId, receiver.id)) throw new AppError('notAllowed');
    if (customer.ownerId === receiver.id) throw new AppError('alreadyOwner', { name: receiver.name });
    await assertMayHold(change, receiver, receiver.limits, customer.status === 'deal');
    await move(change, customer, { kind: 'assigned', toId: receiver.id, reason });
  });
}

/** Spec §3.1: to the recycle bin; the customer can no longer be found and keeps its owner for the day it is restored. */
export async function removeCustomers(change: Change, input: Reasoned): Promise<BatchAnswer> {
  const { trx, services, actor } = change;
  const at = isoNow(services.clock);
  const reason = cleanText(input.reason ?? '');
  return eachOf(change, input.ids, async (customer, facts) => {
    assertAble(change, facts, 'remove');
    if (!(await setDeleted(trx, 'customer', customer.id, { by: actor.id, at }, at)))
      throw new AppError('conflict');
    await services.search.remove(trx, customer.id);
    await logOperation(change, {
      action: 'removed',
      entity: 'customer',
      entityId: customer.id,
      before: { number: customer.number, name: customer.name },
      after: reason === '' ? null : { reason },
    });
  });
}

/** Brings customers back from the recycle bin; refused while another has taken the name or tax number. */
export async function restoreCustomers(change: Change, ids: readonly number[]): Promise<BatchAnswer> {
  const { trx, services } = change;
  const at = isoNow(services.clock);
  const restore = async (customer: StoredCustomer): Promise<void> => {
    const survivor = await mergedInto(trx, customer.id);
    // What hung on it is with the survivor: the undo of the merge brings both back.
    if (survivor !== null) throw new AppError('customerMerged', survivor);
    const { columns, tokens } = derive(customer, customer.number);
    const taken = await trx
      .selectFrom('customer')
      .select(['name', 'number'])
      .where('name_key', '=', columns.name_key)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (taken !== undefined) throw new AppError('duplicateName', { name: taken.name, number: taken.number });
    if (!(await setDeleted(trx, 'customer', customer.id, null, at))) throw new AppError('conflict');
    await services.search.put(trx, customer.id, tokens);
    await logOperation(change, { action: 'restored', entity: 'customer', entityId: customer.id });
  };
  return eachOf(change, ids, restore, inRecycleBin);
}

/** Shows an unclaimed customer's contact data: counted against the limit of the day, and logged (spec §3.7). */
export async function unmaskCustomer(change: Change, id: number): Promise<ContactData> {
  const { trx, actor, services, touched } = change;
  const customer = await findById(trx, id);
  if (customer === null) throw new AppError('notFound');
  const facts = await factsOf(trx, actor, customer);
  if (sightOf(actor, facts) === null) throw new AppError('notFound');
  assertAble(change, facts, 'unmask');
  const { unmaskPerDay } = await loadPoolRules(trx);
  if (unmaskPerDay !== null) {
    const today = await trx
      .selectFrom('unmasking')
      .select((eb) => eb.fn.countAll<number>().as('views'))
      .where('person_id', '=', actor.id)
      .where('at', '>=', services.clock.startOf(services.clock.today()))
      .executeTakeFirstOrThrow();
    if (today.views >= unmaskPerDay)
      throw new AppError('limitUnmask', { views: today.views, max: unmaskPerDay });
  }
  await trx
    .insertInto('unmasking')
    .values({ customer_id: id, person_id: actor.id, at: isoNow(services.clock) })
    .execute();
  await logOperation(change, { action: 'unmasked', entity: 'customer', entityId: id });
  touched.add('customers');
  return contactData(customer, 'full', []);
}

/** Whether the person has looked at the contact data of this unclaimed customer today: it was counted and logged then. */
export async function unmaskedToday({ db, actor, services }: Inquiry, customerId: number): Promise<boolean> {
  const row = await db
    .selectFrom('unmasking')
    .select('id')
    .where('person_id', '=', actor.id)
    .where('customer_id', '=', customerId)
    .where('at', '>=', services.clock.startOf(services.clock.today()))
    .executeTakeFirst();
  return row !== undefined;
}
