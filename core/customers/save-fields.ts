import { changedFields, filledValues, loggedValues } from '../custom-fields/index.ts';
import type { CustomField } from '../custom-fields/custom-fields.contract.ts';
import { differences, logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import { isoNow } from '../shared/ports.ts';
import type { CustomerFields } from './customers.contract.ts';
import { fieldsOf, updateRow, type StoredCustomer } from './customers.repository.ts';
import { derive } from './prepare-customer.ts';

function withoutCustom({ custom: _custom, ...others }: Record<string, unknown>): Record<string, unknown> {
  return others;
}

/**
 * Writes cleaned and checked fields of a customer with all that is derived from them, and the log line with what changed; nothing
 * where nothing did. False when somebody saved since `before` was read. Whether the person may is the caller's to ask.
 */
export async function saveFields(
  change: Change,
  before: StoredCustomer,
  fields: CustomerFields,
  customFields: readonly CustomField[],
): Promise<boolean> {
  const { trx, services } = change;
  const old = fieldsOf(before);
  const changed = differences(old, fields);
  if (changed === null) return true;
  const { columns, tokens } = derive(fields, before.number);
  const dealOn = fields.status === 'deal' && old.status !== 'deal' ? services.clock.today() : null;
  if (!(await updateRow(trx, before, fields, columns, { at: isoNow(services.clock), dealOn }))) return false;
  await services.search.remove(trx, before.id);
  await services.search.put(trx, before.id, tokens);
  const custom = filledValues(fields.custom);
  const only = changedFields(old.custom, custom);
  await logOperation(change, {
    action: 'updated',
    entity: 'customer',
    entityId: before.id,
    before: { ...withoutCustom(changed.before), ...loggedValues(customFields, old.custom, only) },
    after: { ...withoutCustom(changed.after), ...loggedValues(customFields, custom, only) },
  });
  change.touched.add('customers');
  return true;
}
