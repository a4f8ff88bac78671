import { sql } from 'kysely';
import {
  accessTo,
  derive,
  fieldsOf,
  findCustomers,
  recordOwnerships,
  setFollowUp,
  survivorOf,
  type StoredCustomer,
} from '../customers/index.ts';
import { logOperations } from '../log/index.ts';
import { tell } from '../notices/index.ts';
import type { Change } from '../rpc/context.ts';
import { setDeleted } from '../shared/recycle-bin.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { customFieldOf, loggedDifferences, type StoredFields } from './merge-fields.ts';
import { writeSurvivor } from './merge-customers.ts';
import type { UndoneMerge } from './merging.contract.ts';
import {
  findMerges,
  followUpOf,
  laterMerge,
  markUndone,
  readStatus,
  writePointer,
  writeStatus,
  type StatusColumns,
  type StoredMerge,
} from './merging.repository.ts';
import { movedAtOnce, type Changed } from './moves.ts';
import { references } from './references.ts';

/** A merge that the person may undo now; refusals say what is in the way. */
async function loadUndoable(
  change: Change,
  mergeId: number,
): Promise<StoredMerge & { survivor: StoredCustomer }> {
  const { trx, actor } = change;
  const [merge] = await findMerges(trx, { id: mergeId });
  if (merge === undefined || merge.undone) throw new AppError('notFound');
  // Merged on, it is reached by way of where it is now.
  const onward = await survivorOf(trx, merge.survivorId);
  const reached = await accessTo({ db: trx, actor }, onward?.id ?? merge.survivorId);
  if (reached === null) throw new AppError('notFound');
  if (!reached.abilities.includes('merge')) throw new AppError('notAllowed');
  const later = await laterMerge(trx, merge);
  if (later !== null) throw new AppError('mergeNotLast', { name: later.survivor });
  if (merge.purged) throw new AppError('mergeOver');
  const [survivor] = await findCustomers(trx, [merge.survivorId]);
  if (survivor === undefined || survivor.deletedAt !== null) throw new AppError('notFound');
  return { ...merge, survivor };
}

const matches = (changed: Changed, side: 'before' | 'after') =>
  Object.entries(changed).map(([column, value]) => sql`${sql.ref(column)} is ${value[side]}`);

/** Gives back what is still with the survivor; answers how many rows are not. */
async function giveBack({ trx, services }: Change, merge: StoredMerge): Promise<number> {
  const at = isoNow(services.clock);
  let left = 0;
  for (const reference of references) {
    if (reference.how === 'stays') continue;
    const { table, column, key } = reference;
    const [name, to, by] = [sql.table(table), sql.ref(column), sql.ref(key)];
    // By its own key: a survivor may have thousands of them. Runs of automatic returns have no key of their own.
    const still = reference.how === 'special' ? to : sql`+${to}`;
    const versioned = table === 'customer' ? sql`, version = version + 1, updated_at = ${at}` : sql``;
    for (let after = 0; ;) {
      const moves = await trx
        .selectFrom('customer_merge_move')
        .select(['row_id as row', 'from_id as from'])
        .where('merge_id', '=', merge.id)
        .where('table_name', '=', table)
        .where('changed', 'is', null)
        .where('row_id', '>', after)
        .orderBy('row_id')
        .limit(movedAtOnce)
        .execute();
      const last = moves.at(-1);
      if (last === undefined) break;
      after = last.row;
      const list = JSON.stringify(moves.map(({ row, from }) => [row, from]));
      const back = await sql`
        update ${name} set ${to} = move.origin${versioned}
        from (select value ->> 0 as moved, value ->> 1 as origin from json_each(${list})) as move
        where ${still} = ${merge.survivorId} and ${by} = move.moved`.execute(trx);
      left += moves.length - Number(back.numAffectedRows ?? 0n);
      await services.breathe();
    }
  }
  return left;
}

/** What must hold of the others of a customer before a row may be as it was: at most one of a kind is open or main. */
const guards: Readonly<Record<string, ReturnType<typeof sql>>> = {
  contact: sql`not exists (select 1 from contact as other where other.customer_id = contact.customer_id
    and other.main = 1 and other.deleted_at is null and other.id <> contact.id)`,
  share: sql`not exists (select 1 from share as other where other.customer_id = share.customer_id
    and other.person_id = share.person_id and other.ended_at is null)`,
  share_request: sql`not exists (select 1 from share_request as other
    where other.customer_id = share_request.customer_id and other.person_id = share_request.person_id
    and other.answered_at is null)`,
  extension_request: sql`not exists (select 1 from extension_request as other
    where other.customer_id = extension_request.customer_id and other.answered_at is null)`,
};

/** Rows that the merge changed are as they were, where nobody has changed them since. After `giveBack`. */
async function changeBack({ trx }: Change, merge: StoredMerge): Promise<void> {
  const changes = await trx
    .selectFrom('customer_merge_move')
    .selectAll()
    .where('merge_id', '=', merge.id)
    .where('changed', 'is not', null)
    // The survivor's own before those that came, in case both cannot be.
    .orderBy('id', 'desc')
    .execute();
  for (const { table_name: table, row_id: row, changed } of changes) {
    const values = JSON.parse(changed ?? '{}') as Changed;
    const sets = Object.entries(values).map(([column, { before }]) => sql`${sql.ref(column)} = ${before}`);
    const guard = guards[table] ?? sql`1 = 1`;
    await sql`
      update ${sql.table(table)} set ${sql.join(sets)}
      where id = ${row} and ${sql.join(matches(values, 'after'), sql` and `)} and ${guard}`.execute(trx);
  }
}

