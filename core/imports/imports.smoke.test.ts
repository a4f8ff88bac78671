import { expect, it } from 'vitest';
import { createTestApp } from '#testing/app/create-test-app.ts';
it('works', async () => {
  const app = await createTestApp();
  try {
    const c = app.as('cleo');
    const bytes = Buffer.from('公司全称,地区,行业,电话\n甲公司,深圳,银行,13800000000.0\n甲公司,上海,新行业,1.38E+10\n,x,y,z\n');
    const { importId } = await c.imports.begin({ fileName: 'a.csv', bytes: bytes.length });
    await c.imports.upload({ importId, offset: 0, piece: new File([bytes], 'a') });
    const found = await c.imports.inspect({ importId });
    console.log(JSON.stringify(found));
    await c.imports.check({ importId, columns: found.columns.flatMap(({index, field}) => field ? [{index, field}] : []), defaults: {type:'company', sourceId:null, industryId:null}});
    for (;;) { const s = await c.imports.status({importId}); if (s.state !== 'checking') { console.log(JSON.stringify(s)); break; } await new Promise((r)=>setTimeout(r,20)); }
    for (const kind of ['rejected','duplicate','similar','warning'] as const) console.log(kind, JSON.stringify(await c.imports.rows({importId, kind})));
    await c.imports.run({ importId, addChoices: true });
    for (;;) { const s = await c.imports.status({importId}); if (s.state !== 'running') { console.log(JSON.stringify(s)); break; } await new Promise((r)=>setTimeout(r,20)); }
    console.log(await c.imports.rejectedFile({importId, language:'zh-CN'}));
    console.log(JSON.stringify(await c.customers.list({view:'pool'})));
  } finally { await app.close(); }
  expect(1).toBe(1);
});
