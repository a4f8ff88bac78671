import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import type { ContactFields } from '../contacts/contacts.contract.ts';
import type { ConditionGroup, ConditionItem, FieldCondition, Operator } from './conditions.contract.ts';
import { operatorsOf, queryFields } from './fields.contract.ts';

let app: TestApp;
const ids = new Map<string, number>();
const idOf = (name: string) => ids.get(name) ?? 0;

const one = (field: string, op: Operator, ...values: (string | number)[]): FieldCondition => ({
  field,
  op,
  values,
});
const all = (...items: ConditionItem[]): ConditionGroup => ({ join: 'and', items });
const any = (...items: ConditionItem[]): ConditionGroup => ({ join: 'or', items });

/** Names of what a person finds in the register, in the order of their creation. */
async function found(where: ConditionGroup, who = 'olga', view: 'pool' | 'mine' = 'pool'): Promise<string[]> {
  const client = app.as(who);
  const { rows } = await client.customers.list({
    view,
    where,
    sort: { by: 'number', direction: 'asc' },
    limit: 200,
  });
  const counted = await client.customers.count({ view, where });
  expect(counted, 'the count agrees with the list').toEqual({ count: rows.length, more: false });
  const selected = await client.customers.ids({ view, where });
  expect(selected.ids.length, 'so does a selection').toBe(rows.length);
  return rows.map(({ name }) => name);
}

beforeAll(async () => {
  app = await createTestApp();
  const cleo = app.as('cleo');
  const tag = async (label: string) => (await cleo.choices.create({ kind: 'tag', label })).id;
  const [vip, old] = [await tag('条件甲'), await tag('条件乙')];
  const make = async (
    name: string,
    more: Parameters<TestApp['fields']>[1],
    owner: 'anna' | 'carl' | null = null,
  ) => {
    const { id } = await app.as(owner ?? 'cleo').customers.create({
      fields: app.fields(name, more),
      claim: owner !== null,
      confirmSimilar: true,
    });
    ids.set(name, id);
    return id;
  };
  ids.set('大客户', vip).set('老客户', old);
  await make('北京甲科技', {
    level: 'A',
    status: 'interested',
    revenueFen: 100_000_00,
    foundedOn: '2010-05-01',
    regionCode: '110108',
    phone: '138-1234 5678',
    remark: 'Prefers Email',
    tagIds: [vip, old],
  });
  await make(
    '上海乙贸易',
    { level: 'B', revenueFen: 5_000_00, regionCode: '310000', tagIds: [old], address: '南京路1号' },
    'anna',
  );
  await make('广州丙食品', { status: 'deal', foundedOn: '2020-01-01', email: 'a@Bing.cn' }, 'anna');
  await make('深圳丁电子', { level: 'A', regionCode: '440300', phone: '0755-8888888' }, 'carl');
  await make('未名', {});
  const contact = (more: Partial<ContactFields>) => contactFields('张三', { phones: [], ...more });
  const phones = [{ id: null, label: 'mobile' as const, value: '139 0000 1111' }];
  const anna = app.as('anna');
  const root = app.first;
  await anna.contacts.create({
    customerId: idOf('上海乙贸易'),
    fields: contact({ department: '采购', decisionRole: 'user', phones }),
  });
  await anna.contacts.create({
    customerId: idOf('上海乙贸易'),
    fields: contact({ name: '李四', department: '财务', decisionRole: 'decisionMaker' }),
  });
  await anna.contacts.create({
    customerId: idOf('广州丙食品'),
    fields: contact({ name: '王五', department: '采购', decisionRole: 'decisionMaker' }),
  });
  await root.contacts.create({
    customerId: idOf('北京甲科技'),
    fields: contact({ name: '赵六', phones: [{ ...phones[0]!, value: '13700002222' }] }),
  });
  const log = (name: string, channel: 'phone' | 'visit', text: string) =>
    app.as(name === '深圳丁电子' ? 'carl' : 'anna').interactions.log({
      customerId: idOf(name),
      channel,
      happenedAt: null,
      personId: app.idOf(name === '深圳丁电子' ? 'carl' : 'anna'),
      contactIds: [],
      subject: null,
      text,
      result: null,
      status: null,
      nextStep: null,
    });
  await log('上海乙贸易', 'phone', '谈了报价，对方要 5% 折扣');
  app.clock.advance(40 * 86_400_000);
  await log('广州丙食品', 'visit', '看了工厂');
  await log('深圳丁电子', 'phone', '报价已发');
});
afterAll(() => app.close());

