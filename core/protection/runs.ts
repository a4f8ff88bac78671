import { sql } from 'kysely';
import { makeChange } from '../changes/index.ts';
import { accessToMany, giveBack } from '../customers/index.ts';
import type { ProtectionRule } from '../customers/falls-back.contract.ts';
import { logOperation } from '../log/index.ts';
import { createTeller } from '../notices/index.ts';
import type { Actor } from '../permissions/actor.ts';
import { reachPredicate, visible } from '../permissions/visible.ts';
import type { Inquiry, Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import { isoNow } from '../shared/ports.ts';
import type { ReturnedCustomer, ReturnRun } from './protection.contract.ts';

const hour = 3_600_000;
/** A run can be undone for so long (spec §3.4). */
const undoHours = 24;
/** What an undone run gave back is safe from the next one for so many days, so that the owner can do something. */
const graceDays = 7;
const runsShown = 20;
const perTransaction = 40;
const namesShown = 20;

const undoEnd = (at: string) => new Date(Date.parse(at) + undoHours * hour).toISOString();

/** The latest automatic returns, newest first, with what each rule took. */
export async function listRuns({ db, services }: Pick<Inquiry, 'db' | 'services'>): Promise<ReturnRun[]> {
  const runs = await db
    .selectFrom('automatic_return_run')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(runsShown)
    .execute();
  if (runs.length === 0) return [];
  const parts = await db
    .selectFrom('automatic_return')
    .select((eb) => [
      'run_id',
      'rule',
      'days',
      eb.fn.countAll<number>().as('returned'),
      sql<number>`sum(undone)`.as('restored'),
    ])
    .where(
      'run_id',
      'in',
      runs.map(({ id }) => id),
    )
    .groupBy(['run_id', 'rule', 'days'])
    .orderBy('rule')
    .orderBy('days')
    .execute();
  const now = isoNow(services.clock);
  return runs.map((run) => {
    const of = parts.filter(({ run_id }) => run_id === run.id);
    const until = undoEnd(run.at);
    return {
      id: run.id,
      at: run.at,
      returned: of.reduce((sum, { returned }) => sum + returned, 0),
      rules: of.map(({ rule, days, returned }) => ({ rule: rule as ProtectionRule, days, returned })),
      undoUntil: run.undone_at === null && now < until ? until : null,
      undoneAt: run.undone_at,
      undoneBy: run.undone_by,
      restored: of.reduce((sum, { restored }) => sum + restored, 0),
    };
  });
}

/** What a run took, of the customers that the person knows of; a page in the order of their ids. */
export async function listRunCustomers(
  { db, actor }: Inquiry,
  { id, after, limit }: { readonly id: number; readonly after?: number | undefined; readonly limit: number },
): Promise<{ rows: readonly ReturnedCustomer[]; next: number | null }> {
  const reach = reachPredicate(visible(actor, 'exists'));
  const found = await sql<Omit<ReturnedCustomer, 'restored'> & { undone: number }>`
    select customer.id, customer.number, customer.name, automatic_return.owner_id as "ownerId",
      automatic_return.rule, automatic_return.days, automatic_return.undone
    from automatic_return join customer on customer.id = automatic_return.customer_id
    where automatic_return.run_id = ${id} and automatic_return.customer_id > ${after ?? 0}
      and customer.deleted_at is null ${reach === null ? sql`` : sql`and ${reach}`}
    order by automatic_return.customer_id limit ${limit + 1}`.execute(db);
  const rows = found.rows.slice(0, limit).map(({ undone, ...row }) => ({ ...row, restored: undone === 1 }));
  return { rows, next: found.rows.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/**
 * Undoes one automatic return as a whole: customers that nobody claimed, moved or deleted since go back to their former
 * owner as they had them, and are safe for a week. Doing it again goes on where it was
 * interrupted. Throws `notFound`, `runTooOld`.
 */
export async function undoRun(
  { services, actor }: { readonly services: Services; readonly actor: Actor },
  id: number,
): Promise<{ restored: number; left: number; names: readonly string[] }> {
  const { clock, db } = services;
  const today = clock.today();
  if (!isLocalDate(today)) throw new AppError('unexpected');
  const protectedUntil = addDays(today, graceDays);
  await makeChange(services, actor, async (change) => {
    const { trx } = change;
    const run = await trx
      .selectFrom('automatic_return_run')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (run === undefined) throw new AppError('notFound');
    if (isoNow(clock) >= undoEnd(run.at)) throw new AppError('runTooOld', { hours: undoHours });
    if (run.undone_at !== null) return;
    await trx
      .updateTable('automatic_return_run')
      .set({ undone_at: isoNow(clock), undone_by: actor.id })
      .where('id', '=', id)
      .execute();
    await logOperation(change, {
      action: 'automaticReturnUndone',
      entity: 'setting',
      entityId: null,
      after: { run: id, at: run.at },
    });
  });
  const say = createTeller();
  let restored = 0;
  const left: number[] = [];
  for (let after = 0; ;) {
    const taken = await db
      .selectFrom('automatic_return')
      .innerJoin('person', 'person.id', 'automatic_return.owner_id')
      .select([
        'automatic_return.customer_id as id',
        'automatic_return.owner_id as ownerId',
        'automatic_return.claimed_at as claimedAt',
        'automatic_return.extended_until as extendedUntil',
        'automatic_return.at',
        'person.active',
      ])
      .where('automatic_return.run_id', '=', id)
      .where('automatic_return.undone', '=', 0)
      .where('automatic_return.customer_id', '>', after)
      .orderBy('automatic_return.customer_id')
      .limit(perTransaction)
      .execute();
    const last = taken.at(-1);
    if (last === undefined) break;
    after = last.id;
    const done = new Set(
      await makeChange(services, actor, async (change) => {
        const back = await giveBack(
          change,
          taken.filter(({ active }) => active === 1),
          protectedUntil,
        );
        if (back.length === 0) return back;
        await change.trx
          .updateTable('automatic_return')
          .set({ undone: 1 })
          .where('run_id', '=', id)
          .where('customer_id', 'in', back)
          .execute();
        const owners = new Map(taken.map((one) => [one.id, one.ownerId]));
        await say(
          change,
          'fellBackUndone',
          back.map((customerId) => ({
            personId: owners.get(customerId) ?? 0,
            customerId,
            details: { on: protectedUntil },
          })),
        );
        return back;
      }),
    );
    restored += done.size;
    left.push(...taken.filter((one) => !done.has(one.id)).map((one) => one.id));
    await services.breathe();
  }
  const named = await accessToMany({ db, actor }, left.slice(0, namesShown));
  return { restored, left: left.length, names: [...named.values()].map(({ customer }) => customer.name) };
}
