import { broughtToOthers, removeBrought, restoreBrought } from '../contacts/index.ts';
import type { ContactFields } from '../contacts/contacts.contract.ts';
import { listCustomFields } from '../custom-fields/index.ts';
import { findCustomers, saveFields } from '../customers/index.ts';
import { logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change, Services } from '../rpc/context.ts';
import { setDeleted } from '../shared/recycle-bin.ts';
import { isoNow } from '../shared/ports.ts';
import { changesAfter, forgetChange, type ImportChange } from './changes.repository.ts';
import type { CustomerBefore } from './update-existing.ts';

const chunk = 40;

/** Tables with something that people do with a customer: one that has a row there has been worked with. */
export const workTables = ['interaction', 'task', 'share', 'share_request', 'attachment'] as const;

/**
 * Takes out again what an import created and restores what it changed, some at a time, each with its log line. Customers that
 * somebody has claimed, changed or worked with meanwhile stay as they are; answers how many. `progress` is told how many are done.
 */
export async function undoImport(
  services: Services,
  actor: Actor,
  importId: number,
  progress: (done: number) => void,
): Promise<number> {
  let done = 0;
  let kept = 0;
  for (let last = 0; ;) {
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
    const removed = await services.transaction((trx) =>
      removeUntouched(
        { services, actor, trx, touched: new Set() },
        rows.map(({ id }) => id),
      ),
    );
    done += removed;
    kept += rows.length - removed;
    progress(done);
    await services.breathe();
  }
  for (let last = 0; ;) {
    const changes = await changesAfter(services.db, importId, 'customer', last, chunk);
    const end = changes.at(-1);
    if (end === undefined) break;
    last = end.id;
    const restored = await services.transaction((trx) =>
      restoreUntouched({ services, actor, trx, touched: new Set() }, importId, changes),
    );
    done += restored.done;
    kept += restored.kept;
    progress(done);
    await services.breathe();
  }
  kept += await undoContacts(services, actor, importId, (more) => progress(done + more));
  return kept;
}

/** Takes out the contacts that it gave to customers who were there before, and restores those it changed; answers how many stay. */
async function undoContacts(
  services: Services,
  actor: Actor,
  importId: number,
  progress: (done: number) => void,
): Promise<number> {
  let done = 0;
  let kept = 0;
  for (let last = 0; ;) {
    const contacts = await broughtToOthers(services.db, importId, last, chunk);
    const end = contacts.at(-1);
    if (end === undefined) break;
    last = end.id;
    const gone = contacts.filter(({ untouched }) => untouched).map(({ id }) => id);
    await services.transaction((trx) => removeBrought({ services, actor, trx, touched: new Set() }, gone));
    done += gone.length;
    kept += contacts.length - gone.length;
    progress(done);
    await services.breathe();
  }
  for (let last = 0; ;) {
    const changes = await changesAfter(services.db, importId, 'contact', last, chunk);
    const end = changes.at(-1);
    if (end === undefined) break;
    last = end.id;
    const restored = await services.transaction(async (trx) => {
      const before = changes.map((one) => ({ ...one, before: one.before as ContactFields }));
      const ids = await restoreBrought({ services, actor, trx, touched: new Set() }, before);
      for (const id of ids) await forgetChange(trx, importId, 'contact', id);
      return ids.length;
    });
    done += restored;
    kept += changes.length - restored;
    progress(done);
    await services.breathe();
  }
  return kept;
}

async function removeUntouched(change: Change, ids: readonly number[]): Promise<number> {
  const { trx, services, actor } = change;
  const at = isoNow(services.clock);
  // Claim, assignment and edit raise the version.
  let untouched = trx
    .selectFrom('customer')
    .select(['id', 'number', 'name'])
    .where('id', 'in', ids)
    .where('version', '=', (eb) =>
      // As it was created, or as the import itself left it.
      eb.fn.coalesce(
        eb
          .selectFrom('import_change')
          .select('version_after')
          .whereRef('import_change.import_id', '=', 'customer.import_id')
          .where('import_change.entity', '=', 'customer')
          .whereRef('import_change.entity_id', '=', 'customer.id'),
        eb.lit(1),
      ),
    )
    .where('deleted_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('contact')
            .select('contact.id')
            .whereRef('contact.customer_id', '=', 'customer.id')
            .where((inner) =>
              inner.or([
                inner('contact.import_id', 'is', null),
                inner('contact.import_id', '<>', inner.ref('customer.import_id')),
                inner('contact.version', '>', 1),
              ]),
            ),
        ),
      ),
    );
  for (const table of workTables)
    untouched = untouched.where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom(table).select(`${table}.id`).whereRef(`${table}.customer_id`, '=', 'customer.id'),
        ),
      ),
    );
  const found = await untouched.execute();
  for (const { id, number, name } of found) {
    await setDeleted(trx, 'customer', id, { by: actor.id, at }, at);
    await services.search.remove(trx, id);
    await logOperation(change, {
      action: 'importUndone',
      entity: 'customer',
      entityId: id,
      before: { number, name },
    });
  }
  return found.length;
}

async function restoreUntouched(
  change: Change,
  importId: number,
  changes: readonly ImportChange[],
): Promise<{ done: number; kept: number }> {
  const { trx } = change;
  const found = await findCustomers(
    trx,
    changes.map(({ id }) => id),
  );
  const customers = new Map(found.map((customer) => [customer.id, customer]));
  const customFields = await listCustomFields(trx);
  let done = 0;
  let kept = 0;
  for (const { id, versionAfter, before } of changes) {
    const customer = customers.get(id);
    if (customer === undefined || customer.deletedAt !== null || customer.version !== versionAfter) {
      kept++;
      continue;
    }
    const { fields, lastDealOn } = before as CustomerBefore;
    if (!(await saveFields(change, customer, fields, customFields)))
      throw new Error('A customer changed meanwhile');
    await trx.updateTable('customer').set({ last_deal_on: lastDealOn }).where('id', '=', id).execute();
    // Undone once: an undo that is interrupted goes on behind it.
    await forgetChange(trx, importId, 'customer', id);
    done++;
  }
  return { done, kept };
}
