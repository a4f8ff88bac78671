import { Kysely, SqliteDialect, type CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConnection, type Connection } from '#db/dialects/sqlite/connection.ts';
import type { Database } from '#db/schema/index.ts';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { customerWriter } from '../../bench/fill.ts';
import { prepareRows } from '../../bench/rows.ts';
import { choicesByLabel } from '../../server/demo/generate.ts';
import { foldText } from '../shared/text.ts';
import { loadActor } from '../permissions/load-actor.ts';
import type { Inquiry } from '../rpc/context.ts';
import { claimsToday, heldBy } from './claim-limits.ts';
import { customerQuerySchema, sortKeys, type CustomerListInput } from './customers.contract.ts';
import { findDuplicates, findExact } from './duplicates.ts';
import { customerHistory, listDeleted } from './history.ts';
import { countCustomers, countSegments } from './counts.ts';
import { listCustomers } from './list-page.ts';
import { selectCustomers } from './queries.ts';

/** More than are gathered and sorted, so that both ways of meeting rows are taken. */
const customers = 6000;

let app: TestApp;
let connection: Connection;
let inquiry: Inquiry;
const asked: CompiledQuery[] = [];

beforeAll(async () => {
  app = await createTestApp();
  const { services, paths } = app.office;
  const staff = { clerk: app.idOf('cleo'), sellers: [app.idOf('anna'), app.idOf('carl')], superior: 0 };
  const choices = choicesByLabel(await app.first.choices.list({}));
  const writer = openConnection(paths.database);
  const write = customerWriter(services.hasher, writer);
  writer.exec('begin');
  const wanted = {
    seed: 1,
    from: 0,
    count: customers,
    total: customers,
    choices,
    staff,
    now: app.clock.now(),
  };
  for (const row of prepareRows(wanted)) write(row);
  writer.exec('commit');
  writer.close();
  connection = openConnection(paths.database, 'read');
  const db = new Kysely<Database>({
    dialect: new SqliteDialect({ database: connection }),
    log: (event) => void asked.push(event.query),
  });
  const actor = await loadActor({ ...services, db }, await app.tokenOf('cleo'), 'test');
  inquiry = { services: { ...services, db }, db, actor: actor! };
}, 60_000);

afterAll(async () => {
  connection.close();
  await app.close();
});

/** How SQLite meets what `work` asks for, statement by statement: the lines of the plans that read the register. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await work();
  return asked.splice(0).map(({ sql, parameters }) => {
    const lines = connection.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[];
    return lines.map(({ detail }) => detail).join('\n');
  });
}

const list = (input: Partial<CustomerListInput>) =>
  listCustomers(
    inquiry,
    {
      ...customerQuerySchema.parse({ view: 'pool' }),
      sort: { by: 'name', direction: 'asc' },
      limit: 100,
      ...input,
    },
    [],
  );
const query = (input: object) => customerQuerySchema.parse({ view: 'pool', ...input });

/** The last statement that reads customers is the page; before it stands whatever asked how rare something is. */
const pagePlan = async (input: Partial<CustomerListInput>) =>
  (await plansOf(() => list(input))).findLast((plan) => /(?:SEARCH|SCAN) customer USING/.test(plan)) ?? '';

/** What a query selects, and how; `tooManySelected` beyond what a batch takes. */
async function selectOf(input: object): Promise<{ ids: readonly number[]; plans: string }> {
  let ids: readonly number[] = [];
  const plans = await plansOf(async () => {
    ids = await selectCustomers(inquiry, query(input));
  });
  return { ids, plans: plans.join('\n') };
}

describe('a page walks the index of its order and sorts nothing', () => {
  test.each(sortKeys.flatMap((by) => [['asc', by] as const, ['desc', by] as const]))(
    '%s by %s',
    async (direction, by) => {
      const plans = await plansOf(() => list({ sort: { by, direction } }));
      const pages = plans.filter((plan) => /\bcustomer USING/.test(plan));
      expect(pages.length).toBeGreaterThan(0);
      for (const plan of pages) {
        expect(plan).toMatch(/USING (?:COVERING )?INDEX customer_(?:by|owner)_/);
        expect(plan).not.toContain('TEMP B-TREE');
      }
    },
  );

  test.each([
    ['name', { sort: { by: 'name', direction: 'asc' } }, 'INDEX customer_by_name'],
    ['last change', { sort: { by: 'updatedAt', direction: 'desc' } }, 'INDEX customer_by_update'],
    ['what follows a page', { after: '[0,"a",1]' }, 'INDEX customer_by_name (sort_key>?)'],
    ['mine by name', { view: 'mine' }, 'INDEX customer_owner_name (owner_id=?)'],
    ['unclaimed by name', { segment: 'unclaimed' }, 'INDEX customer_owner_name (owner_id=?)'],
    [
      'unclaimed by change',
      { segment: 'unclaimed', sort: { by: 'updatedAt', direction: 'desc' } },
      'INDEX customer_owner_update (owner_id=?)',
    ],
    [
      'a common filter',
      { filters: { statuses: ['potential'] } },
      'SCAN customer USING INDEX customer_by_name',
    ],
  ] as const)('%s', async (_name, input, index) => {
    const plan = await pagePlan(input as Partial<CustomerListInput>);
    expect(plan).toContain(index);
    expect(plan).not.toContain('TEMP B-TREE');
  });
});

