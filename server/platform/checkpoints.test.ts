import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openConnection, type Connection } from '#db/dialects/sqlite/connection.ts';
import { openCheckpoints } from './checkpoints.ts';

const pageBytes = 4096;
let dir: string;
let path: string;
let writer: Connection;
const errors: string[] = [];
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (message: string) => void errors.push(message),
};

beforeEach(async () => {
  errors.length = 0;
  dir = await mkdtemp(join(tmpdir(), 'kechi-checkpoints-'));
  path = join(dir, 'office.db');
  writer = openConnection(path);
  writer.exec('create table page (nth integer primary key, bytes blob)');
});
afterEach(async () => {
  writer.close();
  await rm(dir, { recursive: true, force: true });
});

function write(pages: number): void {
  const insert = writer.prepare('insert into page (bytes) values (randomblob(3900))');
  writer.transaction(() => {
    for (let nth = 0; nth < pages; nth++) insert.run();
  })();
}
const state = () =>
  writer.prepare('pragma wal_checkpoint(noop)').get() as Record<'log' | 'checkpointed', number>;
const rows = () => writer.prepare('select count(*) from page').pluck().get();

it('copies the log beside the writer, and the log begins anew', async () => {
  const checkpoints = openCheckpoints(writer, path, log);
  write(500);
  checkpoints.committed();
  expect(state().checkpointed).toBe(0);
  write(1000);
  checkpoints.committed();
  await vi.waitFor(() => expect(state().checkpointed).toBe(state().log), { timeout: 20_000 });
  expect((await stat(path)).size).toBeGreaterThan(1500 * pageBytes);
  write(1);
  expect(state().log).toBeLessThan(10);
  await checkpoints.close();
  expect(rows()).toBe(1501);
});

it('begins anew between the parts of a longer work', async () => {
  const checkpoints = openCheckpoints(writer, path, log);
  let most = 0;
  for (let nth = 0; nth < 40; nth++) {
    await checkpoints.betweenParts();
    write(400);
    checkpoints.committed();
    most = Math.max(most, state().log);
  }
  await checkpoints.close();
  expect(most).toBeLessThan(9500);
  expect(rows()).toBe(16_000);
});

it('makes a change wait only where far too much is written', async () => {
  const checkpoints = openCheckpoints(writer, path, log);
  write(13_000);
  checkpoints.committed();
  await checkpoints.room();
  expect(state().checkpointed).toBeLessThan(state().log);
  write(12_000);
  checkpoints.committed();
  await checkpoints.room();
  expect(state().checkpointed).toBe(state().log);
  write(1);
  expect(state().log).toBeLessThan(10);
  await checkpoints.close();
  expect(rows()).toBe(25_001);
});

it('leaves in the log what a reader still needs, and makes nobody wait for it', async () => {
  const reader = openConnection(path, 'read');
  const checkpoints = openCheckpoints(writer, path, log);
  write(10);
  reader.exec('begin');
  expect(reader.prepare('select count(*) from page').pluck().get()).toBe(10);
  for (let nth = 0; nth < 30; nth++) {
    await checkpoints.betweenParts();
    write(400);
    checkpoints.committed();
  }
  expect(reader.prepare('select count(*) from page').pluck().get()).toBe(10);
  expect(state().log).toBeGreaterThan(12_000);
  reader.close();
  await checkpoints.betweenParts();
  write(1000);
  checkpoints.committed();
  await vi.waitFor(() => expect(state().checkpointed).toBe(state().log), { timeout: 20_000 });
  await checkpoints.close();
});

it('hands the work back to SQLite when the thread fails', async () => {
  const checkpoints = openCheckpoints(writer, join(dir, 'nowhere', 'office.db'), log);
  write(1200);
  checkpoints.committed();
  await vi.waitFor(() => expect(errors).toEqual(['the service copies the log by itself']), {
    timeout: 20_000,
  });
  write(1);
  expect(state().checkpointed).toBe(state().log);
  await checkpoints.betweenParts();
  await checkpoints.close();
});
