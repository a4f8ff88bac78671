import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import type { Topic } from '../changes/changes.contract.ts';
import { deriveUnnumbered, insertCustomers, reserveNumbers } from '../customers/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { CustomerFields } from '../customers/customers.contract.ts';
import { bytesOf, column, ended, exportAll } from './exports.fixture.ts';
import type { ExportFiles } from './export-files.ts';
import type { ExportInput } from './exports.contract.ts';

let app: TestApp;
const ids: Record<string, number> = {};
async function create(name: string, owner: string | null, more: Partial<CustomerFields> = {}) {
  const { id } = await app.as(owner ?? 'cleo').customers.create({
    fields: app.fields(name, { phone: '13812345678', ...more }),
    claim: owner !== null,
    confirmSimilar: true,
  });
  ids[name] = id;
  return id;
}
beforeAll(async () => {
  app = await createTestApp();
  await create('安娜的客户', 'anna');
  await create('马克的客户', 'mark');
  await create('卡尔的客户', 'carl');
  await create('卡尔共享的', 'carl');
  await create('池里的客户', null);
  const { refused } = await app.as('carl').sharing.share({
    customerIds: [ids['卡尔共享的'] ?? 0],
    personIds: [app.idOf('mark'), app.idOf('anna')],
    mode: 'log',
    money: true,
    untilOn: null,
  });
  if (refused.length > 0) throw new Error(`Not shared: ${refused[0]?.code}`);
});
afterAll(() => app.close());

const columns = [column('name', '客户名称'), column('phone', '电话'), column('owner', '负责人')];
type Question = Partial<Extract<ExportInput['what'], { noun: 'customers' }>>;
const customers = (more: Question = {}): ExportInput['what'] => ({
  noun: 'customers',
  query: { view: 'pool', segment: 'all', search: '', filters: {} },
  sort: { by: 'number', direction: 'asc' },
  columns,
  ...more,
});
const view = (name: 'pool' | 'mine' | 'sharedWithMe' | 'subordinates') =>
  ({ view: name, segment: 'all', search: '', filters: {} }) as const;
const linesOf = (bytes: Buffer) => bytes.toString().replace('\uFEFF', '').trimEnd().split('\r\n');
async function lines(name: string, what: ExportInput['what']) {
  const { status, bytes } = await exportAll(app.as(name), what);
  expect(status.state).toBe('done');
  return { lines: linesOf(bytes).slice(1), leftOut: status.leftOut.count, rows: status.rows };
}

describe('who may export what (spec, permissions)', () => {
  it('nobody without the right; not even what is one’s own', async () => {
    for (const name of ['anna', 'bob', 'rita'])
      for (const call of [
        app.as(name).exports.start({ what: customers(), format: 'csv', language: 'en' }),
        app.as(name).exports.preview({ query: view('mine') }),
      ])
        expect(await refusalOf(call)).toMatchObject({ code: 'notAllowed' });
  });

  it('a manager their own and those below; colleagues’, shared and unclaimed ones are left out and counted', async () => {
    const { lines: found, leftOut } = await lines('mark', customers());
    expect(found).toEqual(['安娜的客户,13812345678,anna', '马克的客户,13812345678,mark']);
    expect(leftOut).toBe(3);
    expect(await app.as('mark').exports.preview({ query: view('pool') })).toEqual({
      all: { count: 5, more: false },
      exported: { count: 2, more: false },
    });
    expect((await lines('mark', customers({ query: view('subordinates') }))).rows).toBe(1);
    expect((await lines('mark', customers({ query: view('mine') }))).rows).toBe(1);
  });

  it('never what is shared, neither from its list nor chosen one by one', async () => {
    expect(await lines('mark', customers({ query: view('sharedWithMe') }))).toMatchObject({
      lines: [],
      leftOut: 1,
    });
    const chosen = [ids['卡尔共享的'] ?? 0, ids['马克的客户'] ?? 0, ids['池里的客户'] ?? 0, 7_000_001];
    const asked = customers({ ids: chosen });
    expect(await lines('mark', asked)).toMatchObject({ lines: ['马克的客户,13812345678,mark'], leftOut: 3 });
    expect(await app.as('mark').exports.preview({ query: view('pool'), ids: chosen })).toMatchObject({
      all: { count: 4 },
      exported: { count: 1 },
    });
  });

  it('the clerk everything, what is masked as it is masked', async () => {
    const { lines: found, leftOut } = await lines('cleo', customers());
    expect(found).toContain('池里的客户,138****5678,未领用');
    expect(found).toContain('卡尔共享的,13812345678,carl');
    expect(found).toHaveLength(5);
    expect(leftOut).toBe(0);
  });

  it('who exports everything and sees only their own exports what they see', async () => {
    const grants = [
      { right: 'customers.see' as const, scope: 'own' as const },
      { right: 'customers.exists' as const, scope: 'all' as const },
      { right: 'customers.export' as const, scope: 'all' as const },
    ];
    const role = await app.first.roles.create({ name: '只看自己', grants });
    const id = await app.addPerson({ name: 'nina', roles: ['salesperson'] });
    await app.office.services.transaction((trx) =>
      trx.updateTable('person_role').set({ role_id: role.id }).where('person_id', '=', id).execute(),
    );
    const { leftOut, rows } = await lines('nina', customers());
    expect({ leftOut, rows }).toEqual({ leftOut: 4, rows: 0 });
    expect(await app.as('nina').exports.preview({ query: view('pool') })).toEqual({
      all: { count: 4, more: false },
      exported: { count: 0, more: false },
    });
  });

  it('in the order of the list, chosen ones too', async () => {
    const byName = { by: 'name', direction: 'desc' } as const;
    const expected = (await app.as('cleo').customers.list({ view: 'pool', sort: byName })).rows.map(
      ({ name }) => name,
    );
    const first = ({ lines: found }: { lines: string[] }) => found.map((line) => line.split(',')[0]);
    expect(first(await lines('cleo', customers({ sort: byName })))).toEqual(expected);
    const all = customers({ sort: byName, ids: Object.values(ids) });
    expect(first(await lines('cleo', all))).toEqual(expected);
    const byOwner = customers({ sort: { by: 'owner', direction: 'asc' }, ids: Object.values(ids) });
    expect(first(await lines('cleo', byOwner))[0]).toBe('池里的客户');
  });
});

