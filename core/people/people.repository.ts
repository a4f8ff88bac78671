import { sql } from 'kysely';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import type { Person, PersonName } from './people.contract.ts';

/** Names in the order in which people look for them: by pinyin. */
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin', { numeric: true });
export function inNameOrder<T extends { readonly name: string }>(records: readonly T[]): T[] {
  return records.toSorted((a, b) => collator.compare(a.name, b.name));
}

/** What of a person is stored as the administrator entered it. */
export interface PersonValues {
  readonly name: string;
  readonly nameKey: string;
  readonly departmentId: number | null;
  readonly superiorId: number | null;
}

interface PersonRow {
  readonly id: number;
  readonly name: string;
  readonly department_id: number | null;
  readonly superior_id: number | null;
  readonly active: number;
  readonly must_change_password: number;
  readonly version: number;
}

const columns = [
  'id',
  'name',
  'department_id',
  'superior_id',
  'active',
  'must_change_password',
  'version',
] as const;

async function rowsToPeople(db: ReadDb, rows: readonly PersonRow[]): Promise<Person[]> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const roles = await db
    .selectFrom('person_role')
    .selectAll()
    .where('person_id', 'in', ids)
    .orderBy('role_id')
    .execute();
  const owned = await db
    .selectFrom('customer')
    .select(({ fn }) => ['owner_id', fn.countAll<number>().as('customers')])
    .where('owner_id', 'in', ids)
    .where('deleted_at', 'is', null)
    .groupBy('owner_id')
    .execute();
  // The newest session, or, where it has ended, the last thing the person did.
  const seen = await db
    .selectFrom('person')
    .select([
      'id',
      sql<string | null>`(select max(last_seen_at) from session where person_id = person.id)`.as('session'),
      sql<
        string | null
      >`(select at from operation_log where person_id = person.id order by seq desc limit 1)`.as('log'),
    ])
    .where('id', 'in', ids)
    .execute();
  const customers = new Map(owned.map((row) => [row.owner_id, row.customers]));
  const lastSeen = new Map(
    seen.map(({ id, session, log }) => [id, [session ?? '', log ?? ''].toSorted().at(-1)]),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    departmentId: row.department_id,
    superiorId: row.superior_id,
    roleIds: roles.filter((role) => role.person_id === row.id).map((role) => role.role_id),
    active: row.active === 1,
    mustChangePassword: row.must_change_password === 1,
    customers: customers.get(row.id) ?? 0,
    lastSeenAt: lastSeen.get(row.id) || null,
    version: row.version,
  }));
}

/** Everybody, those who left too, in the order of their names. */
export async function listPeople(db: ReadDb): Promise<Person[]> {
  return inNameOrder(await rowsToPeople(db, await db.selectFrom('person').select(columns).execute()));
}

export async function findPerson(db: ReadDb, id: number): Promise<Person | null> {
  const rows = await db.selectFrom('person').select(columns).where('id', '=', id).execute();
  return (await rowsToPeople(db, rows))[0] ?? null;
}

/** What everybody may know of everybody; `canOwn` is being active with the right to claim. */
export async function listNames(db: ReadDb): Promise<PersonName[]> {
  const people = await db
    .selectFrom('person')
    .leftJoin('department', 'department.id', 'person.department_id')
    .select(['person.id', 'person.name', 'department.name as department', 'person.active'])
    .execute();
  const claiming = await db
    .selectFrom('person_role')
    .innerJoin('role_right', 'role_right.role_id', 'person_role.role_id')
    .select('person_role.person_id')
    .where('role_right.right_name', '=', 'customers.claim')
    .execute();
  const owners = new Set(claiming.map((row) => row.person_id));
  return inNameOrder(
    people.map(({ id, name, department, active }) => ({
      id,
      name,
      department,
      active: active === 1,
      canOwn: active === 1 && owners.has(id),
    })),
  );
}

export async function findIdByKey(db: ReadDb, nameKey: string): Promise<number | null> {
  const row = await db.selectFrom('person').select('id').where('name_key', '=', nameKey).executeTakeFirst();
  return row?.id ?? null;
}

/** The people above somebody, nearest first. */
export async function superiorsOf(db: ReadDb, personId: number): Promise<number[]> {
  const found = await sql<{ id: number }>`
    with recursive above (id, step) as (
      select superior_id, 1 from person where id = ${personId} and superior_id is not null
      union select person.superior_id, above.step + 1 from person join above on person.id = above.id
        where person.superior_id is not null and above.step < 1000)
    select id from above order by step`.execute(db);
  return found.rows.map((row) => row.id);
}

/** Whether somebody active holds the right to manage people. */
export async function hasAdministrator(db: ReadDb): Promise<boolean> {
  const found = await db
    .selectFrom('person')
    .innerJoin('person_role', 'person_role.person_id', 'person.id')
    .innerJoin('role_right', 'role_right.role_id', 'person_role.role_id')
    .select('person.id')
    .where('person.active', '=', 1)
    .where('role_right.right_name', '=', 'people.manage')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Adds a person who signs in with this password for the first time; answers the id. */
export async function insertPerson(
  trx: WriteDb,
  values: PersonValues & {
    readonly passwordHash: string;
    readonly mustChangePassword: boolean;
    readonly at: string;
  },
): Promise<number> {
  const row = await trx
    .insertInto('person')
    .values({
      name: values.name,
      name_key: values.nameKey,
      department_id: values.departmentId,
      superior_id: values.superiorId,
      password_hash: values.passwordHash,
      must_change_password: values.mustChangePassword ? 1 : 0,
      language: null,
      created_at: values.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

interface Versioned {
  readonly id: number;
  readonly version: number;
}

/** Writes a person's record if it still has the version; answers whether it had. */
export async function writePerson(
  trx: WriteDb,
  { id, version }: Versioned,
  values: PersonValues | { readonly active: boolean },
): Promise<boolean> {
  const set =
    'active' in values
      ? { active: values.active ? 1 : 0 }
      : {
          name: values.name,
          name_key: values.nameKey,
          department_id: values.departmentId,
          superior_id: values.superiorId,
        };
  const result = await trx
    .updateTable('person')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Stores a password's hash; `mustChange` stays as it is where it is not given. */
export async function writePassword(
  trx: WriteDb,
  personId: number,
  { hash, mustChange }: { readonly hash: string; readonly mustChange?: boolean },
): Promise<void> {
  await trx
    .updateTable('person')
    .set({
      password_hash: hash,
      ...(mustChange === undefined ? {} : { must_change_password: mustChange ? 1 : 0 }),
    })
    .where('id', '=', personId)
    .execute();
}

export async function writeRolesOf(
  trx: WriteDb,
  personId: number,
  roleIds: readonly number[],
): Promise<void> {
  await trx.deleteFrom('person_role').where('person_id', '=', personId).execute();
  for (const roleId of new Set(roleIds)) {
    await trx.insertInto('person_role').values({ person_id: personId, role_id: roleId }).execute();
  }
}

/** Ends the sessions of a person, all or all but one; answers how many. */
export async function deleteSessionsOf(
  trx: WriteDb,
  personId: number,
  except: number | null = null,
): Promise<number> {
  let query = trx.deleteFrom('session').where('person_id', '=', personId);
  if (except !== null) query = query.where('id', '<>', except);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}