test('what follows a page begins with the rest of those that have its last value, by id', async () => {
  const plans = await plansOf(() => list({ after: '[0,"a",1]' }));
  expect(plans.join('\n')).toContain('INDEX customer_by_name (sort_key=? AND id>?)');
});

describe('what is rare is found by its own index', () => {
  test.each([
    [
      'region',
      { filters: { regionCodes: ['54'] } },
      'INDEX customer_by_region (region_code>? AND region_code<?)',
    ],
    ['level', { filters: { levels: ['A'] } }, 'INDEX customer_by_level (level=?)'],
    ['owner', { filters: { ownerIds: [1] } }, 'INDEX customer_owner_'],
    [
      'tag',
      { filters: { tagIds: [1] } },
      'customer_tag USING COVERING INDEX customer_tag_choice (choice_id=?)',
    ],
    ['a search', { search: '𠮷祥' }, 'customer_search VIRTUAL TABLE'],
  ] as const)('%s', async (_name, input, index) => {
    const plan = await pagePlan(input as unknown as Partial<CustomerListInput>);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/SCAN customer\b(?!_search)/);
  });

  test('two filters, by both indexes, where each of them finds many and both few', async () => {
    const filters = { levels: ['B'], regionCodes: ['44'] } as const;
    const plan = await pagePlan({ filters } as unknown as Partial<CustomerListInput>);
    expect(plan).toContain('MERGE (INTERSECT)');
    expect(plan).toContain('INDEX customer_by_level (level=?)');
    expect(plan).toContain('INDEX customer_by_region (region_code>? AND region_code<?)');
  });

  test('a name in a combined query of which a walk finds little', async () => {
    const where = {
      join: 'and',
      items: [
        { field: 'name', op: 'contains', values: ['精密'] },
        { field: 'postcode', op: 'is', values: ['nowhere'] },
      ],
    };
    const plan = await pagePlan({ where } as unknown as Partial<CustomerListInput>);
    expect(plan).toContain('SEARCH customer USING INTEGER PRIMARY KEY');
    expect(plan).toContain('customer_search VIRTUAL TABLE');
  });

  test('a common search walks the order and knows from the search index which rows to read', async () => {
    const plan = await pagePlan({ search: '有限公司', sort: { by: 'updatedAt', direction: 'desc' } });
    expect(plan).toContain('SCAN customer USING INDEX customer_by_update');
    expect(plan).toContain('customer_search VIRTUAL TABLE');
    expect(plan).not.toContain('TEMP B-TREE');
  });
});

describe('a name is asked through the search index, and finds what stands there', () => {
  test.each([
    ['contains', '精密'],
    ['contains', '限 公'],
    ['contains', '械'],
    ['contains', '(苏州)'],
    ['startsWith', '苏州'],
    ['contains', 'ｃｏ'],
    ['is', '没有这样的公司'],
  ] as const)('%s %s', async (op, text) => {
    const where = { join: 'and', items: [{ field: 'name', op, values: [text] }] };
    const found = await selectOf({ where });
    const sought = foldText(text);
    const names = await inquiry.db.selectFrom('customer').select(['id', 'name']).orderBy('id').execute();
    const meets = {
      contains: (key: string) => key.includes(sought),
      startsWith: (key: string) => key.startsWith(sought),
      is: (key: string) => key === sought,
    };
    expect(found.plans).toContain('customer_search VIRTUAL TABLE');
    expect(found.ids).toEqual(names.flatMap(({ id, name }) => (meets[op](foldText(name)) ? [id] : [])));
  });
});

