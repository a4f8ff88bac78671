import { MessageChannel as NodeChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { ORPCError, os, withEventMeta } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallContext } from '#core/rpc/context.ts';
import { AppError } from '#core/shared/errors.ts';
import type { Office } from '#server/compose.ts';
import { silentLog, until } from '#server/http/door.fixture.ts';
import { type HttpDoor, openHttpDoor } from '#server/http/door.ts';
import { type IpcDoor, openIpcDoor } from '#server/ipc-door.ts';
import { connectionState, createClient, type RpcClient, toAppError } from './rpc.ts';

const base = os.$context<{ call: CallContext; reqHeaders?: { get(name: string): string | null } }>();

/** The few procedures that these tests call, under the names of the contract. */
function office() {
  const seen = {
    resumedAfter: [] as (string | undefined)[],
    ended: 0,
    keys: [] as (string | null | undefined)[],
  };
  const router = {
    office: { state: base.handler(() => ({ firstStartNeeded: false })) },
    sessions: {
      me: base.handler(({ context }) => void seen.keys.push(context.reqHeaders?.get('idempotency-key'))),
      signOut: base.handler(() => new Promise<void>(() => undefined)),
      endAll: base.handler(() => {
        throw new ORPCError('limitHeld', {
          status: 409,
          data: {
            params: { limit: 200, held: 'x', odd: {} },
            field: 'customer',
            fields: [{ path: 'customer.phone', code: 'malformed' }, 7],
            data: { newer: 3 },
          },
        });
      }),
    },
    changes: {
      watch: base.handler(async function* ({ signal, lastEventId }) {
        seen.resumedAfter.push(lastEventId);
        try {
          yield withEventMeta({ topics: ['customers'] }, { id: String(seen.resumedAfter.length) });
          await new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
          });
        } finally {
          seen.ended += 1;
        }
      }),
    },
  };
  return {
    office: {
      router,
      context: (call: CallContext) => ({ call, reqHeaders: call.reqHeaders }),
    } as unknown as Office,
    seen,
  };
}

interface Door {
  readonly client: RpcClient;
  readonly seen: ReturnType<typeof office>['seen'];
  /** The service goes away, and comes back at the same place. */
  breakDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

async function overPort(): Promise<Door> {
  const { office: served, seen } = office();
  const session = { get: () => null, set: () => undefined };
  let door: IpcDoor | null = null;
  const waiting: NodePort[] = [];
  const comeBack = () => {
    door = openIpcDoor({ office: served, session, device: 'PC', log: silentLog });
    for (const port of waiting.splice(0)) door.add(port);
    return Promise.resolve();
  };
  const breakDown = () => {
    door?.close();
    door = null;
    return Promise.resolve();
  };
  const ask = () => {
    const { port1, port2 } = new NodeChannel();
    if (door) door.add(port2);
    else waiting.push(port2);
    return port1 as unknown as MessagePort;
  };
  await comeBack();
  const close = async () => {
    await breakDown();
    // The page learns of it a moment later, and would tell the next test.
    await until(() => connectionState.getState().state === 'away', 'the page learns that the port is closed');
  };
  return { client: createClient({ ask }), seen, breakDown, comeBack, close };
}

async function overHttp(): Promise<Door> {
  const { office: served, seen } = office();
  let door: HttpDoor | null = null;
  let port = 0;
  const comeBack = async () => {
    const options = { office: served, rendererDir: import.meta.dirname, host: '127.0.0.1', log: silentLog };
    door = await openHttpDoor({ ...options, port });
    port = door.port;
  };
  const breakDown = async () => {
    await door?.close();
    door = null;
  };
  await comeBack();
  return {
    client: createClient({ origin: () => `http://127.0.0.1:${port}` }),
    seen,
    breakDown,
    comeBack,
    close: breakDown,
  };
}

describe.each([
  ['port', overPort],
  ['http', overHttp],
])('over %s', (_name, open) => {
  let door: Door;
  const state = () => connectionState.getState().state;
  beforeEach(async () => {
    connectionState.setState({ state: 'connected' });
    door = await open();
  });
  afterEach(() => door.close());

  test('the idempotency key of the intent goes with the call', async () => {
    await door.client.sessions.me({}, { context: { idempotencyKey: 'k-1' } });
    await door.client.sessions.me({});
    expect(door.seen.keys).toEqual(['k-1', null]);
  });

  test('a refusal keeps its figures, its fields and what there is to decide', async () => {
    const error = toAppError(await door.client.sessions.endAll({}).catch((thrown: unknown) => thrown));
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'limitHeld',
      params: { limit: 200, held: 'x' },
      field: 'customer',
      fields: [{ path: 'customer.phone', code: 'malformed' }],
      data: { newer: 3 },
    });
    expect(error.params).not.toHaveProperty('odd');
    expect(state()).toBe('connected');
  });

  test('a lost host is said at once, and found again without being asked', async () => {
    await door.client.office.state({});
    const lost = door.client.sessions.signOut({}).catch((thrown: unknown) => toAppError(thrown).code);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await door.breakDown();
    expect(await lost).toBe('hostAway');
    expect(state()).toBe('away');
    await door.comeBack();
    await until(() => state() === 'connected', 'the host is found again');
    expect(await door.client.office.state({})).toEqual({ firstStartNeeded: false });
  });

  test('the stream of changes goes on after a break, from the last event it had', async () => {
    const events = await door.client.changes.watch({});
    expect((await events.next()).value).toEqual({ topics: ['customers'] });
    const next = events.next();
    await door.breakDown();
    await door.comeBack();
    expect((await next).value).toEqual({ topics: ['customers'] });
    expect(door.seen).toMatchObject({ resumedAfter: [undefined, '1'], ended: 1 });
    await events.return?.();
    await until(() => door.seen.ended === 2, 'the stream ends where it is made');
  });

  test('what the caller itself gave up is no sign of a lost host', async () => {
    const stop = new AbortController();
    const call = door.client.sessions.signOut({}, { signal: stop.signal });
    await new Promise((resolve) => setTimeout(resolve, 30));
    stop.abort();
    await expect(call).rejects.toThrow();
    expect(state()).toBe('connected');
  });
});

test.each([
  [new AppError('conflict'), 'conflict'],
  [new ORPCError('BAD_REQUEST', { data: { issues: [{ path: ['name'], message: 'x' }] } }), 'invalidInput'],
  [new ORPCError('INTERNAL_SERVER_ERROR'), 'unexpected'],
  [new TypeError('x is undefined'), 'unexpected'],
  ['thrown text', 'unexpected'],
  [undefined, 'unexpected'],
])('whatever is thrown becomes a refusal', (thrown, code) => {
  expect(toAppError(thrown).code).toBe(code);
});
