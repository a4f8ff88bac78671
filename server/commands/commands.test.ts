import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openConnection } from '#db/dialects/sqlite/connection.ts';
import { createTestApp, silentLog } from '#testing/app/create-test-app.ts';
import { doorClient } from '#testing/builders/door-client.ts';
import { objectStore } from '../attachments/object-store.ts';
import { openOffice } from '../compose.ts';
import { run as check } from './check.ts';
import { checkOffice } from './check-office.ts';
import { run as init } from './init.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kechi-commands-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** What a command prints, and the code it ends with. */
async function said(command: () => Promise<number>): Promise<{ code: number; out: string; err: string }> {
  const heard = { out: '', err: '' };
  const listen = (to: 'out' | 'err') => (text: string | Uint8Array) => {
    heard[to] += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(listen('out'));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(listen('err'));
  try {
    return { code: await command(), ...heard };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe('init', () => {
  test('sets up an office whose administrator signs in with the printed password and must change it', async () => {
    const dataDir = join(dir, 'office');
    const { code, out } = await said(() =>
      init(['--data', dataDir, '--office', '商策', '--admin', ' 王  芳 ', '--json']),
    );
    expect(code).toBe(0);
    const made: unknown = JSON.parse(out.trim().split('\n').at(-1)!);
    expect(made).toEqual({
      office: '商策',
      admin: '王 芳',
      password: expect.stringMatching(/^[a-z2-9]{12}$/),
    });
    const { password } = made as { password: string };
    const office = await openOffice({ dataDir, log: silentLog });
    const { client } = doorClient({ office });
    expect(await client.sessions.signIn({ name: '王芳', password })).toMatchObject({
      mustChangePassword: true,
      officeName: '商策',
      roles: [{ builtIn: 'administrator' }, { builtIn: 'clerk' }],
    });
    await office.close();
    const entries = await readdir(dataDir, { withFileTypes: true });
    for (const { name } of entries.filter((entry) => entry.isFile())) {
      expect((await readFile(join(dataDir, name))).includes(password)).toBe(false);
    }
    // A second time, the folder is not empty, and what is in it stays as it is.
    const again = said(() => init(['--data', dataDir, '--office', 'x', '--admin', 'y']));
    await expect(again).rejects.toMatchObject({ code: 'folderNotEmpty', params: { path: dataDir } });
    const reopened = await openOffice({ dataDir, log: silentLog });
    expect(await reopened.services.db.selectFrom('office').select('name').execute()).toEqual([
      { name: '商策' },
    ]);
    await reopened.close();
  });

  test('says what is missing or wrong, and creates nothing', async () => {
    const dataDir = join(dir, 'never');
    for (const argv of [
      [],
      ['--data', dataDir],
      ['--data', dataDir, '--office', 'a'],
      ['--data', dataDir, '--bogus'],
    ]) {
      const { code, err, out } = await said(() => init(argv));
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/\S.*[.。]\n$/);
    }
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
  });

  test('a folder with other things in it is left alone', async () => {
    const dataDir = join(dir, 'photos');
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'holiday.jpg'), 'x');
    const argv = ['--data', dataDir, '--office', 'a', '--admin', 'b'];
    await expect(said(() => init(argv))).rejects.toMatchObject({ code: 'folderNotEmpty' });
    expect(await readdir(dataDir)).toEqual(['holiday.jpg']);
  });

  test('an attempt that was refused can be repeated', async () => {
    const dataDir = join(dir, 'twice');
    const wrong = ['--data', dataDir, '--office', 'a', '--admin', '!!!'];
    await expect(said(() => init(wrong))).rejects.toMatchObject({ code: 'invalidInput' });
    const { code } = await said(() => init(['--data', dataDir, '--office', 'a', '--admin', 'b']));
    expect(code).toBe(0);
  });
});

