import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyLog } from '#core/log/index.ts';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import type { ImportPlan } from './import-plan.contract.ts';
import type { RowKind } from './imports.contract.ts';
import {
  check,
  found as foundOf,
  importAll,
  plainDefaults as plain,
  until,
  upload,
} from './imports.fixture.ts';
import type { ImportFiles } from './import-files.ts';

// Each reading of a file starts a thread: seconds where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;
let clerk: Client;
beforeEach(async () => {
  app = await createTestApp();
  clerk = app.as('cleo');
});
afterEach(() => app.close());

const found = (importId: number, kind: RowKind) => foundOf(clerk, importId, kind);
const names = async () =>
  (await clerk.customers.list({ view: 'pool', sort: { by: 'number', direction: 'asc' } })).rows.map(
    ({ name }) => name,
  );
const many = (count: number) =>
  `名称,备注\n${Array.from({ length: count }, (_, at) => `第${at}号公司,${at}`).join('\n')}`;

/** Holds the reading of files after the first batch, until it is let go. */
function hold(): () => void {
  const services = app.office.services as { importFiles: ImportFiles };
  const { importFiles } = services;
  const gate = Promise.withResolvers<void>();
  services.importFiles = {
    ...importFiles,
    async *rows(...given) {
      for await (const rows of importFiles.rows(...given)) {
        yield rows;
        await gate.promise;
      }
    },
  };
  return () => {
    services.importFiles = importFiles;
    gate.resolve();
  };
}

describe('rights', () => {
  it('nobody without the right begins; a stranger and nobody at all get the same answer', async () => {
    expect(await refusalOf(app.as('anna').imports.begin({ fileName: 'a.csv', bytes: 1 }))).toMatchObject({
      code: 'notAllowed',
    });
    const { importId } = await upload(clerk, '名称\n甲公司');
    for (const id of [importId, importId + 1]) {
      expect(await refusalOf(app.first.imports.status({ importId: id }))).toMatchObject({ code: 'notFound' });
      expect(await refusalOf(app.first.imports.cancel({ importId: id }))).toMatchObject({ code: 'notFound' });
      expect(await refusalOf(app.first.imports.rows({ importId: id, kind: 'rejected' }))).toMatchObject({
        code: 'notFound',
      });
    }
    expect((await app.first.imports.list({})).rows).toEqual([]);
    expect((await clerk.imports.list({})).rows).toHaveLength(1);
  });
});

describe('a file on its way', () => {
  it('is refused by size, out of order, and unfinished', async () => {
    expect(
      await refusalOf(clerk.imports.begin({ fileName: 'a.xlsx', bytes: 60 * 1024 * 1024 })),
    ).toMatchObject({ code: 'fileTooLarge', params: { size: 60, max: 50 } });
    expect(await refusalOf(clerk.imports.begin({ fileName: 'a.csv', bytes: 0 }))).toMatchObject({
      code: 'fileEmpty',
    });
    const { importId } = await clerk.imports.begin({ fileName: 'a.csv', bytes: 20 });
    expect(
      await refusalOf(clerk.imports.upload({ importId, offset: 5, piece: new File(['x'], 'a') })),
    ).toMatchObject({ code: 'uploadOutOfOrder' });
    expect(await refusalOf(clerk.imports.run({ importId, addChoices: true }))).toMatchObject({
      code: 'importNotReady',
    });
  });

  it('that is no table has failed, with its reason', async () => {
    const { importId } = await clerk.imports.begin({ fileName: 'a.xlsx', bytes: 8 });
    const piece = new File([Buffer.from('d0cf11e0a1b11ae1', 'hex')], 'a');
    expect(await refusalOf(clerk.imports.upload({ importId, offset: 0, piece }))).toMatchObject({
      code: 'fileXlsOld',
    });
    expect(await clerk.imports.status({ importId })).toMatchObject({
      state: 'failed',
      failure: { code: 'fileXlsOld' },
    });
  });

  it('is read with another row of headings when somebody says so, and no other than its own', async () => {
    const { importId, headingRow, head } = await upload(
      clerk,
      '名称,电话\n公司全称,手机\n甲公司,13800138000',
    );
    expect([headingRow, head.map(({ row }) => row)]).toEqual([1, [1, 2, 3]]);
    const again = await clerk.imports.layout({ importId, sheet: 0, headingRow: 2 });
    expect(again).toMatchObject({
      headingRow: 2,
      rows: 1,
      columns: [{ heading: '公司全称' }, { heading: '手机' }],
    });
    expect(await refusalOf(clerk.imports.layout({ importId, sheet: 1, headingRow: 1 }))).toMatchObject({
      code: 'invalidInput',
    });
    expect(await refusalOf(clerk.imports.layout({ importId, sheet: 0, headingRow: 3 }))).toMatchObject({
      code: 'fileEmpty',
    });
    expect(await clerk.imports.inspect({ importId })).toMatchObject({ headingRow: 2 });
    expect(await refusalOf(app.first.imports.layout({ importId, sheet: 0, headingRow: 1 }))).toMatchObject({
      code: 'notFound',
    });
  });

  it('needs a name column and no field twice', async () => {
    const { importId } = await upload(clerk, '甲,乙\n1,2');
    const to = (columns: ImportPlan['columns']) =>
      refusalOf(clerk.imports.check({ importId, columns: [...columns], defaults: plain }));
    expect(await to([{ index: 0, field: 'phone' }])).toMatchObject({ code: 'fileHasNoNameColumn' });
    expect(
      await to([
        { index: 0, field: 'name' },
        { index: 1, field: 'name' },
      ]),
    ).toMatchObject({ code: 'columnMappedTwice', params: { column: '乙' } });
    expect(await to([{ index: 9, field: 'name' }])).toMatchObject({ code: 'invalidInput' });
  });
});

