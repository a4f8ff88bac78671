import { sql } from 'kysely';
import { logOperations } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import { isoNow } from '../shared/ports.ts';
import { inSheetOrder, type Draft } from './draft.ts';
import type { WrittenHandover } from './kind.ts';

/** So many customers in one statement: what reads meanwhile waits no longer for it than for any other. */
const perStatement = 200;

type Moved = ReturnType<typeof inSheetOrder>[number] & { readonly position: number };

async function writeRows({ change, id }: WrittenHandover, rows: readonly Moved[]): Promise<void> {
  await change.trx
    .insertInto('handover_customer')
    .values(
      rows.map((row) => ({
        handover_id: id,
        position: row.position,
        customer_id: row.id,
        to_id: row.to,
        number: row.number,
        name: row.name,
        status: row.status,
        level: row.level,
        tasks: row.tasks,
        claimed_at: row.claimedAt,
        extended_until: row.extendedUntil,
        locked: row.locked ? 1 : 0,
        deleted: row.deleted ? 1 : 0,
      })),
    )
    .execute();
}

/** The owner changes for all customers of one stretch of the sheet; each has its event and its line of the log. */
async function moveStretch(
  { change, id, at, byId }: WrittenHandover,
  personId: number,
  rows: readonly Moved[],
  reason: string | null,
): Promise<void> {
  const { trx } = change;
  const stretch = sql`handover_id = ${id} and customer_id between ${rows[0]?.id ?? 0} and ${rows.at(-1)?.id ?? 0}`;
  const own = sql`(select to_id from handover_customer where handover_id = ${id} and customer_id = customer.id)`;
  await sql`update customer set owner_id = ${own}, locked = 0, extended_until = null, updated_at = ${at},
      version = version + 1, claimed_at = case when ${own} is null then null else ${at} end,
      pooled_at = case when ${own} is null then ${at} else null end
    where id in (${sql.join(rows.map((row) => row.id))}) and owner_id = ${personId}`.execute(trx);
  await sql`insert into ownership_event (customer_id, kind, from_id, to_id, by_id, reason, at)
    select customer_id, 'handedOver', ${personId}, to_id, ${byId}, ${reason}, ${at}
    from handover_customer where ${stretch} order by customer_id`.execute(trx);
  await logOperations(
    change,
    rows.map((row) => ({
      action: 'handedOver',
      entity: 'customer',
      entityId: row.id,
      before: { ownerId: personId },
      after: { ownerId: row.to, ...(reason !== null && { reason }) },
    })),
  );
}

/** Moves all customers of the draft, in the transaction of the handover; whoever only reads goes on meanwhile. */
export async function moveCustomers(
  handover: WrittenHandover,
  draft: Draft,
  reason: string | null,
): Promise<void> {
  const rows = inSheetOrder(draft).map((row, index) => ({ ...row, position: index + 1 }));
  for (let from = 0; from < rows.length; from += perStatement) {
    await writeRows(handover, rows.slice(from, from + perStatement));
    await handover.change.services.breathe();
  }
  // In the order in which they lie in the file.
  const lying = rows.toSorted((a, b) => a.id - b.id);
  for (let from = 0; from < lying.length; from += perStatement) {
    await moveStretch(handover, draft.personId, lying.slice(from, from + perStatement), reason);
    await handover.change.services.breathe();
  }
}

/** Customers of the handover that are where it left them. */
const untouched = (lastEvent: number) => sql`exists (select 1 from customer
  where customer.id = handover_customer.customer_id and customer.owner_id is not distinct from handover_customer.to_id
    and case when customer.deleted_at is null then 0 else 1 end = handover_customer.deleted
    and not exists (select 1 from ownership_event
      where ownership_event.customer_id = customer.id and ownership_event.id > ${lastEvent}))`;

/**
 * Gives customers that nobody moved, deleted or merged since back to the person, as they were: claimed when they were,
 * locked and extended as they were. Answers how many each receiver gave back (null: the pool),
 * without those in the recycle bin.
 */
export async function giveCustomersBack(
  { change, id }: WrittenHandover,
  personId: number,
  lastEvent: number,
): Promise<ReadonlyMap<number | null, number>> {
  const { trx, services, actor } = change;
  const at = isoNow(services.clock);
  await sql`update handover_customer set undone = 1 where handover_id = ${id} and ${untouched(lastEvent)}`.execute(
    trx,
  );
  const rows = await trx
    .selectFrom('handover_customer')
    .select(['position', 'customer_id', 'to_id', 'deleted'])
    .where('handover_id', '=', id)
    .where('undone', '=', 1)
    .orderBy('customer_id')
    .execute();
  const given = new Map<number | null, number>();
  for (const { to_id, deleted } of rows) if (deleted === 0) given.set(to_id, (given.get(to_id) ?? 0) + 1);
  for (let from = 0; from < rows.length; from += perStatement) {
    const stretch = rows.slice(from, from + perStatement);
    await giveStretchBack(change, { id, personId, at, byId: actor.id }, stretch);
    await services.breathe();
  }
  return given;
}

async function giveStretchBack(
  change: Change,
  undo: { readonly id: number; readonly personId: number; readonly at: string; readonly byId: number },
  rows: readonly { readonly position: number; readonly customer_id: number; readonly to_id: number | null }[],
): Promise<void> {
  const { trx } = change;
  const { id, personId, at, byId } = undo;
  const ids = rows.map((row) => row.customer_id);
  const stretch = sql`handover_id = ${id} and undone = 1 and customer_id between ${ids[0] ?? 0} and ${ids.at(-1) ?? 0}`;
  const before = (column: string) =>
    sql`(select ${sql.ref(column)} from handover_customer as was where was.handover_id = ${id} and was.customer_id = customer.id)`;
  await sql`update customer set owner_id = ${personId}, pooled_at = null, claimed_at = ${before('was.claimed_at')},
      extended_until = ${before('was.extended_until')}, locked = ${before('was.locked')}, updated_at = ${at},
      version = version + 1
    where id in (${sql.join(ids)})`.execute(trx);
  await sql`insert into ownership_event (customer_id, kind, from_id, to_id, by_id, reason, at)
    select customer_id, 'handoverUndone', to_id, ${personId}, ${byId}, null, ${at}
    from handover_customer where ${stretch} order by customer_id`.execute(trx);
  await logOperations(
    change,
    rows.map((row) => ({
      action: 'handoverUndone',
      entity: 'customer',
      entityId: row.customer_id,
      before: { ownerId: row.to_id },
      after: { ownerId: personId },
    })),
  );
}
