import { accessTo } from '../customers/index.ts';
import { logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import { loadProtectionRules } from '../settings/index.ts';
import { oneByOne, type BatchAnswer } from '../shared/batch.ts';
import { AppError } from '../shared/errors.ts';

async function assertMayLock({ trx }: Change, ownerId: number, max: number | null): Promise<void> {
  if (max === null) return;
  const { locked } = await trx
    .selectFrom('customer')
    .select((eb) => eb.fn.countAll<number>().as('locked'))
    .where('owner_id', '=', ownerId)
    .where('locked', '=', 1)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (locked < max) return;
  const owner = await trx.selectFrom('person').select('name').where('id', '=', ownerId).executeTakeFirst();
  throw new AppError('limitLocked', { name: owner?.name ?? '', locked, max });
}

/**
 * Spec §3.4: a locked customer never falls back by itself. The limit counts the locked customers of its owner. A refusal
 * of one leaves the others done; what is as wanted already is done.
 */
export async function lockCustomers(
  change: Change,
  { ids, locked }: { readonly ids: readonly number[]; readonly locked: boolean },
): Promise<BatchAnswer> {
  const { trx, actor, touched } = change;
  const { maxLocked } = await loadProtectionRules(trx);
  return oneByOne(ids, async (id, called) => {
    const access = await accessTo({ db: trx, actor }, id);
    if (access === null) throw new AppError('notFound');
    const { customer, abilities } = access;
    called(customer.name);
    if (customer.ownerId === null) throw new AppError('notClaimed');
    if (!abilities.includes('lock')) throw new AppError('notAllowed');
    if (customer.locked !== locked) {
      if (locked) await assertMayLock(change, customer.ownerId, maxLocked);
      // The record that people type stays at its version: nobody who edits it is disturbed.
      await trx
        .updateTable('customer')
        .set({ locked: locked ? 1 : 0 })
        .where('id', '=', id)
        .execute();
      const action = locked ? 'locked' : 'unlocked';
      await logOperation(change, { action, entity: 'customer', entityId: id });
      touched.add('customers');
    }
  });
}