describe('what each operator finds', () => {
  const everybody = ['北京甲科技', '上海乙贸易', '广州丙食品', '深圳丁电子', '未名'];
  it.each<[string, ConditionItem, string[]]>([
    ['a piece of a name, whatever the width', one('name', 'contains', '甲 科'), ['北京甲科技']],
    ['names without it', one('name', 'notContains', '甲'), everybody.slice(1)],
    ['the whole name', one('name', 'is', '未名'), ['未名']],
    ['the beginning of a name', one('name', 'startsWith', '深圳'), ['深圳丁电子']],
    ['text in any case', one('remark', 'contains', 'prefers EMAIL'), ['北京甲科技']],
    ['a mail address in any case', one('email', 'is', 'A@bing.CN'), ['广州丙食品']],
    ['texts that are not there', one('remark', 'empty'), everybody.slice(1)],
    ['digits of a phone', one('phone', 'contains', '1381234'), ['北京甲科技']],
    ['a phone as somebody else writes it', one('phone', 'is', '+86 13812345678'), ['北京甲科技']],
    ['one of several levels', one('level', 'oneOf', 'A', 'B'), ['北京甲科技', '上海乙贸易', '深圳丁电子']],
    [
      'none of a level: also those without',
      one('level', 'noneOf', 'A'),
      ['上海乙贸易', '广州丙食品', '未名'],
    ],
    ['without a level', one('level', 'empty'), ['广州丙食品', '未名']],
    ['a region with all within it', one('regionCode', 'oneOf', '11'), ['北京甲科技']],
    ['outside of regions', one('regionCode', 'noneOf', '11', '31'), ['广州丙食品', '深圳丁电子', '未名']],
    ['exactly an amount', one('revenueFen', 'is', 5_000_00), ['上海乙贸易']],
    ['an amount and more', one('revenueFen', 'atLeast', 5_000_01), ['北京甲科技']],
    [
      'both ends of amounts',
      one('revenueFen', 'between', 5_000_00, 100_000_00),
      ['北京甲科技', '上海乙贸易'],
    ],
    ['a day', one('foundedOn', 'on', '2010-05-01'), ['北京甲科技']],
    ['before a day', one('foundedOn', 'before', '2010-05-01'), []],
    ['after a day', one('foundedOn', 'after', '2010-05-01'), ['广州丙食品']],
    ['no day', one('foundedOn', 'empty'), ['上海乙贸易', '深圳丁电子', '未名']],
    ['the last days', one('lastInteractionAt', 'lastDays', 30), ['广州丙食品', '深圳丁电子']],
    ['longer ago', one('lastInteractionAt', 'beforeLastDays', 30), ['上海乙贸易']],
    ['never', one('lastInteractionAt', 'empty'), ['北京甲科技', '未名']],
    ['no owner', one('ownerId', 'empty'), ['北京甲科技', '未名']],
    ['yes', one('locked', 'yes'), []],
    ['no', one('locked', 'no'), everybody],
  ])('%s', async (_, item, names) => {
    expect(await found(all(item))).toEqual(names);
  });

  it('finds tags: any, all, none, no tag at all', async () => {
    const [vip, old] = [idOf('大客户'), idOf('老客户')];
    expect(await found(all(one('tagIds', 'oneOf', vip, old)))).toEqual(['北京甲科技', '上海乙贸易']);
    expect(await found(all(one('tagIds', 'allOf', vip, old)))).toEqual(['北京甲科技']);
    expect(await found(all(one('tagIds', 'noneOf', vip)))).toEqual(everybody.slice(1));
    expect(await found(all(one('tagIds', 'empty')))).toEqual(everybody.slice(2));
  });

  it('finds custom fields of every kind, and what has none', async () => {
    const admin = app.as('root');
    const make = async (kind: 'text' | 'number' | 'money' | 'date' | 'choice' | 'choices' | 'yesNo') => {
      const options = kind === 'choice' || kind === 'choices' ? ['甲', '乙', '丙'] : [];
      return admin.customFields.create({ kind, label: `字段${kind}`, hint: null, required: false, options });
    };
    const field = {
      text: await make('text'),
      number: await make('number'),
      money: await make('money'),
      date: await make('date'),
      choice: await make('choice'),
      choices: await make('choices'),
      yesNo: await make('yesNo'),
    };
    const option = (kind: 'choice' | 'choices', at: number) => field[kind].options[at]?.id ?? 0;
    const fill = async (name: string, custom: Record<number, string | number | boolean | number[]>) => {
      const { version, ...shown } = await admin.customers.get({ id: idOf(name) });
      const fields = app.fields(name, { level: shown.level, status: shown.status ?? 'potential' });
      await admin.customers.update({
        id: idOf(name),
        version,
        confirmSimilar: true,
        fields: {
          ...fields,
          revenueFen: shown.revenueFen,
          foundedOn: shown.foundedOn,
          regionCode: shown.regionCode,
          phone: shown.phone,
          email: shown.email,
          address: shown.address,
          remark: shown.remark,
          tagIds: [...shown.tagIds],
          custom,
        },
      });
    };
    const keyed = (values: [keyof typeof field, string | number | boolean | number[]][]) =>
      Object.fromEntries(values.map(([kind, value]) => [field[kind].id, value]));
    await fill(
      '广州丙食品',
      keyed([
        ['text', 'Alpha 型号'],
        ['number', 2.5],
        ['money', 12_345],
        ['date', '2026-03-01'],
        ['choice', option('choice', 0)],
        ['choices', [option('choices', 0), option('choices', 1)]],
        ['yesNo', true],
      ]),
    );
    await fill(
      '深圳丁电子',
      keyed([
        ['text', 'Beta'],
        ['number', 7],
        ['choices', [option('choices', 1)]],
        ['yesNo', false],
      ]),
    );
    const of = (kind: keyof typeof field, op: Operator, ...values: (string | number)[]) =>
      found(all(one(`custom:${field[kind].id}`, op, ...values)));
    const [third, fourth] = ['广州丙食品', '深圳丁电子'];
    expect(await of('text', 'contains', 'alpha型')).toEqual([third]);
    expect(await of('text', 'notContains', 'alpha')).toEqual(everybody.filter((name) => name !== third));
    expect(await of('text', 'startsWith', 'be')).toEqual([fourth]);
    expect(await of('number', 'between', 2.5, 7)).toEqual([third, fourth]);
    expect(await of('number', 'atLeast', 2.6)).toEqual([fourth]);
    expect(await of('money', 'is', 12_345)).toEqual([third]);
    expect(await of('date', 'before', '2026-03-02')).toEqual([third]);
    expect(await of('date', 'empty')).toEqual(everybody.filter((name) => name !== third));
    expect(await of('choice', 'oneOf', option('choice', 0), option('choice', 1))).toEqual([third]);
    expect(await of('choices', 'oneOf', option('choices', 1))).toEqual([third, fourth]);
    expect(await of('choices', 'allOf', option('choices', 0), option('choices', 1))).toEqual([third]);
    expect(await of('choices', 'noneOf', option('choices', 0))).toEqual(
      everybody.filter((name) => name !== third),
    );
    expect(await of('yesNo', 'yes')).toEqual([third]);
    expect(await of('yesNo', 'no')).toEqual([fourth]);
    expect(await of('yesNo', 'empty')).toEqual(everybody.slice(0, 2).concat('未名'));
    // A colleague's are as hidden as all else of it.
    expect(await found(all(one(`custom:${field.text.id}`, 'notEmpty')), 'anna')).toEqual([third]);
  });

  it('means whoever asks by `me`', async () => {
    expect(await found(all(one('ownerId', 'oneOf', 'me')), 'anna')).toEqual(['上海乙贸易', '广州丙食品']);
    expect(await found(all(one('ownerId', 'oneOf', 'me')), 'carl')).toEqual(['深圳丁电子']);
  });

  it('asks one and the same contact for all of its conditions', async () => {
    const buys = one('department', 'is', '采购');
    const decides = one('decisionRole', 'oneOf', 'decisionMaker');
    const has = (none: boolean, ...items: ConditionItem[]): ConditionItem => ({
      has: 'contact',
      none,
      where: all(...items),
    });
    expect(await found(all(has(false, buys, decides)))).toEqual(['广州丙食品']);
    expect(await found(all(has(false, buys), has(false, decides)))).toEqual(['上海乙贸易', '广州丙食品']);
    expect(await found(all(has(true, buys)))).toEqual(['北京甲科技', '深圳丁电子', '未名']);
    expect(await found(all(has(true)))).toEqual(['深圳丁电子', '未名']);
    expect(await found(all(has(false, one('phone', 'is', '13900001111'))))).toEqual(['上海乙贸易']);
  });

  it('asks what was said, by its words', async () => {
    const said = (none: boolean, ...items: ConditionItem[]): ConditionGroup =>
      all({ has: 'interaction', none, where: all(...items) });
    expect(await found(said(false, one('said', 'contains', '报价')))).toEqual(['上海乙贸易', '深圳丁电子']);
    expect(await found(said(false, one('said', 'contains', '报价 折扣')))).toEqual(['上海乙贸易']);
    expect(
      await found(said(false, one('said', 'contains', '报价'), one('happenedAt', 'lastDays', 7))),
    ).toEqual(['深圳丁电子']);
    expect(await found(said(true, one('happenedAt', 'lastDays', 7)))).toEqual([
      '北京甲科技',
      '上海乙贸易',
      '未名',
    ]);
  });
});

