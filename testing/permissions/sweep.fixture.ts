import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { SimpleCsrfProtectionLinkPlugin } from '@orpc/client/plugins';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#core/rpc/contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { openHttpDoor, type HttpDoor } from '#server/http/door.ts';
import { openIpcDoor } from '#server/ipc-door.ts';
import {
  createTestApp,
  silentLog,
  usualPeople,
  type Client,
  type TestApp,
} from '#testing/app/create-test-app.ts';
import { customerTables } from './expectations.ts';
import { people, relations, type Person, type Relation } from './table.ts';
import { openToEverybody, roleTable } from './role-table.ts';

let app: TestApp;
/** An unclaimed customer that others are merged into. */
let spare: number;
let door: HttpDoor;
let page: string;
async function overHttp(name: string | null): Promise<Client> {
  const token = name === null ? null : await app.tokenOf(name);
  return createORPCClient(
    new RPCLink({
      url: `${door.url}/rpc`,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      plugins: [new SimpleCsrfProtectionLinkPlugin()],
    }),
  );
}

const windows: MessagePort[] = [];
/** A window of the desktop program somebody is signed in to. */
async function overIpc(name: string | null): Promise<Client> {
  let token = name === null ? null : await app.tokenOf(name);
  const session = {
    get: () => token,
    set: (changed: string | null) => {
      token = changed;
    },
  };
  const { port1, port2 } = new MessageChannel();
  openIpcDoor({ office: app.office, session, device: 'test', log: silentLog }).add(port2);
  windows.push(port1);
  const link = new PortLink({ port: port1 });
  port1.start();
  return createORPCClient(link);
}

const doors = {
  direct: async (name: string | null) => (name === null ? app.withToken(null) : app.as(name)),
  ipc: overIpc,
  http: overHttp,
};

let made = 0;
/** Whom a customer can be shared with: who knows of customers at all. */
const knowing = (person: Person) => person !== 'adam' && person !== 'nobody';

/** A customer that stands in a relation to a person; null where the relation cannot be. */
async function inRelation(relation: Relation, person: Person): Promise<number | null> {
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
  const { id } = await app.as(owner ?? 'cleo').customers.create({
    fields: app.fields(`矩阵${made}号`, { phone: '13812345678', remark: 'canary' }),
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
    const { refused } = await app.as('carl').sharing.share(share);
    if (refused.length > 0) throw new Error(`Not shared: ${refused[0]?.code}`);
  }
  if (relation === 'deleted') await app.as('cleo').customers.remove({ ids: [id], reason: null });
  return id;
}

/** What a person learns from a call: how much of the record, that it was done, or the code of the refusal. */
async function verdict(call: Promise<unknown>): Promise<string> {
  const answer = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in answer) {
    const { error } = answer;
    return typeof error === 'object' && error !== null && 'code' in error
      ? String(error.code)
      : String(error);
  }
  const value = answer.value as Record<string, unknown> | undefined;
  if (value !== undefined && 'sight' in value) return String(value['sight']);
  if (value !== undefined && 'refused' in value) {
    const refused = value['refused'] as { code: string }[];
    return refused[0]?.code ?? 'done';
  }
  return 'done';
}

