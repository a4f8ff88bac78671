import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { doorClient, logLines } from '#testing/builders/door-client.ts';
import {
  customFieldLimits,
  loggedField,
  parseLoggedField,
  type CustomField,
  type CustomFieldKind,
} from './custom-fields.contract.ts';

let app: TestApp;
let root: Client;
beforeEach(async () => {
  app = await createTestApp();
  root = app.first;
});
afterEach(() => app.close());

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const add = (kind: CustomFieldKind, label: string, options: string[] = []) =>
  root.customFields.create({ kind, label, hint: null, required: false, options });
const edit = ({ id, version, label, hint, required, retired }: CustomField) => ({
  id,
  version,
  label,
  hint,
  required,
  retired,
});
const labels = async () => (await root.customFields.list({})).map(({ label }) => label);

describe('custom fields (spec §3)', () => {
  it('are read by everybody signed in and changed by whoever runs the office', async () => {
    const field = await add('choice', '客户特点', ['价格敏感']);
    expect(await codeOf(app.withToken(null).customFields.list({}))).toBe('signInNeeded');
    for (const name of ['anna', 'bob', 'cleo', 'olga', 'rita']) {
      const person = app.as(name);
      expect(await person.customFields.list({})).toEqual([field]);
      const made = { kind: 'text', label: 'x', hint: null, required: false } as const;
      expect(await codeOf(person.customFields.create(made))).toBe('notAllowed');
      expect(await codeOf(person.customFields.update(edit(field)))).toBe('notAllowed');
      expect(await codeOf(person.customFields.order({ ids: [] }))).toBe('notAllowed');
      const options = { id: field.id, version: 1, options: [] };
      expect(await codeOf(person.customFields.setOptions(options))).toBe('notAllowed');
      expect(await codeOf(person.customFields.remove({ id: field.id, version: 1 }))).toBe('notAllowed');
    }
  });

  it('appear at every client without a restart, and are announced', async () => {
    const other = doorClient(app, { token: await app.tokenOf('anna') }).client;
    const stream = await other.changes.watch({});
    // The first only says where the stream begins.
    await stream.next();
    const heard = stream.next();
    const field = await add('text', '主营产品');
    expect((await heard).value).toMatchObject({ topics: ['customFields'] });
    await stream.return(undefined);
    expect(await other.customFields.list({})).toEqual([field]);
    const made = await other.customers.create({
      fields: app.fields('新字段公司', { custom: { [field.id]: '机床' } }),
      claim: true,
    });
    expect(made.custom).toEqual({ [field.id]: '机床' });
  });

  it('stand at the end, in the order given; a label once among those in use', async () => {
    const first = await add('text', '  主营  产品 ');
    expect(first).toMatchObject({ label: '主营 产品', retired: false, version: 1, options: [] });
    const second = await add('money', '年采购额');
    const refusal = await refusalOf(add('text', '主营产品'));
    expect(refusal).toMatchObject({ code: 'nameTaken', field: 'label', params: { name: '主营 产品' } });
    await root.customFields.order({ ids: [second.id] });
    expect(await labels()).toEqual(['年采购额', '主营 产品']);
    expect(await codeOf(root.customFields.order({ ids: [99] }))).toBe('notFound');
    const retired = await root.customFields.update({ ...edit(first), retired: true });
    const again = await add('number', '主营产品');
    expect(await codeOf(root.customFields.update({ ...edit(retired), retired: false }))).toBe('nameTaken');
    await root.customFields.update({ ...edit(again), label: '产品数' });
    expect(await root.customFields.update({ ...edit(retired), retired: false })).toMatchObject({
      retired: false,
      version: 3,
    });
  });

  it('refuse what cannot be kept, and a lost race', async () => {
    const field = await add('text', '备用');
    expect(await codeOf(add('text', ' '))).toBe('invalidInput');
    expect(await codeOf(add('text', '长'.repeat(51)))).toBe('invalidInput');
    expect(await codeOf(add('text', '选项', ['a']))).toBe('invalidInput');
    const renamed = await root.customFields.update({
      ...edit(field),
      label: '改名',
      hint: ' 说明 ',
      required: true,
    });
    expect(renamed).toMatchObject({ label: '改名', hint: '说明', required: true, version: 2, kind: 'text' });
    const late = await refusalOf(root.customFields.update({ ...edit(field), label: '晚了' }));
    expect(late).toMatchObject({ code: 'conflict', data: { label: '改名', version: 2 } });
    expect(await codeOf(root.customFields.update({ ...edit(field), id: 99 }))).toBe('notFound');
  });

  it('have their limit, which retired ones do not count against', async () => {
    const made: CustomField[] = [];
    for (let at = 0; at < customFieldLimits.fields; at++) made.push(await add('text', `字段${at}`));
    expect(await refusalOf(add('text', '多了'))).toMatchObject({
      code: 'customFieldsTooMany',
      params: { max: 50 },
    });
    const retired = await root.customFields.update({ ...edit(made[0]!), retired: true });
    await add('text', '又有了');
    expect(await codeOf(root.customFields.update({ ...edit(retired), retired: false }))).toBe(
      'customFieldsTooMany',
    );
  });

  it('keep options: added, renamed, swapped, put in order, retired; one in use cannot be removed', async () => {
    const field = await add('choices', '客户特点', ['甲', '乙', '丙']);
    const [a, b, c] = field.options;
    const custom = { [field.id]: [b!.id] };
    await root.customers.create({ fields: app.fields('有特点公司', { custom }), claim: false });
    const set = (version: number, options: { id: number | null; label: string; retired?: boolean }[]) =>
      root.customFields.setOptions({
        id: field.id,
        version,
        options: options.map((option) => ({ retired: false, ...option })),
      });
    const changed = await set(1, [
      { id: b!.id, label: '甲' },
      { id: null, label: '丁' },
      { id: a!.id, label: '乙', retired: true },
    ]);
    expect(changed.version).toBe(2);
    expect(changed.options.map(({ label, retired }) => `${label}${retired ? ' 停用' : ''}`)).toEqual([
      '甲',
      '丁',
      '乙 停用',
    ]);
    expect(changed.options[0]!.id).toBe(b!.id);
    expect(await refusalOf(set(2, [{ id: a!.id, label: '乙' }]))).toMatchObject({
      code: 'customOptionInUse',
      params: { label: '甲', count: 1 },
    });
    expect(await codeOf(set(1, []))).toBe('conflict');
    expect(await codeOf(set(2, [{ id: c!.id, label: '没了' }]))).toBe('invalidInput');
    const twice = [
      { id: b!.id, label: '甲' },
      { id: null, label: '甲 ' },
    ];
    expect(await refusalOf(set(2, twice))).toMatchObject({ code: 'nameTaken', field: 'options.1' });
    const many = Array.from({ length: 201 }, (_, at) => ({ id: null, label: `选项${at}` }));
    expect(await codeOf(set(2, many))).toBe('customOptionsTooMany');
    const text = await add('text', '文字');
    expect(await codeOf(root.customFields.setOptions({ id: text.id, version: 1, options: [] }))).toBe(
      'invalidInput',
    );
  });

  it('are removed while unused, and said in the log by their label', async () => {
    const field = await add('choice', '渠道等级', ['一级']);
    const custom = { [field.id]: field.options[0]!.id };
    const made = await root.customers.create({ fields: app.fields('渠道公司', { custom }), claim: false });
    await root.customers.remove({ ids: [made.id], reason: null });
    expect(await refusalOf(root.customFields.remove({ id: field.id, version: 1 }))).toMatchObject({
      code: 'customFieldInUse',
      params: { label: '渠道等级', count: 1 },
    });
    const unused = await add('choices', '没人用', ['x']);
    expect(await codeOf(root.customFields.remove({ id: unused.id, version: 9 }))).toBe('conflict');
    await root.customFields.remove({ id: unused.id, version: 1 });
    expect(await labels()).toEqual(['渠道等级']);
    expect((await logLines(app, 'removed')).at(-1)).toMatchObject({
      before: { label: '没人用', kind: 'choices', options: ['x'] },
    });
    const { rows } = await root.operations.list({ entity: 'customField' });
    expect(rows.map(({ action, name }) => `${action} ${name}`)).toEqual([
      'removed 没人用',
      'created 没人用',
      'created 渠道等级',
    ]);
  });
});

describe('the name of a field in the log', () => {
  it('keeps kind, number and label, whatever signs it has', () => {
    for (const label of ['年采购额', 'a:b', '换行\n', '1:2:3']) {
      const field = { kind: 'money', id: 7, label } as const;
      expect(parseLoggedField(loggedField(field))).toEqual(field);
    }
    for (const name of ['phone', 'custom:7', 'custom:other:7:x']) expect(parseLoggedField(name)).toBeNull();
  });
});
