import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import type { AppRefusal } from '#testing/app/refusal.ts';
import { refusalOf } from '#testing/app/refusal.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function create(by: string, name: string, claim: boolean, more: Parameters<TestApp['fields']>[1] = {}) {
  return app.as(by).customers.create({ fields: app.fields(name, more), claim, confirmSimilar: true });
}

const codeOf = async (call: Promise<unknown>): Promise<AppRefusal['code']> => (await refusalOf(call)).code;

describe('creating (spec §3.1, §3.9)', () => {
  it('puts an unclaimed customer into the pool, with a number and a history', async () => {
    const made = await create('anna', '广州市天河蓝海贸易有限公司', false, { phone: '13812345678' });
    expect(made.number).toMatch(/^K\d{6}$/);
    expect(made).toMatchObject({ ownerId: null, sight: 'masked', phone: '138****5678' });
    const { rows } = await app.as('anna').customers.history({ id: made.id });
    expect(rows.map((row) => row.action)).toEqual(['created']);
    expect(rows[0]?.changes.find((change) => change.field === 'phone')?.after).toBe('138****5678');
  });

  it('creates and claims at once', async () => {
    const made = await create('anna', '佛山市顺德绿源电器厂', true, { phone: '13812340000' });
    expect(made).toMatchObject({ ownerId: app.idOf('anna'), sight: 'full', phone: '13812340000' });
  });

  it('refuses who may not, naming nothing of the customer', async () => {
    expect(await codeOf(create('bob', '甲公司', false))).toBe('notAllowed');
    expect(await codeOf(create('cleo', '乙公司', true))).toBe('notAllowed');
    expect(await codeOf(app.withToken(null).customers.list({ view: 'pool' }))).toBe('signInNeeded');
  });

  it('names every field that cannot be saved and keeps formats as warnings', async () => {
    const refusal = await refusalOf(
      create('anna', ' \u200b ', false, {
        remark: '長'.repeat(10_001),
        foundedOn: '2023-02-30',
        industryId: 1_000_000,
      }),
    );
    expect(refusal.code).toBe('invalidInput');
    expect(refusal.fields.map(({ path, code }) => `${path} ${code}`).toSorted()).toEqual([
      'foundedOn notADay',
      'name required',
      'remark tooLong',
    ]);
    const made = await create('anna', '表情电话公司', true, { phone: '😀138', taxNumber: '123' });
    expect(made.phone).toBe('😀138');
    expect(Object.keys(made.warnings).toSorted()).toEqual(['phone', 'taxNumber']);
  });

  it('keeps SQL, HTML and rare characters as they are', async () => {
    const name = `𠮷野'); drop table customer;--<img src=x onerror=alert(1)>`;
    const made = await create('anna', name, true, { remark: '<script>1</script>', address: '" or 1=1' });
    const again = await app.as('anna').customers.get({ id: made.id });
    expect(again).toMatchObject({ name, remark: '<script>1</script>', address: '" or 1=1' });
    const found = await app.as('anna').customers.list({ view: 'mine', search: '𠮷野' });
    expect(found.rows.map((row) => row.id)).toContain(made.id);
  });

  it('blocks the exact name, whatever its width and brackets, and lets a pool manager override with a reason', async () => {
    await create('anna', '北京（华夏）工业有限公司', true);
    const again = create('carl', '北京(华夏)工业有限公司', true);
    const refusal = await refusalOf(again);
    expect(refusal).toMatchObject({ code: 'duplicateName', field: 'name' });
    expect(refusal.data).toMatchObject([{ ownerId: app.idOf('anna'), why: 'name' }]);
    const fields = app.fields('北京(华夏)工业有限公司');
    const override = { fields, claim: false, confirmSimilar: true, overrideReason: '两家不同的公司' };
    expect(await codeOf(app.as('carl').customers.create(override))).toBe('duplicateName');
    const made = await app.as('cleo').customers.create(override);
    const { rows } = await app.as('cleo').customers.history({ id: made.id });
    expect(rows[0]).toMatchObject({ action: 'duplicateOverridden', reason: '两家不同的公司' });
  });

  it('blocks the same tax number and asks about similar names, phones and mail domains', async () => {
    await create('anna', '上海浦江精密机械有限公司', true, {
      taxNumber: '91310000132212345X',
      phone: '021-68881234',
      email: 'info@pujiang-jm.cn',
    });
    const ask = (name: string, more: object) =>
      refusalOf(app.as('carl').customers.create({ fields: app.fields(name, more), claim: true }));
    expect(await ask('全然不同甲', { taxNumber: '91310000132212345x' })).toMatchObject({
      code: 'duplicateTaxNumber',
      field: 'taxNumber',
    });
    const similar = await ask('浦江精密机械股份公司', {});
    expect(similar).toMatchObject({ code: 'similarNames', params: { count: 1 } });
    expect(similar.data).toMatchObject([{ why: 'similar', likeness: 100, ownerId: app.idOf('anna') }]);
    expect((await ask('全然不同乙', { phone: '(021)68881234' })).data).toMatchObject([{ why: 'phone' }]);
    expect((await ask('全然不同丙', { email: 'x@PUJIANG-jm.cn' })).data).toMatchObject([{ why: 'email' }]);
  });
});

