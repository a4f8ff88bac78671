import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createORPCClient, createORPCErrorFromJson, isORPCErrorJson } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { SimpleCsrfProtectionLinkPlugin } from '@orpc/client/plugins';
import { StandardRPCJsonSerializer } from '@orpc/client/standard';
import { createRouterClient } from '@orpc/server';
import type { Office } from '#server/compose.ts';
import type { Client } from '#testing/app/create-test-app.ts';

const day = 86_400_000;

/** A session of a person, made in the database: signing in is not what is measured. */
export async function openSession(office: Office, personId: number): Promise<string> {
  const { hasher, clock, transaction } = office.services;
  const token = hasher.token();
  const at = new Date(clock.now()).toISOString();
  await transaction((trx) =>
    trx
      .insertInto('session')
      .values({
        token_hash: hasher.sha256(token),
        person_id: personId,
        door: 'ipc',
        device: 'bench',
        created_at: at,
        last_seen_at: at,
        expires_at: new Date(clock.now() + day).toISOString(),
      })
      .execute(),
  );
  return token;
}

export function directClient(office: Office, token: string): Client {
  const call = {
    door: 'direct',
    device: 'bench',
    address: 'local',
    session: { get: () => token, set: () => undefined },
  } as const;
  return createRouterClient(office.router, { context: () => office.context(call) });
}

const serializer = new StandardRPCJsonSerializer();

/** One call as text, there and back: the status and what the service said. */
function post(
  url: string,
  agent: Agent,
  token: string,
  body: string,
): Promise<{ ok: boolean; said: string }> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-csrf-token': 'orpc',
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      const ok = answer.statusCode === 200;
      text(answer).then((said) => resolve({ ok, said }), reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/**
 * Through a real socket that is kept open, as a browser does. Node's `fetch` takes more than a millisecond of its own for a
 * page of a list, a third of the call: only what carries files goes that way.
 */
export function httpClient(url: string, token: string): Client {
  const withFiles = new RPCLink({
    url: `${url}rpc`,
    headers: { authorization: `Bearer ${token}` },
    plugins: [new SimpleCsrfProtectionLinkPlugin()],
  });
  const agent = new Agent({ keepAlive: true });
  return createORPCClient({
    async call(path, input, options) {
      const [json, meta, , files] = serializer.serialize(input);
      if (files.length > 0) return withFiles.call(path, input, options);
      const { ok, said } = await post(
        `${url}rpc/${path.join('/')}`,
        agent,
        token,
        JSON.stringify({ json, meta }),
      );
      const answer = JSON.parse(said) as { json: unknown; meta?: typeof meta };
      const value = serializer.deserialize(answer.json, answer.meta ?? []);
      if (!ok) throw isORPCErrorJson(value) ? createORPCErrorFromJson(value) : new Error(said);
      return value;
    },
  });
}
