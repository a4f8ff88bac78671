import { accessTo, readsCustomer, setFollowUp } from '../customers/index.ts';
import { differences, logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isLocalDate } from '../shared/local-date.ts';
import { isoNow } from '../shared/ports.ts';
import { requiredText } from '../shared/required-text.ts';
import { loadTask, presentTask } from './present-task.ts';
import { taskMaxLength, type Task, type TaskAbility, type TaskFields } from './tasks.contract.ts';
import { mayRead, taskAbilities } from './tasks.policy.ts';
import {
  earliestDue,
  findById,
  insertRow,
  openOfInteraction,
  removedWith,
  updateRow,
  type StoredTask,
} from './tasks.repository.ts';

const asInquiry = ({ actor, services, trx }: Change) => ({ actor, services, db: trx });

/** Keeps the customer's next step the earliest of what is open (spec §3: next step on). After every change of a task. */
async function noteNextStep({ trx, touched }: Change, customerId: number): Promise<void> {
  await setFollowUp(trx, customerId, { nextStepOn: await earliestDue(trx, customerId) });
  touched.add('tasks').add('customers');
}

async function cleanFields(
  change: Change,
  customerId: number,
  fields: TaskFields,
  before: number | null,
  prefix: string,
): Promise<TaskFields> {
  const what = requiredText(`${prefix}what`, fields.what, taskMaxLength.what);
  const refuse = (path: string, code: string, params = {}) =>
    new AppError('invalidInput', {}, { fields: [{ path: `${prefix}${path}`, code, params }] });
  if (!isLocalDate(fields.dueOn)) throw refuse('dueOn', 'notADay');
  if (fields.personId !== before) {
    const person = await change.trx
      .selectFrom('person')
      .select(['id', 'name', 'department_id', 'active'])
      .where('id', '=', fields.personId)
      .executeTakeFirst();
    if (person === undefined) throw refuse('personId', 'malformed');
    if (person.active === 0) throw refuse('personId', 'personLeft', { name: person.name });
    const { id, name, department_id: departmentId } = person;
    if (!(await readsCustomer(change, { id, name, departmentId }, customerId)))
      throw refuse('personId', 'personSeesNot', { name });
  }
  const { dueOn, personId, remindAt } = fields;
  return { what, dueOn, personId, remindAt };
}

const loggedFields = ({ what, dueOn, personId, remindAt }: TaskFields) => ({
  what,
  dueOn,
  personId,
  remindAt,
});

/**
 * Puts a task on a customer whose rights were asked already, keeps the customer's next step, and logs it. Paths of
 * refusals begin with `prefix`. Answers its id.
 */
export async function addTask(
  change: Change,
  target: { readonly customerId: number; readonly interactionId: number | null },
  fields: TaskFields,
  prefix = '',
): Promise<number> {
  const { trx, actor, services } = change;
  const cleaned = await cleanFields(change, target.customerId, fields, null, prefix);
  const id = await insertRow(trx, { ...cleaned, ...target, createdBy: actor.id, at: isoNow(services.clock) });
  await logOperation(change, {
    action: 'created',
    entity: 'task',
    entityId: id,
    after: { customerId: target.customerId, ...loggedFields(cleaned) },
  });
  await noteNextStep(change, target.customerId);
  return id;
}

/** A next step for a customer that the person logs on (spec §5). */
export async function createTask(
  change: Change,
  { customerId, ...fields }: TaskFields & { readonly customerId: number },
): Promise<Task> {
  const access = await accessTo(asInquiry(change), customerId);
  if (access === null || !mayRead(access)) throw new AppError('notFound');
  if (!access.abilities.includes('log')) throw new AppError('notAllowed');
  const id = await addTask(change, { customerId, interactionId: null }, fields);
  return presentTask(asInquiry(change), id);
}

async function loadAble(change: Change, id: number, ability: TaskAbility): Promise<StoredTask> {
  const { task, access } = await loadTask(asInquiry(change), id);
  if (!taskAbilities(change.actor, access, task).includes(ability)) throw new AppError('notAllowed');
  return task;
}

async function write(
  change: Change,
  task: StoredTask,
  values: Parameters<typeof updateRow>[2],
): Promise<void> {
  if (await updateRow(change.trx, task, values, isoNow(change.services.clock))) return;
  throw new AppError('conflict', {}, { data: await presentTask(asInquiry(change), task.id) });
}

