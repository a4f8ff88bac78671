import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import {
  sortKeys,
  type CustomerListInput,
  type CustomerQueryInput,
  type SortKey,
} from './customers.contract.ts';

let app: TestApp;
const names = [
  '阿里山茶叶有限公司',
  '安徽合肥长江机械厂',
  '重庆火锅底料有限公司',
  '厦门航海仪器股份有限公司',
  '商策信息技术（上海）有限公司',
  '万科Ａ物业',
  'Zebra Trading Co., Ltd.',
  'apple pie shop',
  '单晓峰',
  '123 数码店',
  '𠮷野家餐饮',
  '😀表情公司',
];
const regions = ['44', '4403', '440305', '31', null];
const levels = ['A', 'B', 'C', null] as const;
const statuses = ['potential', 'interested', 'deal', 'lost'] as const;

beforeAll(async () => {
  app = await createTestApp();
  const industries = (await app.first.choices.list({})).filter(({ kind }) => kind === 'industry');
  for (const [at, name] of [
    ...names,
    ...names.map((text) => `${text}第二`),
    ...names.map((text) => `${text}三`),
  ].entries()) {
    const owner = (['anna', 'carl', 'cleo'] as const)[at % 3] ?? 'cleo';
    app.clock.advance(at % 5 === 0 ? 0 : 60_000);
    await app.as(owner).customers.create({
      claim: owner !== 'cleo',
      confirmSimilar: true,
      fields: app.fields(name, {
        type: name.startsWith('单') ? 'person' : 'company',
        regionCode: regions[at % regions.length] ?? null,
        level: levels[at % levels.length] ?? null,
        status: statuses[at % statuses.length] ?? 'potential',
        industryId: industries[at % 3]?.id ?? 0,
        phone: `1390000${String(1000 + at)}`,
      }),
    });
  }
});
afterAll(() => app.close());