describe('check', () => {
  /** A closed office with three customers, one claimed, one in the recycle bin. */
  async function office(): Promise<string> {
    const app = await createTestApp({ people: [{ name: 'anna', roles: ['salesperson'] }] });
    const made: number[] = [];
    for (const [at, name] of ['深圳市商策科技有限公司', '望江楼（北京）贸易', '𠮷野家'].entries()) {
      const fields = app.fields(name, { phone: '0755-12345678', shortName: `第${at}` });
      made.push((await app.first.customers.create({ fields, claim: false, confirmSimilar: true })).id);
    }
    await app.as('anna').pool.claim({ ids: [made[0]!] });
    await app.first.customers.remove({ ids: [made[2]!], reason: null });
    await app.office.close();
    return app.dataDir;
  }

  async function edited(dataDir: string, statement: string): Promise<void> {
    const connection = openConnection(join(dataDir, 'kechi.db'));
    connection.pragma('foreign_keys = off');
    connection.exec(statement);
    connection.close();
  }

  const findings = async (dataDir: string) => (await checkOffice(dataDir))!.findings;

  test('a sound office: nothing found, nothing changed', async () => {
    const dataDir = await office();
    const before = await readFile(join(dataDir, 'kechi.db'));
    const json = await said(() => check(['--data', dataDir, '--json']));
    expect(json.code).toBe(0);
    expect(JSON.parse(json.out)).toEqual({ ok: true, findings: [], logLines: expect.any(Number) });
    expect(JSON.parse(json.out).logLines).toBeGreaterThan(5);
    const text = await said(() => check(['--data', dataDir]));
    expect(text).toMatchObject({ code: 0, err: '' });
    expect((await readFile(join(dataDir, 'kechi.db'))).equals(before)).toBe(true);
    await rm(dataDir, { recursive: true });
  });

  test.each([
    [
      'a log line edited',
      `drop trigger operation_log_keep_update; update operation_log set after = '{}' where seq = 3`,
      { check: 'log', line: 3 },
    ],
    [
      'a log line removed',
      'drop trigger operation_log_keep_delete; delete from operation_log where seq = 2',
      { check: 'log', line: 2 },
    ],
    [
      'an owner typed in',
      'update customer set owner_id = 1 where owner_id is not null',
      { check: 'owner', count: 1, customers: [1] },
    ],
    [
      'an owner without an event',
      'drop trigger ownership_event_keep_delete; delete from ownership_event where customer_id = 2',
      { check: 'owner', count: 1, customers: [2] },
    ],
    [
      'a customer without search row',
      'delete from customer_search where rowid = 1',
      { check: 'search', count: 1, customers: [1] },
    ],
    [
      'a search row of a deleted customer',
      `insert into customer_search (rowid, tokens) values (3, 'ab')`,
      { check: 'search', count: 1, customers: [3] },
    ],
    [
      'a search row of nobody',
      `insert into customer_search (rowid, tokens) values (77, 'ab')`,
      { check: 'search', count: 1, customers: [77] },
    ],
    [
      'tokens of another name',
      `update customer set search_public = replace(search_public, '商策', '商册') where id = 1`,
      { check: 'search', count: 1, customers: [1] },
    ],
    [
      'a missing record',
      'update customer set industry_id = 9999 where id = 2',
      { check: 'references', count: 1 },
    ],
  ])('%s is found', async (_, statement, finding) => {
    const dataDir = await office();
    await edited(dataDir, statement);
    expect(await findings(dataDir)).toEqual([finding]);
    const { code, out } = await said(() => check(['--data', dataDir, '--json']));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      findings: [{ ...finding, sentence: expect.stringMatching(/[.。]$/) }],
    });
    await rm(dataDir, { recursive: true });
  });

  test('a stored file that is missing or changed is said by its name', async () => {
    const dataDir = await office();
    const store = objectStore(join(dataDir, 'objects'));
    const kept: string[] = [];
    for (const [id, text] of ['合同', '报价', '名片'].entries()) {
      await store.append(id, 0, new TextEncoder().encode(text));
      kept.push((await store.keep(id)).sha256);
    }
    await store.close();
    const [whole = '', gone = '', other = ''] = kept;
    const connection = openConnection(join(dataDir, 'kechi.db'));
    for (const sha256 of kept)
      connection.exec(
        `insert into stored_object (sha256, bytes, kind, created_at) values ('${sha256}', 6, 'text', '2026-11-23')`,
      );
    connection.close();
    expect(await findings(dataDir)).toEqual([]);
    const path = (sha256: string) => join(dataDir, 'objects', sha256.slice(0, 2), sha256);
    await rm(path(gone));
    await chmod(path(other), 0o600);
    await writeFile(path(other), '明天');
    expect(await findings(dataDir)).toEqual([{ check: 'files', count: 2, files: [gone, other] }]);
    const { err, out } = await said(() => check(['--data', dataDir]));
    expect(`${err}${out}`).toContain(gone.slice(0, 16));
    expect(`${err}${out}`).not.toContain(whole.slice(0, 16));
    await rm(dataDir, { recursive: true });
  });

  test('a lost key of the log is said, not replaced', async () => {
    const dataDir = await office();
    await rm(join(dataDir, 'log.key'));
    expect(await findings(dataDir)).toEqual([{ check: 'logKeyMissing' }]);
    expect(await readdir(dataDir)).not.toContain('log.key');
    await rm(dataDir, { recursive: true });
  });

  test('damage is a finding, in the middle of the file as at its head', async () => {
    const dataDir = await office();
    const file = join(dataDir, 'kechi.db');
    const whole = await readFile(file);
    const spoil = async (name: string) => {
      await writeFile(file, whole);
      const connection = openConnection(file, 'read');
      const page = connection.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(name);
      const size = Number(connection.pragma('page_size', { simple: true }));
      connection.close();
      const end = Number(page) * size;
      await writeFile(file, Buffer.from(whole).fill(0xa5, end - size, end));
    };
    await spoil('customer_by_region');
    const damaged = { check: 'damaged', places: expect.arrayContaining([expect.any(String)]) };
    expect(await findings(dataDir)).toEqual([damaged]);
    // The log does not lie on the page of the customers: it is checked all the same.
    await spoil('customer');
    expect(await findings(dataDir)).toEqual([
      damaged,
      { check: 'unreadable', part: 'search' },
      { check: 'unreadable', part: 'owner' },
    ]);
    await writeFile(file, Buffer.concat([Buffer.from('not a database at all'), whole.subarray(21)]));
    const { code, out } = await said(() => check(['--data', dataDir, '--json']));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, findings: [{ check: 'unreadable', part: 'file' }] });
    await rm(dataDir, { recursive: true });
  });

  test('what a killed service left in the journal counts', async () => {
    const dataDir = await office();
    const copy = await mkdtemp(join(dir, 'killed-'));
    // As a kill -9 leaves it: changes still in the WAL, the note that the office was open still there.
    const connection = openConnection(join(dataDir, 'kechi.db'));
    connection.exec('update customer set owner_id = 1 where id = 1');
    for (const name of ['kechi.db', 'kechi.db-wal', 'log.key']) {
      await writeFile(join(copy, name), await readFile(join(dataDir, name)));
    }
    connection.close();
    await writeFile(join(copy, 'running'), '');
    expect(await findings(copy)).toEqual([{ check: 'owner', count: 1, customers: [1] }]);
    expect(await readdir(copy)).toContain('running');
    await rm(dataDir, { recursive: true });
  });

  test('refuses while the office is open, and where there is none', async () => {
    const app = await createTestApp({ people: [] });
    await expect(checkOffice(app.dataDir)).rejects.toMatchObject({
      code: 'databaseLocked',
      params: { pid: process.pid },
    });
    await app.close();
    const { code, err } = await said(() => check(['--data', join(dir, 'nothing')]));
    expect(code).toBe(1);
    expect(err).toContain(join(dir, 'nothing'));
    await expect(stat(join(dir, 'nothing'))).rejects.toThrow('ENOENT');
  });
});
