import { makeChange } from '../changes/index.ts';
import { differences, logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change, Services } from '../rpc/context.ts';
import type { WriteDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { requiredText } from '../shared/required-text.ts';
import { foldText } from '../shared/text.ts';
import { findDepartment } from './departments.repository.ts';
import type { Person } from './people.contract.ts';
import {
  deleteSessionsOf,
  findIdByKey,
  findPerson,
  hasAdministrator,
  insertPerson,
  superiorsOf,
  writePassword,
  writePerson,
  writeRolesOf,
  type PersonValues,
} from './people.repository.ts';
import { listRoles } from './roles.repository.ts';
import { forgetFailures } from './sign-in-subject.ts';

/** Longest name of a person, in code points. */
const nameMax = 40;

/** Somebody as the administrator enters them. */
export interface PersonInput {
  readonly name: string;
  readonly departmentId: number | null;
  readonly superiorId: number | null;
  readonly roleIds: readonly number[];
}

interface Versioned {
  readonly id: number;
  readonly version: number;
}

/** The cleaned name with the key it is compared by. Throws `invalidInput` for a name without a letter or digit. */
export function personName(path: string, text: string): { name: string; nameKey: string } {
  const name = requiredText(path, text, nameMax);
  const nameKey = foldText(name);
  if (nameKey === '') throw new AppError('invalidInput', {}, { fields: [{ path, code: 'malformed' }] });
  return { name, nameKey };
}

/** Keeps the rule that there is always an active administrator (spec, permissions): call it after the change. */
export async function keepAdministrator(trx: WriteDb): Promise<void> {
  if (!(await hasAdministrator(trx))) throw new AppError('lastAdministrator');
}

async function load(trx: WriteDb, id: number): Promise<Person> {
  const person = await findPerson(trx, id);
  if (person === null) throw new AppError('notFound');
  return person;
}

function unknown(path: string, code: string): AppError {
  return new AppError('invalidInput', {}, { fields: [{ path, code }] });
}

/** Checks what the administrator entered against everybody else; `before` is null for somebody new. */
async function check(trx: WriteDb, input: PersonInput, before: Person | null): Promise<PersonValues> {
  const { name, nameKey } = personName('name', input.name);
  const same = await findIdByKey(trx, nameKey);
  if (same !== null && same !== before?.id) throw new AppError('nameTaken', { name }, { field: 'name' });
  const { departmentId, superiorId, roleIds } = input;
  if (departmentId !== null && (await findDepartment(trx, departmentId)) === null) {
    throw unknown('departmentId', 'departmentUnknown');
  }
  const roles = new Set((await listRoles(trx)).map((role) => role.id));
  if (roleIds.some((id) => !roles.has(id))) throw unknown('roleIds', 'roleUnknown');
  if (superiorId !== null) await checkSuperior(trx, superiorId, before);
  return { name, nameKey, departmentId, superiorId };
}

async function checkSuperior(trx: WriteDb, superiorId: number, before: Person | null): Promise<void> {
  const superior = await findPerson(trx, superiorId);
  if (superior === null) throw unknown('superiorId', 'personUnknown');
  if (!superior.active && before?.superiorId !== superiorId) {
    throw new AppError('personLeft', { name: superior.name }, { field: 'superiorId' });
  }
  if (before === null) return;
  if (superiorId === before.id || (await superiorsOf(trx, superiorId)).includes(before.id)) {
    throw new AppError('superiorLoop', { name: superior.name }, { field: 'superiorId' });
  }
}

const fields = ({ name, departmentId, superiorId, roleIds, active }: Person) => ({
  name,
  departmentId,
  superiorId,
  roleIds,
  active,
});

/**
 * Adds a person with a one-time password that must be changed at the first sign-in (spec §12).
 * Throws `invalidInput`, `nameTaken`, `personLeft` (superior), `tooBusy`.
 */
export async function createPerson(
  services: Services,
  actor: Actor,
  input: PersonInput,
): Promise<{ person: Person; oneTimePassword: string }> {
  const oneTimePassword = services.passwords.oneTime();
  const passwordHash = await services.passwords.hash(oneTimePassword);
  const person = await makeChange(services, actor, async (change) => {
    const { trx, touched } = change;
    const values = await check(trx, input, null);
    const at = isoNow(services.clock);
    const id = await insertPerson(trx, { ...values, passwordHash, mustChangePassword: true, at });
    await writeRolesOf(trx, id, input.roleIds);
    const created = await load(trx, id);
    await logOperation(change, { action: 'created', entity: 'person', entityId: id, after: fields(created) });
    touched.add('people');
    return created;
  });
  return { person, oneTimePassword };
}

async function finish(change: Change, action: string, before: Person): Promise<Person> {
  const after = await load(change.trx, before.id);
  const changed = differences(fields(before), fields(after));
  if (changed !== null) {
    await keepAdministrator(change.trx);
    await logOperation(change, { action, entity: 'person', entityId: before.id, ...changed });
    // Who sees which customers hangs on the reporting line, the department and the roles.
    change.touched.add('people').add('customers').add('session');
  }
  return after;
}

/**
 * Changes name, department, superior and roles; what the person and all superiors see changes with the next call.
 * Throws `notFound`, `conflict`, `invalidInput`, `nameTaken`, `superiorLoop`, `personLeft`, `lastAdministrator`.
 */
export async function updatePerson(change: Change, input: PersonInput & Versioned): Promise<Person> {
  const { trx } = change;
  const before = await load(trx, input.id);
  if (before.version !== input.version) throw new AppError('conflict', {}, { data: before });
  await writePerson(trx, input, await check(trx, input, before));
  await writeRolesOf(trx, input.id, input.roleIds);
  return finish(change, 'updated', before);
}

/** A new one-time password; every session of the person ends. Throws `notFound`, `personLeft`, `tooBusy`. */
export async function resetPassword(
  services: Services,
  actor: Actor,
  input: { readonly id: number },
): Promise<{ oneTimePassword: string }> {
  const oneTimePassword = services.passwords.oneTime();
  const passwordHash = await services.passwords.hash(oneTimePassword);
  await makeChange(services, actor, async (change) => {
    const { trx, touched } = change;
    const person = await load(trx, input.id);
    if (!person.active) throw new AppError('personLeft', { name: person.name });
    await writePassword(trx, person.id, { hash: passwordHash, mustChange: true });
    await forgetFailures(trx, services.hasher, foldText(person.name));
    const sessions = await deleteSessionsOf(trx, person.id);
    const line = { action: 'passwordReset', entity: 'person', entityId: person.id } as const;
    await logOperation(change, { ...line, after: { endedSessions: sessions } });
    touched.add('people').add('session');
  });
  return { oneTimePassword };
}

/**
 * A person leaves or comes back (spec §12): leaving ends every session at once, the customers stay with the person.
 * Throws `notFound`, `conflict`, `lastAdministrator`.
 */
export async function setActive(change: Change, input: Versioned, active: boolean): Promise<Person> {
  const { trx } = change;
  const before = await load(trx, input.id);
  if (before.version !== input.version) throw new AppError('conflict', {}, { data: before });
  if (before.active === active) return before;
  await writePerson(trx, input, { active });
  if (!active) await deleteSessionsOf(trx, input.id);
  return finish(change, active ? 'reactivated' : 'deactivated', before);
}

/** Ends every session of a person, who can sign in again at once. Throws `notFound`. */
export async function endSessionsOf(change: Change, input: { readonly id: number }): Promise<void> {
  const person = await load(change.trx, input.id);
  const sessions = await deleteSessionsOf(change.trx, person.id);
  const line = { action: 'sessionsEnded', entity: 'person', entityId: person.id } as const;
  await logOperation(change, { ...line, after: { endedSessions: sessions } });
  change.touched.add('session').add('people');
}
