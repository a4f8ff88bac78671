import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { check, found, importAll, plainDefaults, run, until, upload } from './imports.fixture.ts';

// Each reading of a file starts a thread: seconds where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;
let clerk: Client;
beforeAll(async () => {
  app = await createTestApp();
  clerk = app.as('cleo');
});
afterAll(() => app.close());

const named = async (name: string) => {
  const { rows } = await clerk.customers.list({ view: 'pool', segment: 'all', search: name });
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`${name} is not there`);
  return clerk.customers.get({ id: row.id });
};

describe('owner and creation date (spec §11)', () => {
  it('tell the owner once of all customers, and once more when they are taken out', async () => {
    const anna = app.as('anna');
    const notices = async () => (await anna.notices.list({})).rows;
    const before = (await notices()).length;
    const text = '名称,负责人\n归她一公司,anna\n归她二公司,anna\n归谁都不公司,\n';
    const done = await importAll(clerk, text);
    const [told, ...others] = await notices();
    expect(told).toMatchObject({
      kind: 'broughtByImport',
      customerId: null,
      byId: app.idOf('cleo'),
      details: { count: 2, name: 'customers.csv' },
    });
    expect(others).toHaveLength(before);
    await clerk.imports.undo({ importId: done.importId });
    await until(clerk, done.importId, ({ state }) => state === 'undone');
    const [undone, ...earlier] = await notices();
    expect(undone).toMatchObject({ kind: 'importTakenOut', details: { count: 2, name: 'customers.csv' } });
    expect(earlier).toHaveLength(before + 1);
    expect((await clerk.notices.list({})).rows).toEqual([]);
  });

  it('are kept: the owner has the customer, its history and interactions go back to that day', async () => {
    const status = await importAll(
      clerk,
      '名称,负责人,创建日期\n有主公司,Anna（sales）,2024年3月5日 14:30\n无主公司,未领用,24.3.5\n',
    );
    expect(status).toMatchObject({ state: 'done', created: 2, warned: 0 });
    const owned = await named('有主公司');
    expect(owned.ownerId).toBe(app.idOf('anna'));
    const startOfDay = Date.parse(app.office.services.clock.startOf('2024-03-05'));
    expect(Date.parse(owned.createdAt ?? '') - startOfDay).toBe((14 * 60 + 30) * 60_000);
    expect((await named('无主公司')).ownerId).toBeNull();
    const events = await app.office.services.db
      .selectFrom('ownership_event')
      .select(['kind', 'from_id', 'to_id', 'by_id'])
      .where('customer_id', '=', owned.id)
      .execute();
    expect(events).toEqual([
      { kind: 'imported', from_id: null, to_id: owned.ownerId, by_id: app.idOf('cleo') },
    ]);
    const said = {
      customerId: owned.id,
      channel: 'phone' as const,
      happenedAt: '2024-06-01T08:00:00.000Z',
      personId: app.idOf('anna'),
      contactIds: [],
      subject: null,
      text: '旧账',
      result: null,
      status: null,
      nextStep: null,
    };
    expect((await app.as('anna').interactions.log(said)).id).toBeGreaterThan(0);
  });

  it('whoever cannot own it leaves it in the pool until somebody says whose it is', async () => {
    const text = '名称,负责人,创建日期\n路人公司,路人甲,\n出纳公司,bob,\n明天公司,,2999-01-01\n';
    const first = await check(clerk, text);
    expect(first).toMatchObject({ created: 2, warned: 2, rejected: 1 });
    expect(await found(clerk, first.importId, 'warning')).toEqual(['2 ownerUnknown', '3 receiverCannotOwn']);
    expect(await found(clerk, first.importId, 'rejected')).toEqual(['4 inFuture']);
    expect(first.newValues).toEqual([
      { kind: 'owner', label: '路人甲', rows: 1 },
      { kind: 'owner', label: 'bob', rows: 1 },
    ]);
    const { importId } = first;
    const carl = app.idOf('carl');
    const values = [
      { kind: 'owner' as const, label: '路人甲', to: carl },
      { kind: 'owner' as const, label: 'bob', to: null },
    ];
    expect(await check(clerk, '', { importId, values })).toMatchObject({ created: 2, warned: 0 });
    await run(clerk, importId);
    expect([(await named('路人公司')).ownerId, (await named('出纳公司')).ownerId]).toEqual([carl, null]);
    const { columns } = await upload(clerk, text);
    expect(columns[1]?.field).toBe('owner');
    const bob = [{ kind: 'owner' as const, label: '路人甲', to: app.idOf('bob') }];
    const again = await upload(clerk, text);
    const chosen = [{ index: 0, field: 'name' as const }];
    const refused = clerk.imports.check({
      importId: again.importId,
      columns: chosen,
      defaults: plainDefaults,
      values: bob,
    });
    expect(await refusalOf(refused)).toMatchObject({ code: 'invalidInput' });
  });

  it('nobody is given more than the limit allows', async () => {
    const role = (await app.first.roles.list({})).find(({ builtIn }) => builtIn === 'salesperson');
    await app.office.services.transaction((trx) =>
      trx
        .insertInto('claim_limit')
        .values({
          role_id: role?.id ?? 0,
          max_held: 3,
          held_without_deals: 0,
          max_claims_per_day: null,
          cool_down_days: null,
        })
        .execute(),
    );
    const rows = [1, 2, 3, 4].map((at) => `第${at}家限额公司,carl`);
    const status = await check(clerk, `名称,负责人\n${rows.join('\n')}\n`);
    // One is carl's already.
    expect(status).toMatchObject({ created: 2, rejected: 2 });
    expect(await found(clerk, status.importId, 'rejected')).toEqual(['4 limitHeld', '5 limitHeld']);
    expect(await run(clerk, status.importId)).toMatchObject({ created: 2, rejected: 2 });
    expect(await found(clerk, status.importId, 'rejected')).toEqual(['4 limitHeld', '5 limitHeld']);
    await app.office.services.transaction((trx) => trx.deleteFrom('claim_limit').execute());
  });
});