describe('an import', () => {
  const text = [
    '公司全称,税号,行业,级别,备注',
    '深圳市华强电子有限公司,9144030071526726XG,电子新行业,A,<b>x</b>',
    "Robert'); DROP TABLE customer;--,,,,=1+1",
    '深圳市华强电子有限公司,,,,同名',
    '上海联创有限公司,91440300 71526726xg,,,同税号',
    '坏级别公司,,,Z,',
    ',,,,无名',
    '𠮷野家贸易有限公司,,,,"两行\n备注"',
  ].join('\n');

  it('is checked without touching the register, then creates what is new', async () => {
    const checked = await check(clerk, text);
    expect(checked).toMatchObject({
      state: 'checked',
      created: 3,
      duplicates: 2,
      rejected: 2,
      handled: 7,
      rows: 7,
    });
    expect(checked.newValues).toEqual([
      { kind: 'level', label: 'Z', rows: 1 },
      { kind: 'industry', label: '电子新行业', rows: 1 },
    ]);
    expect(await names()).toEqual([]);
    await clerk.imports.run({ importId: checked.importId, addChoices: true });
    const done = await until(clerk, checked.importId, ({ state }) => state === 'done');
    expect(done).toMatchObject({ created: 3, duplicates: 2, rejected: 2 });
    expect(await found(done.importId, 'duplicate')).toEqual(['4 sameNameInFile', '5 sameTaxNumberInFile']);
    expect(await found(done.importId, 'rejected')).toEqual(['6 levelUnknown', '7 required']);
    expect(await names()).toEqual([
      '深圳市华强电子有限公司',
      "Robert'); DROP TABLE customer;--",
      '𠮷野家贸易有限公司',
    ]);
    const [first, second] = (
      await clerk.customers.list({ view: 'pool', sort: { by: 'number', direction: 'asc' } })
    ).rows;
    expect(await clerk.customers.get({ id: first!.id })).toMatchObject({
      remark: '<b>x</b>',
      level: 'A',
      ownerId: null,
    });
    expect((await clerk.customers.get({ id: second!.id })).remark).toBe('=1+1');
    expect((await clerk.customers.history({ id: first!.id })).rows.map(({ action }) => action)).toEqual([
      'imported',
    ]);
    expect((await clerk.customers.quick({ search: '华强' })).map(({ name }) => name)).toEqual([
      '深圳市华强电子有限公司',
    ]);
    expect(
      (await verifyLog(app.office.services.db, app.office.services.hasher, app.office.services.breathe))
        .firstBad,
    ).toBeNull();
  });

  it('of the same file again finds duplicates only, and says of what', async () => {
    await importAll(clerk, text);
    const again = await importAll(clerk, text);
    expect(again).toMatchObject({ created: 0, duplicates: 5, rejected: 2 });
    const { rows } = await clerk.imports.rows({ importId: again.importId, kind: 'duplicate' });
    expect(rows[0]?.problems[0]).toEqual({
      column: '公司全称',
      at: 0,
      code: 'sameName',
      params: { number: 'K000001', name: '深圳市华强电子有限公司' },
    });
  });

  it('lists similar names and imports them', async () => {
    await importAll(clerk, '名称\n深圳市华强电子科技有限公司');
    const status = await importAll(clerk, '名称\n华强电子科技股份有限公司\n完全无关贸易行');
    expect(status).toMatchObject({ created: 2, similar: 1 });
    expect(await found(status.importId, 'similar')).toEqual(['2 similarName']);
  });

  it('leaves cells empty when new choices are not wanted', async () => {
    const status = await importAll(clerk, '名称,行业,企业性质\n甲公司,没有的行业,没有的性质', false);
    expect(status).toMatchObject({ created: 1, warned: 1 });
    expect(await found(status.importId, 'warning')).toEqual(['2 choiceNotAdded choiceNotAdded']);
    const labels = (await clerk.choices.list({})).map(({ label }) => label);
    expect(labels).not.toContain('没有的行业');
  });

  it('gives the rejected rows back as a file that can be imported again, formulas neutralised', async () => {
    const { importId } = await importAll(clerk, '名称,级别,备注\n甲公司,Z,"=HYPERLINK(""x"")"\n乙公司,A,');
    const { text: file, fileName } = await clerk.imports.rejectedFile({ importId, language: 'zh-CN' });
    expect(fileName).toBe('customers - 有错误的行.csv');
    expect(file).toBe(
      '\uFEFF名称,级别,备注,错误原因\r\n甲公司,Z,"\'=HYPERLINK(""x"")",级别：级别应为 A、B 或 C\r\n',
    );
    const again = await check(clerk, file.replace(',Z,', ',B,'));
    expect(again).toMatchObject({ created: 1, rejected: 0 });
  });

  it('may be asked for twice and runs once', async () => {
    const { importId } = await check(clerk, many(300));
    await Promise.all([
      clerk.imports.run({ importId, addChoices: true }),
      clerk.imports.run({ importId, addChoices: true }).catch(() => undefined),
    ]);
    expect(await until(clerk, importId, ({ state }) => state === 'done')).toMatchObject({ created: 300 });
    expect((await clerk.customers.count({ view: 'pool' })).count).toBe(300);
  });
});

