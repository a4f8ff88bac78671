import { sql } from 'kysely';
import type { TestApp } from '#testing/app/create-test-app.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import type { CustomerFields } from '../customers/customers.contract.ts';
import type { ShareTerms } from '../sharing/sharing.contract.ts';

/** What tests of merging and of emptying the recycle bin put into an office, through its router. */
export function merger(app: TestApp) {
  let counter = 0;
  const readOnly: ShareTerms = { mode: 'read', money: false, untilOn: null };

  async function customer(owner: string | null, fields: Partial<CustomerFields> = {}): Promise<number> {
    counter += 1;
    const { id } = await app.as(owner ?? 'cleo').customers.create({
      fields: app.fields(`合并${counter}号`, fields),
      claim: owner !== null,
      confirmSimilar: true,
    });
    return id;
  }

  async function contact(customerId: number, name: string, main = false): Promise<number> {
    const { id } = await app.as('cleo').contacts.create({
      customerId,
      fields: contactFields(name),
    });
    if (main) await app.as('cleo').contacts.setMain({ id });
    return id;
  }

  async function interaction(customerId: number, by: string, dueOn: string | null = null): Promise<number> {
    const { id } = await app.as(by).interactions.log({
      customerId,
      channel: 'phone',
      happenedAt: null,
      personId: app.idOf(by),
      contactIds: [],
      subject: null,
      text: '谈了价格',
      result: null,
      status: null,
      nextStep: dueOn === null ? null : { what: '回电', dueOn, personId: app.idOf(by), remindAt: null },
    });
    return id;
  }

  const task = async (customerId: number, by: string, dueOn: string): Promise<number> =>
    (
      await app
        .as(by)
        .tasks.create({ customerId, what: '寄样品', dueOn, personId: app.idOf(by), remindAt: null })
    ).id;

  const share = (by: string, customerId: number, to: string, terms: Partial<ShareTerms> = {}) =>
    app.as(by).sharing.share({
      customerIds: [customerId],
      personIds: [app.idOf(to)],
      ...readOnly,
      ...terms,
    });

  async function merge(
    ids: readonly number[],
    more: { choice?: object; ownerFrom?: number; as?: string } = {},
  ) {
    const client = app.as(more.as ?? 'cleo');
    const customers = [];
    for (const id of ids) customers.push({ id, version: (await client.customers.get({ id })).version });
    return client.merging.merge({
      survivorId: ids[0] ?? 0,
      customers,
      choice: more.choice ?? {},
      ownerFrom: more.ownerFrom ?? null,
    });
  }

  return { customer, contact, interaction, task, share, merge };
}

/** Not compared: what tells of the merge itself, is append-only, or says only when and how often something was written. */
const aside = new Set(['operation_log', 'request', 'session', 'ownership_event', 'notice']);
const volatile = new Set(['version', 'updated_at']);

/** Every row of every table that a merge may touch, without versions. */
export async function snapshot(app: TestApp): Promise<Record<string, unknown[]>> {
  const { db } = app.office.services;
  const tables = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
      and name not like '%_search%' and name not like 'customer_merge%' order by name`.execute(db);
  const all: Record<string, unknown[]> = {};
  for (const { name } of tables.rows) {
    if (aside.has(name)) continue;
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    all[name] = rows
      .map((row) =>
        JSON.stringify(Object.fromEntries(Object.entries(row).filter(([column]) => !volatile.has(column)))),
      )
      .toSorted();
  }
  // Notices of before are with their customers again; those that tell of the merge are new.
  const told = await sql<Record<string, unknown>>`
    select id, customer_id, person_id, kind from notice where kind not in ('merged', 'mergedAway', 'mergeUndone')
    order by id`.execute(db);
  all['notice'] = told.rows;
  return all;
}
