import { expect, test } from '../fixtures/test.ts';
import { FrontPages } from '../pages/front-pages.ts';
import { Frame } from '../pages/frame.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { PeoplePage } from '../pages/people-page.ts';
import { refusal, say } from '../pages/words.ts';
import { makeCustomer } from '../fixtures/customers.ts';

// Whole stories: long ones where other work shares the machine.
test.describe.configure({ timeout: 120_000 });

test.describe('a new office', () => {
  test.use({ start: 'empty' });

  test('is created at the first start; a colleague gets a one-time password and chooses an own one', async ({
    page,
    goTo,
  }) => {
    const front = new FrontPages(page);
    const frame = new Frame(page);
    await goTo(page, '/');
    await expect(front.heading(say(($) => $.session.firstStart.title))).toBeVisible();

    // The two passwords differ: said at the field, nothing typed is lost.
    await front.firstStart('华东商贸', '王管理', 'kechi-test-2026', 'kechi-test-2027');
    await expect(page.getByText(refusal('passwordsDiffer'))).toBeVisible();
    await front.firstStart('华东商贸', '王管理', 'kechi-test-2026');
    await expect(frame.person('王管理')).toBeVisible();
    await expect(frame.heading(say(($) => $.interactions.today.title))).toBeVisible();
    await frame.open('pool');
    await expect(
      page.getByText(
        say(($) => $.customers.list.emptyPool),
        { exact: true },
      ),
    ).toBeVisible();

    await frame.open('people');
    const people = new PeoplePage(page);
    const oneTime = await people.add('李销售');
    await expect(people.row('李销售')).toContainText(say(($) => $.people.mustChange));

    await frame.fromPersonMenu('王管理', 'signOut');
    await front.signIn('李销售', 'something-else');
    await expect(page.getByText(refusal('signInFailed'))).toBeVisible();
    await expect(front.name).toHaveValue('李销售');
    await front.signIn('李销售', oneTime);
    await front.newPassword(oneTime, 'my-own-words-1');
    await expect(frame.person('李销售')).toBeVisible();
    await frame.open('mine');
    await expect(
      page.getByText(
        say(($) => $.customers.list.emptyMine),
        { exact: true },
      ),
    ).toBeVisible();
    // Running the office is not for a salesperson.
    await expect(frame.link('people')).toHaveCount(0);
  });
});

test('signing out everywhere ends the other window and the other PC', async ({
  page,
  signIn,
  openWindow,
  asPerson,
}) => {
  await signIn(page, '李销售');
  const second = await openWindow();
  const elsewhere = await asPerson('李销售');
  for (const one of [page, second, elsewhere]) await expect(new Frame(one).person('李销售')).toBeVisible();

  await page.bringToFront();
  await new Frame(page).fromPersonMenu('李销售', 'account');
  await page.getByRole('button', { name: say(($) => $.session.me.endAll) }).click();
  const question = new Frame(page).dialog(say(($) => $.session.me.endAllTitle));
  await question.getByRole('button', { name: say(($) => $.session.me.endAll) }).click();
  for (const one of [page, second, elsewhere]) await new FrontPages(one).expectSignIn();
});

test('the screen locks by Ctrl+L and after idle minutes; what was on it is hidden until the password', async ({
  page,
  office,
  signIn,
}) => {
  const { calls } = office.caller;
  const name = '深圳市蓝湖精密机械有限公司';
  await makeCustomer(calls, { name });
  const settings = await calls.settings.get({});
  const { officeName, numberPattern, version } = settings;
  await calls.settings.update({ officeName, numberPattern, version, idleLockMinutes: 5 });
  await page.clock.install();
  await signIn(page, office.admin.name, '/pool');
  const list = new CustomerList(page);
  const front = new FrontPages(page);
  const hidden = async () => {
    await expect(front.lockedHeading).toBeVisible();
    await expect(list.row(name)).toBeHidden();
    await expect(list.grid).toHaveCount(0);
    // The window says nothing either of what lies behind.
    await expect(page).toHaveTitle('客池 Kechi');
  };
  await expect(list.row(name)).toBeVisible();

  await page.keyboard.press('Control+l');
  await hidden();
  await page.reload();
  await hidden();
  await front.unlock('not-the-password');
  await expect(page.getByText(refusal('passwordWrong'))).toBeVisible();
  await front.unlock(office.admin.password);
  await expect(list.row(name)).toBeVisible();

  await page.clock.fastForward('04:00');
  await expect(list.row(name)).toBeVisible();
  await page.clock.fastForward('02:00');
  await hidden();
  await front.unlock(office.admin.password);
  await expect(list.row(name)).toBeVisible();
});

test('a session that was ended elsewhere leads to the sign-in page and back to the same place', async ({
  page,
  office,
  signIn,
}) => {
  const clerk = office.person('赵内勤');
  const id = await makeCustomer(office.caller.calls, { name: '宁波市海纳纺织有限公司' });
  await signIn(page, clerk.name, `/customers/${id}`);
  const heading = page.getByRole('heading', { level: 1, name: '宁波市海纳纺织有限公司' });
  await expect(heading).toBeVisible();
  const address = page.url();

  const people = await office.caller.calls.people.list({});
  await office.caller.calls.people.endSessions({
    id: people.find(({ name }) => name === clerk.name)?.id ?? 0,
  });
  const front = new FrontPages(page);
  await expect(page.getByText(say(($) => $.session.signIn.ended))).toBeVisible();
  await expect(heading).toBeHidden();
  await expect(front.name).toHaveValue(clerk.name);
  await front.signIn(clerk.name, clerk.password);
  await expect(heading).toBeVisible();
  expect(page.url()).toBe(address);
});
