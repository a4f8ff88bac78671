import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { SimpleCsrfProtectionLinkPlugin } from '@orpc/client/plugins';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { indexTokens } from '#core/customers/search-text.ts';
import { verifyLog } from '#core/log/index.ts';
import { openConnection } from '#db/dialects/sqlite/connection.ts';
import { openOffice } from '#server/compose.ts';
import { createTestApp, silentLog, type Client } from '#testing/app/create-test-app.ts';

/** More cycles by `KECHI_KILL_CYCLES=1000`. */
const cycles = Number(process.env['KECHI_KILL_CYCLES'] ?? 50);
/** The service as it is built, from today's sources. */
const main = join(process.env['KECHI_TEST_SERVICE'] ?? '', 'server.js');

let dataDir: string;
let token: string;
let fields: (name: string) => Parameters<Client['customers']['create']>[0]['fields'];

beforeAll(async () => {
  const app = await createTestApp();
  token = await app.tokenOf('anna');
  const sample = app.fields('x');
  fields = (name) => ({ ...sample, name });
  // The test's clock stands elsewhere; by the service's, this session began now.
  const now = new Date().toISOString();
  const longer = { created_at: now, expires_at: '2099-01-01T00:00:00.000Z', last_seen_at: now };
  await app.office.services.transaction((trx) => trx.updateTable('session').set(longer).execute());
  await app.office.close();
  dataDir = app.dataDir;
  // One that ends by itself leaves what Node has translated for those that are killed.
  const { process: child } = await start();
  child.kill('SIGTERM');
  await once(child, 'exit');
}, 60_000);
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<{ process: ChildProcess; client: Client }> {
  const child = spawn(process.execPath, [main, 'serve', '--data', dataDir, '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[\d.:]+/.exec(line)?.[0];
    if (url === undefined) continue;
    const link = new RPCLink({
      url: `${url}/rpc`,
      headers: { authorization: `Bearer ${token}` },
      plugins: [new SimpleCsrfProtectionLinkPlugin()],
    });
    return { process: child, client: createORPCClient(link) };
  }
  throw new Error('The service ended before it said where it listens');
}

/** The socket has gone, and with it the answer: all that a window may try again. A refusal is an answer. */
const isLost = (error: unknown): boolean => error instanceof TypeError;

/**
 * Creates customers over HTTP until the service is killed; only what was answered counts, as for a window that tries again.
 * Throws what the service refuses, with its code, and when it ends by itself.
 */
async function writeUntilKilled(
  { process: service, client }: { process: ChildProcess; client: Client },
  cycle: number,
  worker: number,
  acknowledged: Map<number, string>,
) {
  for (let at = 0; ; at++) {
    const name = `断电${cycle}-${worker}-${at}测试客户`;
    try {
      const made = await client.customers.create({
        fields: fields(name),
        claim: at % 2 === 0,
        confirmSimilar: true,
      });
      acknowledged.set(made.id, name);
    } catch (error) {
      if (error instanceof ORPCError) throw new Error(`Refused: ${error.code}`, { cause: error });
      if (service.killed) return;
      if (!isLost(error) || service.exitCode !== null) throw error;
      await wait(10);
    }
  }
}

it(
  `loses nothing it acknowledged in ${cycles} kills during writes`,
  { timeout: cycles * 10_000 + 60_000 },
  async () => {
    const acknowledged = new Map<number, string>();
    for (let cycle = 0; cycle < cycles; cycle++) {
      const service = await start();
      const { process: child } = service;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      const before = acknowledged.size;
      const writers = Promise.all(
        [0, 1, 2].map((worker) => writeUntilKilled(service, cycle, worker, acknowledged)),
      );
      try {
        // Into the midst of the writing: after the first answers, at another moment in each cycle.
        while (acknowledged.size < before + 1 + (cycle % 5)) await Promise.race([writers, wait(1)]);
        await Promise.race([writers, wait((cycle * 7) % 31)]);
      } finally {
        child.kill('SIGKILL');
        await gone;
      }
      await writers;
    }
    expect(acknowledged.size).toBeGreaterThan(cycles);

    const office = await openOffice({ dataDir, log: silentLog });
    const { db, hasher } = office.services;
    const rows = await db
      .selectFrom('customer')
      .select(['id', 'name', 'search_public', 'search_phone'])
      .execute();
    const stored = new Map(rows.map((row) => [row.id, row.name]));
    const lost = [...acknowledged].filter(([id, name]) => stored.get(id) !== name);
    expect(lost).toEqual([]);
    expect((await verifyLog(db, hasher, async () => undefined)).firstBad).toBeNull();
    await office.close();

    const connection = openConnection(join(dataDir, 'kechi.db'), 'read');
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    // Not `rowid = ? and match`: with detail=none FTS5 may pass over the rowid.
    const found = connection
      .prepare('select rowid from customer_search where customer_search match ?')
      .pluck();
    const events = connection
      .prepare("select count(*) from ownership_event where customer_id = ? and kind = 'created'")
      .pluck();
    const logged = connection
      .prepare(
        "select count(*) from operation_log where entity = 'customer' and entity_id = ? and action = 'created'",
      )
      .pluck();
    for (const row of rows) {
      const tokens = indexTokens({ public: row.search_public, phone: row.search_phone }).split(' ');
      const match = tokens.map((text) => `"${text}"`).join(' AND ');
      const indexed = found.all(match).filter((id) => id === row.id).length;
      expect([row.id, indexed, events.get(row.id), logged.get(row.id)]).toEqual([row.id, 1, 1, 1]);
    }
    expect(connection.prepare('select count(*) from customer_search').pluck().get()).toBe(rows.length);
    connection.close();
  },
);
