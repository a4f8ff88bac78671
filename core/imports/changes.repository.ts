import type { ReadDb, WriteDb } from '../shared/database.ts';

export type ChangedEntity = 'customer' | 'contact';

/** A record that an import has changed: as it was before, and the version it has had since. */
export interface ImportChange {
  readonly entity: ChangedEntity;
  readonly id: number;
  readonly versionAfter: number;
  readonly before: unknown;
}

/** Notes what a record was before an import changed it; of several changes by one import the first counts. */
export async function noteChange(
  trx: WriteDb,
  importId: number,
  { entity, id, versionAfter, before }: ImportChange,
): Promise<void> {
  await trx
    .insertInto('import_change')
    .values({
      import_id: importId,
      entity,
      entity_id: id,
      version_after: versionAfter,
      before: JSON.stringify(before),
    })
    .onConflict((conflict) =>
      conflict.columns(['import_id', 'entity', 'entity_id']).doUpdateSet({ version_after: versionAfter }),
    )
    .execute();
}

/**
 * The changes of an import to one kind of record, in the order of their ids, after one of them; those to customers that it
 * created itself are left out.
 */
export async function changesAfter(
  db: ReadDb,
  importId: number,
  entity: ChangedEntity,
  after: number,
  limit: number,
): Promise<ImportChange[]> {
  const rows = await db
    .selectFrom('import_change')
    .select(['entity_id', 'version_after', 'before'])
    .where('import_id', '=', importId)
    .where('entity', '=', entity)
    .where('entity_id', '>', after)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom(entity)
            .select(`${entity}.id`)
            .whereRef(`${entity}.id`, '=', 'import_change.entity_id')
            .where(`${entity}.import_id`, '=', importId),
        ),
      ),
    )
    .orderBy('entity_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    entity,
    id: row.entity_id,
    versionAfter: row.version_after,
    before: JSON.parse(row.before) as unknown,
  }));
}

/** Forgets what a record was before: it has been restored. */
export async function forgetChange(
  trx: WriteDb,
  importId: number,
  entity: ChangedEntity,
  id: number,
): Promise<void> {
  await trx
    .deleteFrom('import_change')
    .where('import_id', '=', importId)
    .where('entity', '=', entity)
    .where('entity_id', '=', id)
    .execute();
}

/** Forgets what records were before imports that ended before an instant: their undo is over. */
export async function forgetChanges(trx: WriteDb, endedBefore: string): Promise<void> {
  await trx
    .deleteFrom('import_change')
    .where('import_id', 'in', (query) =>
      query.selectFrom('import_job').select('id').where('finished_at', '<', endedBefore),
    )
    .execute();
}
