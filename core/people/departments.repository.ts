import { sql } from 'kysely';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { Department } from './people.contract.ts';
import { inNameOrder } from './people.repository.ts';

function departments(db: ReadDb) {
  return db
    .selectFrom('department')
    .select([
      'id',
      'name',
      'parent_id as parentId',
      'version',
      sql<number>`(select count(*) from person where department_id = department.id and active = 1)`.as(
        'people',
      ),
    ]);
}

/** All departments; `people` counts those who work there, without those who left. */
export async function listDepartments(db: ReadDb): Promise<Department[]> {
  return inNameOrder(await departments(db).execute());
}

export async function findDepartment(db: ReadDb, id: number): Promise<Department | null> {
  return (await departments(db).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function insertDepartment(trx: WriteDb, name: string, parentId: number | null): Promise<number> {
  const row = await trx
    .insertInto('department')
    .values({ name, parent_id: parentId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Writes a department if it still has the version; answers whether it had. */
export async function writeDepartment(
  trx: WriteDb,
  { id, version }: { readonly id: number; readonly version: number },
  values: { readonly name: string; readonly parentId: number | null },
): Promise<boolean> {
  const result = await trx
    .updateTable('department')
    .set({ name: values.name, parent_id: values.parentId, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What keeps a department from being removed: everybody in it, those who left too, and the departments below. */
export async function countInside(db: ReadDb, id: number): Promise<{ people: number; departments: number }> {
  const people = await db
    .selectFrom('person')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('department_id', '=', id)
    .executeTakeFirstOrThrow();
  const below = await db
    .selectFrom('department')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('parent_id', '=', id)
    .executeTakeFirstOrThrow();
  return { people: people.count, departments: below.count };
}

export async function deleteDepartment(trx: WriteDb, id: number): Promise<void> {
  await trx.deleteFrom('department').where('id', '=', id).execute();
}
