import type { Client } from '#testing/app/create-test-app.ts';
import { app, isCustomer } from './ground.fixture.ts';

const at = '2026-11-23T02:00:00.000Z';

/** A file of a customer, added by root, put there past the service; an id that is none where the customer is none. */
async function fileOf(customerId: number, deleted = false): Promise<number> {
  const root = app.idOf('root');
  return app.office.services.transaction(async (trx) => {
    if (!(await isCustomer(trx, customerId))) return customerId;
    const object = await trx
      .insertInto('stored_object')
      .values({ sha256: 'ab'.repeat(32), bytes: 2, kind: 'text', charset: 'utf-8', created_at: at })
      .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ bytes: 2 }))
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id } = await trx
      .insertInto('attachment')
      .values({
        customer_id: customerId,
        name: '矩阵.txt',
        name_key: '矩阵txt',
        latest: 1,
        created_by: root,
        created_at: at,
        updated_at: at,
        deleted_at: deleted ? at : null,
        deleted_by: deleted ? root : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('attachment_version')
      .values({
        attachment_id: id,
        number: 1,
        object_id: object.id,
        file_name: '矩阵.txt',
        created_by: root,
        created_at: at,
      })
      .execute();
    return id;
  });
}

/** An upload of root's for a customer. */
async function uploadOf(customerId: number): Promise<number> {
  const upload = {
    person_id: app.idOf('root'),
    owner_kind: 'customer',
    owner_id: customerId,
    name: '矩阵.txt',
    bytes: 0,
    modified_at: 0,
    created_at: at,
  };
  return app.office.services.transaction(async (trx) => {
    const insert = trx.insertInto('attachment_upload').values(upload).returning('id');
    return (await insert.executeTakeFirstOrThrow()).id;
  });
}

type Call = (client: Client, customerId: number) => Promise<unknown>;

/** What is asked of a customer's files, by each procedure about them. */
export const attachmentCalls = {
  'attachments.list': (client, id) => client.attachments.list({ owner: { kind: 'customer', id } }),
  'attachments.count': (client, customerId) => client.attachments.count({ customerId }),
  'attachments.versions': async (client, id) => client.attachments.versions({ id: await fileOf(id) }),
  'attachments.begin': (client, id) =>
    client.attachments.begin({
      owner: { kind: 'customer', id },
      name: '矩阵.txt',
      bytes: 1,
      modifiedAt: 0,
    }),
  'attachments.append': async (client, id) =>
    client.attachments.append({ uploadId: await uploadOf(id), offset: 0, piece: new File([], 'piece') }),
  'attachments.finish': async (client, id) =>
    client.attachments.finish({ uploadId: await uploadOf(id), versionOf: null }),
  'attachments.cancel': async (client, id) => client.attachments.cancel({ uploadId: await uploadOf(id) }),
  'attachments.update': async (client, id) =>
    client.attachments.update({
      id: await fileOf(id),
      version: 1,
      name: '改名.txt',
      description: null,
    }),
  'attachments.remove': async (client, id) => client.attachments.remove({ id: await fileOf(id) }),
  'attachments.restore': async (client, id) => client.attachments.restore({ ids: [await fileOf(id, true)] }),
} satisfies Record<string, Call>;
