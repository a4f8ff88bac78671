import type { Change } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import type { Clock } from '../shared/ports.ts';
import { withMerged } from './merged.ts';

/** The limits that hold for one person: of several roles the most generous of each (spec §3.3). Null: no limit. */
export interface Limits {
  readonly maxHeld: number | null;
  readonly heldWithoutDeals: boolean;
  readonly maxClaimsPerDay: number | null;
  readonly coolDownDays: number | null;
}

const dayMs = 24 * 60 * 60 * 1000;

function largest(values: readonly (number | null)[]): number | null {
  return values.some((value) => value === null) ? null : Math.max(...values.map((value) => value ?? 0));
}

/** A role without a line sets no limits; only roles that may claim count. */
export async function limitsOf(db: ReadDb, personId: number): Promise<Limits> {
  const rows = await db
    .selectFrom('person_role')
    .innerJoin('role_right', 'role_right.role_id', 'person_role.role_id')
    .leftJoin('claim_limit', 'claim_limit.role_id', 'person_role.role_id')
    .select([
      'claim_limit.max_held',
      'claim_limit.held_without_deals',
      'claim_limit.max_claims_per_day',
      'claim_limit.cool_down_days',
    ])
    .where('person_role.person_id', '=', personId)
    .where('role_right.right_name', '=', 'customers.claim')
    .execute();
  if (rows.length === 0) {
    return { maxHeld: null, heldWithoutDeals: false, maxClaimsPerDay: null, coolDownDays: null };
  }
  const coolDowns = rows.map((row) => row.cool_down_days);
  return {
    maxHeld: largest(rows.map((row) => row.max_held)),
    heldWithoutDeals: rows.some((row) => row.held_without_deals === 1),
    maxClaimsPerDay: largest(rows.map((row) => row.max_claims_per_day)),
    coolDownDays: coolDowns.some((days) => days === null)
      ? null
      : Math.min(...coolDowns.map((days) => days ?? 0)),
  };
}

/** Customers a person holds now, deal customers left out where the rule says so. */
export async function heldBy(db: ReadDb, personId: number, withoutDeals: boolean): Promise<number> {
  const held = await db
    .selectFrom('customer')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('owner_id', '=', personId)
    .where('deleted_at', 'is', null)
    .$if(withoutDeals, (query) => query.where('status', '<>', 'deal'))
    .executeTakeFirstOrThrow();
  return held.held;
}

/** Claims a person made today, whatever became of them: claiming and returning gains nothing. */
export async function claimsToday(db: ReadDb, clock: Clock, personId: number): Promise<number> {
  const claims = await db
    .selectFrom('ownership_event')
    .select((eb) => eb.fn.countAll<number>().as('claims'))
    .where('to_id', '=', personId)
    .where('kind', '=', 'claimed')
    .where('at', '>=', clock.startOf(clock.today()))
    .executeTakeFirstOrThrow();
  return claims.claims;
}

/** Refuses with `limitHeld` when the person would hold one customer too many. */
export async function assertMayHold(
  { trx }: Pick<Change, 'trx'>,
  person: { readonly id: number; readonly name: string },
  limits: Limits,
  isDeal: boolean,
): Promise<void> {
  if (limits.maxHeld === null || (limits.heldWithoutDeals && isDeal)) return;
  const held = await heldBy(trx, person.id, limits.heldWithoutDeals);
  if (held >= limits.maxHeld)
    throw new AppError('limitHeld', { name: person.name, held, max: limits.maxHeld });
}

/** Refuses with `limitClaimsPerDay` when today's claims are used up. */
export async function assertMayClaimToday(
  { trx, services }: Pick<Change, 'trx' | 'services'>,
  personId: number,
  limits: Limits,
): Promise<void> {
  if (limits.maxClaimsPerDay === null) return;
  const claims = await claimsToday(trx, services.clock, personId);
  if (claims >= limits.maxClaimsPerDay) {
    throw new AppError('limitClaimsPerDay', { claims, max: limits.maxClaimsPerDay });
  }
}

/** Refuses with `limitCoolDown` somebody who owned the customer within the last N days. */
export async function assertCooledDown(
  { trx, services }: Pick<Change, 'trx' | 'services'>,
  personId: number,
  customerId: number,
  limits: Limits,
): Promise<void> {
  if (limits.coolDownDays === null) return;
  const last = await trx
    .selectFrom('ownership_event')
    .select('at')
    .where('from_id', '=', personId)
    // Whoever owned one that was merged into it owned a part of it.
    .where('customer_id', 'in', await withMerged(trx, customerId))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return;
  const passed = Math.floor((services.clock.now() - Date.parse(last.at)) / dayMs);
  if (passed < limits.coolDownDays) {
    throw new AppError('limitCoolDown', { days: limits.coolDownDays, left: limits.coolDownDays - passed });
  }
}
