import { accessTo, accessToMany, type CustomerAccess, type CustomerGlimpse } from '../customers/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { Task } from './tasks.contract.ts';
import { mayRead, taskAbilities } from './tasks.policy.ts';
import { findById, type StoredTask } from './tasks.repository.ts';

function present(actor: Inquiry['actor'], access: CustomerGlimpse, task: StoredTask): Task {
  const { deleted: _, ...shown } = task;
  return { ...shown, customerName: access.customer.name, abilities: taskAbilities(actor, access, task) };
}

/** Tasks with the names of their customers; without those whose customer the person may not read. */
export async function presentTasks(inquiry: Inquiry, tasks: readonly StoredTask[]): Promise<Task[]> {
  const reached = await accessToMany(
    inquiry,
    tasks.map(({ customerId }) => customerId),
  );
  return tasks.flatMap((task) => {
    const access = reached.get(task.customerId);
    return access !== undefined && mayRead(access) ? [present(inquiry.actor, access, task)] : [];
  });
}

/** A task with its customer, or `notFound`: also where the customer is not the person's to read. */
export async function loadTask(
  inquiry: Pick<Inquiry, 'db' | 'actor'>,
  id: number,
): Promise<{ task: StoredTask; access: CustomerAccess }> {
  const task = await findById(inquiry.db, id);
  const access = task === null || task.deleted ? null : await accessTo(inquiry, task.customerId);
  if (task === null || access === null || !mayRead(access)) throw new AppError('notFound');
  return { task, access };
}

export async function presentTask(inquiry: Pick<Inquiry, 'db' | 'actor'>, id: number): Promise<Task> {
  const { task, access } = await loadTask(inquiry, id);
  return present(inquiry.actor, access, task);
}