describe('editing', () => {
  it('refuses the second of two people who edit one record, with the newer one, and loses nothing', async () => {
    const made = await create('anna', '双人编辑有限公司', true);
    const fields = app.fields('双人编辑有限公司', { remark: '第一' });
    const saved = await app.as('cleo').customers.update({ id: made.id, version: made.version, fields });
    const late = { id: made.id, version: made.version, fields: { ...fields, remark: '第二' } };
    const refusal = await refusalOf(app.as('anna').customers.update(late));
    expect(refusal.code).toBe('conflict');
    expect(refusal.data).toMatchObject({ remark: '第一', version: saved.version });
  });

  it('logs only what changed, and nothing when nothing did', async () => {
    const made = await create('anna', '日志公司甲', true, { phone: '13900001111' });
    const same = app.fields('日志公司甲', { phone: '13900001111' });
    const unchanged = await app
      .as('anna')
      .customers.update({ id: made.id, version: made.version, fields: same });
    expect(unchanged.version).toBe(made.version);
    await app
      .as('anna')
      .customers.update({ id: made.id, version: made.version, fields: { ...same, level: 'A' } });
    const { rows } = await app.as('anna').customers.history({ id: made.id });
    expect(rows.map((row) => [row.action, row.changes])).toEqual([
      ['updated', [{ field: 'level', before: null, after: 'A' }]],
      ['created', expect.anything()],
    ]);
  });

  it('keeps masked contact data when a pool manager edits an unclaimed customer', async () => {
    const made = await create('cleo', '池中编辑公司', false, {
      phone: '13700001234',
      email: 'boss@chizhong.cn',
    });
    expect(made.phone).toBe('137****1234');
    const fields = app.fields('池中编辑公司', { phone: made.phone, email: made.email, level: 'B' });
    await app.as('cleo').customers.update({ id: made.id, version: made.version, fields });
    const shown = await app.as('cleo').pool.unmask({ id: made.id });
    expect(shown).toMatchObject({ phone: '13700001234', email: 'boss@chizhong.cn' });
  });

  it('is for the owner, superiors and clerks only', async () => {
    const made = await create('anna', '谁能编辑公司', true);
    const change = { id: made.id, version: made.version, fields: app.fields('谁能编辑公司', { level: 'C' }) };
    for (const name of ['carl', 'mona', 'olga']) {
      expect(await codeOf(app.as(name).customers.update(change))).toBe('notAllowed');
    }
    expect(await codeOf(app.as('carl').customers.update({ ...change, id: 9_999_999 }))).toBe('notFound');
    await app.as('bill').customers.update(change);
  });

  it('refuses a company as its own parent, over any number of steps', async () => {
    const a = await create('anna', '母公司甲', true);
    const b = await create('anna', '子公司乙', true, { parentId: a.id });
    const update = { id: a.id, version: a.version, fields: app.fields('母公司甲', { parentId: b.id }) };
    expect((await refusalOf(app.as('anna').customers.update(update))).fields).toEqual([
      { path: 'parentId', code: 'parentLoop' },
    ]);
  });
});

describe('the recycle bin (spec §3.1)', () => {
  it('takes and gives back, for pool managers and restorers only', async () => {
    const made = await create('anna', '回收站公司', true);
    expect(await codeOf(app.as('anna').customers.remove({ ids: [made.id], reason: null }))).toBe(
      'notAllowed',
    );
    const removed = await app.as('cleo').customers.remove({ ids: [made.id], reason: '倒闭' });
    expect(removed.done).toEqual([made.id]);
    expect(await codeOf(app.as('anna').customers.get({ id: made.id }))).toBe('notFound');
    expect((await app.as('anna').customers.list({ view: 'mine', search: '回收站' })).rows).toEqual([]);
    const bin = await app.as('olga').customers.deleted({ search: '回收站' });
    expect(bin.rows.map((row) => row.id)).toEqual([made.id]);
    await app.first.customers.restore({ ids: [made.id] });
    expect((await app.as('anna').customers.list({ view: 'mine', search: '回收站' })).rows).toHaveLength(1);
  });

  it('does not restore over a name that was taken meanwhile', async () => {
    const made = await create('anna', '改名换姓公司', true);
    await app.as('cleo').customers.remove({ ids: [made.id], reason: null });
    await create('carl', '改名换姓公司', true);
    const answer = await app.as('cleo').customers.restore({ ids: [made.id] });
    expect(answer.refused).toMatchObject([{ code: 'duplicateName' }]);
  });
});
