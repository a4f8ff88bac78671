import { logOperation } from '../log/index.ts';
import { has, type Actor } from '../permissions/actor.ts';
import type { Change } from '../rpc/context.ts';
import { readSettings, writeSettings } from '../settings/index.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import type { RecycleBinRules } from './recycling.contract.ts';

export async function loadRecycleBinRules(
  db: ReadDb,
): Promise<{ readonly emptyAfterDays: number | null; readonly version: number }> {
  const { value, version } = await readSettings(db, 'recycleBin');
  return { ...value, version };
}

/** The rules with whether this person may change them: administrators and pool managers. */
export async function showRecycleBinRules(db: ReadDb, actor: Actor): Promise<RecycleBinRules> {
  const mayChange = has(actor, 'settings.manage') || has(actor, 'pool.manage');
  return { ...(await loadRecycleBinRules(db)), mayChange };
}

/** Says after how many days the recycle bin is emptied; null: never. Throws `conflict`. */
export async function saveRecycleBinRules(
  change: Change,
  input: { readonly version: number; readonly emptyAfterDays: number | null },
): Promise<RecycleBinRules> {
  const { trx, touched, actor } = change;
  const { version, emptyAfterDays } = input;
  const before = await loadRecycleBinRules(trx);
  if (before.version !== version || !(await writeSettings(trx, 'recycleBin', version, { emptyAfterDays })))
    throw new AppError('conflict', {}, { data: await showRecycleBinRules(trx, actor) });
  if (before.emptyAfterDays !== emptyAfterDays) {
    await logOperation(change, {
      action: 'recycleBinUpdated',
      entity: 'setting',
      entityId: null,
      before: { emptyAfterDays: before.emptyAfterDays },
      after: { emptyAfterDays },
    });
    touched.add('settings');
  }
  return showRecycleBinRules(trx, actor);
}
