import { expect, test } from '../fixtures/test.ts';
import { companies, fillPool, makeCustomer } from '../fixtures/customers.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { CustomerForm, CustomerRecord, MoveDialog } from '../pages/customer-record.ts';
import { Frame } from '../pages/frame.ts';
import { FrontPages } from '../pages/front-pages.ts';
import { changeRight, PeoplePage } from '../pages/people-page.ts';
import { labelled, refusal, say } from '../pages/words.ts';

// Whole stories: long ones where other work shares the machine.
test.describe.configure({ timeout: 120_000 });

test('rights hold from the next call on; who is deactivated is out at once', async ({
  page,
  office,
  signIn,
  asPerson,
}) => {
  await fillPool(office.caller.calls, companies(3));
  const [first, second] = companies(2).map(({ name }) => name) as [string, string];
  const li = office.person('李销售');
  await signIn(page, office.admin.name);
  const frame = new Frame(page);
  const other = await asPerson(li.name);
  const theirs = new CustomerList(other);
  await new Frame(other).open('pool');

  await test.step('claiming is taken away from the role', async () => {
    await theirs.box(first).check();
    await expect(theirs.batchAction('claim')).toBeVisible();
    await frame.open('roles');
    await changeRight(
      page,
      say(($) => $.people.builtIn.salesperson),
      say(($) => $.people.rights.customersClaim.label),
      null,
    );
    await expect(frame.message(say(($) => $.common.saved))).toBeVisible();
    // The open page no longer offers it …
    await expect(async () => {
      await theirs.box(first).uncheck();
      await theirs.box(first).check();
      expect(await theirs.batchAction('claim').count()).toBe(0);
    }).toPass({ timeout: 10_000 });
    // … and the service refuses it, whatever a page offers.
    const { calls } = office.callerOf(li);
    const [row] = (await calls.customers.list({ view: 'pool' })).rows;
    const refused = await calls.pool
      .claim({ ids: [row?.id ?? 0] })
      .catch((error: { code?: string }) => error.code);
    expect(refused).toBe('notAllowed');
  });

  await test.step('a new person gets a new one-time password on demand, and is thrown out when leaving', async () => {
    await frame.open('people');
    const people = new PeoplePage(page);
    await people.fromMenu(li.name, 'reset');
    await people.confirm(
      say(($) => $.people.resetTitle, { name: li.name }),
      say(($) => $.people.reset),
    );
    const oneTime = await people.oneTimePassword();
    const front = new FrontPages(other);
    await front.signIn(li.name, oneTime);
    await front.newPassword(oneTime, 'again-my-own-2');
    await expect(new Frame(other).person(li.name)).toBeVisible();
    await expect(theirs.row(second)).toBeVisible();

    await people.fromMenu(li.name, 'deactivate');
    const title = say(($) => $.people.deactivateTitle, { name: li.name });
    await expect(page.getByRole('dialog', { name: title })).toContainText(
      say(($) => $.people.deactivateNoCustomers),
    );
    await people.confirm(
      title,
      say(($) => $.people.deactivate),
    );
    await front.expectSignIn();
    await expect(theirs.row(second)).toBeHidden();
    await front.signIn(li.name, 'again-my-own-2');
    await expect(other.getByText(refusal('signInFailed'))).toBeVisible();
  });
});

