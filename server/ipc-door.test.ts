import { once } from 'node:events';
import { hostname } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { RouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { fakeOffice, silentLog, until } from './http/door.fixture.ts';
import { openIpcDoor } from './ipc-door.ts';

type Client = RouterClient<ReturnType<typeof fakeOffice>['router'], { key?: string }>;

function open() {
  const { office, seen } = fakeOffice();
  let token: string | null = null;
  const door = openIpcDoor({
    office,
    session: {
      get: () => token,
      set: (next) => {
        token = next;
      },
    },
    device: hostname(),
    log: silentLog,
  });
  const window = (): { client: Client; port: MessagePort } => {
    const { port1, port2 } = new MessageChannel();
    door.add(port2);
    const link = new RPCLink<{ key?: string }>({
      port: port1,
      headers: ({ context }) => (context.key ? { 'idempotency-key': context.key } : {}),
    });
    port1.start();
    return { client: createORPCClient(link), port: port1 };
  };
  return { door, window, seen, token: () => token };
}

test('signed in once is signed in in every window, and no window learns the token', async () => {
  const { door, window, token } = open();
  const one = window();
  const two = window();
  expect(await one.client.whoAmI()).toMatchObject({ token: null, door: 'ipc', device: hostname() });
  const heard: unknown[] = [];
  one.port.on('message', (message) => heard.push(message));
  await one.client.signIn({ token: 'secret-1' });
  expect(JSON.stringify(heard)).not.toContain('secret-1');
  expect(token()).toBe('secret-1');
  expect(await two.client.whoAmI()).toMatchObject({ token: 'secret-1' });
  door.close();
});

test('each call has its own context, with its own idempotency key', async () => {
  const { door, window } = open();
  const { client } = window();
  const answers = await Promise.all([
    client.whoAmI(undefined, { context: { key: 'a' } }),
    client.whoAmI(undefined, { context: { key: 'b' } }),
    client.whoAmI(),
  ]);
  expect(answers.map((answer) => answer.key)).toEqual(['a', 'b', null]);
  door.close();
});

test('a window that closes ends its event streams; so does the door', async () => {
  const { door, window, seen } = open();
  const one = window();
  const two = window();
  await (await one.client.watch()).next();
  await (await two.client.watch()).next();
  expect(seen).toEqual({ streams: 2, ended: 0 });
  one.port.close();
  await until(() => seen.ended === 1, 'the first stream ends');
  const closed = once(two.port, 'close');
  door.close();
  await closed;
  await until(() => seen.ended === 2, 'the second stream ends');
});

test.each([
  ['nothing', ''],
  ['half of JSON', '{"i":"9"'],
  ['null', 'null'],
  ['no request', '{"i":"9"}'],
  ['an address that is none', '{"i":"9","p":{"u":"http://["}}'],
  ['a number', 7],
  ['an object', { i: '9', p: { u: '/echo' } }],
  ['bytes that are no message', new Uint8Array([255, 254, 0])],
])('a malformed message closes its port, and no other: %s', async (_name, junk) => {
  const { door, window } = open();
  const bad = window();
  const good = window();
  const closed = once(bad.port, 'close');
  bad.port.postMessage(junk);
  await closed;
  expect(await good.client.echo({ text: 'still here' })).toBe('still here');
  door.close();
});

test('an unknown procedure and a wrong input are answers', async () => {
  const { door, window } = open();
  const { client, port } = window();
  // @ts-expect-error: what a changed client could send
  await expect(client.echo({ text: 7 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const heard = once(port, 'message');
  port.postMessage('{"i":"junk","p":{"u":"/__proto__/toString"}}');
  expect(String(await heard)).toContain('404');
  expect(await client.echo({ text: 'a' })).toBe('a');
  door.close();
});