const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);

/** The survivor's fields with the values of before, and those that somebody changed since. */
function fieldsBefore(survivor: StoredCustomer, { changed }: StoredMerge) {
  const now = fieldsOf(survivor);
  const kept: string[] = [];
  const back: Record<string, unknown> = {};
  const custom: Record<string, unknown> = { ...now.custom };
  for (const [field, { before, after }] of Object.entries(changed.fields)) {
    const customId = customFieldOf(field);
    const value = customId === null ? now[field as keyof StoredFields] : (now.custom[customId] ?? null);
    if (!same(value, after)) kept.push(field);
    else if (customId === null) back[field] = before;
    else if (before === null) delete custom[customId];
    else custom[customId] = before;
  }
  return { fields: { ...now, ...back, custom } as StoredFields, kept };
}

/** Owner and protection as they were, unless it has changed hands since; the dates that follow from both in any case. */
function statusBefore(now: StatusColumns, { before, after }: StoredMerge['changed']['status']) {
  const owned = ['owner_id', 'claimed_at', 'pooled_at'] as const;
  const untouched = owned.every((column) => now[column] === after[column]);
  const { owner_id, claimed_at, pooled_at, locked, extended_until } = before;
  const columns: Partial<StatusColumns> = {
    created_at: before.created_at,
    ...(now.last_deal_on === after.last_deal_on && { last_deal_on: before.last_deal_on }),
    ...(untouched && { owner_id, claimed_at, pooled_at }),
    ...(untouched && now.locked === after.locked && { locked }),
    ...(untouched && now.extended_until === after.extended_until && { extended_until }),
  };
  return { columns, untouched };
}

const label = ({ number, name }: { readonly number: string; readonly name: string }) => `${number} ${name}`;

/**
 * Spec §3.10: undoes a merge. What was moved goes back, the others leave the recycle bin, fields of the survivor are as they
 * were unless somebody changed them since. What came to the survivor after the merge stays with it. Throws `notFound`,
 * `mergeNotLast` while a later merge stands in the way, `mergeOver` when one of them has been removed for good.
 */
export async function undoMerge(change: Change, mergeId: number): Promise<UndoneMerge> {
  const { trx, actor, services, touched } = change;
  const merge = await loadUndoable(change, mergeId);
  const { survivor } = merge;
  const at = isoNow(services.clock);
  const others = await findCustomers(
    trx,
    merge.parts.map(({ id }) => id),
  );
  const left = await giveBack(change, merge);
  for (const other of others) {
    if (!(await setDeleted(trx, 'customer', other.id, null, at))) throw new AppError('conflict');
    await writePointer(trx, other.id, null);
    await services.search.put(trx, other.id, derive(other, other.number).tokens);
  }
  const now = (await readStatus(trx, [survivor.id])).get(survivor.id);
  if (now === undefined) throw new AppError('notFound');
  const { fields, kept } = fieldsBefore(survivor, merge);
  await writeSurvivor(change, survivor, fields);
  const { columns, untouched } = statusBefore(now, merge.changed.status);
  await writeStatus(trx, survivor.id, columns, at);
  await changeBack(change, merge);
  for (const { id } of [survivor, ...others]) await setFollowUp(trx, id, await followUpOf(trx, id));
  await markUndone(trx, mergeId, { personId: actor.id, at });

  const ownerId = columns.owner_id === undefined ? survivor.ownerId : columns.owner_id;
  const differing = await loggedDifferences(trx, fieldsOf(survivor), fields);
  await recordOwnerships(change, [
    { customerId: survivor.id, kind: 'mergeUndone', fromId: survivor.ownerId, toId: ownerId, reason: null },
    ...others.map((other) => ({
      customerId: other.id,
      kind: 'mergeUndone' as const,
      fromId: null,
      toId: other.ownerId,
      reason: null,
    })),
  ]);
  await logOperations(change, [
    {
      action: 'mergeUndone',
      entity: 'customer',
      entityId: survivor.id,
      before: { ...differing.before, ownerId: survivor.ownerId, mergedFrom: others.map(label) },
      after: { ...differing.after, ownerId },
    },
    ...others.map((other) => ({
      action: 'mergeUndone',
      entity: 'customer' as const,
      entityId: other.id,
      before: { mergedInto: label(survivor) },
      after: { ownerId: other.ownerId },
    })),
  ]);
  const owners = new Set([survivor.ownerId, ownerId, ...others.map((other) => other.ownerId)]);
  await tell(
    change,
    [...owners].flatMap((personId) =>
      personId === null
        ? []
        : [
            {
              personId,
              kind: 'mergeUndone' as const,
              customerId: others.find((other) => other.ownerId === personId)?.id ?? survivor.id,
              details: { name: others[0]?.name ?? '', count: others.length },
            },
          ],
    ),
  );
  for (const topic of ['customers', 'contacts', 'interactions', 'attachments', 'tasks', 'notices'] as const)
    touched.add(topic);
  const owner = merge.changed.status;
  const ownerKept = !untouched && owner.before.owner_id !== owner.after.owner_id;
  return {
    restored: others.map(({ id, name }) => ({ id, name })),
    keptFields: ownerKept ? [...kept, 'ownerId'] : kept,
    left,
  };
}
