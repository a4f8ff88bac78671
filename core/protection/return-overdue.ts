import type { RawBuilder, SqlBool } from 'kysely';
import { makeChange } from '../changes/index.ts';
import {
  dueBy,
  dueWithin,
  fallsBack,
  protectedAmong,
  returnToPool,
  rulesFrom,
  type ProtectedCustomer,
  type RulesFrom,
} from '../customers/index.ts';
import type { FallsBack } from '../customers/falls-back.contract.ts';
import { createTeller } from '../notices/index.ts';
import type { Services } from '../rpc/context.ts';
import { loadProtectionRules } from '../settings/index.ts';
import { addDays, isLocalDate, type LocalDate } from '../shared/local-date.ts';
import { isoNow } from '../shared/ports.ts';
import { walkCustomers } from './walk.ts';

/** The owner is warned so many days before, each once (spec §3.4). */
export const warningDays = [7, 3, 1] as const;
const firstWarning = warningDays[0];
/** So many customers in one transaction: others wait no longer for it than for any other change. */
const perTransaction = 40;
/** Warnings are forgotten so many days after the day of which they warned. */
const warningsKept = 30;

/** What the daily run did. */
export interface RunReport {
  readonly returned: number;
  readonly warned: number;
}

interface Run {
  readonly services: Services;
  readonly today: LocalDate;
  readonly rules: RulesFrom;
  readonly tell: ReturnType<typeof createTeller>;
  /** Ended early: the office closes. */
  readonly stopped: () => boolean;
}

/** Each found customer with what the rules say of it today, some dozen at a time. */
async function eachDozen(
  { services, stopped }: Run,
  condition: RawBuilder<SqlBool>,
  work: (ids: readonly number[]) => Promise<number>,
): Promise<number> {
  let done = 0;
  await walkCustomers(services, condition, async (found) => {
    for (let from = 0; from < found.length; from += perTransaction) {
      if (stopped()) return false;
      done += await work(found.slice(from, from + perTransaction).map(({ id }) => id));
      await services.betweenParts();
    }
  });
  return done;
}

function saying({ services, today, rules }: Run) {
  return (customer: ProtectedCustomer): (ProtectedCustomer & { readonly falls: FallsBack }) | null => {
    const falls = fallsBack(customer, rules, today, services.clock);
    return falls === null ? null : { ...customer, falls };
  };
}

async function returnAll(run: Run): Promise<number> {
  const { services, today, rules, tell } = run;
  const condition = dueBy(rules, today, services.clock);
  if (condition === null) return 0;
  const say = saying(run);
  let runId: number | null = null;
  return eachDozen(run, condition, (ids) =>
    makeChange(services, null, async (change) => {
      const { trx } = change;
      // Asked again in the transaction that takes them: whoever was followed up or locked meanwhile stays.
      const found = (await protectedAmong(trx, ids, condition)).flatMap((one) => say(one) ?? []);
      const overdue = found.map(({ falls, ...customer }) => ({
        ...customer,
        rule: falls.rule,
        days: falls.days,
      }));
      if (overdue.length === 0) return 0;
      if (runId === null) {
        const started = { at: isoNow(services.clock), undone_at: null, undone_by: null };
        const row = await trx
          .insertInto('automatic_return_run')
          .values(started)
          .returning('id')
          .executeTakeFirstOrThrow();
        runId = row.id;
      }
      const run_id = runId;
      const at = await returnToPool(change, overdue);
      await trx
        .insertInto('automatic_return')
        .values(
          overdue.map(({ id, ownerId, claimedAt, extendedUntil, rule, days }) => ({
            run_id,
            customer_id: id,
            owner_id: ownerId,
            claimed_at: claimedAt,
            extended_until: extendedUntil,
            rule,
            days,
            at,
          })),
        )
        .execute();
      const notices = overdue.map(({ id, ownerId, rule, days }) => ({
        personId: ownerId,
        customerId: id,
        details: { rule, days },
      }));
      await tell(change, 'fellBack', notices);
      return overdue.length;
    }),
  );
}

async function warnAll(run: Run): Promise<number> {
  const { services, today, rules, tell } = run;
  const condition = dueWithin(rules, addDays(today, firstWarning), services.clock);
  if (condition === null) return 0;
  const say = saying(run);
  return eachDozen(run, condition, (ids) =>
    makeChange(services, null, async (change) => {
      const soon = (await protectedAmong(change.trx, ids, condition)).flatMap((one) => say(one) ?? []);
      // After a pause only the nearest warning is given, not those that were missed.
      const due = soon.flatMap((one) => {
        const days = warningDays.findLast((each) => each >= one.falls.inDays);
        return days === undefined || one.falls.inDays === 0 ? [] : [{ ...one, threshold: days }];
      });
      if (due.length === 0) return 0;
      const fresh = await change.trx
        .insertInto('fall_back_warning')
        .values(
          due.map(({ id, falls, threshold }) => ({
            customer_id: id,
            falls_on: falls.on,
            days: threshold,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .returning('customer_id')
        .execute();
      const warned = new Set(fresh.map(({ customer_id }) => customer_id));
      const notices = due
        .filter(({ id }) => warned.has(id))
        .map(({ id, ownerId, falls: { rule, days, on } }) => ({
          personId: ownerId,
          customerId: id,
          details: { rule, days, on },
        }));
      await tell(change, 'fallsBackSoon', notices);
      return notices.length;
    }),
  );
}

/**
 * The daily run of spec §3.4: customers whose protection is over go back to the pool, and owners are warned of those
 * that follow. Safe to run at any time and any number of times: a second run finds nothing to do.
 */
export async function returnOverdue(
  services: Services,
  stopped: () => boolean = () => false,
): Promise<RunReport> {
  const today = services.clock.today();
  if (!isLocalDate(today)) return { returned: 0, warned: 0 };
  const rules = rulesFrom(await loadProtectionRules(services.db), today);
  const run: Run = { services, today, rules, tell: createTeller(), stopped };
  const returned = await returnAll(run);
  const warned = await warnAll(run);
  const forgotten = addDays(today, -warningsKept);
  await services.transaction((trx) =>
    trx.deleteFrom('fall_back_warning').where('falls_on', '<', forgotten).execute(),
  );
  return { returned, warned };
}