test('choices, claim limits and the recycle bin', async ({ page, office, signIn, asPerson }) => {
  const { calls } = office.caller;
  await fillPool(calls, companies(3));
  const [first, second] = companies(3).map(({ name }) => name) as [string, string];
  const li = office.person('李销售');
  await signIn(page, office.admin.name);
  const frame = new Frame(page);
  const list = new CustomerList(page);

  await test.step('a choice is added and used; one in use cannot be removed, only retired', async () => {
    await frame.open('choices');
    const field = page.getByRole('textbox', { name: say(($) => $.settings.choices.add), exact: true });
    await field.fill('宠物用品');
    await field.press('Enter');
    await expect(field).toHaveValue('');
    const industry = (await calls.choices.list({})).find(({ label }) => label === '宠物用品');
    await makeCustomer(calls, { name: '上海毛孩子宠物用品有限公司', industryId: industry?.id ?? 0 });
    const menu = page.getByRole('button', {
      name: say(($) => $.settings.choices.menuOf, { label: '宠物用品' }),
    });
    await menu.click();
    await page.getByRole('menuitem', { name: say(($) => $.settings.choices.remove) }).click();
    await expect(frame.message(refusal('choiceInUse', { label: '宠物用品', count: 1 }))).toBeVisible();
    await menu.click();
    await page.getByRole('menuitem', { name: say(($) => $.settings.choices.retire) }).click();
    await expect(
      page.getByText(
        say(($) => $.settings.choices.retired),
        { exact: true },
      ),
    ).toBeVisible();
    await frame.open('pool');
    await page
      .getByRole('main')
      .getByRole('button', { name: say(($) => $.customers.actions.new) })
      .click();
    const form = new CustomerForm(page, 'newTitle');
    await form.field('industryId').click();
    await form.field('industryId').fill('宠物');
    await expect(page.getByText(say(($) => $.common.nothingFound))).toBeVisible();
    await page.keyboard.press('Escape');
    await form.cancel.click();
    await expect(form.drawer).toBeHidden();
  });

  await test.step('a limit refuses the claim beyond it and names its figure', async () => {
    await frame.open('poolRules');
    const role = say(($) => $.people.builtIn.salesperson);
    const field = say(($) => $.settings.rules.maxHeld);
    await labelled(
      page,
      say(($) => $.settings.rules.of, { role, field }),
    ).fill('1');
    await page.keyboard.press('Control+s');
    await expect(frame.message(say(($) => $.settings.rules.saved))).toBeVisible();
    const other = await asPerson(li.name);
    const theirs = new CustomerList(other);
    await new Frame(other).open('pool');
    await theirs.open(first);
    await new CustomerRecord(other).action('claim').click();
    await expect(
      new Frame(other).message(say(($) => $.customers.done.claimedOne, { name: first })),
    ).toBeVisible();
    await new Frame(other).open('mine');
    await expect(other.getByText(say(($) => $.customers.list.limitHeld, { held: 1, max: 1 }))).toBeVisible();
    await new Frame(other).open('pool');
    // The order as it is now: rows of the order before would move under the pointer.
    await expect(theirs.rows.first()).toContainText(first);
    await theirs.open(second);
    await new CustomerRecord(other).action('claim').click();
    await expect(
      new Frame(other).message(refusal('limitHeld', { name: li.name, held: 1, max: 1 })),
    ).toBeVisible();
  });

  await test.step('what is deleted can be undone at once, and restored later', async () => {
    await frame.open('pool');
    await expect(list.rows.first()).toContainText(first);
    const remove = async () => {
      await list.box(second).check();
      await list.batchAction('remove').click();
      await new MoveDialog(page, 'remove').confirm(1);
      await expect(list.row(second)).toHaveCount(0);
    };
    await remove();
    await frame
      .message(say(($) => $.customers.done.removed_other, { count: 1 }))
      .getByRole('button', { name: say(($) => $.customers.actions.undo) })
      .click();
    await expect(list.row(second)).toBeVisible();
    await remove();
    await frame.open('recycleBin');
    const row = page
      .getByRole('table', { name: say(($) => $.customers.bin.label) })
      .getByRole('row')
      .filter({ hasText: second });
    await row.getByRole('button', { name: say(($) => $.customers.actions.restore) }).click();
    await expect(frame.message(say(($) => $.customers.done.restored_other, { count: 1 }))).toBeVisible();
    await expect(
      page.getByText(
        say(($) => $.customers.bin.empty),
        { exact: true },
      ),
    ).toBeVisible();
    await frame.open('pool');
    await expect(list.row(second)).toBeVisible();
  });
});
