import {
  accessTo,
  fieldsOf,
  findExact,
  saveFields,
  taxNumberKey,
  nameKey,
  type StoredCustomer,
} from '../customers/index.ts';
import type { CustomerFields } from '../customers/customers.contract.ts';
import type { CustomField } from '../custom-fields/custom-fields.contract.ts';
import { differences } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import { bringTo } from './bring-contacts.ts';
import { noteChange } from './changes.repository.ts';
import type { UsableRow } from './row-rules.ts';

/** A customer as an import found it, for its undo. */
export interface CustomerBefore {
  readonly fields: CustomerFields;
  readonly lastDealOn: string | null;
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** The customer's fields with what the row says: into empty ones only, or over what is there. Empty cells change nothing. */
export function merged(
  before: CustomerFields,
  { fields, given }: Pick<UsableRow, 'fields' | 'given'>,
  how: 'fill' | 'overwrite',
): CustomerFields {
  const next: Record<string, unknown> = { ...before };
  for (const field of given) if (how === 'overwrite' || isEmpty(before[field])) next[field] = fields[field];
  const custom: CustomerFields['custom'] = { ...before.custom };
  for (const [id, value] of Object.entries(fields.custom)) {
    if (how === 'overwrite' || (before.custom[id] ?? null) === null) custom[id] = value;
  }
  return { ...(next as unknown as CustomerFields), custom };
}

/** Spec §3.9: what is another customer's name or tax number already is not given to this one. */
async function withoutTaken(
  { trx }: Pick<Change, 'trx'>,
  before: StoredCustomer,
  next: CustomerFields,
): Promise<CustomerFields> {
  const [name, tax] = [nameKey(next.name), next.taxNumber === null ? null : taxNumberKey(next.taxNumber)];
  const { byName, byTax } = await findExact(trx, { nameKeys: [name], taxKeys: tax === null ? [] : [tax] });
  const taken = (id: number | undefined) => id !== undefined && id !== before.id;
  return {
    ...next,
    name: taken(byName.get(name)) ? before.name : next.name,
    taxNumber: tax !== null && taken(byTax.get(tax)) ? before.taxNumber : next.taxNumber,
  };
}

/**
 * Puts what a row says into the customer who is there already (spec §11), for somebody who edits them. Owner, number and creation
 * stay. What they were before is kept for the undo of the import.
 */
export async function updateExisting(
  change: Change,
  importId: number,
  customerId: number,
  row: UsableRow,
  how: 'fill' | 'overwrite',
  customFields: readonly CustomField[],
): Promise<'updated' | 'same' | 'notEditable'> {
  const { trx, actor } = change;
  const access = await accessTo({ db: trx, actor }, customerId);
  if (access === null || !access.abilities.includes('edit')) return 'notEditable';
  const { customer } = access;
  const brought = await bringTo(change, importId, customerId, row.contacts, how);
  const fields = fieldsOf(customer);
  const wanted = merged(fields, row, how);
  const asked = differences(fields, wanted);
  const unchanged = brought > 0 ? 'updated' : 'same';
  if (asked === null) return unchanged;
  const next =
    'name' in asked.after || 'taxNumber' in asked.after
      ? await withoutTaken(change, customer, wanted)
      : wanted;
  if (differences(fields, next) === null) return unchanged;
  // Nobody else writes while this transaction is open.
  if (!(await saveFields(change, customer, next, customFields)))
    throw new Error('A customer changed meanwhile');
  const before: CustomerBefore = { fields, lastDealOn: customer.lastDealOn };
  await noteChange(trx, importId, {
    entity: 'customer',
    id: customerId,
    versionAfter: customer.version + 1,
    before,
  });
  return 'updated';
}
