import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { checkLimit } from './duplicates.contract.ts';
import { readLine } from './check-lines.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const taxNumber = '91440300708461136T';
async function customer(name: string, owner: string | null, more = {}): Promise<number> {
  const fields = app.fields(name, more);
  const client = app.as(owner ?? 'cleo');
  const answer = { confirmSimilar: true };
  return (await client.customers.create({ fields, claim: owner !== null, ...answer })).id;
}

describe('checking many names at once (spec §3.9)', () => {
  let exact: number;
  let pooled: number;
  beforeAll(async () => {
    exact = await customer('深圳市腾飞计算机系统有限公司', 'carl', {
      taxNumber,
      phone: '13812345678',
      status: 'deal',
    });
    pooled = await customer('北京晨光文具股份有限公司', null);
  });
  const check = (name: string, lines: readonly string[]) =>
    app.as(name).duplicates.check({ lines: [...lines] });

  it('tells each line: there, similar, or not here', async () => {
    const { number } = await app.as('carl').customers.get({ id: exact });
    const lines = [
      '深圳市腾飞计算机系统有限公司',
      ' ',
      '腾飞计算机系统（深圳）',
      '没有这一家厂',
      number.toLowerCase(),
      taxNumber,
      '138 1234 5678',
      '甲公司\t13812345678',
    ];
    const answers = await check('anna', lines);
    expect(answers.map(({ result, hits }) => [result, hits[0]?.id ?? null, hits[0]?.why ?? null])).toEqual([
      ['exact', exact, 'name'],
      ['similar', exact, 'similar'],
      ['none', null, null],
      ['exact', exact, 'number'],
      ['exact', exact, 'taxNumber'],
      ['similar', exact, 'phone'],
      ['similar', exact, 'phone'],
    ]);
    expect(answers[0]?.hits[0]).toMatchObject({
      ownerId: app.idOf('carl'),
      status: 'deal',
      lastInteractionAt: null,
    });
  });

  it('finds no customer by a part of its telephone number', async () => {
    expect(readLine('1381234')).toMatchObject({ phone: null });
    expect((await check('anna', ['1381234567'])).map(({ result }) => result)).toEqual(['none']);
  });

  it('shows the same rows to the same person as lists do: nothing of the pool to those who do not see it', async () => {
    const lines = ['北京晨光文具股份有限公司', '晨光文具'];
    expect((await check('anna', lines)).map(({ hits }) => hits[0]?.id)).toEqual([pooled, pooled]);
    expect((await check('bob', lines)).map(({ result }) => result)).toEqual(['none', 'none']);
    const admin = await app.addPerson({ name: 'only-admin', roles: ['administrator'] });
    expect(admin).toBeGreaterThan(0);
    expect(await refusalOf(check('only-admin', lines))).toMatchObject({ code: 'notAllowed' });
  });

  it('takes so many lines and no more', async () => {
    const lines = Array.from({ length: checkLimit + 1 }, (_, at) => `名称${at}`);
    expect(await refusalOf(check('anna', lines))).toMatchObject({ code: 'invalidInput' });
  });

  it('reads the lines of a file, with headings and without', async () => {
    const read = (fileName: string, text: string) =>
      app.as('anna').duplicates.readFile({ fileName, file: new File([text], fileName) });
    expect(await read('a.csv', '客户名称,地址,电话\n甲公司,路一号,13812345678\n乙公司,,\n')).toEqual({
      lines: ['甲公司\t13812345678', '乙公司'],
      more: false,
    });
    expect((await read('b.txt', '甲公司\n乙公司\n')).lines).toEqual(['甲公司', '乙公司']);
    const sheet = {
      name: '名单',
      rows: [
        ['客户名称', '电话'],
        ['丙公司', '13812345678'],
        ['丁公司', null],
      ],
    };
    const book = new File([new Uint8Array(await writeXlsx({ sheets: [sheet] }))], 'e.xlsx');
    expect((await app.as('anna').duplicates.readFile({ fileName: 'e.xlsx', file: book })).lines).toEqual([
      '丙公司\t13812345678',
      '丁公司',
    ]);
    expect(await refusalOf(read('c.csv', ''))).toMatchObject({ code: 'fileEmpty' });
    expect(await refusalOf(read('d.pdf', '%PDF-1.7'))).toMatchObject({ code: 'fileTypeUnknown' });
  });
});

describe('likely duplicates in the register (spec §3.9)', () => {
  let pair: number[];
  beforeAll(async () => {
    pair = [await customer('广州宏达五金制品有限公司', 'anna', { phone: '13900001111' })];
    const other = await app.as('cleo').customers.create({
      fields: app.fields('广州市宏达五金制品厂', { phone: '13900001111' }),
      claim: false,
      confirmSimilar: true,
    });
    pair.push(other.id);
  });

  async function searched() {
    await app.as('cleo').duplicates.search({});
    await vi.waitFor(async () =>
      expect((await app.as('cleo').duplicates.searchState({})).running).toBeNull(),
    );
    return (await app.as('cleo').duplicates.likely({})).rows;
  }

  it('are found by a search in the background and are still there after a restart', async () => {
    const rows = await searched();
    const found = rows.find(({ customers }) => customers.every(({ id }) => pair.includes(id)));
    expect(found).toMatchObject({ reasons: ['phone', 'similar'], mergeable: true });
    expect(found?.likeness).toBeGreaterThanOrEqual(80);
    expect((await app.as('cleo').duplicates.searchState({})).last).toMatchObject({ pairs: rows.length });
    await app.restart();
    expect((await app.as('cleo').duplicates.likely({})).rows.length).toBe(rows.length);
    // The owner of the business edits no claimed customers, and so merges none.
    const olgas = (await app.as('olga').duplicates.likely({})).rows;
    expect(olgas.find(({ id }) => id === found?.id)?.mergeable).toBe(false);
  });

  it('come page by page', async () => {
    for (let nth = 0; nth < 3; nth++)
      await customer(`佛山永盛陶瓷${'甲乙丙'[nth]}有限公司`, null, { phone: '13700002222' });
    const all = await searched();
    const first = await app.as('cleo').duplicates.likely({ limit: 2 });
    const rest = await app.as('cleo').duplicates.likely({ limit: 100, after: first.next ?? '' });
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it('go for good when somebody says that they are two', async () => {
    const before = await searched();
    const [found] = before.filter(({ customers }) => customers.every(({ id }) => pair.includes(id)));
    expect(await refusalOf(app.as('anna').duplicates.dismiss({ id: found?.id ?? 0 }))).toMatchObject({
      code: 'notAllowed',
    });
    await app.as('cleo').duplicates.dismiss({ id: found?.id ?? 0 });
    expect(await refusalOf(app.as('cleo').duplicates.dismiss({ id: found?.id ?? 0 }))).toMatchObject({
      code: 'notFound',
    });
    const after = await searched();
    expect(after.length).toBe(before.length - 1);
    const [entry] = (await app.as('cleo').customers.history({ id: pair[0] ?? 0 })).rows;
    expect(entry).toMatchObject({ action: 'notDuplicate' });
  });

  it('are shown no more once they are merged', async () => {
    const before = await searched();
    const [first] = before;
    const customers = first?.customers.map(({ id, version }) => ({ id, version })) ?? [];
    await app.as('cleo').merging.merge({ survivorId: customers[0]?.id ?? 0, customers });
    const after = (await app.as('cleo').duplicates.likely({})).rows;
    expect(after.map(({ id }) => id)).not.toContain(first?.id);
  });
});
