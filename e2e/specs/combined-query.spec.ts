import { makeCustomer } from '../fixtures/customers.ts';
import { expect, test } from '../fixtures/test.ts';

test.describe('combined query and saved views', () => {
  test('conditions narrow the list as they are filled in; the list is kept as a view and opens with it', async ({
    page,
    office,
    signIn,
    shot,
  }) => {
    const seller = office.callerOf(office.person('李销售')).calls;
    const ids: number[] = [];
    for (const [name, level] of [
      ['杭州云栖软件', 'A'],
      ['苏州平江丝绸', 'A'],
      ['绍兴黄酒', 'B'],
    ] as const)
      ids.push(await makeCustomer(seller, { name, level }, true));
    await seller.interactions.log({
      customerId: ids[1] ?? 0,
      channel: 'visit',
      happenedAt: null,
      personId: (await seller.sessions.me({})).id,
      contactIds: [],
      subject: null,
      text: '看了丝绸样品',
      result: null,
      status: null,
      nextStep: null,
    });
    await signIn(page, '李销售', '/mine');
    const grid = page.getByRole('grid');
    await expect(grid.getByText('绍兴黄酒')).toBeVisible();

    await page.getByRole('button', { name: '组合查询' }).click();
    const panel = page.getByRole('region', { name: '组合查询' });
    await panel.getByRole('combobox', { name: '字段' }).fill('jibie');
    await page.getByRole('option', { name: '级别' }).click();
    await panel.getByRole('combobox', { name: '值' }).press('ArrowDown');
    await page.getByRole('option', { name: 'A 级' }).click();
    await page.keyboard.press('Escape');
    await expect(grid.getByText('绍兴黄酒')).toBeHidden();
    await expect(grid.getByText('杭州云栖软件')).toBeVisible();

    await panel.getByRole('button', { name: '交往记录的条件' }).click();
    await panel.getByRole('textbox', { name: '值' }).fill('样品');
    await expect(grid.getByText('杭州云栖软件')).toBeHidden();
    await expect(grid.getByText('苏州平江丝绸')).toBeVisible();
    await expect(page.getByText('2 个条件')).toBeVisible();
    await shot(page, 'combined-query');

    await page.getByRole('button', { name: '常用查询' }).click();
    await page.getByRole('menuitem', { name: '存为常用查询…' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill('看过样品的 A 级客户');
    await page.keyboard.press('Enter');
    const menu = page.getByRole('button', { name: '常用查询 看过样品的 A 级客户' });
    await expect(menu).toBeVisible();
    await menu.click();
    await page.getByRole('menuitem', { name: '每次打开时先用它' }).click();
    await panel.getByRole('button', { name: '清空条件' }).click();
    await expect(grid.getByText('绍兴黄酒')).toBeVisible();
    await expect(menu.getByText('有改动')).toBeVisible();

    await page.getByRole('link', { name: '客户池' }).first().click();
    await page.getByRole('link', { name: '我的客户' }).first().click();
    await expect(menu).toBeVisible();
    await expect(grid.getByText('绍兴黄酒')).toBeHidden();
    await expect(grid.getByText('苏州平江丝绸')).toBeVisible();

    // What the guide says about this page, without leaving it.
    await page.keyboard.press('F1');
    const guide = page.getByRole('dialog', { name: '使用手册' });
    await expect(guide.getByRole('heading', { name: '领用、归还、指派、收回' })).toBeVisible();
    const picture = guide.locator('article img').first();
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
      .toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect(guide).toBeHidden();
  });
});