async function whole(
  client: Client,
  input: Partial<CustomerListInput> & CustomerQueryInput,
): Promise<number[]> {
  const ids: number[] = [];
  let after: string | undefined;
  do {
    const page = await client.customers.list({
      ...input,
      limit: 7,
      ...(after === undefined ? {} : { after }),
    });
    ids.push(...page.rows.map((row) => row.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

describe('orders', () => {
  const cases = sortKeys.flatMap((by) => (['asc', 'desc'] as const).map((direction) => ({ by, direction })));
  it.each(cases)('by $by $direction: pages make up the whole, each customer once', async (sort) => {
    const clerk = app.as('cleo');
    const ids = await whole(clerk, { view: 'pool', sort });
    const everything = await clerk.customers.list({ view: 'pool', sort, limit: 200 });
    expect(ids).toEqual(everything.rows.map((row) => row.id));
    expect(new Set(ids).size).toBe(names.length * 3);
    const reversed = {
      by: sort.by,
      direction: sort.direction === 'asc' ? ('desc' as const) : ('asc' as const),
    };
    expect(await whole(clerk, { view: 'pool', sort: reversed })).toEqual(ids.toReversed());
  });

  it.each(cases)('by $by $direction: a jump lands where walking there does', async (sort) => {
    const clerk = app.as('cleo');
    const ids = await whole(clerk, { view: 'pool', sort });
    for (const skip of [1, 7, 20, 35, 36, 50]) {
      const page = await clerk.customers.list({ view: 'pool', sort, skip, limit: 5 });
      expect(page.rows.map((row) => row.id)).toEqual(ids.slice(skip, skip + 5));
    }
  });

  it('puts names in the order of their pinyin, polyphones as they are read', async () => {
    const page = await app.as('cleo').customers.list({
      view: 'pool',
      sort: { by: 'name', direction: 'asc' },
      limit: 200,
      search: '有限公司',
    });
    const chinese = page.rows.map((row) => row.name[0]);
    expect(chinese.indexOf('阿')).toBeLessThan(chinese.indexOf('重'));
    expect(chinese.indexOf('重')).toBeLessThan(chinese.indexOf('商'));
    expect(chinese.indexOf('商')).toBeLessThan(chinese.indexOf('厦'));
  });

  it('refuses an order that would tell of what is hidden', async () => {
    const hidden: SortKey[] = ['status', 'level', 'source', 'lastInteractionAt', 'nextStepOn'];
    const inOrder = (by: SortKey) =>
      app.as('anna').customers.list({ view: 'pool', sort: { by, direction: 'asc' } });
    for (const by of hidden) expect((await refusalOf(inOrder(by))).code).toBe('sortNotAvailable');
    for (const by of sortKeys.filter((key) => !hidden.includes(key))) {
      expect((await inOrder(by)).rows).toHaveLength(names.length * 3);
    }
  });
});

describe('search', () => {
  const find = async (search: string, by = 'cleo') =>
    (await app.as(by).customers.list({ view: 'pool', search, limit: 200 })).rows.map((row) => row.name);

  it.each([
    ['商策', '商策信息技术（上海）有限公司'],
    ['shangce', '商策信息技术（上海）有限公司'],
    ['sc', '商策信息技术（上海）有限公司'],
    ['cq', '重庆火锅底料有限公司'],
    ['chongqing', '重庆火锅底料有限公司'],
    ['XIAMEN', '厦门航海仪器股份有限公司'],
    ['sxf', '单晓峰'],
    ['dxf', '单晓峰'],
    ['万科A', '万科Ａ物业'],
    ['𠮷', '𠮷野家餐饮'],
    ['😀', '😀表情公司'],
    ['zebra trading', 'Zebra Trading Co., Ltd.'],
    ['上海 信息', '商策信息技术（上海）有限公司'],
    ['茶', '阿里山茶叶有限公司'],
    ['K000001', '阿里山茶叶有限公司'],
    ['13900001000', '阿里山茶叶有限公司'],
  ])('%s finds %s', async (search, name) => {
    expect(await find(search)).toContain(name);
  });

  it('treats wildcards and quotes as themselves and finds nothing for punctuation', async () => {
    for (const search of ['%', '_', '"', "' or 1=1", '（）', '*', 'NEAR(', '\\']) {
      expect(await find(search)).toEqual([]);
    }
  });

  it('does not tell masked digits by searching for parts of them', async () => {
    const hidden = (await app.as('anna').customers.list({ view: 'pool', limit: 200 })).rows.filter(
      (row) => row.sight !== 'full',
    );
    const stored = await app.office.services.db
      .selectFrom('customer')
      .select(['id', 'search_phone'])
      .execute();
    const digits = new Map(stored.map((row) => [row.id, row.search_phone]));
    for (const row of hidden) {
      const phone = digits.get(row.id) ?? '';
      const part = await app.as('anna').customers.list({ view: 'pool', search: phone.slice(3, 9) });
      expect(part.rows.map(({ id }) => id)).not.toContain(row.id);
      const known = await app.as('anna').customers.list({ view: 'pool', search: phone });
      expect(known.rows.map(({ id }) => id)).toContain(row.id);
    }
    expect(hidden.length).toBeGreaterThan(5);
  });

  it('finds every customer by every piece of its name', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 6 }),
        async (name, from, length) => {
          const chars = [...name.replaceAll(/[（）,.\s]/g, '')];
          const start = from % chars.length;
          const piece = chars.slice(start, start + length).join('');
          expect(await find(piece)).toContain(name);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('filters, counts and selection agree', () => {
  const query = fc.record(
    {
      view: fc.constantFrom('mine' as const, 'pool' as const),
      segment: fc.constantFrom('unclaimed' as const, 'claimed' as const, 'all' as const),
      search: fc.constantFrom('', '有限', '公司', '三', 'gs'),
      filters: fc.record(
        {
          statuses: fc.subarray([...statuses], { minLength: 1 }),
          levels: fc.subarray(['A' as const, 'B' as const, 'C' as const], { minLength: 1 }),
          regionCodes: fc.subarray(['44', '4403', '31'], { minLength: 1 }),
          type: fc.constantFrom('company' as const, 'person' as const),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['view'] },
  );

  it.each(['anna', 'mark', 'cleo', 'bob', 'rita'])('for %s', async (name) => {
    const client = app.as(name);
    await fc.assert(
      fc.asyncProperty(query, async (input) => {
        const ids = await whole(client, input);
        const counted = await client.customers.count(input);
        const selected = await client.customers.ids(input);
        expect(counted).toEqual({ count: ids.length, more: false });
        expect(selected.ids).toEqual(ids.toSorted((a, b) => a - b));
        const rows = (await client.customers.list({ ...input, limit: 200 })).rows;
        const astray = rows.filter(
          (row) =>
            (input.filters?.statuses !== undefined &&
              !input.filters.statuses.some((status) => status === row.status)) ||
            (input.view === 'mine' && row.ownerId !== app.idOf(name)) ||
            (input.view === 'pool' && input.segment === 'unclaimed' && row.ownerId !== null),
        );
        expect(astray).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('tells nothing of a colleague’s customer but name, number, region, industry and owner', async () => {
    const { rows } = await app.as('anna').customers.list({ view: 'pool', segment: 'claimed', limit: 200 });
    const foreign = rows.filter((row) => row.ownerId === app.idOf('carl'));
    expect(foreign.length).toBe(names.length);
    for (const {
      id: _id,
      number: _n,
      name: _name,
      regionCode: _r,
      industryId: _i,
      ownerId: _o,
      version: _v,
      custom,
      ...rest
    } of foreign) {
      expect(rest).toMatchObject({ sight: 'minimal', abilities: [], tagIds: [] });
      expect(custom).toEqual({});
      expect(
        Object.values(rest).filter((value) => value !== null && value !== 'minimal' && !Array.isArray(value)),
      ).toEqual([]);
    }
  });
});
