import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import type { Customer } from '../customers/customers.contract.ts';
import { checkValue } from './check-values.ts';
import { insertValues } from './customer-values.repository.ts';
import {
  customFieldKinds,
  type CustomField,
  type CustomFieldKind,
  type CustomInput,
  type CustomValue,
} from './custom-fields.contract.ts';

let app: TestApp;
let anna: Client;
let fields: Record<CustomFieldKind, CustomField>;
let made = 0;
beforeAll(async () => {
  app = await createTestApp();
  anna = app.as('anna');
  const list = [];
  for (const kind of customFieldKinds) {
    const options = kind === 'choice' || kind === 'choices' ? ['甲', '乙', '丙'] : [];
    const field = { kind, label: `字段 ${kind}`, hint: null, required: false, options };
    list.push([kind, await app.first.customFields.create(field)] as const);
  }
  fields = Object.fromEntries(list) as typeof fields;
});
afterAll(() => app.close());

const create = (custom: CustomInput, by = 'anna', claim = true) =>
  app
    .as(by)
    .customers.create({ fields: app.fields(`客户第${++made}家`, { custom }), claim, confirmSimilar: true });
const save = ({ id, version, name }: Customer, custom: CustomInput, by = anna) =>
  by.customers.update({ id, version, fields: app.fields(name, { custom }), confirmSimilar: true });
const refusedAt = async (call: Promise<unknown>) =>
  (await refusalOf(call)).fields?.map(({ path, code }) => [path, code]);
const idOf = (kind: CustomFieldKind) => fields[kind].id;
const option = (kind: 'choice' | 'choices', at: number) => fields[kind].options[at]!.id;

const all = (): Record<CustomFieldKind, CustomValue> => ({
  text: '机床、刀具\n第二行',
  number: 12.345678,
  money: -123_456,
  date: '2026-02-28',
  choice: option('choice', 1),
  choices: [option('choices', 0), option('choices', 2)],
  yesNo: false,
});

describe('values of custom fields', () => {
  it('of every kind come back as they went in, in the record, in lists and after a restart', async () => {
    const custom = Object.fromEntries(customFieldKinds.map((kind) => [idOf(kind), all()[kind]]));
    const customer = await create(custom);
    expect(customer.custom).toEqual(custom);
    await app.restart();
    expect((await anna.customers.get({ id: customer.id })).custom).toEqual(custom);
    const page = await anna.customers.list({ view: 'mine' });
    expect(page.rows.find(({ id }) => id === customer.id)?.custom).toEqual(custom);
  });

  it('are written where named, emptied by null or nothing, and stay where not named', async () => {
    const before = await create({ [idOf('text')]: ' 甲 ', [idOf('number')]: 5, [idOf('yesNo')]: true });
    expect(before.custom).toEqual({ [idOf('text')]: '甲', [idOf('number')]: 5, [idOf('yesNo')]: true });
    const after = await save(before, { [idOf('text')]: '  ', [idOf('yesNo')]: null, [idOf('choices')]: [] });
    expect(after.custom).toEqual({ [idOf('number')]: 5 });
    expect((await save(after, {})).version).toBe(after.version);
  });

  it('conflict like any other field when somebody was faster', async () => {
    const read = await create({ [idOf('number')]: 1 });
    await save(read, { [idOf('number')]: 2 });
    const refusal = await refusalOf(save(read, { [idOf('number')]: 3 }));
    expect(refusal).toMatchObject({ code: 'conflict', data: { custom: { [idOf('number')]: 2 } } });
  });

  it('that cannot be kept are refused at their field', async () => {
    const wrong: [CustomFieldKind, CustomValue, string][] = [
      ['text', '长'.repeat(2001), 'tooLong'],
      ['text', 5, 'malformed'],
      ['number', 0.1234567, 'tooManyDecimals'],
      ['number', 2e12, 'numberTooLarge'],
      ['number', '5', 'notANumber'],
      ['money', 1.5, 'notAnAmount'],
      ['money', 2e14, 'numberTooLarge'],
      ['date', '2026-02-30', 'notADay'],
      ['choice', option('choices', 0), 'choiceUnknown'],
      ['choice', [option('choice', 0)], 'malformed'],
      ['choices', [option('choices', 0), 999], 'choiceUnknown'],
      ['yesNo', 1, 'malformed'],
    ];
    for (const [kind, value, code] of wrong)
      expect(await refusedAt(create({ [idOf(kind)]: value })), code).toEqual([
        [`custom.${idOf(kind)}`, code],
      ]);
    expect(await refusedAt(create({ 999: 'x' }))).toEqual([['custom.999', 'customFieldGone']]);
    expect((await refusalOf(create({ x: 'x' }))).code).toBe('invalidInput');
  });

  it('keep numbers, days and amounts exactly, and empty texts as none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: 0, max: 6 }),
        (whole, decimals) => {
          const value = Number((whole / 10 ** decimals).toFixed(decimals));
          expect(checkValue(fields.number, value, undefined)).toBe(value + 0);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = checkValue(fields.text, text, undefined);
        if (once === null) return;
        expect(once).toBe(checkValue(fields.text, once as string, undefined));
        expect(once).not.toMatch(/^\s*$/);
      }),
    );
  });

  it('required ones are asked of people, also of those who do not name them', async () => {
    const field = fields.date;
    const { id, label, hint } = field;
    const required = await app.first.customFields.update({
      id,
      version: 1,
      label,
      hint,
      retired: false,
      required: true,
    });
    expect(await refusedAt(create({}))).toEqual([[`custom.${id}`, 'required']]);
    const customer = await create({ [id]: '2026-01-31' });
    expect(await refusedAt(save(customer, { [id]: null }))).toEqual([[`custom.${id}`, 'required']]);
    expect((await save(customer, { [idOf('number')]: 3 })).custom[id]).toBe('2026-01-31');
    await app.first.customFields.update({
      id,
      version: required.version,
      label,
      hint,
      retired: false,
      required: false,
    });
  });

  it('with a retired option or field stay, and are not chosen again', async () => {
    const field = await app.first.customFields.create({
      kind: 'choice',
      label: '将停用',
      hint: null,
      required: true,
      options: ['旧', '新'],
    });
    const [old, fresh] = field.options;
    const kept = await create({ [field.id]: old!.id });
    const options = [{ ...old!, retired: true }, fresh!];
    const { version } = await app.first.customFields.setOptions({ id: field.id, version: 1, options });
    expect(await refusedAt(create({ [field.id]: old!.id }))).toEqual([
      [`custom.${field.id}`, 'choiceRetired'],
    ]);
    const again = await save(kept, { [field.id]: old!.id, [idOf('number')]: 1 });
    expect(again.custom[field.id]).toBe(old!.id);
    const retired = { id: field.id, version, label: field.label, hint: null, required: true, retired: true };
    await app.first.customFields.update(retired);
    // Retired, it is asked of nobody, and a record as it was read can be saved.
    expect((await create({})).custom).toEqual({});
    expect((await save(again, { ...again.custom, [idOf('number')]: 2 })).custom[field.id]).toBe(old!.id);
    expect(await refusedAt(create({ [field.id]: fresh!.id }))).toEqual([
      [`custom.${field.id}`, 'customFieldGone'],
    ]);
  });

  it('of a field or option that was removed while a file was read are left out', async () => {
    const { id } = await create({});
    const [kept, gone] = [option('choices', 0), option('choices', 1)];
    const field = { ...fields.choices, options: fields.choices.options.filter((one) => one.id !== gone) };
    const values = { [field.id]: [kept, gone], [idOf('text')]: '没了' };
    await app.office.services.transaction((trx) => insertValues(trx, [{ id, values }], [field]));
    expect((await anna.customers.get({ id })).custom).toEqual({ [field.id]: [kept] });
  });

  it('stand in the history by their label, options in words', async () => {
    const customer = await create({ [idOf('choices')]: [option('choices', 0)], [idOf('number')]: 1 });
    await save(customer, {
      [idOf('choices')]: [option('choices', 1), option('choices', 0)],
      [idOf('yesNo')]: true,
    });
    const { rows } = await anna.customers.history({ id: customer.id });
    expect(rows[0]?.changes).toEqual([
      { field: `custom:choices:${idOf('choices')}:字段 choices`, before: ['甲'], after: ['甲', '乙'] },
      { field: `custom:yesNo:${idOf('yesNo')}:字段 yesNo`, before: null, after: true },
    ]);
    expect(rows[1]?.changes).toContainEqual({
      field: `custom:number:${idOf('number')}:字段 number`,
      before: null,
      after: 1,
    });
  });
});

