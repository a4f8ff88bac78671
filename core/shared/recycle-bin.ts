import type { WriteDb } from './database.ts';

/** Moves a living record to the recycle bin, or a deleted one back; false when it was there already. `at`: ISO instant. */
export async function setDeleted(
  trx: WriteDb,
  table: 'customer' | 'interaction',
  id: number,
  deleted: { readonly by: number; readonly at: string } | null,
  at: string,
): Promise<boolean> {
  const result = await trx
    .updateTable(table)
    .set((eb) => ({
      deleted_at: deleted?.at ?? null,
      deleted_by: deleted?.by ?? null,
      updated_at: at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('deleted_at', deleted === null ? 'is not' : 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
