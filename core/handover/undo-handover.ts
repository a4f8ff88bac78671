import { logOperation } from '../log/index.ts';
import { tell } from '../notices/index.ts';
import { findPerson, setActive } from '../people/index.ts';
import type { Change } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import type { UndoReport } from './handover.contract.ts';
import { mayHandOver } from './handover.policy.ts';
import { undoEnd, undoHours } from './handover.repository.ts';
import { handoverKinds } from './kinds.ts';
import { giveCustomersBack } from './move-customers.ts';

/**
 * The account signs in again if it is as the handover left it: what an administrator has decided about it since stays.
 * Answers whether it does.
 */
async function reopen(change: Change, personId: number, version: number | null): Promise<boolean> {
  const person = await findPerson(change.trx, personId);
  if (person === null || person.active || person.version !== version) return person?.active === true;
  return (await setActive(change, person, true)).active;
}

/**
 * Undoes a handover within 24 hours, in one transaction: customers that nobody moved, deleted or merged since go back as
 * they were, with the tasks, shares and requests that nobody touched; the account is opened again.
 * Throws `notFound`, `handoverTooOld`, `handoverUndone`.
 */
export async function undoHandover(change: Change, id: number): Promise<UndoReport> {
  const { trx, actor, services, touched } = change;
  const found = await trx.selectFrom('handover').selectAll().where('id', '=', id).executeTakeFirst();
  if (found === undefined || !mayHandOver(actor, found.person_id)) throw new AppError('notFound');
  if (found.undone_at !== null) throw new AppError('handoverUndone');
  const now = isoNow(services.clock);
  if (now >= undoEnd(found.at)) throw new AppError('handoverTooOld', { hours: undoHours });
  await trx
    .updateTable('handover')
    .set({ undone_at: now, undone_by: actor.id })
    .where('id', '=', id)
    .execute();
  const handover = { change, id, at: found.at, byId: found.by_id };
  const personId = found.person_id;
  const given = await giveCustomersBack(handover, personId, found.last_event_id);
  const restored = [...given.values()].reduce((sum, count) => sum + count, 0);
  let tasks = 0;
  let shares = 0;
  for (const kind of handoverKinds) {
    for (const outcome of kind.outcomes) {
      const back = await kind.undo(handover, outcome);
      if (kind.name === 'tasks') tasks += back;
      if (kind.name === 'sharesGiven' || kind.name === 'sharesReceived') shares += back;
    }
  }
  const { all } = await trx
    .selectFrom('handover_customer')
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .where('handover_id', '=', id)
    .where('deleted', '=', 0)
    .executeTakeFirstOrThrow();
  const active = await reopen(change, personId, found.account_version);
  await tell(
    change,
    [...given].flatMap(([to, count]) =>
      to === null
        ? []
        : [{ personId: to, kind: 'handoverUndone' as const, customerId: null, details: { count, personId } }],
    ),
  );
  await logOperation(change, {
    action: 'handoverUndone',
    entity: 'person',
    entityId: personId,
    after: { customers: restored },
  });
  touched.add('customers').add('tasks').add('people');
  return { restored, left: all - restored, tasks, shares, active };
}
