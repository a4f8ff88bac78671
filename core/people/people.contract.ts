import { type } from '@orpc/contract';
import { z } from 'zod';
import { rightNames, scopes, type Right, type Scope } from '../permissions/rights.ts';
import { id, nothing, read, own, shortText, version, write } from '../rpc/contract-base.ts';

/** What everybody may know of a colleague: enough to pick one and to read an owner column. */
export interface PersonName {
  readonly id: number;
  readonly name: string;
  readonly department: string | null;
  readonly active: boolean;
  /** Whether a customer can be assigned to the person (active, with the right to claim). */
  readonly canOwn: boolean;
}

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly departmentId: number | null;
  readonly superiorId: number | null;
  readonly roleIds: readonly number[];
  readonly active: boolean;
  readonly mustChangePassword: boolean;
  /** Customers the person owns now. */
  readonly customers: number;
  readonly lastSeenAt: string | null;
  readonly version: number;
}

export interface Department {
  readonly id: number;
  readonly name: string;
  readonly parentId: number | null;
  readonly people: number;
  readonly version: number;
}

export interface Role {
  readonly id: number;
  readonly name: string;
  /** Key of a built-in role (its name is shown in the person's language), null otherwise. */
  readonly builtIn: string | null;
  readonly grants: readonly { right: Right; scope: Scope }[];
  readonly people: number;
  readonly version: number;
}

const personFields = {
  name: shortText,
  departmentId: id.nullable(),
  superiorId: id.nullable(),
  roleIds: z.array(id).max(50),
};
const departmentFields = { name: shortText, parentId: id.nullable() };
const roleFields = {
  name: shortText,
  grants: z
    .array(z.strictObject({ right: z.enum(rightNames), scope: z.enum(scopes) }))
    .max(rightNames.length),
};
const versioned = { id, version };

export const peopleContract = {
  names: read('signedIn').input(nothing).output(type<readonly PersonName[]>()),
  list: read('people.manage').input(nothing).output(type<readonly Person[]>()),
  /** Answers with the one-time password, which is shown once and stored nowhere. */
  create: own('people.manage')
    .input(z.strictObject(personFields))
    .output(type<{ person: Person; oneTimePassword: string }>()),
  update: write('people.manage')
    .input(z.strictObject({ ...versioned, ...personFields }))
    .output(type<Person>()),
  resetPassword: own('people.manage')
    .input(z.strictObject({ id }))
    .output(type<{ oneTimePassword: string }>()),
  /** A person who leaves: all sessions end, customers stay with the person until they are handed over. */
  deactivate: write('people.manage').input(z.strictObject(versioned)).output(type<Person>()),
  reactivate: write('people.manage').input(z.strictObject(versioned)).output(type<Person>()),
  endSessions: write('people.manage').input(z.strictObject({ id })).output(type<void>()),
};

export const departmentsContract = {
  list: read('signedIn').input(nothing).output(type<readonly Department[]>()),
  create: write('people.manage').input(z.strictObject(departmentFields)).output(type<Department>()),
  update: write('people.manage')
    .input(z.strictObject({ ...versioned, ...departmentFields }))
    .output(type<Department>()),
  remove: write('people.manage').input(z.strictObject(versioned)).output(type<void>()),
};

export const rolesContract = {
  list: read(['people.manage', 'pool.manage']).input(nothing).output(type<readonly Role[]>()),
  create: write('people.manage').input(z.strictObject(roleFields)).output(type<Role>()),
  update: write('people.manage')
    .input(z.strictObject({ ...versioned, ...roleFields }))
    .output(type<Role>()),
  remove: write('people.manage').input(z.strictObject(versioned)).output(type<void>()),
};