type CustomerCall = (
  client: Client,
  id: number,
  row: { version: number; name: string; to: number },
) => Promise<unknown>;
const customerCalls: Record<keyof typeof customerTables, CustomerCall> = {
  'contacts.addMany': (client, customerId) =>
    client.contacts.addMany({ customerId, contacts: [contactFields] }),
  'contacts.exportCards': async (client, id) => client.contacts.exportCards({ ids: [await contactOf(id)] }),
  'relations.list': async (client, id) => client.relations.list({ contactId: await contactOf(id) }),
  'relations.network': async (client, id) => client.relations.network({ contactId: await contactOf(id) }),
  'relations.create': async (client, id) =>
    client.relations.create({
      fromId: await contactOf(id),
      toId: null,
      toName: '外人',
      typeId: app.choiceId('relationType'),
      remark: null,
    }),
  'relations.update': async (client, id) =>
    client.relations.update({
      id: await relationOf(id),
      version: 1,
      typeId: app.choiceId('relationType'),
      remark: 'x',
    }),
  'relations.remove': async (client, id) => client.relations.remove({ id: await relationOf(id), version: 1 }),
  'interactions.list': (client, customerId) => client.interactions.list({ customerId }),
  'interactions.count': (client, customerId) => client.interactions.count({ customerId }),
  'interactions.log': (client, customerId) =>
    client.interactions.log({ customerId, ...interactionFields(), status: null, nextStep: null }),
  'interactions.comment': async (client, id) =>
    client.interactions.comment({ id: await hangingOn(id, 'interaction'), text: '补充' }),
  'interactions.update': async (client, id) =>
    client.interactions.update({
      id: await hangingOn(id, 'interaction'),
      version: 1,
      ...interactionFields(),
    }),
  'interactions.remove': async (client, id) =>
    client.interactions.remove({ id: await hangingOn(id, 'interaction') }),
  'interactions.restore': async (client, id) =>
    client.interactions.restore({ ids: [await hangingOn(id, 'interaction', true)] }),
  'tasks.list': (client, customerId) => client.tasks.list({ customerId, due: 'open' }),
  'tasks.create': (client, customerId) => client.tasks.create({ customerId, ...taskFields() }),
  'tasks.update': async (client, id) =>
    client.tasks.update({ id: await hangingOn(id, 'task'), version: 1, ...taskFields() }),
  'tasks.setDone': async (client, id) =>
    client.tasks.setDone({ id: await hangingOn(id, 'task'), done: true }),
  'tasks.remind': async (client, id) => client.tasks.remind({ id: await hangingOn(id, 'task'), at: null }),
  'tasks.remove': async (client, id) => client.tasks.remove({ id: await hangingOn(id, 'task'), version: 1 }),
  'contacts.list': (client, customerId) => client.contacts.list({ customerId }),
  'contacts.get': async (client, id) => client.contacts.get({ id: await contactOf(id) }),
  'contacts.create': (client, customerId) => client.contacts.create({ customerId, fields: contactFields }),
  'contacts.update': async (client, id) =>
    client.contacts.update({ id: await contactOf(id), version: 1, fields: contactFields }),
  'contacts.setMain': async (client, id) => client.contacts.setMain({ id: await contactOf(id) }),
  'contacts.move': async (client, id) =>
    client.contacts.move({ id: await contactOf(id), version: 1, toCustomerId: id }),
  'contacts.remove': async (client, id) => client.contacts.remove({ ids: [await contactOf(id)] }),
  'contacts.restore': async (client, id) => client.contacts.restore({ ids: [await contactOf(id, true)] }),
  'contacts.unmask': (client, customerId) => client.contacts.unmask({ customerId }),
  'merging.preview': (client, id) => client.merging.preview({ ids: [id, spare], survivorId: null }),
  'merging.merge': async (client, id, { version }) => {
    const read = app.office.services.db.selectFrom('customer').select('version').where('id', '=', spare);
    const { version: sparesVersion } = await read.executeTakeFirstOrThrow();
    const customers = [
      { id, version },
      { id: spare, version: sparesVersion },
    ];
    return client.merging.merge({ survivorId: spare, customers, ownerFrom: spare });
  },
  'merging.ofCustomer': (client, customerId) => client.merging.ofCustomer({ customerId }),
  'sharing.ofCustomer': (client, customerId) => client.sharing.ofCustomer({ customerId }),
  'sharing.share': (client, id) =>
    client.sharing.share({
      customerIds: [id],
      personIds: [app.idOf('bill')],
      mode: 'read',
      money: false,
      untilOn: null,
    }),
  'sharing.ask': (client, customerId) => client.sharing.ask({ customerId, reason: null }),
  'protection.lock': (client, id) => client.protection.lock({ ids: [id], locked: true }),
  // What is left out is counted and not refused: here the count decides.
  'exports.preview': async (client, customerId) => {
    const { exported } = await client.exports.preview({ query: { view: 'pool' }, ids: [customerId] });
    if (exported.count === 0) throw new AppError('notFound');
  },
  'protection.askExtension': (client, customerId) =>
    client.protection.askExtension({ customerId, untilOn: '2027-01-20', reason: 'x' }),
  'protection.openRequest': (client, customerId) => client.protection.openRequest({ customerId }),
  'customers.get': (client, id) => client.customers.get({ id }),
  'customers.history': (client, id) => client.customers.history({ id }),
  'customers.update': (client, id, { version, name }) =>
    client.customers.update({ id, version, fields: app.fields(name, { level: 'A' }), confirmSimilar: true }),
  'customers.remove': (client, id) => client.customers.remove({ ids: [id], reason: null }),
  'customers.restore': (client, id) => client.customers.restore({ ids: [id] }),
  'pool.claim': (client, id) => client.pool.claim({ ids: [id] }),
  'pool.return': (client, id) => client.pool.return({ ids: [id], reason: 'x' }),
  'pool.takeBack': (client, id) => client.pool.takeBack({ ids: [id], reason: 'x' }),
  'pool.assign': (client, id, { to }) => client.pool.assign({ ids: [id], toId: to, reason: 'x' }),
  'pool.unmask': (client, id) => client.pool.unmask({ id }),
};

const interactionFields = () => ({
  channel: 'phone' as const,
  happenedAt: null,
  personId: app.idOf('cleo'),
  contactIds: [],
  subject: null,
  text: '矩阵',
  result: null,
});
const taskFields = () => ({
  what: '回电',
  dueOn: '2026-12-01',
  personId: app.idOf('cleo'),
  remindAt: null,
});

