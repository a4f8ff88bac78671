import type { RawBuilder, SqlBool } from 'kysely';
import { logOperations } from '../log/index.ts';
import type { Change, OfficeChange } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { isoNow } from '../shared/ports.ts';
import { dropExtensionRequests, endSharesOnMove } from './after-move.ts';
import type { CustomerLevel, CustomerStatus } from './customers.contract.ts';
import type { ProtectionRule } from './falls-back.contract.ts';
import { recordOwnerships } from './ownership.ts';
import type { ProtectionFacts } from './protection.ts';

/** A claimed customer as the rules of automatic return see it. */
export interface ProtectedCustomer extends ProtectionFacts {
  readonly id: number;
  readonly ownerId: number;
  readonly claimedAt: string;
}

/** Those of the customers that meet the condition (of `dueBy` or `dueWithin`). */
export async function protectedAmong(
  db: ReadDb,
  ids: readonly number[],
  condition: RawBuilder<SqlBool>,
): Promise<ProtectedCustomer[]> {
  const rows = await db
    .selectFrom('customer')
    .select([
      'id',
      'owner_id',
      'claimed_at',
      'last_interaction_at',
      'last_deal_on',
      'status',
      'level',
      'locked',
      'extended_until',
    ])
    .where('id', 'in', ids)
    .where(condition)
    .orderBy('id')
    .execute();
  return rows.flatMap((row) =>
    row.owner_id === null || row.claimed_at === null
      ? []
      : [
          {
            id: row.id,
            ownerId: row.owner_id,
            claimedAt: row.claimed_at,
            lastInteractionAt: row.last_interaction_at,
            lastDealOn: row.last_deal_on,
            status: row.status as CustomerStatus,
            level: row.level as CustomerLevel | null,
            locked: row.locked === 1,
            extendedUntil: row.extended_until,
          },
        ],
  );
}

/** A customer that falls back now, by this rule with this figure. */
export type Overdue = ProtectedCustomer & { readonly rule: ProtectionRule; readonly days: number };

/**
 * Spec §3.4: makes customers unclaimed that were found overdue in this very transaction, with everything that a return
 * does: ownership events, shares ended, log lines with rule and figure. Telling the former owners is left to the caller.
 * Answers the one instant of all of it, by which `giveBack` knows it again.
 */
export async function returnToPool(during: OfficeChange, overdue: readonly Overdue[]): Promise<string> {
  const now = during.services.clock.now();
  const clock = { ...during.services.clock, now: () => now };
  const change = { ...during, services: { ...during.services, clock } };
  const { trx, touched } = change;
  const at = isoNow(clock);
  if (overdue.length === 0) return at;
  const ids = overdue.map(({ id }) => id);
  await trx
    .updateTable('customer')
    .set((eb) => ({
      owner_id: null,
      claimed_at: null,
      pooled_at: at,
      extended_until: null,
      updated_at: at,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', ids)
    .execute();
  await recordOwnerships(
    change,
    overdue.map(({ id, ownerId }) => ({
      customerId: id,
      kind: 'automatic',
      fromId: ownerId,
      toId: null,
      reason: null,
    })),
  );
  await endSharesOnMove(change, ids, null);
  await dropExtensionRequests(change, ids);
  await logOperations(
    change,
    overdue.map(({ id, ownerId, rule, days }) => ({
      action: 'automatic',
      entity: 'customer',
      entityId: id,
      before: { ownerId },
      after: { ownerId: null, rule, days },
    })),
  );
  touched.add('customers');
  return at;
}

/** What an automatic return took, and when. */
export interface TakenBySystem {
  readonly id: number;
  readonly ownerId: number;
  readonly claimedAt: string;
  readonly extendedUntil: string | null;
  /** The instant of the return: shares and requests that ended then come back. */
  readonly at: string;
}

/**
 * Gives customers back to whom the program took them from, as they had them, as far as nothing happened to them since;
 * protected until `protectedUntil` at least, so that the next run does not take them again. Answers which.
 */
export async function giveBack(
  change: Change,
  taken: readonly TakenBySystem[],
  protectedUntil: string,
): Promise<number[]> {
  const { trx, services, touched } = change;
  const done: TakenBySystem[] = [];
  for (const one of taken) {
    const extended = one.extendedUntil;
    const result = await trx
      .updateTable('customer')
      .set((eb) => ({
        owner_id: one.ownerId,
        claimed_at: one.claimedAt,
        pooled_at: null,
        extended_until: extended !== null && extended > protectedUntil ? extended : protectedUntil,
        updated_at: isoNow(services.clock),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', one.id)
      .where('owner_id', 'is', null)
      .where('deleted_at', 'is', null)
      .where('pooled_at', '=', one.at)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) continue;
    done.push(one);
    await trx
      .updateTable('share')
      .set((eb) => ({ ended_at: null, version: eb('version', '+', 1) }))
      .where('customer_id', '=', one.id)
      .where('ended_at', '=', one.at)
      .where('ended_by', 'is', null)
      .execute();
    await trx
      .updateTable('extension_request')
      .set({ answered_at: null })
      .where('customer_id', '=', one.id)
      .where('answered_at', '=', one.at)
      .where('answered_by', 'is', null)
      .execute();
  }
  if (done.length === 0) return [];
  await recordOwnerships(
    change,
    done.map(({ id, ownerId }) => ({
      customerId: id,
      kind: 'automaticUndone',
      fromId: null,
      toId: ownerId,
      reason: null,
    })),
  );
  await logOperations(
    change,
    done.map(({ id, ownerId }) => ({
      action: 'automaticUndone',
      entity: 'customer',
      entityId: id,
      before: { ownerId: null },
      after: { ownerId },
    })),
  );
  touched.add('customers');
  return done.map(({ id }) => id);
}