describe('contacts and interactions', () => {
  beforeAll(async () => {
    const contact = (name: string) =>
      contactFields(name, {
        department: '采购部',
        decisionRole: 'decisionMaker',
        gender: 'female',
        phones: [{ id: null, label: 'mobile', value: '+86 13800001111' }],
        emails: [{ id: null, label: 'work', value: 'wang@example.cn' }],
        wechat: '=HYPERLINK("x")',
        birthday: { calendar: 'lunar', year: null, month: 8, day: 15, leap: false },
      });
    const on = (owner: string, customer: string, name: string) =>
      app.as(owner).contacts.create({ customerId: ids[customer] ?? 0, fields: contact(name) });
    await on('anna', '安娜的客户', '王芳');
    await on('carl', '卡尔共享的', '秘密人');
    await on('cleo', '池里的客户', '池中人');
    const log = (owner: string, customer: string, text: string) =>
      app.as(owner).interactions.log({
        customerId: ids[customer] ?? 0,
        channel: 'phone',
        happenedAt: null,
        personId: app.idOf(owner),
        contactIds: [],
        subject: null,
        text,
        result: null,
        status: null,
        nextStep: null,
      });
    await log('anna', '安娜的客户', '第一行\n=cmd|calc');
    await log('carl', '卡尔共享的', '卡尔说的话');
  });

  it('contacts follow their customers, and masked ones stay out', async () => {
    const asked = { ...customers(), noun: 'contacts' } as const;
    const { columns: _columns, ...what } = asked as typeof asked & { columns: unknown };
    const { lines: found, leftOut } = await lines('mark', what as ExportInput['what']);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('王芳,采购部');
    expect(found[0]).toContain('+86 13800001111,wang@example.cn');
    expect(found[0]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(found[0]).toContain('农历 08-15');
    expect(leftOut).toBe(3);
    const clerks = await lines('cleo', what as ExportInput['what']);
    expect(clerks.lines.join()).toContain('秘密人');
    expect(clerks.lines.join()).not.toContain('池中人');
    expect(clerks.leftOut).toBe(1);
  });

  it('interactions as the timeline shows them, without those on customers out of reach', async () => {
    const what = { noun: 'interactions', question: { view: 'all', search: '' } } as const;
    // Shared with mark, so he reads it; he may not carry it out.
    expect((await app.as('mark').interactions.list({})).rows).toHaveLength(2);
    const { lines: found, leftOut } = await lines('mark', what);
    expect(found.join('\n')).toContain('第一行\n=cmd|calc');
    expect(found.join('\n')).not.toContain('卡尔说的话');
    expect(leftOut).toBe(1);
    expect((await lines('cleo', what)).rows).toBe(2);
  });
});

describe('the file', () => {
  it('is only its maker’s, for a day; a foreign one and a missing one give the same answer', async () => {
    const { status } = await exportAll(app.as('cleo'), customers());
    for (const exportId of [status.exportId, status.exportId + 1000])
      for (const call of [
        app.as('olga').exports.piece({ exportId, offset: 0 }),
        app.as('olga').exports.status({ exportId }),
        app.as('olga').exports.cancel({ exportId }),
      ])
        expect(await refusalOf(call)).toMatchObject({ code: 'exportGone' });
    expect(await app.as('olga').exports.list({})).toEqual([]);
    expect((await app.as('cleo').exports.list({}))[0]).toMatchObject({ exportId: status.exportId });
    app.clock.advance(24 * 60 * 60 * 1000 + 1000);
    expect(
      await refusalOf(app.as('cleo').exports.piece({ exportId: status.exportId, offset: 0 })),
    ).toMatchObject({ code: 'exportGone' });
    const folder = join(app.office.paths.folder, 'exports');
    expect(await readdir(folder)).toContain(`export-${status.exportId}`);
    await app.restart();
    expect(await readdir(folder)).toEqual([]);
    expect(await app.as('cleo').exports.list({})).toEqual([]);
  });

  it('is in the log with counts, columns and the question, not with what was searched for', async () => {
    const query = { ...view('pool'), search: '138', filters: { statuses: ['potential' as const] } };
    const { status } = await exportAll(app.as('cleo'), customers({ query }));
    const { rows } = await app.as('olga').operations.list({ kind: 'exported' });
    const [line] = rows;
    expect(line).toMatchObject({ action: 'exported', entity: 'export', personId: app.idOf('cleo') });
    const said = Object.fromEntries((line?.changes ?? []).map(({ field, after }) => [field, after]));
    expect(said).toMatchObject({
      noun: 'customers',
      rows: status.rows,
      format: 'csv',
      columns: ['客户名称', '电话', '负责人'],
      question: { view: 'pool', statuses: ['potential'], searched: true },
    });
    expect(JSON.stringify(line)).not.toContain('138');
  });

  it('refuses columns that are not there, and a second one at a time; cancelled, nothing is kept', async () => {
    const cleo = app.as('cleo');
    const unknown = await cleo.exports.start({
      what: customers({ columns: [column('custom:99', '没有')] }),
      format: 'csv',
      language: 'en',
    });
    expect(unknown).toMatchObject({ state: 'failed', failure: { code: 'invalidInput' } });
    const release = hold();
    const first = cleo.exports.start({ what: customers(), format: 'csv', language: 'en' });
    await expect.poll(async () => (await cleo.exports.list({}))[0]?.state).toBe('running');
    expect(
      await refusalOf(cleo.exports.start({ what: customers(), format: 'csv', language: 'en' })),
    ).toMatchObject({ code: 'exportRunning' });
    const [running] = await cleo.exports.list({});
    const cancelling = cleo.exports.cancel({ exportId: running?.exportId ?? 0 });
    release();
    expect(await cancelling).toMatchObject({ state: 'cancelled' });
    expect(await first).toMatchObject({ state: 'cancelled' });
    expect(
      await refusalOf(cleo.exports.piece({ exportId: running?.exportId ?? 0, offset: 0 })),
    ).toMatchObject({ code: 'exportGone' });
  });

  it('stands at one moment: what is changed meanwhile neither comes twice nor is missed', async () => {
    const olga = app.as('olga');
    const release = hold();
    const byChange = { by: 'updatedAt', direction: 'desc' } as const;
    const begun = olga.exports.start({ what: customers({ sort: byChange }), format: 'csv', language: 'en' });
    await expect.poll(async () => (await olga.exports.list({}))[0]?.expected?.count).toBe(5);
    const cleo = app.as('cleo');
    const { warnings: _w, ...stored } = await cleo.customers.get({ id: ids['马克的客户'] ?? 0 });
    const fields = app.fields('马克的新名称', { phone: '13812345678' });
    const renamed = { id: stored.id, version: stored.version, fields, confirmSimilar: true };
    await cleo.customers.update(renamed);
    const added = await create('后来的客户', null);
    release();
    const { exportId, rows } = await begun;
    const text = (await bytesOf(olga, exportId)).toString();
    expect(rows).toBe(5);
    expect(text).toContain('马克的客户');
    expect(text).not.toContain('马克的新名称');
    expect(text).not.toContain('后来的客户');
    await cleo.customers.remove({ ids: [added], reason: null });
    const again = { ...renamed, version: stored.version + 1, fields: { ...fields, name: '马克的客户' } };
    await cleo.customers.update(again);
    // What lies in the recycle bin is not exported, chosen or not.
    expect(await lines('cleo', customers({ ids: [added] }))).toMatchObject({ rows: 0, leftOut: 1 });
  });

  it('that was cut off by closing has failed at the next start', async () => {
    const release = hold();
    const cleo = app.as('cleo');
    const begun = cleo.exports.start({ what: customers(), format: 'xlsx', language: 'en' });
    await expect.poll(async () => (await cleo.exports.list({}))[0]?.state).toBe('running');
    const restarted = app.restart();
    release();
    await begun.catch(() => undefined);
    await restarted;
    expect((await app.as('cleo').exports.list({}))[0]).toMatchObject({
      state: 'failed',
      failure: { code: 'exportInterrupted' },
    });
    expect(
      (await readdir(join(app.office.paths.folder, 'exports'))).filter((name) => name.includes('part')),
    ).toEqual([]);
  });
});

it('whose end the disk would not take has failed by the next export, which begins', async () => {
  const services = app.office.services as {
    exportFiles: ExportFiles;
    transaction: typeof app.office.services.transaction;
  };
  const { exportFiles, transaction } = services;
  const full = () => Promise.reject(new Error('ENOSPC: no space left on device'));
  services.exportFiles = {
    ...exportFiles,
    create: () => {
      services.transaction = full;
      return full();
    },
  };
  const begun = await app
    .as('cleo')
    .exports.start({ what: customers(), format: 'csv', language: 'zh-CN' })
    .finally(() => Object.assign(services, { exportFiles, transaction }));
  expect(begun.state).toBe('running');
  const { status } = await exportAll(app.as('cleo'), customers());
  expect(status.state).toBe('done');
  expect(await app.as('cleo').exports.status({ exportId: begun.exportId })).toMatchObject({
    state: 'failed',
    failure: { code: 'unexpected' },
  });
});

describe('hostile cells', () => {
  it('never begin a formula in CSV; numbers and phones stay as they are', async () => {
    const carl: Client = app.as('carl');
    for (const [at, name] of ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '＝1', '正常"引号",逗号'].entries())
      await carl.customers.create({
        fields: app.fields(`${name} 甲${at}`, { phone: '+86 13900001111', address: '\t=2' }),
        claim: true,
        confirmSimilar: true,
      });
    const query = { ...view('pool'), filters: { ownerIds: [app.idOf('carl')] } };
    const asked = customers({ query, columns: [...columns, column('address', '地址')] });
    const { status, bytes } = await exportAll(app.as('mona'), asked);
    expect(status.rows).toBe(8);
    const text = bytes.toString();
    expect(text).toContain('+86 13900001111');
    expect(text).toContain('"正常""引号"",逗号 甲5"');
    const cells = linesOf(bytes).flatMap((line) => line.split(','));
    expect(cells.filter((cell) => /^"?[=+\-@＝\t]/.test(cell) && !cell.startsWith('+86'))).toEqual([]);
  });

  it('are told in GB18030 for programs that read no other', async () => {
    const { bytes } = await exportAll(app.as('cleo'), customers(), 'csvGb18030');
    expect(new TextDecoder('gb18030', { fatal: true }).decode(bytes)).toContain('安娜的客户');
    expect(bytes.toString()).not.toContain('安娜');
  });
});

/** Holds every file before its first row, until it is let go. */
function hold(): () => void {
  const services = app.office.services as { exportFiles: ExportFiles };
  const { exportFiles } = services;
  const gate = Promise.withResolvers<void>();
  services.exportFiles = {
    ...exportFiles,
    async create(...given) {
      const writer = await exportFiles.create(...given);
      await gate.promise;
      return writer;
    },
  };
  return () => {
    services.exportFiles = exportFiles;
    gate.resolve();
  };
}

it('large ones run in the background and tell when they are there', async () => {
  const { services } = app.office;
  const cleo = app.as('cleo');
  const actor = { id: app.idOf('cleo'), device: 'test' } as Actor;
  for (let from = 0; from < 5200; from += 400)
    await services.transaction(async (trx) => {
      const change = { services, actor, trx, touched: new Set<Topic>() };
      const numbers = await reserveNumbers(change, 400);
      await insertCustomers(
        change,
        numbers.map((number, at) => {
          const fields = app.fields(`批量客户${from + at}`);
          return {
            fields,
            derived: deriveUnnumbered(fields),
            number,
            ownerId: null,
            kind: 'created' as const,
            importId: null,
          };
        }),
      );
    });
  const begun = await cleo.exports.start({ what: customers(), format: 'xlsx', language: 'zh-CN' });
  expect(begun.state).toBe('running');
  const done = await ended(cleo, begun.exportId);
  expect(done.rows).toBeGreaterThan(5200);
  expect((await bytesOf(cleo, done.exportId)).length).toBe(done.bytes);
  const [notice] = (await cleo.notices.list({})).rows;
  expect(notice).toMatchObject({ kind: 'exportReady', details: { count: done.rows } });
}, 120_000);
