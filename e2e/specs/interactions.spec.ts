import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { Frame } from '../pages/frame.ts';
import { LogForm, Tasks } from '../pages/interactions.ts';
import { say } from '../pages/words.ts';

test('a call is written down with one key, leaves a next step, and is found again', async ({
  page,
  office,
  signIn,
  goTo,
}) => {
  const owner = office.person('李销售');
  const name = '宁波市海纳纺织有限公司';
  const id = await makeCustomer(office.callerOf(owner).calls, { name }, true);
  await signIn(page, owner.name, '/mine');
  const mine = new CustomerList(page);
  await expect(mine.row(name)).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  // A box takes no letters: the key means what it means everywhere.
  await mine.box(name).focus();
  await page.keyboard.press('l');

  // Everything but the text is there already; what is typed survives a window that went away.
  const form = new LogForm(page);
  await expect(form.text(name)).toBeFocused();
  await page.keyboard.type('月底前要三百套');
  await form.quickDay(name, 'tomorrow').click();
  await new Frame(page).keepsDraft('月底前要三百套', /"dueOn":"\d{4}-/);
  await page.reload();
  await expect(mine.row(name)).toBeVisible();
  await goTo(page, `/customers/${id}`);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.keyboard.press('l');
  await expect(form.text(name)).toHaveValue('月底前要三百套');
  // In a dialog the keys of the page mean nothing: this one would open the customer's form over it.
  await form.dialog(name).getByRole('radio').first().focus();
  await page.keyboard.press('e');
  await page.keyboard.press('Control+Enter');
  const done = say(($) => $.interactions.done.logged, { name });
  await expect(new Frame(page).message(done)).toBeVisible();
  await expect(form.dialog(name)).toBeHidden();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // On the overview: said, and to be done; ticked off by mistake and taken back.
  const main = page.getByRole('main');
  await expect(main.getByText('月底前要三百套')).toBeVisible();
  const what = say(($) => $.interactions.form.whatDefault);
  const tasks = new Tasks(page);
  await tasks.tick(what).click();
  await expect(tasks.tick(what)).toHaveCount(0);
  await tasks.undo().click();
  await expect(tasks.tick(what)).toBeVisible();

  // Found by its words across all customers, and added to.
  await goTo(page, '/interactions');
  await page.getByRole('textbox', { name: say(($) => $.interactions.page.search) }).fill('三百套');
  await expect(main.getByRole('link', { name })).toBeVisible();
  await main.getByRole('button', { name: say(($) => $.interactions.timeline.menu) }).click();
  await page.getByRole('menuitem', { name: say(($) => $.interactions.timeline.comment) }).click();
  await page.keyboard.type('价格已确认');
  await page.keyboard.press('Control+Enter');
  await expect(main.getByRole('list', { name: say(($) => $.interactions.timeline.comments) })).toContainText(
    '价格已确认',
  );

  // On a phone, from the card, which does not open meanwhile.
  await page.setViewportSize({ width: 390, height: 844 });
  await goTo(page, '/mine');
  await page.getByRole('button', { name: say(($) => $.customers.list.logOn, { name }) }).click();
  await expect(form.text(name)).toBeVisible();
  await expect(page).toHaveURL(/\/mine$/);
});

test('Today shows what is late to its person and to the manager; the bell reminds until it is put off', async ({
  page,
  office,
  signIn,
  asPerson,
}) => {
  const owner = office.person('李销售');
  const { calls } = office.callerOf(owner);
  const name = '苏州天衡仪器有限公司';
  const customerId = await makeCustomer(calls, { name }, true);
  const me = await calls.sessions.me({});
  const what = '寄样品';
  await calls.tasks.create({
    customerId,
    what,
    dueOn: '2020-01-02',
    personId: me.id,
    remindAt: '2020-01-02T01:00:00.000Z',
  });
  const manager = await asPerson('陈主管');
  const late = `${owner.name} ${say(($) => $.interactions.today.teamOverdue)} 1`;
  await expect(manager.getByRole('button', { name: new RegExp(late) })).toBeVisible();

  await signIn(page, owner.name);
  await expect(
    page.getByRole('heading', { level: 1, name: say(($) => $.interactions.today.title) }),
  ).toBeVisible();
  await page.getByRole('button', { name: say(($) => $.notices.labelUnread_other, { count: 1 }) }).click();
  const reminders = page.getByRole('region', { name: say(($) => $.interactions.bell.title) });
  await expect(reminders).toContainText(what);
  await reminders.getByRole('button', { name: say(($) => $.interactions.bell.snooze) }).click();
  await page.getByRole('menuitem', { name: say(($) => $.interactions.bell.snoozes.hour) }).click();
  await expect(reminders).toHaveCount(0);

  // Put off to another day it is late no more, here and at the manager's.
  await new Tasks(page).postpone(what, 'week');
  await expect(
    page.getByText(
      say(($) => $.interactions.today.overdue),
      { exact: true },
    ),
  ).toHaveCount(0);
  await expect(manager.getByRole('button', { name: new RegExp(late) })).toHaveCount(0);
});
