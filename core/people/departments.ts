import { differences, logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import type { WriteDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { requiredText } from '../shared/required-text.ts';
import { foldText } from '../shared/text.ts';
import {
  countInside,
  deleteDepartment,
  findDepartment,
  insertDepartment,
  listDepartments,
  writeDepartment,
} from './departments.repository.ts';
import type { Department } from './people.contract.ts';

/** Longest name of a department, in code points. */
const nameMax = 50;

interface DepartmentInput {
  readonly name: string;
  readonly parentId: number | null;
}

interface Versioned {
  readonly id: number;
  readonly version: number;
}

async function load(trx: WriteDb, id: number): Promise<Department> {
  const department = await findDepartment(trx, id);
  if (department === null) throw new AppError('notFound');
  return department;
}

/** Checks the name among the departments beside it, and that no department lies below itself. */
async function check(trx: WriteDb, input: DepartmentInput, id: number | null): Promise<string> {
  const name = requiredText('name', input.name, nameMax);
  const all = await listDepartments(trx);
  const beside = all.filter((each) => each.parentId === input.parentId && each.id !== id);
  if (beside.some((each) => foldText(each.name) === foldText(name))) {
    throw new AppError('nameTaken', { name }, { field: 'name' });
  }
  const byId = new Map(all.map((each) => [each.id, each]));
  if (input.parentId === null) return name;
  const parent = byId.get(input.parentId);
  if (parent === undefined) {
    throw new AppError('invalidInput', {}, { fields: [{ path: 'parentId', code: 'departmentUnknown' }] });
  }
  for (let above = parent; ;) {
    if (above.id === id) throw new AppError('departmentLoop', { name: parent.name }, { field: 'parentId' });
    const next = above.parentId === null ? undefined : byId.get(above.parentId);
    if (next === undefined) return name;
    above = next;
  }
}

const fields = ({ name, parentId }: Department) => ({ name, parentId });

/** Throws `invalidInput`, `nameTaken` (beside it, under the same department). */
export async function createDepartment(change: Change, input: DepartmentInput): Promise<Department> {
  const { trx, touched } = change;
  const id = await insertDepartment(trx, await check(trx, input, null), input.parentId);
  const created = await load(trx, id);
  await logOperation(change, {
    action: 'created',
    entity: 'department',
    entityId: id,
    after: fields(created),
  });
  touched.add('people');
  return created;
}

/** Renames or moves a department. Throws `notFound`, `conflict`, `invalidInput`, `nameTaken`, `departmentLoop`. */
export async function updateDepartment(
  change: Change,
  input: DepartmentInput & Versioned,
): Promise<Department> {
  const { trx, touched } = change;
  const before = await load(trx, input.id);
  const name = await check(trx, input, input.id);
  if (!(await writeDepartment(trx, input, { name, parentId: input.parentId }))) {
    throw new AppError('conflict', {}, { data: before });
  }
  const after = await load(trx, input.id);
  const changed = differences(fields(before), fields(after));
  if (changed !== null) {
    await logOperation(change, { action: 'updated', entity: 'department', entityId: input.id, ...changed });
    // Rights that reach a department reach what lies below it.
    touched.add('people').add('customers');
  }
  return after;
}

/** Removes an empty department. Throws `notFound`, `conflict`, `departmentInUse` with what is in it. */
export async function removeDepartment(change: Change, input: Versioned): Promise<void> {
  const { trx, touched } = change;
  const before = await load(trx, input.id);
  if (before.version !== input.version) throw new AppError('conflict', {}, { data: before });
  const inside = await countInside(trx, input.id);
  if (inside.people + inside.departments > 0) throw new AppError('departmentInUse', inside);
  await deleteDepartment(trx, input.id);
  const line = { action: 'removed', entity: 'department', entityId: input.id } as const;
  await logOperation(change, { ...line, before: fields(before) });
  touched.add('people');
}