describe('shared with me', () => {
  const sharedWithMe = { view: 'sharedWithMe', sort: { by: 'updatedAt', direction: 'desc' } } as const;
  const share = (rows: number) => {
    const writer = openConnection(app.office.paths.database);
    const { id, today } = inquiry.actor;
    writer
      .prepare(
        `insert into share (customer_id, person_id, mode, money, until_on, by_id, created_at)
         select id, ?, 'read', 0, null, owner_id, ? from customer where owner_id is not null and id not in
         (select customer_id from share) order by id limit ?`,
      )
      .run(id, `${today}T00:00:00.000Z`, rows);
    writer.close();
  };

  test('few are gathered; of many a page is met on the way through the order', async () => {
    share(10);
    expect(await pagePlan(sharedWithMe)).toContain('SEARCH customer USING INTEGER PRIMARY KEY');
    share(1000);
    const plan = await pagePlan(sharedWithMe);
    expect(plan).toContain('SCAN customer USING INDEX customer_by_update');
    expect(plan).not.toContain('TEMP B-TREE');
    expect((await list(sharedWithMe)).rows).toHaveLength(100);
  });
});

describe('counts run through one index', () => {
  test.each([
    ['all', {}],
    ['mine', { view: 'mine' }],
    ['unclaimed', { segment: 'unclaimed' }],
    ['claimed', { segment: 'claimed' }],
    ['a filter', { filters: { statuses: ['potential'] } }],
    ['two filters', { filters: { statuses: ['potential'], sourceIds: [2] } }],
  ])('%s', async (_name, input) => {
    const plan = (await plansOf(() => countCustomers(inquiry, query(input)))).at(-1);
    expect(plan).toMatch(/customer USING (?:COVERING )?INDEX customer_(?:by|owner)_/);
    expect(plan).not.toContain('TEMP B-TREE');
  });

  test('everything is counted along the narrowest', async () => {
    const plan = (await plansOf(() => countCustomers(inquiry, query({})))).at(-1);
    expect(plan).toMatch(
      /SCAN customer USING (?:COVERING )?INDEX customer_by_(?:source|level|status|industry)\b/,
    );
  });

  test('claimed is a range of the owners', async () => {
    const plan = (await plansOf(() => countCustomers(inquiry, query({ segment: 'claimed' })))).at(-1);
    expect(plan).toMatch(/INDEX customer_owner_\w+ \(owner_id>\?\)/);
  });

  test('figures of the segments are two counts, or one where it searches', async () => {
    const counts = await plansOf(() => countSegments(inquiry, query({})));
    expect(counts.filter((plan) => plan.includes('customer USING'))).toHaveLength(2);
    const plans = await plansOf(() => countSegments(inquiry, query({ search: '有限公司' })));
    expect(plans.at(-1)).toContain('customer_search VIRTUAL TABLE');
    expect(plans.join()).not.toMatch(/SCAN customer\b(?!_search)/);
  });

  test.each(['s', '有限公司', '精密 机械'])('counting what is found by %s reads few rows', async (search) => {
    const { all } = await countSegments(inquiry, query({ search }));
    expect(all.count).toBeLessThanOrEqual(2000);
    expect(all.more).toBe(search !== '精密 机械');
  });

  test('a batch of what is searched starts from the search index', async () => {
    const plan = (await plansOf(() => selectCustomers(inquiry, query({ search: '精密机械' })))).at(-1);
    expect(plan).toContain('SEARCH customer USING INTEGER PRIMARY KEY');
  });
});

describe('no look-up reads a whole table', () => {
  const noScan =
    /SCAN (?:customer|customer_tag|ownership_event|operation_log|session|person|person_role|role_right|request)\b/;
  test.each([
    ['the person of a call', async () => loadActor(inquiry.services, await app.tokenOf('mark'), 'test')],
    ['exact duplicates', () => findExact(inquiry.db, { nameKeys: ['甲', '乙'], taxKeys: ['1'] })],
    [
      'the duplicate check',
      () =>
        findDuplicates(inquiry, {
          name: '苏州恒瑞精密机械有限公司',
          taxNumber: '91320213MAWAAQ5T9D',
          phone: '13812345678',
          email: 'info@hengrui.example',
          exceptId: null,
        }),
    ],
    ['customers held', () => heldBy(inquiry.db, 1, true)],
    ['claims of a day', () => claimsToday(inquiry.db, app.clock, 1)],
    ['history', () => customerHistory(inquiry, { id: 5, limit: 50 })],
    ['the recycle bin', () => listDeleted(inquiry, { search: '', limit: 50 })],
  ])('%s', async (_name, work) => {
    const plans = await plansOf(work);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).not.toMatch(noScan);
  });
});
