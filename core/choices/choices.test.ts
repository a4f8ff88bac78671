import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { logLines } from '#testing/builders/door-client.ts';
import type { Choice, ChoiceKind } from './choices.contract.ts';

let app: TestApp;
let clerk: Client;
beforeEach(async () => {
  app = await createTestApp();
  clerk = app.as('cleo');
});
afterEach(() => app.close());

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const ofKind = async (kind: ChoiceKind): Promise<Choice[]> =>
  (await clerk.choices.list({})).filter((choice) => choice.kind === kind);
const input = ({ id, version, label, retired }: Choice) => ({ id, version, label, retired });

test('a stranger sees none, everybody reads them, those with the right change them', async () => {
  expect(await codeOf(app.withToken(null).choices.list({}))).toBe('signInNeeded');
  const [choice] = await ofKind('industry');
  for (const name of ['anna', 'bill', 'bob', 'olga', 'rita']) {
    const person = app.as(name);
    expect((await person.choices.list({})).length).toBeGreaterThan(50);
    expect(await codeOf(person.choices.create({ kind: 'industry', label: 'x' }))).toBe('notAllowed');
    expect(await codeOf(person.choices.update(input(choice!)))).toBe('notAllowed');
    expect(await codeOf(person.choices.order({ kind: 'industry', ids: [] }))).toBe('notAllowed');
    expect(await codeOf(person.choices.remove({ id: choice!.id, version: 1 }))).toBe('notAllowed');
  }
});

test('a new one stands at the end of its list; a label once per list, however it is written', async () => {
  const before = await ofKind('industry');
  const made = await clerk.choices.create({ kind: 'industry', label: '  新能源  汽车 ' });
  expect(made).toMatchObject({ label: '新能源 汽车', retired: false, version: 1 });
  expect((await ofKind('industry')).map((choice) => choice.id)).toEqual([
    ...before.map((choice) => choice.id),
    made.id,
  ]);
  for (const label of ['新能源汽车', '新能源（汽车）', '新能源　汽车']) {
    expect(await refusalOf(clerk.choices.create({ kind: 'industry', label }))).toMatchObject({
      code: 'nameTaken',
      field: 'label',
      params: { name: '新能源 汽车' },
    });
  }
  await clerk.choices.create({ kind: 'tag', label: '新能源汽车' });
  await clerk.choices.create({ kind: 'tag', label: '★★★' });
  await clerk.choices.create({ kind: 'tag', label: '+++' });
  expect(await codeOf(clerk.choices.create({ kind: 'tag', label: ' ' }))).toBe('invalidInput');
  expect(await codeOf(clerk.choices.create({ kind: 'tag', label: '长'.repeat(51) }))).toBe('invalidInput');
});

test('renamed, retired and brought back; a lost race shows the newer one', async () => {
  const [first] = await ofKind('source');
  const renamed = await clerk.choices.update({ ...input(first!), label: '自主开发' });
  const refusal = await refusalOf(clerk.choices.update({ ...input(first!), label: '别的' }));
  expect(refusal).toMatchObject({ code: 'conflict', data: { label: '自主开发', version: 2 } });
  const retired = await clerk.choices.update({ ...input(renamed), retired: true });
  expect(retired).toMatchObject({ retired: true, version: 3 });
  expect(await codeOf(clerk.choices.create({ kind: 'source', label: '自主开发' }))).toBe('nameTaken');
  expect(await clerk.choices.update({ ...input(retired), retired: false })).toMatchObject({ retired: false });
  expect(await codeOf(clerk.choices.update({ ...input(first!), id: 99_999 }))).toBe('notFound');
  expect(await logLines(app, 'updated')).toMatchObject([
    { before: { label: first!.label }, after: { label: '自主开发' } },
    { before: { retired: false }, after: { retired: true } },
    { before: { retired: true }, after: { retired: false } },
  ]);
});

test('ordering: as given, what was added meanwhile at the end, nothing of another list', async () => {
  const ids = (await ofKind('tag')).map((choice) => choice.id);
  const late = await clerk.choices.create({ kind: 'tag', label: '迟到' });
  await clerk.choices.order({ kind: 'tag', ids: ids.toReversed() });
  expect((await ofKind('tag')).map((choice) => choice.id)).toEqual([...ids.toReversed(), late.id]);
  const [industry] = await ofKind('industry');
  expect(await codeOf(clerk.choices.order({ kind: 'tag', ids: [industry!.id] }))).toBe('notFound');
  expect((await logLines(app, 'ordered')).map((line) => line.after)).toEqual([
    { kind: 'tag', ids: [...ids.toReversed(), late.id] },
  ]);
});

test('what a customer has, in the recycle bin too, cannot be removed', async () => {
  const [tag] = await ofKind('tag');
  const [size] = await ofKind('size');
  const fields = app.fields('客户一', { tagIds: [tag!.id], sizeId: size!.id });
  await app.office.services.transaction(async (trx) => {
    const at = '2026-11-23T02:00:00.000Z';
    const { id } = await trx
      .insertInto('customer')
      .values({
        number: 'K1',
        name: fields.name,
        name_key: fields.name,
        name_core: fields.name,
        sort_key: fields.name,
        search_public: '',
        search_phone: '',
        type: 'company',
        industry_id: fields.industryId,
        source_id: fields.sourceId,
        size_id: size!.id,
        status: 'potential',
        created_by: app.idOf('cleo'),
        created_at: at,
        updated_at: at,
        pooled_at: at,
        deleted_at: at,
      } as never)
      .returning('id')
      .executeTakeFirstOrThrow();
    await trx.insertInto('customer_tag').values({ customer_id: id, choice_id: tag!.id }).execute();
  });
  const industry = (await ofKind('industry')).find((choice) => choice.id === fields.industryId)!;
  for (const { id, version, label } of [tag!, size!, industry]) {
    expect(await refusalOf(clerk.choices.remove({ id, version }))).toMatchObject({
      code: 'choiceInUse',
      params: { label, count: 1 },
    });
  }
});

test('what nobody has can be removed, reasons always', async () => {
  const reasons = await ofKind('returnReason');
  const unused = (await ofKind('legalForm'))[0]!;
  expect(await codeOf(clerk.choices.remove({ id: unused.id, version: 9 }))).toBe('conflict');
  for (const { id, version } of [...reasons, unused]) await clerk.choices.remove({ id, version });
  expect(await ofKind('returnReason')).toEqual([]);
  expect(await codeOf(clerk.choices.remove({ id: unused.id, version: 1 }))).toBe('notFound');
});
