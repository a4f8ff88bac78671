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
import { openHttpDoor, type HttpDoor } from '#server/http/door.ts';
import { openIpcDoor } from '#server/ipc-door.ts';
import { silentLog, type Client } from '#testing/app/create-test-app.ts';
import { customerCalls } from './calls.fixture.ts';
import { customerTables } from './expectations.ts';
import { app, inRelation, logLength, openGround } from './ground.fixture.ts';
import { people, relations, type Relation } from './table.ts';
import { openToEverybody, roleTable } from './role-table.ts';

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
  ipc: overIpc,
  http: overHttp,
};

const clients = new Map<string | null, Promise<Client>>();
/** The same window for all that a person asks: no call of the sweep ends a session. */
function clientOf(doorName: keyof typeof doors, name: string | null): Promise<Client> {
  const known = clients.get(name) ?? doors[doorName](name);
  clients.set(name, known);
  return known;
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

/** Customers to which no call has done anything yet, by relation and person: the next call is asked of the same one. */
const untouched = new Map<string, number>();

/** Calls with an input that no schema takes: the right is asked before the input is read. */
function callRaw(client: Client, procedure: string): Promise<unknown> {
  let target: unknown = client;
  for (const part of procedure.split('.')) target = (target as Record<string, unknown>)[part];
  return (target as (input: unknown) => Promise<unknown>)({ unexpected: true });
}

/** Every procedure × every person × every relation, over one door; each door in a test file of its own, so that they run side by side. */
export function sweepOver(doorName: keyof typeof doors): void {
  beforeAll(async () => {
    await openGround();
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
          const place = `${relation} ${person}`;
          const id = untouched.get(place) ?? (await inRelation(relation, person));
          if (id === null) continue;
          const stored = await app.office.services.db
            .selectFrom('customer')
            .select(['version', 'name'])
            .where('id', '=', id)
            .executeTakeFirst();
          const client = await clientOf(doorName, person === 'nobody' ? null : person);
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
          const changed = (await logLength()) !== log;
          if (refused && changed) changedAnything.push(relation);
          if (changed) untouched.delete(place);
          else untouched.set(place, id);
        }
        expect(found).toEqual(expected);
        expect(changedAnything, 'a refusal changes nothing').toEqual([]);
      });
    });

    it.each(Object.keys(roleTable))('%s is open to exactly its roles', async (procedure) => {
      const allowed: string[] = [];
      for (const person of people) {
        if (person === 'nobody') continue;
        const client = await clientOf(doorName, person);
        const code = await verdict(callRaw(client, procedure));
        if (code !== 'notAllowed') allowed.push(person);
      }
      const expected = roleTable[procedure as keyof typeof roleTable];
      expect(allowed).toEqual(
        expected === 'everybody' ? people.filter((person) => person !== 'nobody') : expected,
      );
      const stranger = await verdict(callRaw(await clientOf(doorName, null), procedure));
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
