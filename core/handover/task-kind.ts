import { sql } from 'kysely';
import { logOperations } from '../log/index.ts';
import { rightsOf } from '../permissions/load-actor.ts';
import { reaches, visible } from '../permissions/visible.ts';
import type { ReadDb } from '../shared/database.ts';
import { stillGone, type Draft, type DraftItem } from './draft.ts';
import type { HandoverKind, WrittenHandover } from './kind.ts';

interface OpenTask {
  readonly id: number;
  readonly customerId: number;
  readonly personId: number;
  readonly ownerId: number | null;
}

const openTasks = (db: ReadDb) =>
  db
    .selectFrom('task')
    .innerJoin('customer', 'customer.id', 'task.customer_id')
    .select([
      'task.id',
      'task.customer_id as customerId',
      'task.person_id as personId',
      'customer.owner_id as ownerId',
    ])
    .where('task.done_at', 'is', null)
    .where('task.deleted_at', 'is', null);

/** Their own open tasks: to the new owner of the customer, to the colleague whose customer it is, or as the plan says. */
async function theirTasks({ db, personId, plan, destinations }: Draft): Promise<DraftItem[]> {
  const tasks = await openTasks(db).where('task.person_id', '=', personId).execute();
  return tasks.map(({ id, customerId, ownerId }): DraftItem => {
    const from = { recordId: id, fromId: personId };
    const newOwner = ownerId === personId ? (destinations.get(customerId)?.to ?? null) : null;
    if (newOwner !== null) return { ...from, outcome: 'taskFollows', toId: newOwner };
    if (ownerId !== null && ownerId !== personId) return { ...from, outcome: 'taskToOwner', toId: ownerId };
    return plan.tasksTo === null
      ? { ...from, outcome: 'taskClosed', toId: null }
      : { ...from, outcome: 'taskGiven', toId: plan.tasksTo };
  });
}

/** Tasks of others on customers that change hands, where they can see the customer no more: the new owner gets them. */
async function orphaned({ db, personId, plan, today, destinations }: Draft): Promise<DraftItem[]> {
  const tasks: OpenTask[] = await openTasks(db)
    .where('customer.owner_id', '=', personId)
    .where('task.person_id', '<>', personId)
    .execute();
  if (tasks.length === 0) return [];
  const people = await db
    .selectFrom('person')
    .select(['id', 'name', 'department_id'])
    .where('id', 'in', [...new Set(tasks.map((task) => task.personId))])
    .execute();
  const items: DraftItem[] = [];
  for (const { id, name, department_id: departmentId } of people) {
    const rights = await rightsOf(db, { id, departmentId });
    const reach = visible(
      { id, name, today, ...rights, sessionId: 0, device: '', mustChangePassword: false },
      'read',
    );
    const shared = await db
      .selectFrom('share')
      .select('customer_id')
      .where('person_id', '=', id)
      .where('ended_at', 'is', null)
      .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', today)]))
      .execute();
    const stillShared = new Set(plan.shares === 'keep' ? shared.map((row) => row.customer_id) : []);
    for (const task of tasks.filter((each) => each.personId === id)) {
      const to = destinations.get(task.customerId)?.to ?? null;
      const reads =
        reaches(reach, to, null) || (reach.sharedWith !== null && stillShared.has(task.customerId));
      if (to === null || to === id || reads) continue;
      items.push({ outcome: 'taskFollows', recordId: task.id, fromId: id, toId: to });
    }
  }
  return items;
}

/** Keeps the day of the next step on the customers whose tasks were closed or opened again. */
async function keepNextSteps({ change: { trx }, id }: WrittenHandover): Promise<void> {
  await sql`update customer set next_step_on = (select min(due_on) from task
      where task.customer_id = customer.id and done_at is null and deleted_at is null)
    where id in (select task.customer_id from task join handover_item on handover_item.record_id = task.id
      where handover_item.handover_id = ${id} and handover_item.kind = 'taskClosed')`.execute(trx);
}

const items = (handoverId: number, outcome: string) => sql`(select record_id from handover_item
  where handover_id = ${handoverId} and kind = ${outcome} and undone = 0)`;

async function close(handover: WrittenHandover): Promise<void> {
  const { change, id, at, byId } = handover;
  const closed = await sql<{ id: number; customer_id: number; what: string }>`
    update task set done_at = ${at}, done_by = ${byId}, updated_at = ${at}, version = version + 1
    where id in ${items(id, 'taskClosed')} returning id, customer_id, what`.execute(change.trx);
  await logOperations(
    change,
    closed.rows.map((task) => ({
      action: 'closed',
      entity: 'task',
      entityId: task.id,
      after: { customerId: task.customer_id, what: task.what },
    })),
  );
  await keepNextSteps(handover);
}

export const taskKind: HandoverKind = {
  name: 'tasks',
  columns: ['task.person_id'],
  outcomes: ['taskFollows', 'taskToOwner', 'taskGiven', 'taskClosed'],
  found: (personId) => sql`select id, customer_id, what as text, null as person_id, due_on as day from task
    where person_id = ${personId} and done_at is null and deleted_at is null`,
  gather: async (draft) => [...(await theirTasks(draft)), ...(await orphaned(draft))],
  apply: async (handover, outcome) => {
    if (outcome === 'taskClosed') return close(handover);
    const { change, id, at } = handover;
    await sql`update task set updated_at = ${at}, version = version + 1, person_id = (
        select to_id from handover_item where handover_id = ${id} and kind = ${outcome} and record_id = task.id)
      where id in ${items(id, outcome)}`.execute(change.trx);
  },
  undo: async (handover, outcome) => {
    const { change, id, at, byId } = handover;
    const now = new Date(change.services.clock.now()).toISOString();
    const free = sql`not ${stillGone(id, 'task.customer_id')} and deleted_at is null`;
    const back =
      outcome === 'taskClosed'
        ? sql<{ id: number }>`update task set done_at = null, done_by = null, updated_at = ${now},
            version = version + 1
          where id in ${items(id, outcome)} and done_at = ${at} and done_by = ${byId} and ${free} returning id`
        : sql<{ id: number }>`update task set updated_at = ${now}, version = version + 1, person_id = (
            select from_id from handover_item where handover_id = ${id} and kind = ${outcome} and record_id = task.id)
          where id in ${items(id, outcome)} and done_at is null and ${free} and person_id = (
            select to_id from handover_item where handover_id = ${id} and kind = ${outcome} and record_id = task.id)
          returning id`;
    const { rows } = await back.execute(change.trx);
    if (outcome === 'taskClosed') await keepNextSteps(handover);
    return rows.length;
  },
};
