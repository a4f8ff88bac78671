import { expect, test } from '../fixtures/test.ts';
import { companies, fillPool, makeCustomer } from '../fixtures/customers.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { CustomerRecord } from '../pages/customer-record.ts';
import { Frame } from '../pages/frame.ts';
import { alternative, say } from '../pages/words.ts';

// Whole stories: long ones where other work shares the machine.
test.describe.configure({ timeout: 120_000 });

test('the pool as a list: sorted, filtered, arranged, and all of it in the address', async ({
  page,
  office,
  signIn,
}) => {
  const { calls } = office.caller;
  await fillPool(calls, companies(60));
  await makeCustomer(calls, { name: '重庆长安物流有限公司', status: 'deal', level: 'A' });
  await makeCustomer(calls, { name: '安庆阿里山茶业有限公司', status: 'interested', level: 'A' });
  await signIn(page, office.admin.name, '/pool');
  const list = new CustomerList(page);
  const fields = (key: 'name' | 'status' | 'level' | 'industryId' | 'phone' | 'address') =>
    say(($) => $.customers.fields[key]);
  await expect(list.rows.first()).toContainText('安庆阿里山茶业有限公司');

  await test.step('sorts by pinyin, both ways, with 重庆 under C', async () => {
    await list.column(fields('name')).getByRole('button').click();
    await expect(list.column(fields('name'))).toHaveAttribute('aria-sort', 'ascending');
    await expect.poll(async () => (await list.names())[0]).toBe('安庆阿里山茶业有限公司');
    const byPinyin = await list.names();
    expect(byPinyin.findIndex((name) => name.startsWith('重庆'))).toBeLessThan(
      byPinyin.findIndex((name) => name.startsWith('杭州')),
    );
    await list.column(fields('name')).getByRole('button').click();
    await expect(list.column(fields('name'))).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(async () => (await list.names())[0]).toMatch(/^厦门/);
  });

  await test.step('filters stand as chips, one by one removable; nothing matching offers the way back', async () => {
    await page.getByRole('button', { name: say(($) => $.list.filter), exact: true }).click();
    const panel = page.getByRole('dialog').filter({ hasText: fields('status') });
    await panel
      .getByText(
        say(($) => $.customers.levels.A),
        { exact: true },
      )
      .click();
    await expect(list.rows).toHaveCount(2);
    await panel
      .getByText(
        say(($) => $.customers.statuses.deal),
        { exact: true },
      )
      .click();
    await expect(list.rows).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(list.chips).toContainText(say(($) => $.customers.statuses.deal));
    await page.reload();
    await expect(list.rows).toHaveCount(1);
    await list.chips.getByRole('button', { name: new RegExp(fields('status')) }).click();
    await expect(list.rows).toHaveCount(2);
    await list.search.fill('没有这样的公司');
    await expect(
      page.getByText(
        say(($) => $.customers.list.noMatch),
        { exact: true },
      ),
    ).toBeVisible();
    await page.getByRole('button', { name: say(($) => $.customers.list.clear) }).click();
    await expect(list.chips).toHaveCount(0);
    await expect(list.rows.nth(5)).toBeVisible();
  });

  await test.step('columns and density are the person’s own and stay', async () => {
    await expect(list.column(fields('address'))).toHaveCount(0);
    const menu = page.getByRole('button', { name: say(($) => $.list.columns) });
    await menu.click();
    await page.getByRole('checkbox', { name: fields('address'), exact: true }).click();
    await expect(list.column(fields('address'))).toHaveCount(1);
    await page.getByRole('checkbox', { name: fields('phone'), exact: true }).click();
    await expect(list.column(fields('phone'))).toHaveCount(0);
    await alternative(
      page,
      say(($) => $.list.density),
      say(($) => $.list.compact),
    ).click();
    await page.keyboard.press('Escape');
    const height = async () => Math.round((await list.rows.first().boundingBox())?.height ?? 0);
    await expect.poll(height).toBe(30);
    // Kept by the service: a reload, and another PC, show the same.
    await expect
      .poll(async () => JSON.stringify(await calls.layouts.get({ list: 'pool' })))
      .toContain('compact');
    await page.reload();
    await expect(list.column(fields('address'))).toHaveCount(1);
    await expect(list.column(fields('phone'))).toHaveCount(0);
    expect(await height()).toBe(30);
    await menu.click();
    await page.getByRole('button', { name: say(($) => $.list.reset) }).click();
    await expect(list.column(fields('phone'))).toHaveCount(1);
  });
});

