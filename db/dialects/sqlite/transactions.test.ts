import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Commit } from '#core/shared/database.ts';
import type { Database } from '#db/schema/index.ts';
import { openConnection, type Connection } from './connection.ts';
import { officeDatabase } from './dialect.ts';
import { transactions } from './transactions.ts';

/** Files that were synced beside SQLite, which syncs by itself. */
const synced: string[] = [];

let dir: string;
let connection: Connection;
let db: Kysely<Database>;
let transact: ReturnType<typeof transactions>;

beforeEach(async () => {
  synced.length = 0;
  dir = await mkdtemp(join(tmpdir(), 'kechi-transactions-'));
  connection = openConnection(join(dir, 'office.db'));
  connection.exec('create table line (nth integer primary key)');
  db = officeDatabase(connection);
  transact = transactions(db, connection, async (path) => void synced.push(path));
});
afterEach(async () => {
  await db.destroy();
  await rm(dir, { recursive: true, force: true });
});

const write = (commit?: Commit) =>
  transact(async (trx) => {
    await sql`insert into line default values`.execute(trx);
    return connection.pragma('synchronous', { simple: true });
  }, commit);
const rows = () => connection.prepare('select count(*) from line').pluck().get();
const log = () => `${join(dir, 'office.db')}-wal`;

it('waits for the disk unless it is asked not to, each in its turn', async () => {
  const kinds = [
    undefined,
    'asynchronous',
    'asynchronous',
    'synchronous',
    'asynchronous',
    undefined,
  ] as const;
  expect(await Promise.all(kinds.map((commit) => write(commit)))).toEqual([2, 1, 1, 2, 1, 2]);
  expect(connection.pragma('synchronous', { simple: true })).toBe(2);
  expect(rows()).toBe(6);
});

it('waits again after one that failed, of which nothing is left', async () => {
  const failing = transact(async (trx) => {
    await sql`insert into line default values`.execute(trx);
    throw new Error('no more');
  }, 'asynchronous');
  await expect(failing).rejects.toThrow('no more');
  expect(await write()).toBe(2);
  expect(rows()).toBe(1);
});

it('syncs the log as it lies beside the database', async () => {
  const real = transactions(db, connection);
  await real((trx) => sql`insert into line default values`.execute(trx), 'asynchronous');
  await real(async () => undefined);
  expect(rows()).toBe(1);
});

it('has all that was committed before on the disk when a synchronous one is answered, though it writes nothing', async () => {
  await write();
  expect(synced).toEqual([]);
  await write('asynchronous');
  await write('asynchronous');
  expect(synced).toEqual([]);
  await transact(async () => undefined);
  expect(synced).toEqual([log()]);
  await write();
  expect(synced).toEqual([log()]);
});
