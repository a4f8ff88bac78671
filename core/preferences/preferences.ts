import type { Change } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { defaultPreferences, preferencesSchema, type Preferences } from './preferences.contract.ts';

const shape = preferencesSchema.shape;

/** What is stored, as far as it is still understood: a value of an older program that exists no more is the default. */
function readable(stored: unknown): Preferences {
  const found: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const known = Object.entries(shape).flatMap(([key, schema]) => {
    const value = schema.safeParse(found[key]);
    return value.success ? [[key, value.data] as const] : [];
  });
  return { ...defaultPreferences, ...Object.fromEntries(known) };
}

/** How a person likes the program; the defaults before the first change. */
export async function loadPreferences(db: ReadDb, personId: number): Promise<Preferences> {
  const row = await db
    .selectFrom('person_setting')
    .select('value')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return readable(row === undefined ? null : JSON.parse(row.value));
}

/**
 * Changes what is named. Of two changes to different settings at two PCs both hold. How somebody likes the program is
 * no change of the office's records: it is not logged.
 */
export async function savePreferences(
  { trx, actor, touched }: Change,
  change: { readonly [Key in keyof Preferences]?: Preferences[Key] | undefined },
): Promise<Preferences> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const merged = { ...(await loadPreferences(trx, actor.id)), ...given };
  const next: Preferences = { ...merged, muted: [...new Set(merged.muted)] };
  const value = JSON.stringify(next);
  await trx
    .insertInto('person_setting')
    .values({ person_id: actor.id, value })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ value }))
    .execute();
  touched.add('preferences');
  return next;
}
