import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { importAll } from '../imports/imports.fixture.ts';
import { coreName, coreSimilarity, SIMILAR_FROM } from './company-name.ts';

/** Each trade has so many customers that its words are no longer rare, and some stand in two trades. */
const trades = [
  '企业管理咨询',
  '供应链管理',
  '房地产开发',
  '汽车零部件',
  '自动化设备',
  'Tech广告传媒',
  '机电',
];
const places = ['', '苏州', '无锡市', '(杭州)', '广东'];
const forms = ['有限公司', '有限责任公司', '股份有限公司', '商行'];
const brands = '华盛宏通远博嘉奇凌邦澳珂天屿鑫川恒创志优棠彩';
const shown = 20;

const names: string[] = [];
let app: TestApp;
beforeAll(async () => {
  for (let nth = 0; nth < 2600; nth++) {
    // Steps without a common divisor: every brand meets every trade.
    const brand = `${brands[nth % brands.length] ?? ''}${brands[(nth * 7 + Math.floor(nth / 23)) % brands.length] ?? ''}`;
    const place = places[nth % 5] ?? '';
    const name = `${place}${brand}${trades[nth % 7] ?? ''}${forms[nth % 4] ?? ''}`;
    if (!names.includes(name)) names.push(name);
  }
  names.push('房地产开发有限公司', '企业管理咨询', '棠屿房地产公司');
  app = await createTestApp();
  await importAll(app.as('cleo'), `客户名称\n${names.join('\n')}\n`);
}, 60_000);
afterAll(() => app.close());

const cut = (name: string, at: number): string => [...name].toSpliced(at, 1).join('');

it('finds every name at least 80 % alike, the likeliest first, as comparing with each of them would (spec §3.9)', async () => {
  const asked = [
    ...trades.map((trade) => `${trade}有限公司`),
    ...names.filter((_, nth) => nth % 61 === 0).flatMap((name) => [name, cut(name, 1), cut(name, 4)]),
    '棠屿房地产开发有限公司',
    '宏志汽车零部件自动化设备有限公司',
  ];
  const cores = names.map(coreName);
  let found = 0;
  for (const name of asked) {
    const core = coreName(name);
    const likely = cores
      .map((each) => Math.round(coreSimilarity(core, each) * 1e4) / 100)
      .filter((likeness) => likeness >= SIMILAR_FROM * 100)
      .toSorted((a, b) => b - a);
    const hits = await app.as('anna').customers.checkDuplicates({
      name,
      taxNumber: null,
      phone: null,
      email: null,
      exceptId: null,
    });
    const alike = hits
      .filter(({ why }) => why === 'similar' || why === 'name')
      .map(({ likeness }) => likeness);
    expect([name, alike.toSorted((a, b) => b - a)]).toEqual([
      name,
      likely.slice(0, shown).map((likeness) => Math.round(likeness)),
    ]);
    found += alike.length;
  }
  expect(found).toBeGreaterThan(200);
});

it('whoever has enough of the tokens is among those the index names, however common they are', async () => {
  const { db, search, transaction } = app.office.services;
  // Longer than any token of a customer.
  const tokens = Array.from({ length: 10 }, (_, nth) => `qqqq${nth}`);
  const first = 1_000_000;
  // Every set of the ten tokens once.
  const has = (id: number, token: number) => ((id - first) & (1 << token)) !== 0;
  const ids = Array.from({ length: 2 ** tokens.length }, (_, nth) => first + nth);
  await transaction(async (trx) => {
    for (const id of ids)
      await search.put(trx, id, tokens.filter((_, token) => has(id, token)).join(' ') || 'none');
  });
  for (let count = 1; count <= tokens.length; count++) {
    for (let least = 1; least <= count; least++) {
      for (const rare of [0, 1, 2]) {
        const counted = tokens.slice(0, count).map((token, at) => ({ token, rows: at < rare ? 100 : 501 }));
        const query = search.sharing(counted, least, 1024);
        const found = new Set(
          (await sql<{ id: number }>`select id from (${query ?? sql`select 0 as id`})`.execute(db)).rows.map(
            ({ id }) => id,
          ),
        );
        const missing = ids.filter(
          (id) => !found.has(id) && counted.filter((_, token) => has(id, token)).length >= least,
        );
        expect({ count, least, rare, missing: missing.length }).toEqual({ count, least, rare, missing: 0 });
      }
    }
  }
});
