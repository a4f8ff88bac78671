import { setDeleted } from '../customers/index.ts';
import { logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change, Services } from '../rpc/context.ts';
import { isoNow } from '../shared/ports.ts';

const chunk = 40;

/**
 * Takes out again what an import created, some at a time, each with its log line. Customers that somebody has claimed or
 * changed meanwhile stay; answers how many. `progress` is told how many are gone.
 */
export async function undoImport(
  services: Services,
  actor: Actor,
  importId: number,
  progress: (removed: number) => void,
): Promise<number> {
  let removed = 0;
  let last = 0;
  for (;;) {
    const rows = await services.db
      .selectFrom('customer')
      .select('id')
      .where('import_id', '=', importId)
      .where('deleted_at', 'is', null)
      .where('id', '>', last)
      .orderBy('id')
      .limit(chunk)
      .execute();
    const end = rows.at(-1);
    if (end === undefined) break;
    last = end.id;
    removed += await services.transaction((trx) =>
      removeUntouched(
        { services, actor, trx, touched: new Set() },
        rows.map(({ id }) => id),
      ),
    );
    progress(removed);
    await services.breathe();
  }
  const { kept } = await services.db
    .selectFrom('customer')
    .select(({ fn }) => fn.countAll<number>().as('kept'))
    .where('import_id', '=', importId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return kept;
}

async function removeUntouched(change: Change, ids: readonly number[]): Promise<number> {
  const { trx, services, actor } = change;
  const at = isoNow(services.clock);
  // As it was created: whatever is done to a customer raises its version.
  const untouched = await trx
    .selectFrom('customer')
    .select(['id', 'number', 'name'])
    .where('id', 'in', ids)
    .where('version', '=', 1)
    .where('owner_id', 'is', null)
    .where('deleted_at', 'is', null)
    // Files change nothing of the customer itself, and are somebody's work all the same.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('attachment').select('id').whereRef('attachment.customer_id', '=', 'customer.id'),
        ),
      ),
    )
    .execute();
  for (const { id, number, name } of untouched) {
    await setDeleted(trx, id, { by: actor.id, at }, at);
    await services.search.remove(trx, id);
    await logOperation(change, {
      action: 'importUndone',
      entity: 'customer',
      entityId: id,
      before: { number, name },
    });
  }
  return untouched.length;
}
