import { createRouterClient } from '@orpc/server';
import type { CallContext } from '#core/rpc/context.ts';
import type { Client, TestApp } from '../app/create-test-app.ts';

/** A PC or browser at a door of the office, with the session it holds. */
export interface DoorClient {
  readonly client: Client;
  readonly token: () => string | null;
}

/** A client of its own: signed out, until it signs in through the router as a person does. */
export function doorClient(
  app: Pick<TestApp, 'office'>,
  where: Partial<Pick<CallContext, 'door' | 'device' | 'address'>> & { readonly token?: string | null } = {},
): DoorClient {
  let token = where.token ?? null;
  const session = {
    get: () => token,
    set: (next: string | null) => {
      token = next;
    },
  };
  const { door = 'http', device = 'a browser', address = '192.168.1.20' } = where;
  const client: Client = createRouterClient(app.office.router, {
    context: () => app.office.context({ door, device, address, session }),
  });
  return { client, token: () => token };
}

/** What stands in the operation log under an action, newest last, with the texts of before and after read. */
export async function logLines(
  app: TestApp,
  action: string,
): Promise<{ entityId: number | null; personId: number | null; before: unknown; after: unknown }[]> {
  const rows = await app.office.services.db
    .selectFrom('operation_log')
    .selectAll()
    .where('action', '=', action)
    .orderBy('seq')
    .execute();
  const read = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return rows.map((row) => ({
    entityId: row.entity_id,
    personId: row.person_id,
    before: read(row.before),
    after: read(row.after),
  }));
}
