import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { SimpleCsrfProtectionLinkPlugin } from '@orpc/client/plugins';
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

/** Through a real socket that is kept open, as a browser does. */
export function httpClient(url: string, token: string): Client {
  return createORPCClient(
    new RPCLink({
      url: `${url}rpc`,
      headers: { authorization: `Bearer ${token}` },
      plugins: [new SimpleCsrfProtectionLinkPlugin()],
    }),
  );
}