/** Changes what, when, who and the reminder if nobody did since it was read; `conflict` with the newer task otherwise. */
export async function updateTask(
  change: Change,
  input: TaskFields & { readonly id: number; readonly version: number },
): Promise<Task> {
  const before = await loadAble(change, input.id, 'edit');
  if (before.version !== input.version) {
    throw new AppError('conflict', {}, { data: await presentTask(asInquiry(change), before.id) });
  }
  const { id: _id, version: _version, ...typed } = input;
  const fields = await cleanFields(change, before.customerId, typed, before.personId, '');
  const changed = differences<Record<string, unknown>>(loggedFields(before), loggedFields(fields));
  if (changed !== null) {
    await write(change, before, {
      what: fields.what,
      due_on: fields.dueOn,
      person_id: fields.personId,
      remind_at: fields.remindAt,
    });
    await logOperation(change, { action: 'updated', entity: 'task', entityId: before.id, ...changed });
    await noteNextStep(change, before.customerId);
  }
  return presentTask(asInquiry(change), before.id);
}

/** Ticks a task off, or opens it again; the customer's next step follows. Doing either twice does nothing more. */
export async function setTaskDone(
  change: Change,
  input: { readonly id: number; readonly done: boolean },
): Promise<Task> {
  const { actor, services } = change;
  const task = await loadAble(change, input.id, 'done');
  if ((task.doneAt !== null) !== input.done) {
    const at = isoNow(services.clock);
    await write(change, task, { done_at: input.done ? at : null, done_by: input.done ? actor.id : null });
    await logOperation(change, {
      action: input.done ? 'done' : 'reopened',
      entity: 'task',
      entityId: task.id,
      after: { customerId: task.customerId, what: task.what },
    });
    await noteNextStep(change, task.customerId);
  }
  return presentTask(asInquiry(change), task.id);
}

/** Moves the reminder of one's own task, or ends it: how a reminder is put off or taken note of. */
export async function moveReminder(
  change: Change,
  input: { readonly id: number; readonly at: string | null },
): Promise<Task> {
  const { task } = await loadTask(asInquiry(change), input.id);
  if (task.personId !== change.actor.id) throw new AppError('notAllowed');
  if (task.remindAt !== input.at) {
    await write(change, task, { remind_at: input.at });
    change.touched.add('tasks');
  }
  return presentTask(asInquiry(change), task.id);
}

async function putAway(change: Change, task: StoredTask, at: string): Promise<void> {
  await write(change, task, { deleted_at: at, deleted_by: change.actor.id });
  await logOperation(change, {
    action: 'removed',
    entity: 'task',
    entityId: task.id,
    before: { customerId: task.customerId, ...loggedFields(task) },
  });
}

/** Takes a task away that was entered by mistake. */
export async function removeTask(
  change: Change,
  input: { readonly id: number; readonly version: number },
): Promise<void> {
  const task = await loadAble(change, input.id, 'remove');
  if (task.version !== input.version) {
    throw new AppError('conflict', {}, { data: await presentTask(asInquiry(change), task.id) });
  }
  await putAway(change, task, isoNow(change.services.clock));
  await noteNextStep(change, task.customerId);
}

/** What is open of an interaction goes to the recycle bin with it, at the same instant `at`. */
export async function removeTasksOf(
  change: Change,
  interaction: { readonly id: number; readonly customerId: number },
  at: string,
): Promise<void> {
  for (const task of await openOfInteraction(change.trx, interaction.id)) await putAway(change, task, at);
  await noteNextStep(change, interaction.customerId);
}

/** What went to the recycle bin with an interaction at the instant `at` comes back with it. */
export async function restoreTasksOf(
  change: Change,
  interaction: { readonly id: number; readonly customerId: number },
  at: string,
): Promise<void> {
  for (const { id } of await removedWith(change.trx, interaction.id, at)) {
    const task = await findById(change.trx, id);
    if (task === null) continue;
    await updateRow(change.trx, task, { deleted_at: null, deleted_by: null }, isoNow(change.services.clock));
    await logOperation(change, { action: 'restored', entity: 'task', entityId: id });
  }
  await noteNextStep(change, interaction.customerId);
}
