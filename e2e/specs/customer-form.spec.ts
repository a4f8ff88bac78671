import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { CustomerForm, CustomerRecord } from '../pages/customer-record.ts';
import { Frame } from '../pages/frame.ts';
import { labelled, refusal, say } from '../pages/words.ts';

// Whole stories: long ones where other work shares the machine.
test.describe.configure({ timeout: 120_000 });

const known = '深圳市蓝湖精密机械有限公司';

test('a new customer is checked against those that are there: same blocks, similar asks', async ({
  page,
  office,
  signIn,
}) => {
  const li = office.person('李销售');
  await makeCustomer(office.caller.calls, { name: known });
  await signIn(page, li.name, '/mine');
  const frame = new Frame(page);
  const form = new CustomerForm(page, 'claimTitle');
  const list = new CustomerList(page);
  await page
    .getByRole('main')
    .getByRole('button', { name: say(($) => $.customers.actions.createAndClaim) })
    .first()
    .click();

  await test.step('what is required is said at the field, the first one has the focus', async () => {
    await form.save.click();
    await expect(form.field('name')).toBeFocused();
    await expect(form.field('name')).toHaveAttribute('aria-invalid', 'true');
    await expect(form.drawer.getByText(say(($) => $.customers.form.required))).toHaveCount(3);
  });

  await test.step('the same name, written otherwise, cannot be entered twice', async () => {
    await form.fillRequired(known.replace('有限公司', ' 有限公司'));
    await expect(form.duplicates(say(($) => $.customers.duplicates.exactName))).toContainText(known);
    await expect(form.drawer.getByText(say(($) => $.customers.duplicates.askManager))).toBeVisible();
    await form.save.click();
    await expect(form.drawer.getByText(/已有同名客户/).last()).toBeVisible();
    expect(await office.caller.calls.customers.count({ view: 'pool' })).toMatchObject({ count: 1 });
  });

  await test.step('a similar one asks first', async () => {
    await form.field('name').fill('蓝湖精密机械（深圳）股份有限公司');
    await expect(form.duplicates(say(($) => $.customers.duplicates.title_other, { count: 1 }))).toContainText(
      known,
    );
    await form.save.click();
    await expect(form.drawer.getByText(say(($) => $.customers.duplicates.confirmNeeded))).toBeVisible();
    await form.confirmed.check();
    await page.keyboard.press('Control+s');
    await expect(
      frame.message(
        say(($) => $.customers.done.createdAndClaimed, { name: '蓝湖精密机械（深圳）股份有限公司' }),
      ),
    ).toBeVisible();
    await expect(list.rows).toHaveCount(1);
  });

  await test.step('Ctrl+Enter saves and starts the next', async () => {
    await page
      .getByRole('main')
      .getByRole('button', { name: say(($) => $.customers.actions.createAndClaim) })
      .first()
      .click();
    await form.fillRequired('温州市四海眼镜厂');
    await page.keyboard.press('Control+Enter');
    await expect(
      frame.message(say(($) => $.customers.done.createdAndClaimed, { name: '温州市四海眼镜厂' })),
    ).toBeVisible();
    await expect(form.field('name')).toHaveValue('');
    await form.cancel.click();
    await expect(form.drawer).toBeHidden();
    await expect(list.rows).toHaveCount(2);
  });
});

test('odd contents are kept as typed: a wrong phone is a warning, HTML stays text', async ({
  page,
  office,
  signIn,
}) => {
  const li = office.person('李销售');
  await signIn(page, li.name, '/mine?new=1');
  const form = new CustomerForm(page, 'claimTitle');
  const record = new CustomerRecord(page);
  const name = '<img src=x onerror="window.ran=1"><b>𠮷野家</b> \'; drop table customer; --';
  const script = '<script>window.ran = 1</script>{{constructor}}';
  await form.fillRequired(name);
  await form.field('phone').fill('📞 打给老王');
  await form.field('remark').fill(script);
  await form.field('email').fill('老王@');
  await expect(form.drawer.getByText(refusal('phone'))).toBeVisible();
  await form.field('remark').focus();
  await expect(form.drawer.getByText(refusal('email'))).toBeVisible();
  await form.save.click();
  await expect(
    new Frame(page).message(say(($) => $.customers.done.createdAndClaimed, { name })),
  ).toBeVisible();

  const list = new CustomerList(page);
  await list.find('𠮷野', 1);
  await list.open(name);
  await expect(record.name(name)).toBeVisible();
  await expect(page.getByText('📞 打给老王')).toBeVisible();
  await expect(page.getByText(script)).toBeVisible();
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  await expect(page.getByRole('main').locator('b, script, img')).toHaveCount(0);
});

