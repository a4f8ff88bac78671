import {
  accessTo,
  chooseParent,
  derive,
  fieldErrors,
  fieldsOf,
  handTasksOver,
  presentById,
  recordOwnerships,
  setFollowUp,
  writeFields,
  type StoredCustomer,
} from '../customers/index.ts';
import type { Customer } from '../customers/customers.contract.ts';
import { logOperations } from '../log/index.ts';
import { tell } from '../notices/index.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import { setDeleted } from '../shared/recycle-bin.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { changedPairs, chosenFields, loggedDifferences, type StoredFields } from './merge-fields.ts';
import type { MergeChoice } from './merging.contract.ts';
import {
  followUpOf,
  insertMerge,
  openTasks,
  readStatus,
  writeChanges,
  writePointer,
  writeStatus,
  type StatusColumns,
} from './merging.repository.ts';
import {
  changeRow,
  closeRequests,
  keepOneMain,
  keepWidestShares,
  moveAutomaticReturns,
  moveRows,
  type Merging,
} from './moves.ts';

/** Customers that the person may merge, the survivor first; one answer for what is not there and what is not theirs. */
export async function loadMergeable(
  inquiry: Pick<Inquiry, 'db' | 'actor'>,
  ids: readonly number[],
): Promise<StoredCustomer[]> {
  if (new Set(ids).size !== ids.length) throw new AppError('invalidInput');
  const found: StoredCustomer[] = [];
  for (const id of ids) {
    const access = await accessTo(inquiry, id);
    if (access === null) throw new AppError('notFound');
    if (!access.abilities.includes('merge')) throw new AppError('notAllowed');
    found.push(access.customer);
  }
  return found;
}

/** Whose owner stays where nobody chooses: the survivor's, or if it is unclaimed, the first claimed one's. */
export function usualOwner(customers: readonly Pick<StoredCustomer, 'id' | 'ownerId'>[]): number {
  const [survivor] = customers;
  if (survivor?.ownerId == null)
    return customers.find(({ ownerId }) => ownerId !== null)?.id ?? survivor?.id ?? 0;
  return survivor.id;
}

const latest = (texts: readonly (string | null)[]): string | null =>
  texts.reduce((found, text) => (text !== null && (found === null || text > found) ? text : found), null);
const earliest = (texts: readonly (string | null)[]): string | null =>
  texts.reduce((found, text) => (text !== null && (found === null || text < found) ? text : found), null);

/** What the survivor is afterwards, from what all of them were. */
function statusAfter(all: readonly StatusColumns[], ownerOf: StatusColumns): StatusColumns {
  const same = all.filter(({ owner_id }) => owner_id === ownerOf.owner_id);
  const claimed = ownerOf.owner_id !== null;
  return {
    owner_id: ownerOf.owner_id,
    claimed_at: claimed ? earliest(same.map(({ claimed_at }) => claimed_at)) : null,
    pooled_at: claimed ? null : latest(same.map(({ pooled_at }) => pooled_at)),
    locked: claimed && same.some(({ locked }) => locked === 1) ? 1 : 0,
    extended_until: claimed ? latest(same.map(({ extended_until }) => extended_until)) : null,
    // No interaction may lie before the day the customer was created (spec §5).
    created_at: earliest(all.map(({ created_at }) => created_at)) ?? ownerOf.created_at,
    last_deal_on: latest(all.map(({ last_deal_on }) => last_deal_on)),
  };
}

export interface MergeInput {
  readonly survivorId: number;
  readonly customers: readonly { readonly id: number; readonly version: number }[];
  readonly choice: MergeChoice;
  readonly ownerFrom: number | null;
}

const label = ({ number, name }: Pick<StoredCustomer, 'number' | 'name'>) => `${number} ${name}`;

/** Children of the others get the survivor as their parent company; their history says so. */
async function tellChildren(change: Change, { trx, mergeId, survivorId }: Merging): Promise<void> {
  const children = await trx
    .selectFrom('customer_merge_move')
    .select(['row_id as id', 'from_id as fromId'])
    .where('merge_id', '=', mergeId)
    .where('table_name', '=', 'customer')
    .execute();
  for (const { id } of children) await writeStatus(trx, id, {}, isoNow(change.services.clock));
  await logOperations(
    change,
    children.map(({ id, fromId }) => ({
      action: 'updated',
      entity: 'customer',
      entityId: id,
      before: { parentId: fromId },
      after: { parentId: survivorId },
    })),
  );
}

/** Open tasks of people who cannot see the survivor go to its owner (spec §3.6); remembered for the undo. */
async function handTasks(change: Change, merging: Merging, ownerId: number): Promise<void> {
  const { trx, survivorId } = merging;
  const before = new Map((await openTasks(trx, survivorId)).map((task) => [task.id, task.personId]));
  await handTasksOver(change, { id: survivorId, ownerId: null }, ownerId);
  for (const { id, personId } of await openTasks(trx, survivorId)) {
    const person = before.get(id);
    if (person === undefined || person === personId) continue;
    const changed = { person_id: { before: person, after: personId } };
    await changeRow(merging, { table: 'task', id, fromId: survivorId }, changed);
  }
}

/** Those who owned one of them learn where it is now. */
async function tellOwners(
  change: Change,
  survivorId: number,
  others: readonly StoredCustomer[],
  ownerId: number | null,
  survivor: StoredCustomer,
): Promise<void> {
  const owners = new Set([survivor, ...others].flatMap((customer) => customer.ownerId ?? []));
  await tell(
    change,
    [...owners].map((personId) => {
      const lost = others.filter((other) => other.ownerId === personId);
      const names = (lost.length > 0 ? lost : others).map(({ name }) => name);
      return {
        personId,
        kind: personId === ownerId ? ('merged' as const) : ('mergedAway' as const),
        customerId: survivorId,
        details: { name: names[0] ?? survivor.name, count: names.length },
      };
    }),
  );
}

