import type { WriteDb } from '#core/shared/database.ts';
import { createTestApp, usualPeople, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import type { Person, Relation } from './table.ts';

/** The office in which the sweep asks. */
export let app: TestApp;
/** An unclaimed customer that others are merged into. */
export let spare: number;

export async function openGround(): Promise<void> {
  app = await createTestApp({ people: [...usualPeople, { name: 'adam', roles: ['administrator'] }] });
  const { version } = await app.first.protection.rules({});
  const off = { all: null, A: null, B: null, C: null };
  await app.first.protection.saveRules({
    version,
    // Something to be extended.
    figures: { interactionDays: { ...off, all: 30 }, dealDays: off, freshDays: 0, afterDealDays: null },
    holdsFrom: app.clock.today(),
    maxLocked: null,
  });
  const toSpare = { fields: app.fields('矩阵备用'), claim: false, confirmSimilar: true };
  spare = (await app.as('cleo').customers.create(toSpare)).id;
}

const makers = new Map<string, Client>();
/** The same window for all that a person makes. */
function maker(name: string): Client {
  const known = makers.get(name) ?? app.as(name);
  makers.set(name, known);
  return known;
}

let made = 0;
/**
 * Three signs and a number that no other customer of the sweep has: were they alike, each new one would be compared with all before
 * it, and that is not what is asked here.
 */
const unlike = () => ({
  name: String.fromCodePoint(...[0, 1, 2].map((at) => 0x4e00 + ((made * 3 + at) % 0x5000))),
  phone: `138${String((made * 48_611_113) % 100_000_000).padStart(8, '0')}`,
});

/** Whom a customer can be shared with: who knows of customers at all. */
const knowing = (person: Person) => person !== 'adam' && person !== 'nobody';

/** A customer that stands in a relation to a person; null where the relation cannot be. */
export async function inRelation(relation: Relation, person: Person): Promise<number | null> {
  made += 1;
  const owners: Record<Relation, string | null | undefined> = {
    own: person === 'anna' || person === 'mark' ? person : undefined,
    below: person === 'mark' ? 'anna' : undefined,
    colleague: 'carl',
    pool: null,
    deleted: null,
    missing: null,
    sharedRead: knowing(person) ? 'carl' : undefined,
    sharedLog: knowing(person) ? 'carl' : undefined,
  };
  const owner = owners[relation];
  if (owner === undefined) return null;
  if (relation === 'missing') return 7_000_000 + made;
  const { name, phone } = unlike();
  const { id } = await maker(owner ?? 'cleo').customers.create({
    fields: app.fields(name, { phone, remark: 'canary' }),
    claim: owner !== null,
    confirmSimilar: true,
  });
  if (relation === 'sharedRead' || relation === 'sharedLog') {
    const mode = relation === 'sharedLog' ? ('log' as const) : ('read' as const);
    const share = {
      customerIds: [id],
      personIds: [app.idOf(person)],
      mode,
      money: false,
      untilOn: null,
    };
    const { refused } = await maker('carl').sharing.share(share);
    if (refused.length > 0) throw new Error(`Not shared: ${refused[0]?.code}`);
  }
  if (relation === 'deleted') await maker('cleo').customers.remove({ ids: [id], reason: null });
  return id;
}

export const interactionFields = () => ({
  channel: 'phone' as const,
  happenedAt: null,
  personId: app.idOf('cleo'),
  contactIds: [],
  subject: null,
  text: '矩阵',
  result: null,
});
export const taskFields = () => ({
  what: '回电',
  dueOn: '2026-12-01',
  personId: app.idOf('cleo'),
  remindAt: null,
});

/** Whether there is such a customer; deleted ones too. */
export async function isCustomer(trx: WriteDb, id: number): Promise<boolean> {
  return (
    (await trx.selectFrom('customer').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
  );
}

/** An interaction or a task of a customer, by root, put there past the service; an id that is none where the customer is none. */
export async function hangingOn(
  customerId: number,
  table: 'interaction' | 'task',
  deleted = false,
): Promise<number> {
  const at = '2026-11-23T02:00:00.000Z';
  const root = app.idOf('root');
  return app.office.services.transaction(async (trx) => {
    if (!(await isCustomer(trx, customerId))) return customerId;
    const common = {
      customer_id: customerId,
      person_id: root,
      created_by: root,
      created_at: at,
      updated_at: at,
      deleted_at: deleted ? at : null,
      deleted_by: deleted ? root : null,
    };
    const { id } =
      table === 'task'
        ? await trx
            .insertInto('task')
            .values({ ...common, what: '矩阵', due_on: '2026-12-01' })
            .returning('id')
            .executeTakeFirstOrThrow()
        : await trx
            .insertInto('interaction')
            .values({ ...common, channel: 'phone', happened_at: at, text: '矩阵', search_text: '矩阵' })
            .returning('id')
            .executeTakeFirstOrThrow();
    return id;
  });
}

/** A contact of a customer, put there past the service; an id that is none where the customer is none. */
export async function contactOf(customerId: number, deleted = false): Promise<number> {
  const at = '2026-11-23T02:00:00.000Z';
  return app.office.services.transaction(async (trx) => {
    if (!(await isCustomer(trx, customerId))) return customerId;
    const { id } = await trx
      .insertInto('contact')
      .values({
        customer_id: customerId,
        name: '矩阵',
        name_key: '矩阵',
        sort_key: 'ju zhen',
        search_text: '矩阵',
        created_by: app.idOf('root'),
        created_at: at,
        updated_at: at,
        deleted_at: deleted ? at : null,
        deleted_by: deleted ? app.idOf('root') : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** A relation of a contact of a customer, put there past the service. */
export async function relationOf(customerId: number): Promise<number> {
  const contactId = await contactOf(customerId);
  return app.office.services.transaction(async (trx) => {
    const contact = await trx
      .selectFrom('contact')
      .select('id')
      .where('id', '=', contactId)
      .executeTakeFirst();
    if (contact === undefined) return customerId;
    const { id } = await trx
      .insertInto('contact_relation')
      .values({
        from_id: contactId,
        to_id: null,
        to_name: '外人',
        type_id: app.choiceId('relationType'),
        remark: null,
        created_by: app.idOf('root'),
        created_at: '2026-11-23T02:00:00.000Z',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

export async function logLength(): Promise<number> {
  const { rows } = await app.office.services.db
    .selectFrom('operation_log')
    .select((eb) => eb.fn.max('seq').as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}
