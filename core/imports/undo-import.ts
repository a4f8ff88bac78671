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

/** An undo under way: for whom, and how far it is. */
interface Undo {
  readonly services: Services;
  readonly actor: Actor;
  readonly progress: (done: number) => void;
  done: number;
  kept: number;
}

/**
 * Goes through records in the order of their ids, some at a time, each time in a transaction; `work` answers how many of them it
 * has undone: the others stay.
 */
async function inChunks<Found extends { readonly id: number }>(
  undo: Undo,
  find: (after: number) => Promise<readonly Found[]>,
  work: (change: Change, found: readonly Found[]) => Promise<number>,
): Promise<void> {
  const { services, actor } = undo;
  for (let after = 0; ;) {
    const found = await find(after);
    const last = found.at(-1);
    if (last === undefined) return;
    after = last.id;
    const done = await services.transaction((trx) =>
      work({ services, actor, trx, touched: new Set() }, found),
    );
    undo.done += done;
    undo.kept += found.length - done;
    undo.progress(undo.done);
    await services.betweenParts();
  }
}

/**
 * Takes out again what an import created and restores what it changed, some at a time, each with its log line. Customers that
 * somebody has claimed, changed or worked with meanwhile stay as they are, and contacts of others likewise; answers how many.
 * `progress` is told how many are done.
 */
export async function undoImport(
  services: Services,
  actor: Actor,
  importId: number,
  progress: (done: number) => void,
): Promise<number> {
  const { db } = services;
  const undo: Undo = { services, actor, progress, done: 0, kept: 0 };
  await inChunks(
    undo,
    (after) =>
      db
        .selectFrom('customer')
        .select('id')
        .where('import_id', '=', importId)
        .where('deleted_at', 'is', null)
        .where('id', '>', after)
        .orderBy('id')
        .limit(chunk)
        .execute(),
    (change, found) =>
      removeUntouched(
        change,
        found.map(({ id }) => id),
      ),
  );
  await inChunks(
    undo,
    (after) => changesAfter(db, importId, 'customer', after, chunk),
    (change, changes) => restoreUntouched(change, importId, changes),
  );
  await inChunks(
    undo,
    (after) => broughtToOthers(db, importId, after, chunk),
    async (change, contacts) => {
      const gone = contacts.filter(({ untouched }) => untouched).map(({ id }) => id);
      await removeBrought(change, gone);
      return gone.length;
    },
  );
  await inChunks(
    undo,
    (after) => changesAfter(db, importId, 'contact', after, chunk),
    async (change, changes) => {
      const before = changes.map((one) => ({ ...one, before: one.before as ContactFields }));
      const ids = await restoreBrought(change, before);
      for (const id of ids) await forgetChange(change.trx, importId, 'contact', id);
      return ids.length;
    },
  );
  return undo.kept;
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
            )
            // What another import brought and took out again is nobody's work.
            .where((inner) =>
              inner.or([
                inner('contact.deleted_at', 'is', null),
                inner('contact.import_id', 'is', null),
                inner(
                  'contact.import_id',
                  'not in',
                  inner
                    .selectFrom('import_job')
                    .select('import_job.id')
                    .where('state', 'in', ['undone', 'cancelled']),
                ),
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
): Promise<number> {
  const { trx } = change;
  const found = await findCustomers(
    trx,
    changes.map(({ id }) => id),
  );
  const customers = new Map(found.map((customer) => [customer.id, customer]));
  const customFields = await listCustomFields(trx);
  let done = 0;
  for (const { id, versionAfter, before } of changes) {
    const customer = customers.get(id);
    if (customer === undefined || customer.deletedAt !== null || customer.version !== versionAfter) continue;
    const { fields, lastDealOn } = before as CustomerBefore;
    if (!(await saveFields(change, customer, fields, customFields)))
      throw new Error('A customer changed meanwhile');
    await trx.updateTable('customer').set({ last_deal_on: lastDealOn }).where('id', '=', id).execute();
    // Undone once: an undo that is interrupted goes on behind it.
    await forgetChange(trx, importId, 'customer', id);
    done++;
  }
  return done;
}
