import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { coreName } from '../customers/index.ts';
import { similarNames } from './similar-names.ts';

let app: TestApp;
const registered = [
  '深圳市蓝湖精密机械有限公司',
  '广州蓝湖精密机械有限公司',
  '宁波市海纳纺织有限公司',
  '海纳',
  '苏州天衡仪器股份有限公司',
  '𠮷祥贸易行',
];
beforeAll(async () => {
  app = await createTestApp();
  for (const name of registered)
    await app.as('cleo').customers.create({ fields: app.fields(name), claim: false, confirmSimilar: true });
});
afterAll(() => app.close());

/** A long file reads the whole register first, a short one asks for each name: the answers are the same. */
it.each([
  ['深圳蓝湖精密机械厂', ['深圳市蓝湖精密机械有限公司', '广州蓝湖精密机械有限公司']],
  ['宁波海纳纺织', ['宁波市海纳纺织有限公司']],
  ['苏州天衡仪器公司', ['苏州天衡仪器股份有限公司']],
  ['𠮷祥贸易行有限公司', ['𠮷祥贸易行']],
  ['天衡地产', []],
  ['毫不相干', []],
  ['A', []],
])('%s', async (name, likely) => {
  const { services } = app.office;
  const core = coreName(name);
  // Nothing to read through at once, and much more than there is.
  for (const rows of [0, 100_000]) {
    const find = await similarNames(services, rows);
    // One after another in one question, each with its own answer.
    const [before, found, after] = await find(['毫不相干的名称', core, coreName('宁波海纳纺织')]);
    expect([before, after?.name], `a file of ${rows} rows`).toEqual([null, '宁波市海纳纺织有限公司']);
    expect([...likely, null], `a file of ${rows} rows`).toContain(found?.name ?? null);
    expect(found === null, `a file of ${rows} rows`).toBe(likely.length === 0);
  }
});
