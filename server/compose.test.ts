import { createHash } from 'node:crypto';
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/shared/errors.ts';
import { openConnection } from '#db/dialects/sqlite/connection.ts';
import { schemaSteps } from '#db/migrations/index.ts';
import { createTestApp, silentLog } from '#testing/app/create-test-app.ts';
import { openOffice } from './compose.ts';

let dataDir: string;
let database: string;
beforeEach(async () => {
  const app = await createTestApp();
  await app.as('cleo').customers.create({ fields: app.fields('留存客户'), claim: false });
  await app.office.close();
  dataDir = app.dataDir;
  database = join(dataDir, 'kechi.db');
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const digest = async () =>
  createHash('sha256')
    .update(await readFile(database))
    .digest('hex');
const open = () => openOffice({ dataDir, log: silentLog });

async function refusal(): Promise<string> {
  const opened = await open().then(
    (office) => ({ office }),
    (error: unknown) => ({ error }),
  );
  if ('office' in opened) {
    await opened.office.close();
    throw new Error('It opened');
  }
  if (!(opened.error instanceof AppError)) throw opened.error;
  return opened.error.code;
}

describe('opening the office', () => {
  it('opens with every setting that durability rests on', async () => {
    const office = await open();
    const connection = openConnection(database);
    const settings = [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'trusted_schema',
      'cell_size_check',
      'temp_store',
    ];
    expect(settings.map((name) => connection.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 0, 1, 2]);
    expect(connection.pragma('user_version', { simple: true })).toBe(schemaSteps.length);
    connection.close();
    await office.close();
  });

  it('is refused to a second one and possible again after the first', async () => {
    const office = await open();
    expect(await refusal()).toBe('databaseLocked');
    await office.close();
    await (await open()).close();
  });

  it('refuses a newer schema and leaves every byte as it is', async () => {
    const connection = openConnection(database);
    connection.pragma(`user_version = ${schemaSteps.length + 1}`);
    connection.pragma('wal_checkpoint(truncate)');
    connection.close();
    const before = await digest();
    expect(await refusal()).toBe('databaseNewer');
    expect(await digest()).toBe(before);
  });

  it('refuses a database of another program', async () => {
    const connection = openConnection(database);
    connection.pragma('application_id = 7');
    connection.close();
    const before = await digest();
    expect(await refusal()).toBe('databaseForeign');
    expect(await digest()).toBe(before);
  });

  it.each([
    ['a text file', () => writeFile(database, '客户名称,电话\n甲公司,1\n'.repeat(500))],
    ['an emptied file', () => truncate(database, 0)],
    ['zeros', () => writeFile(database, Buffer.alloc(200_000))],
    [
      'another head',
      async () =>
        writeFile(
          database,
          Buffer.concat([Buffer.from('SQLite format 2\0'), (await readFile(database)).subarray(16)]),
        ),
    ],
  ])('refuses %s, keeps it and makes no new office of it', async (_what, damage) => {
    await damage();
    const before = await digest();
    expect(await refusal()).toBe('databaseDamaged');
    expect(await digest()).toBe(before);
  });

  it('looks through the file after a stop that was none, and refuses damage inside', async () => {
    const bytes = await readFile(database);
    // Every page but the first, as a disk would that lost them.
    bytes.fill(0x5a, 4096 * 2, bytes.length - 4096);
    await writeFile(database, bytes);
    await writeFile(join(dataDir, 'running'), '');
    const before = await digest();
    expect(await refusal()).toBe('databaseDamaged');
    expect(await digest()).toBe(before);
  });

  it('says so before it looks through the file, and only then', async () => {
    let said = 0;
    const checking = () => void said++;
    await (await openOffice({ dataDir, log: silentLog, checking })).close();
    expect(said).toBe(0);
    await writeFile(join(dataDir, 'running'), '');
    await (await openOffice({ dataDir, log: silentLog, checking })).close();
    expect(said).toBe(1);
  });

  it('leaves nothing behind that the next start would stumble over', async () => {
    await (await open()).close();
    const left = await readdir(dataDir);
    expect(
      left.filter((name) => name.endsWith('-wal') || name === 'running' || name.startsWith('trial')),
    ).toEqual([]);
  });
});