/**
 * Spec §3.10: makes one customer of several. Everything that hangs on the others moves to the survivor, they themselves go
 * to the recycle bin with a pointer to it; what was moved is kept for the undo. Throws `notFound`, `notAllowed`,
 * `conflict` when one of them was changed since it was read, `invalidInput` at a field that cannot be joined.
 */
export async function mergeCustomers(
  change: Change,
  input: MergeInput,
): Promise<{ mergeId: number; customer: Customer }> {
  const { trx, actor, services, touched } = change;
  const ids = [
    input.survivorId,
    ...input.customers.map(({ id }) => id).filter((id) => id !== input.survivorId),
  ];
  if (ids.length !== input.customers.length) throw new AppError('invalidInput', {}, { field: 'survivorId' });
  const customers = await loadMergeable({ db: trx, actor }, ids);
  const [survivor] = customers;
  if (survivor === undefined) throw new AppError('invalidInput');
  const others = customers.slice(1);
  const read = new Map(input.customers.map(({ id, version }) => [id, version]));
  const changed = customers.find(({ id, version }) => read.get(id) !== version);
  if (changed !== undefined) throw new AppError('conflict');
  const ownerFrom = input.ownerFrom ?? usualOwner(customers);
  const status = await readStatus(trx, ids);
  const [before, ownerOf] = [status.get(survivor.id), status.get(ownerFrom)];
  if (before === undefined || ownerOf === undefined)
    throw new AppError('invalidInput', {}, { field: 'ownerFrom' });

  const at = isoNow(services.clock);
  const parts = others.map(({ id, number, name }) => ({ id, number, name }));
  const mergeId = await insertMerge(trx, { survivorId: survivor.id, byId: actor.id, at, parts });
  const otherIds = others.map(({ id }) => id);
  const merging: Merging = { trx, mergeId, survivorId: survivor.id, otherIds, at, byId: actor.id };
  const after = statusAfter([...status.values()], ownerOf);
  await keepOneMain(merging);
  await keepWidestShares(merging, after.owner_id, actor.today);
  await closeRequests(merging, { ownerId: after.owner_id, ownerFrom });
  await moveRows(merging, services.breathe);
  await moveAutomaticReturns(merging);
  for (const { id } of others) {
    if (!(await setDeleted(trx, 'customer', id, { by: actor.id, at }, at))) throw new AppError('conflict');
    await writePointer(trx, id, survivor.id);
    await services.search.remove(trx, id);
  }

  const fields = await fieldsAfter(change, customers, input.choice);
  await writeSurvivor(change, survivor, fields);
  await writeStatus(trx, survivor.id, after, at);
  if (after.owner_id !== null) await handTasks(change, merging, after.owner_id);
  await setFollowUp(trx, survivor.id, await followUpOf(trx, survivor.id));

  const differing = await loggedDifferences(trx, fieldsOf(survivor), fields);
  const changes = changedPairs(fieldsOf(survivor), fields);
  await writeChanges(trx, mergeId, { fields: changes, status: { before, after } });
  await recordOwnerships(change, [
    ...others.map(({ id, ownerId }) => ({
      customerId: id,
      kind: 'merged' as const,
      fromId: ownerId,
      toId: null,
      reason: null,
    })),
    { customerId: survivor.id, kind: 'merged', fromId: before.owner_id, toId: after.owner_id, reason: null },
  ]);
  await logOperations(change, [
    ...others.map((other) => ({
      action: 'mergedInto',
      entity: 'customer' as const,
      entityId: other.id,
      before: { number: other.number, name: other.name, ownerId: other.ownerId },
      after: { mergedInto: label(survivor) },
    })),
    {
      action: 'merged',
      entity: 'customer',
      entityId: survivor.id,
      before: { ...differing.before, ownerId: before.owner_id },
      after: { ...differing.after, ownerId: after.owner_id, mergedFrom: others.map(label) },
    },
  ]);
  await tellChildren(change, merging);
  await tellOwners(change, survivor.id, others, after.owner_id, survivor);
  for (const topic of ['customers', 'contacts', 'interactions', 'attachments', 'tasks', 'notices'] as const)
    touched.add(topic);
  return { mergeId, customer: await presentById({ actor, services, db: trx }, survivor.id) };
}

/** The chosen values, checked; a parent company that would be itself or below it is left out. */
async function fieldsAfter(
  change: Change,
  customers: readonly StoredCustomer[],
  choice: MergeChoice,
): Promise<StoredFields> {
  const fields = chosenFields(
    customers.map((customer) => ({ id: customer.id, fields: fieldsOf(customer) })),
    choice,
  );
  const errors = fieldErrors(fields);
  if (errors.length > 0) throw new AppError('invalidInput', {}, { fields: errors });
  const ids = customers.map(({ id }) => id);
  return { ...fields, parentId: await chooseParent(change.trx, ids, fields.parentId) };
}

/** Writes fields and search row of the survivor. */
export async function writeSurvivor(
  { trx, services }: Change,
  survivor: StoredCustomer,
  fields: StoredFields,
): Promise<void> {
  const { columns, tokens } = derive(fields, survivor.number);
  const written = await writeFields(trx, survivor, fields, columns, {
    at: isoNow(services.clock),
    dealOn: null,
  });
  if (!written) throw new AppError('conflict');
  await services.search.remove(trx, survivor.id);
  await services.search.put(trx, survivor.id, tokens);
}
