import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const question = {
  segment: 'all',
  search: '',
  filters: { levels: ['A'] },
  where: { join: 'and', items: [{ field: 'ownerId', op: 'oneOf', values: ['me'] }] },
} as const;
const layout = {
  columns: [{ key: 'phone', width: 120, shown: true }],
  sort: { by: 'name', direction: 'asc' },
} as const;
const view = (name: string, everyone = false) => ({
  list: 'pool' as const,
  name,
  everyone,
  question: {
    ...question,
    filters: { levels: ['A' as const] },
    where: { ...question.where, items: [...question.where.items] },
  },
  layout: { ...layout, columns: [...layout.columns] },
});
const names = async (who: string) => (await app.as(who).views.list({ list: 'pool' })).map(({ name }) => name);

it('keeps a view for its author, or for everybody, in the order of pinyin', async () => {
  const anna = app.as('anna');
  const kept = await anna.views.create(view('重点客户'));
  expect(kept).toMatchObject({
    name: '重点客户',
    everyone: false,
    question,
    layout,
    abilities: ['edit', 'remove'],
  });
  await anna.views.create(view('本月意向', true));
  expect(await names('anna')).toEqual(['本月意向', '重点客户']);
  expect(await names('carl')).toEqual(['本月意向']);
  expect((await app.as('carl').views.list({ list: 'mine' })).length).toBe(0);
});

it('lets others neither see a private view nor change a common one; the clerk keeps order', async () => {
  const anna = app.as('anna');
  const [common, own] = await anna.views.list({ list: 'pool' });
  const change = (who: string, { id, version }: { id: number; version: number }, name: string) => {
    const { list: _, ...rest } = view(name, true);
    return app.as(who).views.update({ ...rest, id, version });
  };
  await expect(change('carl', common!, 'x')).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(app.as('carl').views.remove({ id: own!.id, version: own!.version })).rejects.toMatchObject({
    code: 'notFound',
  });
  await expect(change('cleo', common!, '本月的意向')).resolves.toMatchObject({
    name: '本月的意向',
    version: 2,
  });
  await expect(change('anna', common!, '再改')).rejects.toMatchObject({ code: 'conflict' });
  expect(await names('carl')).toEqual(['本月的意向']);
});

it('refuses a name that is taken, none, and one that is too long', async () => {
  const anna = app.as('anna');
  await expect(anna.views.create(view(' 重点 客户 '))).rejects.toMatchObject({
    code: 'nameTaken',
    data: { field: 'name' },
  });
  for (const name of ['  ', '长'.repeat(41)])
    await expect(anna.views.create(view(name))).rejects.toMatchObject({ code: 'invalidInput' });
  await expect(anna.views.create({ ...view('时间线'), list: 'interactions' })).rejects.toMatchObject({
    code: 'invalidInput',
  });
});

it('begins a list with the view that one chose, until it is gone or no longer there for one', async () => {
  const anna = app.as('anna');
  const carl = app.as('carl');
  const [common] = await carl.views.list({ list: 'pool' });
  const begins = async () =>
    (await carl.views.list({ list: 'pool' })).filter(({ isDefault }) => isDefault).length;
  await carl.views.setDefault({ list: 'pool', id: common!.id });
  expect(await begins()).toBe(1);
  const [mine] = (await anna.views.list({ list: 'pool' })).filter(({ everyone }) => !everyone);
  await expect(carl.views.setDefault({ list: 'pool', id: mine!.id })).rejects.toMatchObject({
    code: 'notFound',
  });
  await carl.views.setDefault({ list: 'pool', id: null });
  expect(await begins()).toBe(0);
  await carl.views.setDefault({ list: 'pool', id: common!.id });
  const { list: _, ...rest } = view('只给自己');
  const { version } = await anna.views.update({ ...rest, id: common!.id, version: common!.version });
  expect(await begins()).toBe(0);
  await anna.views.remove({ id: common!.id, version });
  expect(await names('anna')).toEqual(['重点客户']);
});

it('finds through a view what the one who opens it may see', async () => {
  const saved = (await app.as('anna').views.create(view('各自的', true))).question;
  if ('channels' in saved) throw new Error('a question about customers was kept');
  for (const who of ['anna', 'carl']) {
    await app.as(who).customers.create({ fields: app.fields(`${who}的客户`, { level: 'A' }), claim: true });
  }
  const found = async (who: string) =>
    (await app.as(who).customers.list({ view: 'pool', ...saved })).rows.map(({ name }) => name);
  expect(await found('anna')).toEqual(['anna的客户']);
  expect(await found('carl')).toEqual(['carl的客户']);
});
