import type { Change } from '../rpc/context.ts';
import { filledValues, listCustomFields, loggedValues } from '../custom-fields/index.ts';
import { logOperations } from '../log/index.ts';
import { formatNumber, counterPeriod, parsePattern } from '../shared/numbering.ts';
import { isLocalDate } from '../shared/local-date.ts';
import { isoNow, pacer } from '../shared/ports.ts';
import { loadOfficeSettings } from '../settings/index.ts';
import type { CustomerFields } from './customers.contract.ts';
import { insertRows } from './customers.repository.ts';
import { recordOwnerships } from './ownership.ts';
import type { Derived } from './derived.contract.ts';
import { deriveUnnumbered, numbered } from './prepare-customer.ts';

/**
 * The next `count` customer numbers by the office's pattern (spec §3, customer fields), taken in the transaction of
 * the change; a number in use already (from before a change of pattern) is passed over.
 */
export async function reserveNumbers(
  change: Pick<Change, 'trx' | 'services'>,
  count: number,
): Promise<string[]> {
  const { trx, services } = change;
  const { numberPattern } = await loadOfficeSettings(trx);
  const pattern = parsePattern(numberPattern);
  const today = services.clock.today();
  if (typeof pattern === 'string' || !isLocalDate(today))
    throw new Error(`Number pattern ${numberPattern} is not usable`);
  const period = counterPeriod(pattern, today);
  const counter = await trx
    .selectFrom('number_counter')
    .select('next_value')
    .where('name', '=', 'customer')
    .where('period', '=', period)
    .executeTakeFirst();
  let value = counter?.next_value ?? 1;
  const numbers: string[] = [];
  while (numbers.length < count) {
    const wanted = Array.from({ length: count - numbers.length }, () =>
      formatNumber(pattern, today, value++),
    );
    const taken = await trx.selectFrom('customer').select('number').where('number', 'in', wanted).execute();
    const inUse = new Set(taken.map(({ number }) => number));
    numbers.push(...wanted.filter((number) => !inUse.has(number)));
  }
  await trx
    .insertInto('number_counter')
    .values({ name: 'customer', period, next_value: value })
    .onConflict((conflict) => conflict.columns(['name', 'period']).doUpdateSet({ next_value: value }))
    .execute();
  return numbers;
}

export interface CustomerToInsert {
  /** Cleaned and checked. */
  readonly fields: CustomerFields;
  readonly number: string;
  /** `deriveUnnumbered(fields)`, computed beforehand where many are inserted. */
  readonly derived?: Derived | undefined;
  readonly ownerId: number | null;
  readonly kind: 'created' | 'imported';
  readonly importId: number | null;
  /** When it was created where it comes from, as an instant; now when left out. */
  readonly createdAt?: string | undefined;
}

/** Rows of one statement: enough to spare most of its cost, few enough that its texts stay small. */
const rowsPerStatement = 25;

/** Puts a customer into the register: row, tags, search row, ownership event and log line, all or none. */
export async function insertCustomer(change: Change, customer: CustomerToInsert): Promise<number> {
  const [id = 0] = await insertCustomers(change, [customer]);
  return id;
}

/** As {@link insertCustomer}, for many at once; answers their ids in the same order. */
export async function insertCustomers(
  change: Change,
  customers: readonly CustomerToInsert[],
): Promise<number[]> {
  const { trx, services, actor, touched } = change;
  const at = isoNow(services.clock);
  const pace = pacer(services);
  const ids: number[] = [];
  const tokens: string[] = [];
  for (let from = 0; from < customers.length; from += rowsPerStatement) {
    const some = customers.slice(from, from + rowsPerStatement).map((customer) => ({
      ...customer,
      ...numbered(customer.derived ?? deriveUnnumbered(customer.fields), customer.number),
    }));
    const rows = some.map(({ fields, number, ownerId, importId, createdAt, columns }) => ({
      fields,
      createdAt: createdAt ?? at,
      number,
      ownerId,
      importId,
      derived: columns,
      createdBy: actor.id,
      // Until contracts say when the last deal was.
      lastDealOn: fields.status === 'deal' ? services.clock.today() : null,
      at,
    }));
    const inserted = await insertRows(trx, rows);
    const events = some.map(({ kind, ownerId }, nth) => ({
      customerId: inserted[nth] ?? 0,
      kind,
      fromId: null,
      toId: ownerId,
      reason: null,
    }));
    await recordOwnerships(change, events);
    ids.push(...inserted);
    tokens.push(...some.map((customer) => customer.tokens));
    // Of single customers nobody notices; among many, who only reads need not wait for the end.
    await pace();
  }
  const valued = customers.some(({ fields }) => Object.keys(fields.custom).length > 0);
  const customFields = valued ? await listCustomFields(trx) : [];
  await logOperations(
    change,
    customers.map(({ kind, number, ownerId, createdAt, fields: { custom, ...fields } }, nth) => ({
      action: kind,
      entity: 'customer',
      entityId: ids[nth] ?? 0,
      after: {
        number,
        ownerId,
        ...(createdAt !== undefined && { createdAt }),
        ...withoutEmpty(fields),
        ...loggedValues(customFields, filledValues(custom)),
      },
    })),
  );
  await pace();
  // At the end: every statement of several rows has the index put by what it was given until then.
  for (const [nth, id] of ids.entries()) await services.search.put(trx, id, tokens[nth] ?? '');
  if (customers.length > 0) touched.add('customers');
  return ids;
}

function withoutEmpty(fields: Omit<CustomerFields, 'custom'>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