it('values that nobody knows are listed once and mean what somebody says', async () => {
  const text =
    '名称,行业,客户级别,标签\n值甲公司,造纸业,重要,回头客；要回访\n值乙公司,造纸业,重要,要回访\n值丙公司,印刷业,A,\n';
  const first = await check(clerk, text);
  expect(first).toMatchObject({ created: 1, rejected: 2 });
  expect(first.newValues).toEqual(
    expect.arrayContaining([
      { kind: 'industry', label: '造纸业', rows: 2 },
      { kind: 'level', label: '重要', rows: 2 },
      { kind: 'tag', label: '要回访', rows: 2 },
      { kind: 'industry', label: '印刷业', rows: 1 },
    ]),
  );
  const values = [
    { kind: 'level' as const, label: '重要', to: 'B' },
    { kind: 'industry' as const, label: '造纸业', to: app.choiceId('industry') },
    { kind: 'industry' as const, label: '印刷业', to: 'create' },
    { kind: 'tag' as const, label: '要回访', to: null },
    { kind: 'tag' as const, label: '回头客', to: null },
  ];
  const { importId } = first;
  expect(await check(clerk, '', { importId, values })).toMatchObject({ created: 3, rejected: 0, warned: 0 });
  expect(await run(clerk, importId, false)).toMatchObject({ created: 3, warned: 0 });
  expect(await named('值甲公司')).toMatchObject({
    level: 'B',
    industryId: app.choiceId('industry'),
    tagIds: [],
  });
  const labels = (await clerk.choices.list({})).map(({ label }) => label);
  expect([labels.includes('印刷业'), labels.includes('造纸业'), labels.includes('要回访')]).toEqual([
    true,
    false,
    false,
  ]);
});

describe('rows of a checked file', () => {
  const text =
    '名称,级别,成立日期,税号\n改甲公司,Z,昨天,\n改乙公司,A,,9144030071526726XG\n,B,,\n改乙公司,B,,\n';

  it('are corrected in place and checked again, and stay corrected', async () => {
    const { importId } = await check(clerk, text);
    const rejected = async () => (await clerk.imports.rows({ importId, kind: 'rejected' })).rows;
    expect((await rejected())[0]).toMatchObject({
      row: 2,
      corrected: false,
      cells: [
        { index: 0, heading: '名称', text: '改甲公司' },
        { index: 1, heading: '级别', text: 'Z' },
        { index: 2, heading: '成立日期', text: '昨天' },
      ],
    });
    const correct = (row: number, ...cells: { index: number; text: string }[]) =>
      clerk.imports.correct({ importId, row, cells });
    const half = await correct(2, { index: 1, text: 'a级' });
    expect(half).toMatchObject({ kinds: ['rejected'], row: { corrected: true }, status: { rejected: 2 } });
    expect(half.row.problems.map(({ code }) => code)).toEqual(['notADay']);
    const whole = await correct(2, { index: 2, text: '2020年1月5日' });
    expect(whole).toMatchObject({ kinds: ['new'], status: { created: 2, rejected: 1, duplicates: 1 } });
    // The name of another row of the file, then one of its own.
    expect(await correct(4, { index: 0, text: '改 乙公司' })).toMatchObject({
      kinds: ['duplicate'],
      row: { problems: [{ code: 'sameNameInFile', params: { row: 3 } }] },
    });
    expect((await correct(4, { index: 0, text: '改丙公司' })).kinds).toEqual(['new']);
    expect((await correct(5, { index: 0, text: '有主公司' })).row.problems[0]?.code).toBe('sameName');
    expect(await rejected()).toEqual([]);
    expect((await clerk.imports.rows({ importId, kind: 'new' })).rows.map(({ row }) => row)).toEqual([
      2, 3, 4,
    ]);
    // A check of the whole file finds the same.
    expect(await check(clerk, '', { importId })).toMatchObject({ created: 3, rejected: 0, duplicates: 1 });
    expect(await run(clerk, importId)).toMatchObject({ created: 3, rejected: 0, duplicates: 1 });
    expect(await named('改甲公司')).toMatchObject({ level: 'A', foundedOn: '2020-01-05' });
    expect((await named('改丙公司')).level).toBe('B');
    expect(await refusalOf(correct(2, { index: 1, text: 'B' }))).toMatchObject({ code: 'importNotReady' });
  });

  it('are corrected by nobody else, in their own columns, where something is wrong', async () => {
    const { importId } = await check(clerk, '名称,级别\n别改公司,Z\n好公司,A\n');
    const cells = [{ index: 1, text: 'A' }];
    expect(await refusalOf(app.first.imports.correct({ importId, row: 2, cells }))).toMatchObject({
      code: 'notFound',
    });
    expect(await refusalOf(clerk.imports.correct({ importId, row: 3, cells }))).toMatchObject({
      code: 'notFound',
    });
    const strange = clerk.imports.correct({ importId, row: 2, cells: [{ index: 7, text: 'A' }] });
    expect(await refusalOf(strange)).toMatchObject({ code: 'invalidInput' });
    // Other headings: other rows and columns.
    await clerk.imports.correct({ importId, row: 2, cells });
    await clerk.imports.layout({ importId, sheet: 0, headingRow: 1 });
    expect(await check(clerk, '', { importId })).toMatchObject({ rejected: 1 });
  });
});