test('a list by keyboard: search, move, read, open, select', async ({ page, office, signIn }) => {
  await fillPool(office.caller.calls, companies(60));
  await signIn(page, office.admin.name, '/pool?sort=number-asc');
  const list = new CustomerList(page);
  const record = new CustomerRecord(page);
  await expect(list.rows.first()).toContainText(companies(1)[0]?.name ?? '');
  const names = await list.names();

  await page.keyboard.press('Control+f');
  await expect(list.search).toBeFocused();
  await list.search.fill('szs');
  await expect(list.rows).toHaveCount(10);
  await page.keyboard.press('Escape');
  await expect(list.search).toHaveValue('');
  await expect(list.rows.nth(12)).toBeVisible();

  await page.getByRole('button', { name: say(($) => $.list.showPane) }).click();
  await list.grid.focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  const title = list.pane.getByRole('heading', { level: 2 }).first();
  await expect(title).toHaveText(names[2] ?? '');
  await list.pane.getByRole('button', { name: say(($) => $.list.next) }).click();
  await expect(title).toHaveText(names[3] ?? '');
  await list.grid.focus();
  await page.keyboard.press('ArrowUp');
  await expect(title).toHaveText(names[2] ?? '');

  await page.keyboard.press(' ');
  await expect(list.box(names[2] ?? '')).toBeChecked();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(list.batch).toContainText(say(($) => $.list.selected_other, { count: 3 }));
  await page.keyboard.press('End');
  await expect(list.grid.locator('[data-index="59"]')).toContainText(companies(60)[59]?.name ?? '');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(record.name(names[1] ?? '')).toBeVisible();
  await page.getByRole('button', { name: say(($) => $.customers.page.next) }).click();
  await expect(record.name(names[2] ?? '')).toBeVisible();
  await page.getByRole('button', { name: say(($) => $.customers.page.back) }).click();
  await expect(list.rows.first()).toContainText(names[0] ?? '');
});

test('all matches are selected and claimed at once, and it says of how many', async ({
  page,
  office,
  signIn,
  goTo,
}) => {
  await fillPool(office.caller.calls, companies(300));
  const li = office.person('李销售');
  await signIn(page, li.name, '/mine');
  const frame = new Frame(page);
  const list = new CustomerList(page);

  await test.step('an empty list says what would be here and offers the first step', async () => {
    await expect(
      page.getByText(
        say(($) => $.customers.list.emptyMine),
        { exact: true },
      ),
    ).toBeVisible();
    await page.getByRole('link', { name: say(($) => $.customers.list.toPool) }).click();
    await expect(list.segment('unclaimed')).toContainText('300');
  });

  await test.step('selects the 125 that match, and claims them', async () => {
    await goTo(page, '/pool?segment=unclaimed&q=精密');
    const matches = await office.caller.calls.customers.count({ view: 'pool', search: '精密' });
    await list.rows.first().getByRole('checkbox').check();
    await list.batch
      .getByRole('button', { name: say(($) => $.list.selectAll, { figure: matches.count }) })
      .click();
    await expect(list.batch).toContainText(say(($) => $.list.selected_other, { count: matches.count }));
    await expect(list.batchAction('claim')).toContainText(String(matches.count));
    await list.batchAction('claim').click();
    await expect(
      frame.message(say(($) => $.customers.done.claimed_other, { count: matches.count })),
    ).toBeVisible();
    await expect(
      page.getByText(
        say(($) => $.customers.list.noMatch),
        { exact: true },
      ),
    ).toBeVisible();
    expect(await office.caller.calls.customers.segments({})).toMatchObject({ claimed: matches });
  });

  await test.step('Ctrl+K finds a customer by initials from anywhere, a page, and what was used last', async () => {
    await goTo(page, '/me');
    await expect(frame.heading(say(($) => $.session.me.title))).toBeVisible();
    await page.keyboard.press('Control+k');
    await frame.quickSearch.fill('hzslh');
    await expect(frame.quickHits.first()).toContainText('杭州市蓝湖');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^杭州市蓝湖/ })).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(frame.quickHits.first()).toContainText('杭州市蓝湖');
    await frame.quickSearch.fill('khc');
    await frame.quickHits
      .filter({ hasText: say(($) => $.common.nav.pool) })
      .first()
      .click();
    await expect(frame.heading(say(($) => $.customers.pool))).toBeVisible();
    await page.keyboard.press('Control+k');
    await frame.quickSearch.fill('没有这样的公司');
    await expect(
      page.getByText(say(($) => $.common.search.nothing, { text: '没有这样的公司' })),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(frame.quickSearch).toBeHidden();
  });
});