describe('groups', () => {
  const leaves: ConditionItem[] = [
    one('level', 'oneOf', 'A'),
    one('name', 'contains', '京'),
    one('lastInteractionAt', 'lastDays', 30),
    one('revenueFen', 'atLeast', 1),
    one('regionCode', 'noneOf', '44'),
    one('tagIds', 'empty'),
    { has: 'contact', none: false, where: all(one('department', 'is', '采购')) },
    { has: 'interaction', none: true, where: any(one('channel', 'oneOf', 'phone')) },
  ];
  const tree = fc.letrec<{ group: ConditionGroup; item: ConditionItem }>((tie) => ({
    group: fc.record({
      join: fc.constantFrom('and', 'or'),
      items: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
    }),
    item: fc.oneof({ depthSize: 'small', maxDepth: 2 }, fc.constantFrom(...leaves), tie('group')),
  })).group;

  it('find what the sets of their conditions make together', async () => {
    const single = new Map<ConditionItem, ReadonlySet<string>>();
    for (const leaf of leaves) single.set(leaf, new Set(await found(all(leaf))));
    const everybody = await found(all());
    const meets = (item: ConditionItem, name: string): boolean => {
      const set = single.get(item);
      if (set !== undefined) return set.has(name);
      const group = item as ConditionGroup;
      return group.join === 'and'
        ? group.items.every((inner) => meets(inner, name))
        : group.items.some((inner) => meets(inner, name));
    };
    await fc.assert(
      fc.asyncProperty(tree, async (group) => {
        expect(await found(group)).toEqual(everybody.filter((name) => meets(group, name)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('who may ask', () => {
  it('leaves out customers of which no more is known than their name, unless only that is asked', async () => {
    expect(await found(all(one('name', 'contains', '丁')), 'anna')).toEqual(['深圳丁电子']);
    expect(await found(all(one('level', 'oneOf', 'A')), 'anna')).toEqual(['北京甲科技']);
    expect(
      await found(all(any(one('level', 'noneOf', 'C'), one('name', 'contains', '丁'))), 'anna'),
    ).not.toContain('深圳丁电子');
  });

  it('tells nothing of masked contact data, neither by what they hold nor by what they do not', async () => {
    const asked = [one('phone', 'contains', '138'), one('phone', 'empty'), one('phone', 'notEmpty')];
    for (const item of asked) expect(await found(all(item), 'anna')).not.toContain('北京甲科技');
    const contact = (none: boolean): ConditionGroup =>
      all({ has: 'contact', none, where: all(one('phone', 'contains', '137')) });
    expect(await found(contact(false), 'anna')).toEqual([]);
    expect(await found(contact(false), 'cleo')).toEqual(['北京甲科技']);
    // That nobody there has the number is said of every masked one, whatever its number.
    expect(await found(contact(true), 'anna')).toEqual(expect.arrayContaining(['北京甲科技', '未名']));
  });

  it('asks interactions in the timeline, with their customer', async () => {
    const of = async (who: string, where: ConditionGroup) =>
      (await app.as(who).interactions.list({ where })).rows.map(({ customerName }) => customerName);
    const level: ConditionItem = { has: 'customer', none: false, where: all(one('level', 'oneOf', 'A')) };
    expect(await of('olga', all(level))).toEqual(['深圳丁电子']);
    expect(await of('olga', all(one('channel', 'oneOf', 'phone')))).toEqual(['深圳丁电子', '上海乙贸易']);
    expect(await of('anna', all(level))).toEqual([]);
    expect(await of('olga', all({ ...level, none: true }))).toEqual(['广州丙食品', '上海乙贸易']);
  });
});

describe('what no window sends', () => {
  const deep = (depth: number): ConditionGroup =>
    depth === 0 ? all(one('name', 'contains', 'x')) : all(deep(depth - 1));
  it.each<[string, ConditionGroup]>([
    ['an unknown field', all(one('password_hash', 'contains', 'x'))],
    ['a field of Object', all(one('constructor', 'contains', 'x'))],
    ['an operator that does not fit', all(one('name', 'lastDays', 3))],
    ['a value of another kind', all(one('industryId', 'oneOf', 'x'))],
    ['no value', all(one('name', 'contains'))],
    ['only signs', all(one('name', 'contains', ' -- '))],
    ['a day that does not exist', all(one('createdAt', 'on', '2026-02-30'))],
    ['days beyond the calendar', all(one('createdAt', 'after', '9999-12-31'))],
    ['a custom field that is not there', all(one('custom:77', 'empty'))],
    ['too deep', deep(5)],
    ['too many', all(...Array.from({ length: 41 }, () => one('name', 'contains', 'x')))],
    [
      'a relation within a relation',
      all({
        has: 'contact',
        none: false,
        where: all({ has: 'interaction', none: false, where: all() }),
      }),
    ],
  ])('%s is refused', async (_, where) => {
    await expect(app.as('olga').customers.list({ view: 'pool', where })).rejects.toMatchObject({
      code: 'invalidInput',
    });
  });
});

it('knows how to ask every field with every operator that fits', async () => {
  const samples: Record<string, (string | number)[]> = {
    text: ['x'],
    prose: ['x'],
    phone: ['1'],
    choice: [1],
    choices: [1],
    person: [1],
    region: ['11'],
    number: [1],
    money: [1],
  };
  for (const [noun, fields] of Object.entries(queryFields)) {
    for (const [name, field] of Object.entries(fields)) {
      for (const op of operatorsOf(field)) {
        const dayOp = ['on', 'before', 'after', 'between'].includes(op);
        const value =
          field.kind === 'word'
            ? [field.words[0]]
            : field.kind === 'day' || field.kind === 'instant'
              ? [dayOp ? '2026-01-01' : 3]
              : (samples[field.kind] ?? []);
        const values = ['empty', 'notEmpty', 'yes', 'no'].includes(op)
          ? []
          : op === 'between'
            ? [...value, ...value]
            : value;
        const item = one(name, op, ...(values as string[]));
        const where =
          noun === 'customer'
            ? all(item)
            : all({ has: noun as 'contact' | 'interaction', none: false, where: all(item) });
        await expect(
          app.as('olga').customers.count({ view: 'pool', where }),
          `${noun}.${name} ${op}`,
        ).resolves.toBeDefined();
      }
    }
  }
});

it('reads a large register in parts, in order, by pages and by jumps', async () => {
  const { services } = app.office;
  const [columns] = [
    (
      await sql<{
        name: string;
      }>`select name from pragma_table_info('customer') where name not in ('id', 'number')`.execute(
        services.db,
      )
    ).rows.map(({ name }) => name),
  ];
  const listed = sql.join(columns.map((name) => sql.ref(name)));
  const copied = sql.join(
    columns.map((name) =>
      name === 'sort_key'
        ? sql`printf('zz%05d', n)`
        : name === 'postcode'
          ? sql`printf('%06d', n)`
          : // Ten thousand with one instant each, as an import or a handover leaves them.
            name === 'updated_at'
            ? sql`printf('2026-01-0%dT00:00:00.000Z', 1 + n / 10000)`
            : sql.ref(name),
    ),
  );
  await services.transaction(async (trx) => {
    await sql`with recursive step (n) as (select 1 union all select n + 1 from step where n < 24000)
      insert into customer (number, ${listed}) select printf('Z%05d', n), ${copied} from step, customer
      where customer.id = ${idOf('未名')}`.execute(trx);
  });
  const where = all(
    one('postcode', 'startsWith', '00'),
    any(one('postcode', 'contains', '77'), one('fax', 'notEmpty')),
  );
  const expected = Array.from({ length: 24000 }, (_, at) => at + 1)
    .map((n) => String(n).padStart(6, '0'))
    .filter((code) => code.startsWith('00') && code.includes('77'));
  const client = app.as('olga');
  const query = { view: 'pool', where, sort: { by: 'name', direction: 'asc' } } as const;
  const reversed = expected.toReversed();
  for (const [by, direction, order] of [
    ['name', 'asc', expected],
    ['name', 'desc', reversed],
    ['updatedAt', 'asc', expected],
    ['updatedAt', 'desc', reversed],
    // One instant for all of them.
    ['createdAt', 'asc', expected],
    ['createdAt', 'desc', reversed],
  ] as const) {
    const seen: string[] = [];
    let pages = 0;
    for (let after: string | undefined; ;) {
      const page = await client.customers.list({
        ...query,
        sort: { by, direction },
        limit: 100,
        ...(after === undefined ? {} : { after }),
      });
      pages++;
      seen.push(...page.rows.map(({ number }) => `0${number.slice(1)}`));
      if (page.next === null) break;
      after = page.next;
    }
    expect(pages).toBeGreaterThan(2);
    expect([by, direction, seen]).toEqual([by, direction, order]);
  }
  const jump = await client.customers.list({ ...query, limit: 3, skip: 150 });
  expect(jump.rows.map(({ number }) => `0${number.slice(1)}`)).toEqual(expected.slice(150, 153));
  expect(await client.customers.count({ view: 'pool', where })).toEqual({
    count: expected.length,
    more: false,
  });
  const { unclaimed, claimed } = await client.customers.segments({ where });
  expect([unclaimed.count, claimed.count]).toEqual([expected.length, 0]);
});

it('looks up in parts what a name finds, where a walk would pass nearly everybody', async () => {
  // One in nine of the 24,000 of the test before: more than are gathered at once, fewer than are worth a walk.
  await app.office.services.transaction(async (trx) => {
    await sql`update customer set name_key = '精密' || number where number like 'Z%' and substr(number, 2) % 9 = 0`.execute(
      trx,
    );
    await sql`insert into customer_search (rowid, tokens) select id, '精密' from customer
      where number like 'Z%' and substr(number, 2) % 9 = 0`.execute(trx);
  });
  const where = all(
    one('name', 'contains', '精密'),
    one('postcode', 'startsWith', '02'),
    one('postcode', 'contains', '9'),
  );
  const expected = Array.from({ length: 24000 }, (_, at) => `Z${String(at + 1).padStart(5, '0')}`).filter(
    (number) => Number(number.slice(1)) % 9 === 0 && /^Z2.*9/.test(number),
  );
  const client = app.as('olga');
  for (const by of ['name', 'updatedAt', 'createdAt'] as const) {
    for (const direction of ['asc', 'desc'] as const) {
      const query = { view: 'pool', where, sort: { by, direction } } as const;
      const order = direction === 'asc' ? expected : expected.toReversed();
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const page = await client.customers.list({
          ...query,
          limit: 100,
          ...(after !== undefined && { after }),
        });
        seen.push(...page.rows.map(({ number }) => number));
        if (page.next === null) break;
        after = page.next;
      }
      expect([by, direction, seen]).toEqual([by, direction, order]);
      const jump = await client.customers.list({ ...query, limit: 3, skip: 150 });
      expect(jump.rows.map(({ number }) => number)).toEqual(order.slice(150, 153));
    }
  }
});
