import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { plainDefaults, upload } from './imports.fixture.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

it('a mapping is kept under a name, recognised by its headings by everybody, renamed and removed', async () => {
  const cleo = app.as('cleo');
  const text = '甲,乙,丙,乙\n一公司,二,三,四\n';
  const { importId, mapping, columns } = await upload(cleo, text);
  expect([mapping, columns.map(({ field }) => field)]).toEqual([null, ['name', null, null, null]]);
  const defaults = { ...plainDefaults, type: 'person' as const };
  const kept = await cleo.imports.keepMapping({
    importId,
    name: ' 旧系统 ',
    columns: [
      { index: 0, field: 'name' },
      { index: 1, field: 'remark' },
      { index: 3, field: 'address' },
    ],
    defaults,
  });
  expect(kept).toEqual([{ id: kept[0]?.id, name: '旧系统' }]);
  const id = kept[0]?.id ?? 0;
  // Another person, more columns, in another order: columns of one heading in theirs.
  const seen = await upload(app.first, '乙,丁,甲,乙\n二,x,一公司,四\n');
  expect(seen.columns.map(({ field }) => field)).toEqual(['remark', null, 'name', 'address']);
  expect(seen.mapping).toMatchObject({ id, defaults });
  expect((await upload(app.first, '甲,丙\n一公司,三\n')).mapping).toBeNull();
  const plain = await app.first.imports.layout({ importId: seen.importId, sheet: 0, headingRow: 1 });
  expect(plain.mapping).toBeNull();
  const again = await app.first.imports.layout({
    importId: seen.importId,
    sheet: 0,
    headingRow: 1,
    mapping: id,
  });
  expect(again.mapping?.id).toBe(id);

  const other = await cleo.imports.keepMapping({
    importId,
    name: '新系统',
    columns: [{ index: 0, field: 'shortName' }],
    defaults,
  });
  expect(other.map(({ name }) => name).toSorted()).toEqual(['新系统', '旧系统'].toSorted());
  expect(await refusalOf(cleo.imports.changeMapping({ id, name: '新 系统' }))).toMatchObject({
    code: 'nameTaken',
  });
  expect(await refusalOf(cleo.imports.changeMapping({ id, name: ' ' }))).toMatchObject({
    code: 'invalidInput',
  });
  expect((await cleo.imports.changeMapping({ id, name: '老系统' })).map(({ name }) => name)).toContain(
    '老系统',
  );
  expect(await app.first.imports.changeMapping({ id, name: null })).toHaveLength(1);
  expect(await refusalOf(cleo.imports.changeMapping({ id, name: null }))).toMatchObject({ code: 'notFound' });
  expect(await refusalOf(app.as('anna').imports.changeMapping({ id, name: null }))).toMatchObject({
    code: 'notAllowed',
  });
  const stranger = app.first.imports.keepMapping({ importId, name: 'x', columns: [], defaults });
  expect(await refusalOf(stranger)).toMatchObject({ code: 'notFound' });
});