/** An interaction or a task of a customer, by root, put there past the service; an id that is none where the customer is none. */
async function hangingOn(
  customerId: number,
  table: 'interaction' | 'task',
  deleted = false,
): Promise<number> {
  const at = '2026-11-23T02:00:00.000Z';
  const root = app.idOf('root');
  return app.office.services.transaction(async (trx) => {
    const customer = await trx
      .selectFrom('customer')
      .select('id')
      .where('id', '=', customerId)
      .executeTakeFirst();
    if (customer === undefined) return customerId;
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

const contactFields = {
  name: '矩阵联系人',
  department: '采购',
  position: null,
  decisionRole: null,
  gender: null,
  phones: [{ id: null, label: 'mobile' as const, value: '13812345678' }],
  emails: [],
  wechat: null,
  qq: null,
  birthday: null,
  address: null,
  hobbies: null,
  remark: null,
  leftCompany: false,
};

/** A contact of a customer, put there past the service; an id that is none where the customer is none. */
async function contactOf(customerId: number, deleted = false): Promise<number> {
  const at = '2026-11-23T02:00:00.000Z';
  return app.office.services.transaction(async (trx) => {
    const customer = await trx
      .selectFrom('customer')
      .select('id')
      .where('id', '=', customerId)
      .executeTakeFirst();
    if (customer === undefined) return customerId;
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
async function relationOf(customerId: number): Promise<number> {
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

async function logLength(): Promise<number> {
  const { rows } = await app.office.services.db
    .selectFrom('operation_log')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

/** Calls with an input that no schema takes: the right is asked before the input is read. */
function callRaw(client: Client, procedure: string): Promise<unknown> {
  let target: unknown = client;
  for (const part of procedure.split('.')) target = (target as Record<string, unknown>)[part];
  return (target as (input: unknown) => Promise<unknown>)({ unexpected: true });
}

/** Every procedure × every person × every relation, over one door; each door in a test file of its own, so that they run side by side. */
export function sweepOver(doorName: keyof typeof doors): void {
  beforeAll(async () => {
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
    page = await mkdtemp(join(tmpdir(), 'kechi-page-'));
    door = await openHttpDoor({
      office: app.office,
      rendererDir: page,
      host: '127.0.0.1',
      port: 0,
      log: silentLog,
    });
  });
  afterAll(async () => {
    for (const port of windows) port.close();
    await door.close();
    await app.close();
    await rm(page, { recursive: true });
  });

  describe(`over the ${doorName} door`, () => {
    describe.each(Object.entries(customerTables))('%s', (procedure, table) => {
      it.each(people)('as %s', async (person) => {
        const call = customerCalls[procedure as keyof typeof customerTables];
        const found: Record<string, string> = {};
        const expected: Record<string, string> = {};
        const changedAnything: Relation[] = [];
        for (const relation of relations) {
          const id = await inRelation(relation, person);
          if (id === null) continue;
          const stored = await app.office.services.db
            .selectFrom('customer')
            .select(['version', 'name'])
            .where('id', '=', id)
            .executeTakeFirst();
          const client = await doors[doorName](person === 'nobody' ? null : person);
          const log = await logLength();
          found[relation] = await verdict(
            call(client, id, {
              version: stored?.version ?? 1,
              name: stored?.name ?? 'x',
              to: app.idOf('mark'),
            }),
          );
          expected[relation] = table[person][relation];
          const refused = !['done', 'full', 'masked', 'minimal'].includes(found[relation] ?? '');
          if (refused && (await logLength()) !== log) changedAnything.push(relation);
        }
        expect(found).toEqual(expected);
        expect(changedAnything, 'a refusal changes nothing').toEqual([]);
      });
    });

    it.each(Object.keys(roleTable))('%s is open to exactly its roles', async (procedure) => {
      const allowed: string[] = [];
      for (const person of people) {
        if (person === 'nobody') continue;
        const client = await doors[doorName](person);
        const code = await verdict(callRaw(client, procedure));
        if (code !== 'notAllowed') allowed.push(person);
      }
      const expected = roleTable[procedure as keyof typeof roleTable];
      expect(allowed).toEqual(
        expected === 'everybody' ? people.filter((person) => person !== 'nobody') : expected,
      );
      const stranger = await verdict(callRaw(await doors[doorName](null), procedure));
      expect(stranger).toBe('signInNeeded');
    });
  });

  it('knows every procedure of the contract', () => {
    const all = Object.entries(contract).flatMap(([slice, procedures]) =>
      Object.keys(procedures).map((name) => `${slice}.${name}`),
    );
    const known = [...Object.keys(customerTables), ...Object.keys(roleTable), ...openToEverybody];
    expect(all.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !all.includes(name))).toEqual([]);
  });
}