describe('ended before its end', () => {
  async function halfway(client: Client, text: string): Promise<{ importId: number; letGo: () => void }> {
    const { importId } = await check(client, text);
    const letGo = hold();
    await client.imports.run({ importId, addChoices: true });
    await until(client, importId, ({ handled }) => handled >= 100);
    return { importId, letGo };
  }

  it('by the person: nothing of it is left, but what somebody has touched', async () => {
    const other = await check(clerk, '名称\n乙公司');
    const { importId, letGo } = await halfway(clerk, many(500));
    const [claimed, edited] = (await clerk.customers.list({ view: 'pool' })).rows;
    await app.as('anna').pool.claim({ ids: [claimed!.id] });
    const record = await clerk.customers.get({ id: edited!.id });
    await clerk.customers.update({
      id: record.id,
      version: record.version,
      fields: app.fields(record.name, { remark: '改过' }),
      confirmSimilar: true,
    });
    expect(await refusalOf(clerk.imports.run({ importId: other.importId, addChoices: true }))).toMatchObject({
      code: 'importRunning',
    });
    expect((await clerk.imports.cancel({ importId })).state).toBe('cancelling');
    letGo();
    const status = await until(clerk, importId, ({ state }) => state === 'cancelled');
    expect(status).toMatchObject({ kept: 2, failure: null });
    expect((await clerk.customers.count({ view: 'pool' })).count).toBe(2);
    expect(await clerk.customers.quick({ search: '号公司' })).toHaveLength(2);
    expect((await clerk.customers.deleted({})).rows).toEqual([]);
    expect((await importAll(clerk, many(500))).created).toBe(498);
  });

  it('by a restart: taken out at the next start, and told', async () => {
    const { importId, letGo } = await halfway(clerk, many(500));
    const closing = app.restart();
    letGo();
    await closing;
    clerk = app.as('cleo');
    const status = await until(clerk, importId, ({ state }) => state === 'cancelled');
    expect(status.failure).toMatchObject({ code: 'importInterrupted' });
    expect((await clerk.customers.count({ view: 'pool' })).count).toBe(0);
  });

  it('by a fault in the middle: taken out, and told', async () => {
    const { importId } = await check(clerk, many(500));
    const { importFiles } = app.office.services;
    Object.assign(app.office.services, {
      importFiles: {
        ...importFiles,
        async *rows(...given: Parameters<ImportFiles['rows']>) {
          for await (const rows of importFiles.rows(...given)) {
            yield rows;
            throw new Error('disk gone');
          }
        },
      },
    });
    await clerk.imports.run({ importId, addChoices: true });
    const status = await until(clerk, importId, ({ state }) => state === 'cancelled');
    expect(status.failure).toMatchObject({ code: 'unexpected' });
    expect((await clerk.customers.count({ view: 'pool' })).count).toBe(0);
  });

  it('a check that was interrupted can be asked for again', async () => {
    const { importId, columns } = await upload(clerk, many(500));
    const chosen = columns.flatMap(({ index, field }) => (field === null ? [] : [{ index, field }]));
    const letGo = hold();
    await clerk.imports.check({ importId, columns: chosen, defaults: plain });
    const closing = app.restart();
    letGo();
    await closing;
    clerk = app.as('cleo');
    expect((await clerk.imports.status({ importId })).state).toBe('inspected');
    await clerk.imports.check({ importId, columns: chosen, defaults: plain });
    expect(await until(clerk, importId, ({ state }) => state === 'checked')).toMatchObject({ created: 500 });
  });

  it('two people import at once', async () => {
    const [one, two] = await Promise.all([importAll(clerk, many(400)), importAll(app.first, many(400))]);
    expect(one.created + two.created).toBe(400);
    expect(one.duplicates + two.duplicates).toBe(400);
    expect((await clerk.customers.count({ view: 'pool' })).count).toBe(400);
  });
});