test('what is typed survives a reload; leaving with changes asks once', async ({
  page,
  office,
  signIn,
  goTo,
}) => {
  const clerk = office.person('赵内勤');
  await makeCustomer(office.caller.calls, { name: known, phone: '13812345678' });
  await signIn(page, clerk.name);
  const frame = new Frame(page);
  const question = frame.dialog(say(($) => $.common.leave.title));
  const leave = question.getByRole('button', { name: say(($) => $.common.leave.action) });

  await test.step('a new customer', async () => {
    await goTo(page, '/pool?new=1');
    const form = new CustomerForm(page, 'newTitle');
    await form.field('name').fill('还没写完的公司');
    await form.field('remark').fill('电话里说的：\n下周二再联系');
    await expect
      .poll(() =>
        page.evaluate(() => Object.values(localStorage).some((text) => String(text).includes('下周二'))),
      )
      .toBe(true);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect(form.field('name')).toHaveValue('还没写完的公司');
    await expect(form.field('remark')).toHaveValue('电话里说的：\n下周二再联系');
    await expect(form.drawer.getByText(say(($) => $.common.form.restored))).toBeVisible();

    await form.cancel.click();
    await question.getByRole('button', { name: say(($) => $.common.cancel) }).click();
    await expect(question).toBeHidden();
    await expect(form.field('name')).toHaveValue('还没写完的公司');
    await page.keyboard.press('Escape');
    await leave.click();
    await expect(form.drawer).toBeHidden();
    await expect(question).toBeHidden();
    await goTo(page, '/pool?new=1');
    await expect(form.field('name')).toHaveValue('');
    await form.cancel.click();
    await expect(form.drawer).toBeHidden();
  });

  await test.step('a known one', async () => {
    const record = new CustomerRecord(page);
    const list = new CustomerList(page);
    const form = new CustomerForm(page, 'editTitle');
    await list.open(known);
    await record.action('edit').click();
    await form.field('shortName').fill('写错了');
    await page.goBack();
    await leave.click();
    await expect(record.name(known)).toBeHidden();
    await list.open(known);
    await record.action('edit').click();
    await expect(form.field('shortName')).toHaveValue('');
    await form.field('phone').fill('0755-12345678');
    await form.field('shortName').fill('蓝湖');
    await form.save.click();
    await expect(frame.message(say(($) => $.customers.done.saved, { name: known }))).toBeVisible();
    await record.showHistory();
    await expect(page.getByText(say(($) => $.customers.history.updated_other, { count: 2 }))).toBeVisible();
    await expect(page.getByText('0755-12345678').or(page.getByText('0755-****5678')).first()).toBeVisible();
  });
});

for (const size of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
]) {
  test(`the longest name keeps the pages together at ${size.width} × ${size.height}`, async ({
    page,
    office,
    signIn,
    goTo,
    shot,
  }) => {
    const { calls } = office.caller;
    const longest = `${'长三角生态绿色一体化发展示范区'.repeat(13)}有限公司`.slice(0, 196) + '有限公司';
    const unbroken = 'W'.repeat(200);
    const id = await makeCustomer(calls, {
      name: longest,
      address: unbroken,
      remark: unbroken,
      email: `${unbroken}@example.com`.slice(0, 200),
    });
    await makeCustomer(calls, { name: unbroken });
    await page.setViewportSize(size);
    await signIn(page, office.admin.name);
    const fits = async () =>
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
    await goTo(page, '/pool');
    await expect(page.getByRole('link', { name: unbroken })).toBeVisible();
    await fits();
    await shot(page, 'longest-list');
    await goTo(page, `/customers/${id}`);
    await expect(new CustomerRecord(page).name(longest)).toBeVisible();
    await fits();
    await shot(page, 'longest-page');
    // Nothing of the page itself is pushed out of it either.
    const beyond = await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
    expect(beyond).toBe(0);
    await goTo(page, `/customers/${id}?edit=1`);
    const form = new CustomerForm(page, 'editTitle');
    await expect(form.field('name')).toHaveValue(longest);
    await form.field('name').fill(`${longest}好`);
    await form.save.click();
    await expect(
      form.drawer.getByText(say(($) => $.customers.form.tooLong_other, { count: 200 })),
    ).toBeVisible();
    await fits();
    await shot(page, 'longest-form');
    await expect(
      labelled(
        form.drawer,
        say(($) => $.customers.fields.name),
      ),
    ).toBeFocused();
  });
}
