import { differences, logOperation } from '../log/index.ts';
import {
  builtInGrants,
  builtInRoles,
  rights,
  widest,
  type BuiltInRole,
  type Right,
  type Scope,
} from '../permissions/rights.ts';
import type { Change } from '../rpc/context.ts';
import type { WriteDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { requiredText } from '../shared/required-text.ts';
import { foldText } from '../shared/text.ts';
import type { Role } from './people.contract.ts';
import { keepAdministrator } from './people.ts';
import { deleteRole, findRole, insertRole, listRoles, writeGrants, writeRole } from './roles.repository.ts';

/** Longest name of a role, in code points. */
const nameMax = 30;

interface RoleInput {
  readonly name: string;
  readonly grants: readonly { readonly right: Right; readonly scope: Scope }[];
}

interface Versioned {
  readonly id: number;
  readonly version: number;
}

/** The names under which built-in roles are stored; on screen they stand in the language of the person. */
const builtInNames: Readonly<Record<BuiltInRole, string>> = {
  administrator: '管理员',
  manager: '主管',
  salesperson: '业务员',
  clerk: '内勤',
  bookkeeper: '财务',
  businessOwner: '老板',
  readOnly: '只读',
};

/** Creates the built-in roles with the rights of the specification; answers their ids. */
export async function createBuiltInRoles(trx: WriteDb): Promise<Readonly<Record<BuiltInRole, number>>> {
  const ids: [BuiltInRole, number][] = [];
  for (const builtIn of builtInRoles) {
    const id = await insertRole(trx, builtInNames[builtIn], builtIn);
    const grants = Object.entries(builtInGrants[builtIn]) as [Right, Scope][];
    await writeGrants(trx, id, grants);
    ids.push([builtIn, id]);
  }
  return Object.fromEntries(ids) as Record<BuiltInRole, number>;
}

async function load(trx: WriteDb, id: number): Promise<Role> {
  const role = await findRole(trx, id);
  if (role === null) throw new AppError('notFound');
  return role;
}

async function freeName(trx: WriteDb, text: string, except: number | null): Promise<string> {
  const name = requiredText('name', text, nameMax);
  const others = (await listRoles(trx)).filter((role) => role.id !== except);
  if (others.some((role) => foldText(role.name) === foldText(name))) {
    throw new AppError('nameTaken', { name }, { field: 'name' });
  }
  return name;
}

/** Each right once, with its widest scope; rights without a scope are simply held. */
function tidy(grants: RoleInput['grants']): Map<Right, Scope> {
  const found = new Map<Right, Scope>();
  for (const { right, scope } of grants) {
    found.set(right, rights[right].scoped ? widest(found.get(right), scope) : 'all');
  }
  return found;
}

const fields = ({ name, grants }: Role) => ({
  name,
  grants: Object.fromEntries(grants.map(({ right, scope }) => [right, scope])),
});

/** Throws `invalidInput`, `nameTaken`. */
export async function createRole(change: Change, input: RoleInput): Promise<Role> {
  const { trx, touched } = change;
  const id = await insertRole(trx, await freeName(trx, input.name, null), null);
  await writeGrants(trx, id, tidy(input.grants));
  const created = await load(trx, id);
  await logOperation(change, { action: 'created', entity: 'role', entityId: id, after: fields(created) });
  touched.add('people');
  return created;
}

/**
 * Changes the rights of a role and, unless it is built in, its name. They hold for everybody from the next call on.
 * Throws `notFound`, `conflict`, `invalidInput`, `nameTaken`, `lastAdministrator`.
 */
export async function updateRole(change: Change, input: RoleInput & Versioned): Promise<Role> {
  const { trx, touched } = change;
  const before = await load(trx, input.id);
  // A built-in role is called what the person's language calls it, whatever the form sent back.
  const name = before.builtIn === null ? await freeName(trx, input.name, before.id) : before.name;
  if (!(await writeRole(trx, input, name))) throw new AppError('conflict', {}, { data: before });
  await writeGrants(trx, input.id, tidy(input.grants));
  const after = await load(trx, input.id);
  const changed = differences(fields(before), fields(after));
  if (changed !== null) {
    await keepAdministrator(trx);
    await logOperation(change, { action: 'updated', entity: 'role', entityId: input.id, ...changed });
    touched.add('people').add('customers').add('session');
  }
  return after;
}

/** Removes a role nobody holds. Throws `notFound`, `conflict`, `roleBuiltIn`, `roleInUse` with how many hold it. */
export async function removeRole(change: Change, input: Versioned): Promise<void> {
  const { trx, touched } = change;
  const before = await load(trx, input.id);
  if (before.builtIn !== null) throw new AppError('roleBuiltIn');
  if (before.version !== input.version) throw new AppError('conflict', {}, { data: before });
  if (before.people > 0) throw new AppError('roleInUse', { people: before.people });
  await deleteRole(trx, input.id);
  await logOperation(change, {
    action: 'removed',
    entity: 'role',
    entityId: input.id,
    before: fields(before),
  });
  touched.add('people');
}
