import { receiverOf } from '../customers/index.ts';
import { logOperation } from '../log/index.ts';
import { tell } from '../notices/index.ts';
import { findPerson, setActive } from '../people/index.ts';
import { rightsOf } from '../permissions/load-actor.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { cleanText, codePoints } from '../shared/text.ts';
import { draftOf, type Draft, type DraftItem } from './draft.ts';
import type { Handover, HandoverPlan } from './handover.contract.ts';
import { mayHandOver, seesCustomersOf } from './handover.policy.ts';
import { findHandovers, insertItems, lastEvent } from './handover.repository.ts';
import type { WrittenHandover } from './kind.ts';
import { handoverKinds } from './kinds.ts';
import { moveCustomers } from './move-customers.ts';
import { receiversOf } from './split.ts';

const longestReason = 200;

/**
 * Checks a plan for whoever asks and gathers what it does. Throws `notFound` for a person out of reach, `handoverSelf`,
 * `notAllowed` for picks among customers that the asker may not see, `notFound`, `personLeft`, `receiverCannotOwn` for a
 * receiver, `handoverTasksUnseen` for whom open tasks on unclaimed customers are no use.
 */
export async function prepare(db: ReadDb, actor: Actor, plan: HandoverPlan): Promise<Draft> {
  const { personId } = plan;
  if (personId === actor.id) throw new AppError('handoverSelf');
  if (!mayHandOver(actor, personId)) throw new AppError('notFound');
  if ((await findPerson(db, personId)) === null) throw new AppError('notFound');
  if (plan.picks.length > 0 && !seesCustomersOf(actor, personId)) throw new AppError('notAllowed');
  for (const toId of receiversOf(plan)) {
    const { name } = await receiverOf({ trx: db }, toId);
    if (toId === personId) throw new AppError('handoverToSelf', { name });
  }
  if (plan.tasksTo !== null) {
    const person = await findPerson(db, plan.tasksTo);
    const { grants } = await rightsOf(db, { id: plan.tasksTo, departmentId: person?.departmentId ?? null });
    if (!grants.has('pool.see')) throw new AppError('handoverTasksUnseen', { name: person?.name ?? '' });
  }
  const draft = await draftOf(db, plan, actor.today);
  const picked = plan.picks.flatMap(({ ids }) => ids);
  const theirs = new Set(draft.customers.filter(({ deleted }) => !deleted).map(({ id }) => id));
  // Somebody took a picked customer away meanwhile.
  if (picked.some((id) => !theirs.has(id))) throw new AppError('handoverChanged');
  return draft;
}

/** What happens to everything but the customers. */
export async function gatherItems(draft: Draft): Promise<DraftItem[]> {
  const items: DraftItem[] = [];
  for (const kind of handoverKinds) items.push(...(await kind.gather(draft)));
  return items;
}

/** Spec §3.6: receivers are told, each in one line whatever it was. */
async function tellReceivers(change: Change, draft: Draft, items: readonly DraftItem[]): Promise<void> {
  const { personId } = draft;
  const customers = new Map<number, number>();
  for (const { to } of draft.destinations.values()) {
    if (to !== null) customers.set(to, (customers.get(to) ?? 0) + 1);
  }
  const tasks = new Map<number, number>();
  for (const { toId } of items) if (toId !== null) tasks.set(toId, (tasks.get(toId) ?? 0) + 1);
  const ended = items.filter(({ outcome }) => outcome === 'shareEnded').map(({ recordId }) => recordId);
  const losing = new Map<number, number>();
  for (let from = 0; from < ended.length; from += 500) {
    const shares = await change.trx
      .selectFrom('share')
      .select('person_id')
      .where('id', 'in', ended.slice(from, from + 500))
      .execute();
    for (const { person_id } of shares) losing.set(person_id, (losing.get(person_id) ?? 0) + 1);
  }
  const lines = (
    kind: 'handedOver' | 'handoverTasks' | 'handoverShares',
    counts: ReadonlyMap<number, number>,
  ) =>
    Array.from(counts, ([to, count]) => ({
      personId: to,
      kind,
      customerId: null,
      details: { count, personId },
    }));
  const onlyTasks = new Map([...tasks].filter(([to]) => !customers.has(to)));
  // Who becomes the owner needs no share.
  const losers = new Map([...losing].filter(([to]) => !customers.has(to)));
  await tell(change, [
    ...lines('handedOver', customers),
    ...lines('handoverTasks', onlyTasks),
    ...lines('handoverShares', losers),
  ]);
}

async function closeAccount(change: Change, personId: number): Promise<number | null> {
  const person = await findPerson(change.trx, personId);
  if (person === null || !person.active) return null;
  return (await setActive(change, person, false)).version;
}

/**
 * Spec §12: gives everything that belongs to a leaving person to others, in one transaction, and closes the account;
 * its sessions end. Handing over is assigning: claim limits do not refuse it.
 * Throws what {@link prepare} throws, `handoverChanged` when the customers are no longer those of the preview,
 * `lastAdministrator`, `invalidInput` for a reason that is too long.
 */
export async function runHandover(
  change: Change,
  input: { readonly plan: HandoverPlan; readonly reason: string | null; readonly expected: number },
): Promise<Handover> {
  const now = change.services.clock.now();
  const clock = { ...change.services.clock, now: () => now };
  const services = { ...change.services, clock };
  const { trx, actor, touched } = change;
  const at = isoNow(clock);
  const text = cleanText(input.reason ?? '');
  if (codePoints(text) > longestReason) {
    const fields = [{ path: 'reason', code: 'tooLong', params: { max: longestReason } }];
    throw new AppError('invalidInput', {}, { fields });
  }
  const reason = text === '' ? null : text;
  const draft = await prepare(trx, actor, input.plan);
  const { personId, customers } = draft;
  if (customers.filter(({ deleted }) => !deleted).length !== input.expected)
    throw new AppError('handoverChanged');
  const items = await gatherItems(draft);
  const { id } = await trx
    .insertInto('handover')
    .values({
      person_id: personId,
      by_id: actor.id,
      at,
      reason,
      account_version: null,
      last_event_id: 0,
      undone_at: null,
      undone_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const handover: WrittenHandover = { change: { ...change, services }, id, at, byId: actor.id };
  await insertItems(trx, id, items);
  await moveCustomers(handover, draft, reason);
  for (const kind of handoverKinds) {
    for (const outcome of kind.outcomes) {
      if (items.some((item) => item.outcome === outcome)) await kind.apply(handover, outcome);
    }
  }
  await tellReceivers(handover.change, draft, items);
  const account = await closeAccount(change, personId);
  await trx
    .updateTable('handover')
    .set({ account_version: account, last_event_id: await lastEvent(trx) })
    .where('id', '=', id)
    .execute();
  await logOperation(handover.change, {
    action: 'handedOver',
    entity: 'person',
    entityId: personId,
    after: { customers: customers.length, others: items.length, ...(reason !== null && { reason }) },
  });
  touched.add('customers').add('tasks').add('people');
  const [written] = await findHandovers(trx, at, { people: 'all', id });
  if (written === undefined) throw new AppError('unexpected');
  return written;
}
