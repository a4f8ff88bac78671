import { AppError } from '#core/shared/errors.ts';
import type { Client } from '#testing/app/create-test-app.ts';
import { attachmentCalls } from './attachment-calls.fixture.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import type { customerTables } from './expectations.ts';
import {
  app,
  contactOf,
  hangingOn,
  interactionFields,
  relationOf,
  spare,
  taskFields,
} from './ground.fixture.ts';

const someone = contactFields('矩阵联系人', { department: '采购' });

/** What is asked of a customer, or of something that hangs on it, by each procedure about one. */
type CustomerCall = (
  client: Client,
  id: number,
  row: { version: number; name: string; to: number },
) => Promise<unknown>;
export const customerCalls: Record<keyof typeof customerTables, CustomerCall> = {
  ...attachmentCalls,
  'contacts.addMany': (client, customerId) => client.contacts.addMany({ customerId, contacts: [someone] }),
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
  'contacts.create': (client, customerId) => client.contacts.create({ customerId, fields: someone }),
  'contacts.update': async (client, id) =>
    client.contacts.update({ id: await contactOf(id), version: 1, fields: someone }),
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
  'printing.card': (client, customerId) =>
    client.printing.card({ customerId, contacts: true, interactions: true, files: true }),
  'exports.startFolder': async (client, customerId) => {
    await client.exports.putCard({ offset: 0, piece: new File(['card'], 'card') });
    const card = { kind: 'html', bytes: 4 } as const;
    const { state } = await client.exports.startFolder({ customerId, language: 'zh-CN', card });
    if (state !== 'done') throw new AppError('unexpected');
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
