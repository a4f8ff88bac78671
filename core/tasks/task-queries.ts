import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { accessTo } from '../customers/index.ts';
import { ownersWithin, type Actor } from '../permissions/actor.ts';
import { reachPredicate, visible } from '../permissions/visible.ts';
import type { Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import type { Count, Page } from '../shared/paging.ts';
import { isoNow } from '../shared/ports.ts';
import { presentTasks } from './present-task.ts';
import {
  soonDays,
  type DueGroup,
  type Task,
  type TaskCounts,
  type TaskListInput,
  type UnfollowedCustomer,
} from './tasks.contract.ts';
import { mayRead } from './tasks.policy.ts';
import { countWhere, dueByPerson, findWhere } from './tasks.repository.ts';

type Sql = RawBuilder<SqlBool>;
const and = (parts: readonly Sql[]): Sql => sql.join(parts, sql` and `);

/** Tasks count no further than this: what is beyond reads "more than 1,000". */
const taskCountLimit = 1000;

function officeDay({ services }: Pick<Inquiry, 'services'>) {
  const today = services.clock.today();
  if (!isLocalDate(today)) throw new Error(`The clock has no day: ${today}`);
  return today;
}

/** The reach of the person, as every other list has it. */
function reached(actor: Actor): Sql[] {
  const reach = reachPredicate(visible(actor, 'read'));
  return reach === null ? [] : [reach];
}

const open = sql<SqlBool>`task.done_at is null`;

function dueIn(inquiry: Inquiry, due: DueGroup): Sql {
  const today = officeDay(inquiry);
  switch (due) {
    case 'overdue':
      return sql`${open} and task.due_on < ${today}`;
    case 'today':
      return sql`${open} and task.due_on = ${today}`;
    case 'soon':
      return sql`${open} and task.due_on > ${today} and task.due_on <= ${addDays(today, soonDays)}`;
    case 'later':
      return sql`${open} and task.due_on > ${addDays(today, soonDays)}`;
    case 'open':
      return open;
    case 'done':
      return sql`task.done_at is not null`;
  }
}

function parseAfter(after: string): { value: string; id: number } {
  const [value = '', id = ''] = after.split('|');
  if (!/^[\d:.TZ-]{10,24}$/.test(value) || !/^\d{1,15}$/.test(id))
    throw new AppError('invalidInput', {}, { field: 'after' });
  return { value, id: Number(id) };
}

/** Tasks of one customer, or of one person (the asker where neither is named), by their day; done ones the latest first. */
export async function listTasks(inquiry: Inquiry, input: TaskListInput): Promise<Page<Task>> {
  const { customerId, due, limit } = input;
  const conditions = [dueIn(inquiry, due)];
  if (customerId === undefined) {
    conditions.push(sql`task.person_id = ${input.personId ?? inquiry.actor.id}`, ...reached(inquiry.actor));
  } else {
    if (!mayRead(await accessTo(inquiry, customerId))) throw new AppError('notFound');
    conditions.push(sql`task.customer_id = ${customerId}`);
    if (input.personId !== undefined) conditions.push(sql`+task.person_id = ${input.personId}`);
  }
  const after = input.after === undefined ? null : parseAfter(input.after);
  const done = due === 'done';
  if (after !== null) {
    conditions.push(
      done
        ? sql`(task.done_at, task.id) < (${after.value}, ${after.id})`
        : sql`(task.due_on, task.id) > (${after.value}, ${after.id})`,
    );
  }
  const order = done ? sql`task.done_at desc, task.id desc` : sql`task.due_on, task.id`;
  const found = await findWhere(inquiry.db, and(conditions), order, limit + 1);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: await presentTasks(inquiry, page),
    next: last === undefined ? null : `${done ? (last.doneAt ?? '') : last.dueOn}|${last.id}`,
  };
}

/** Whose figures a superior sees: everyone's, or those of the people within the reach of *see customers*; not one's own. */
function team(actor: Actor): Sql | null {
  const scope = actor.grants.get('customers.see') ?? 'own';
  const others = scope === 'all' ? null : ownersWithin(actor, scope).filter((id) => id !== actor.id);
  if (others === null) return sql`task.person_id <> ${actor.id}`;
  return others.length === 0 ? null : sql`task.person_id in (${sql.join(others)})`;
}

/** The figures of *Today*: one's own open tasks by their day, and what is due in the team, per person. */
export async function countTasks(inquiry: Inquiry): Promise<TaskCounts> {
  const { db, actor } = inquiry;
  const today = officeDay(inquiry);
  const own = sql<SqlBool>`task.person_id = ${actor.id}`;
  const count = async (due: DueGroup): Promise<Count> => {
    const where = and([own, dueIn(inquiry, due), ...reached(actor)]);
    const rows = await countWhere(db, where, taskCountLimit + 1);
    return { count: Math.min(rows, taskCountLimit), more: rows > taskCountLimit };
  };
  const others = team(actor);
  const people = others === null ? [] : await dueByPerson(db, and([others, ...reached(actor)]), today);
  return {
    today,
    overdue: await count('overdue'),
    dueToday: await count('today'),
    soon: await count('soon'),
    team: people
      .map(({ personId, due, overdue }) => ({ personId, overdue, today: due - overdue }))
      .toSorted((a, b) => b.overdue - a.overdue || b.today - a.today || a.personId - b.personId),
  };
}

const remindersShown = 50;

/** One's own open tasks whose reminder has come: what the bell shows (spec §5). */
export async function dueReminders(inquiry: Inquiry): Promise<{ rows: readonly Task[]; count: Count }> {
  const { db, actor, services } = inquiry;
  const where = and([
    open,
    sql`task.person_id = ${actor.id}`,
    sql`task.remind_at is not null and task.remind_at <= ${isoNow(services.clock)}`,
    ...reached(actor),
  ]);
  const rows = await findWhere(db, where, sql`task.remind_at desc, task.id desc`, remindersShown);
  const count = await countWhere(db, where, taskCountLimit + 1);
  return {
    rows: await presentTasks(inquiry, rows),
    count: { count: Math.min(count, taskCountLimit), more: count > taskCountLimit },
  };
}

/** One's own customers without an interaction since they were claimed, the longest held first (spec §3.4: counts from the claim). */
export async function listNeverFollowed(
  { db, actor }: Inquiry,
  input: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<UnfollowedCustomer>> {
  const after = input.after === undefined ? null : parseAfter(input.after);
  const beyond = after === null ? sql`` : sql` and (claimed_at, id) > (${after.value}, ${after.id})`;
  const found = await sql<UnfollowedCustomer>`
    select id, number, name, claimed_at as "claimedAt" from customer
    where owner_id = ${actor.id} and deleted_at is null
      and (last_interaction_at is null or last_interaction_at < claimed_at)${beyond}
    order by claimed_at, id limit ${input.limit + 1}`.execute(db);
  const rows = found.rows.slice(0, input.limit);
  const last = found.rows.length > input.limit ? rows.at(-1) : undefined;
  return { rows, next: last === undefined ? null : `${last.claimedAt}|${last.id}` };
}
