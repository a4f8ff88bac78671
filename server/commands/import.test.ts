import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestApp, quickPasswords, silentLog, type TestApp } from '#testing/app/create-test-app.ts';
import { openOffice } from '../compose.ts';
import { run } from './import.ts';

let app: TestApp;
let out = '';
let err = '';

beforeEach(async () => {
  app = await createTestApp();
  await app.office.close();
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  out = '';
  err = '';
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(app.dataDir, { recursive: true, force: true });
});

async function file(text: string): Promise<string> {
  const path = join(app.dataDir, 'new-customers.csv');
  await writeFile(path, iconv.encode(text, 'gb18030'));
  return path;
}

const kechi = async (path: string, person = 'cleo', ...more: string[]) =>
  run([path, '--data', app.dataDir, '--as', person, ...more]);

describe('kechi import', () => {
  it('imports as the window does, and ends with one line of JSON', async () => {
    const path = await file(
      '公司全称,行业,级别\n𠮷野家贸易有限公司,新行业,A\n坏公司,,Z\n𠮷野家贸易有限公司,,',
    );
    expect(await kechi(path, 'cleo', '--json')).toBe(0);
    expect(out.trimEnd().split('\n').at(-1)).toBe(
      JSON.stringify({
        read: 3,
        created: 1,
        duplicates: 1,
        rejected: [{ row: 3, column: '级别', reason: '级别应为 A、B 或 C' }],
      }),
    );
    const office = await openOffice({ dataDir: app.dataDir, log: silentLog, passwords: quickPasswords });
    const rows = await office.services.db.selectFrom('customer').select(['name', 'created_by']).execute();
    const labels = await office.services.db
      .selectFrom('choice')
      .select('label')
      .where('label', '=', '新行业')
      .execute();
    await office.close();
    expect(rows).toEqual([{ name: '𠮷野家贸易有限公司', created_by: app.idOf('cleo') }]);
    expect(labels).toHaveLength(1);
    out = '';
    expect(await kechi(path, 'cleo', '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ created: 0, duplicates: 2 });
  });

  it('speaks English where the system does', async () => {
    vi.stubEnv('LC_ALL', 'en_US.UTF-8');
    expect(await kechi(await file('名称,级别\n坏公司,Z'))).toBe(0);
    expect(out).toContain('Row 2, 级别: ');
    expect(out).toContain('0 customers created, 0 duplicate rows, 1 rejected rows.');
  });

  it.each([
    ['a person without the right', 'anna', '“anna”没有导入客户的权限。'],
    ['nobody of that name', 'zoe', '没有名叫“zoe”的在职人员。'],
  ])('refuses %s', async (_, person, sentence) => {
    expect(await kechi(await file('名称\n甲公司'), person)).toBe(1);
    expect(err).toBe(`${sentence}\n`);
    expect(out).toBe('');
  });

  it('refuses what cannot be imported, with its sentence', async () => {
    expect(await kechi(join(app.dataDir, 'nothing.csv'))).toBe(1);
    expect(err).toContain('找不到文件');
    expect(await kechi(await file('甲,乙\n1,2'))).toBe(1);
    expect(err).toContain('请指定哪一列是客户名称');
    expect(await run(['--as', 'cleo'])).toBe(1);
    expect(err).toContain('用法');
  });

  it('refuses while the program is running', async () => {
    const office = await openOffice({ dataDir: app.dataDir, log: silentLog, passwords: quickPasswords });
    const code = await kechi(await file('名称\n甲公司'));
    await office.close();
    expect(code).toBe(1);
    expect(err).toContain('数据正被另一个客池程序使用');
  });
});
