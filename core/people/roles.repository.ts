import { rights, scopes, type Right, type Scope } from '../permissions/rights.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { Role } from './people.contract.ts';

const isRight = (name: string): name is Right => Object.hasOwn(rights, name);
const isScope = (name: string): name is Scope => scopes.some((scope) => scope === name);

/** All roles with their rights, in the order in which they were made; `people` counts who holds them, active or not. */
export async function listRoles(db: ReadDb): Promise<Role[]> {
  const roles = await db.selectFrom('role').selectAll().orderBy('id').execute();
  const granted = await db.selectFrom('role_right').selectAll().orderBy('right_name').execute();
  const held = await db
    .selectFrom('person_role')
    .select(({ fn }) => ['role_id', fn.countAll<number>().as('people')])
    .groupBy('role_id')
    .execute();
  return roles.map((role) => ({
    id: role.id,
    name: role.name,
    builtIn: role.built_in,
    grants: granted.flatMap(({ role_id: roleId, right_name: right, scope }) =>
      roleId === role.id && isRight(right) && isScope(scope) ? [{ right, scope }] : [],
    ),
    people: held.find((row) => row.role_id === role.id)?.people ?? 0,
    version: role.version,
  }));
}

export async function findRole(db: ReadDb, id: number): Promise<Role | null> {
  return (await listRoles(db)).find((role) => role.id === id) ?? null;
}

export async function insertRole(trx: WriteDb, name: string, builtIn: string | null): Promise<number> {
  const row = await trx
    .insertInto('role')
    .values({ name, built_in: builtIn })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Writes a role's name if it still has the version; answers whether it had. */
export async function writeRole(
  trx: WriteDb,
  { id, version }: { readonly id: number; readonly version: number },
  name: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('role')
    .set({ name, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function writeGrants(
  trx: WriteDb,
  roleId: number,
  grants: Iterable<readonly [Right, Scope]>,
): Promise<void> {
  await trx.deleteFrom('role_right').where('role_id', '=', roleId).execute();
  for (const [right, scope] of grants) {
    await trx.insertInto('role_right').values({ role_id: roleId, right_name: right, scope }).execute();
  }
}

export async function deleteRole(trx: WriteDb, id: number): Promise<void> {
  await trx.deleteFrom('role_right').where('role_id', '=', id).execute();
  await trx.deleteFrom('claim_limit').where('role_id', '=', id).execute();
  await trx.deleteFrom('role').where('id', '=', id).execute();
}
