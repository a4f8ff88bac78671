import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { CustomerRecord } from '../pages/customer-record.ts';
import { Frame } from '../pages/frame.ts';
import { choose, labelled, say } from '../pages/words.ts';

test('a customer is shared, asked for and granted; the bell tells both', async ({
  page,
  office,
  signIn,
  asPerson,
  goTo,
}) => {
  const owner = office.person('李销售');
  const colleague = office.person('周销售');
  const li = office.callerOf(owner);
  const given = '宁波市海纳纺织有限公司';
  const wanted = '苏州天衡仪器有限公司';
  await makeCustomer(li.calls, { name: given, phone: '0574-87654321' }, true);
  const wantedId = await makeCustomer(li.calls, { name: wanted, phone: '0512-62345678' }, true);

  // Given away from the list, for reading and logging.
  await signIn(page, owner.name);
  await new Frame(page).open('mine');
  const mine = new CustomerList(page);
  await mine.box(given).check();
  await mine.batchAction('share').click();
  const dialog = page.getByRole('dialog', { name: say(($) => $.sharing.title_other, { count: 1 }) });
  await choose(
    dialog,
    say(($) => $.sharing.with),
    colleague.name,
  );
  // The list of colleagues stays open for the next one.
  await page.keyboard.press('Tab');
  await dialog.getByText(say(($) => $.customers.shareModes.log)).click();
  await dialog.getByRole('button', { name: say(($) => $.sharing.share), exact: true }).click();
  await expect(new Frame(page).message(say(($) => $.sharing.done_other, { count: 1 }))).toBeVisible();

  // There it is, with whose it is; another one of hers shows only that it exists.
  const other = await asPerson(colleague.name);
  await new Frame(other).open('shared');
  const theirs = new CustomerList(other);
  await expect(theirs.row(given)).toContainText(owner.name);
  await expect(theirs.row(given)).toContainText('0574-87654321');
  await goTo(other, `/customers/${wantedId}`);
  const record = new CustomerRecord(other);
  await expect(record.name(wanted)).toBeVisible();
  await expect(other.getByText('0512-62345678')).toHaveCount(0);
  await other.getByRole('button', { name: say(($) => $.sharing.ask), exact: true }).click();
  const asking = other.getByRole('dialog', { name: say(($) => $.sharing.ask) });
  await labelled(
    asking,
    say(($) => $.sharing.askReason),
  ).fill('老同学在那里');
  await asking.getByRole('button', { name: say(($) => $.sharing.ask), exact: true }).click();

  // The bell says so at once, and leads to the answer.
  await page.getByRole('button', { name: say(($) => $.notices.labelUnread_other, { count: 1 }) }).click();
  await page
    .getByRole('button', { name: say(($) => $.notices.kinds.shareAsked, { name: colleague.name }) })
    .click();
  await expect(page.getByText('老同学在那里')).toBeVisible();
  await page.getByRole('button', { name: say(($) => $.sharing.grant), exact: true }).click();
  const granting = page.getByRole('dialog', { name: say(($) => $.sharing.grantTitle) });
  await granting.getByRole('button', { name: say(($) => $.sharing.grant), exact: true }).click();
  await expect(other.getByText('0512-62345678').first()).toBeVisible();
});
