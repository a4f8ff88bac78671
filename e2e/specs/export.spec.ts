import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { Frame } from '../pages/frame.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { alternative, say } from '../pages/words.ts';

test('a manager exports what the list shows, without what is beyond the right', async ({
  page,
  office,
  signIn,
}) => {
  const create = (who: string, name: string, phone: string) =>
    makeCustomer(office.callerOf(office.person(who)).calls, { name, phone }, true);
  await create('李销售', '深圳"引号",逗号公司', '+86 13800001111');
  await create('周销售', '周销售自己的公司', '13900002222');
  await signIn(page, office.person('陈主管').name);
  const frame = new Frame(page);
  const list = new CustomerList(page);
  await frame.open('pool');
  await list.segment('all').click();
  await expect(list.rows).toHaveCount(2);
  await page.getByRole('button', { name: say(($) => $.exports.open), exact: true }).click();
  const dialog = frame.dialog(say(($) => $.exports.title));
  await expect(dialog.getByText(say(($) => $.exports.all_other, { figure: '1' }))).toBeVisible();
  await expect(dialog.getByText(say(($) => $.exports.leftOut_other, { figure: '1' }))).toBeVisible();

  await test.step('as CSV', async () => {
    await alternative(
      dialog,
      say(($) => $.exports.format),
      say(($) => $.exports.formats.csv),
    ).click();
    const coming = page.waitForEvent('download');
    await dialog.getByRole('button', { name: say(($) => $.exports.start), exact: true }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^客户 \d{4}-\d{2}-\d{2} \d{4}\.csv$/);
    const text = await readFile(await file.path(), 'utf8');
    expect(text.startsWith('\uFEFF客户名称,客户编号,')).toBe(true);
    expect(text).toContain('"深圳""引号"",逗号公司"');
    expect(text).toContain('+86 13800001111');
    expect(text).not.toContain('周销售');
    await expect(dialog).toBeHidden();
  });

  await test.step('what is selected, as an Excel file, and once more from the page of files', async () => {
    await list.box('深圳"引号",逗号公司').click();
    await list.batchAction('export').click();
    const coming = page.waitForEvent('download');
    await dialog.getByRole('button', { name: say(($) => $.exports.start), exact: true }).click();
    const first = await readFile(await (await coming).path());
    expect(first.subarray(0, 2).toString()).toBe('PK');
    await expect(dialog).toBeHidden();
    await list.batchAction('export').click();
    await dialog.getByRole('link', { name: say(($) => $.exports.page.title) }).click();
    const again = page.waitForEvent('download');
    await page
      .getByRole('row', { name: /xlsx/ })
      .getByRole('button', { name: say(($) => $.exports.page.download) })
      .click();
    expect(await readFile(await (await again).path())).toEqual(first);
  });
});