describe('who sees and finds them (spec §3.7)', () => {
  const found = async (who: string, search: string) =>
    (await app.as(who).customers.list({ view: 'pool', search })).rows.map(({ id }) => id);

  it('a colleague’s customer shows none and is found by none', async () => {
    const customer = await create({ [idOf('text')]: '稀土永磁 Magnet-X9', [idOf('date')]: '2031-07-09' });
    for (const search of ['稀土', '永磁材', 'magnetx9', '2031-07-09', '土']) {
      const hits = search === '永磁材' ? [] : [customer.id];
      for (const who of ['anna', 'mark', 'cleo', 'bob']) expect(await found(who, search), who).toEqual(hits);
      expect(await found('carl', search)).toEqual([]);
    }
    expect((await app.as('carl').customers.get({ id: customer.id })).custom).toEqual({});
    expect((await app.as('anna').customers.quick({ search: '稀土永磁' })).map(({ id }) => id)).toEqual([
      customer.id,
    ]);
    expect(await app.as('carl').customers.quick({ search: '稀土永磁' })).toEqual([]);
    expect((await app.as('carl').customers.count({ view: 'pool', search: '稀土永磁' })).count).toBe(0);
  });

  it('an unclaimed one shows them like other data that is no contact data', async () => {
    const customer = await create({ [idOf('text')]: '石墨烯涂层' }, 'cleo', false);
    expect((await app.as('carl').customers.get({ id: customer.id })).custom).toEqual({
      [idOf('text')]: '石墨烯涂层',
    });
    expect(await found('carl', '石墨烯')).toEqual([customer.id]);
    expect(await found('bob', '石墨烯')).toEqual([]);
  });

  it('the search follows what is saved', async () => {
    const customer = await create({ [idOf('text')]: '碳纤维' });
    await save(customer, { [idOf('text')]: '玻璃纤维' });
    expect(await found('anna', '碳纤')).toEqual([]);
    expect(await found('anna', '玻璃纤维')).toEqual([customer.id]);
  });
});
