import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { CustomerRecord } from '../pages/customer-record.ts';
import { Frame } from '../pages/frame.ts';
import { labelled, say } from '../pages/words.ts';

test('pasted names are told whether they are here, and whose', async ({ page, office, signIn, goTo }) => {
  const li = office.callerOf(office.person('李销售'));
  const known = '宁波市远航船舶配件有限公司';
  await makeCustomer(li.calls, { name: known, phone: '0574-87654321' }, true);
  await signIn(page, '周销售');
  await goTo(page, '/duplicates');
  await labelled(
    page,
    say(($) => $.duplicates.lines),
  ).fill(`${known}\n远航船舶配件\n从未见过的厂`);
  await page.getByRole('button', { name: say(($) => $.duplicates.check_other, { count: 3 }) }).click();
  const results = page.getByRole('region', { name: say(($) => $.duplicates.results) });
  await expect(
    results.getByText(
      say(($) => $.duplicates.filters.exact),
      { exact: true },
    ),
  ).toBeVisible();
  await expect(results.getByRole('link', { name: known })).toHaveCount(2);
  await expect(results.getByText('李销售').first()).toBeVisible();
  // Only what is not here.
  await results.getByText(`${say(($) => $.duplicates.filters.none)} 1`).click();
  await expect(results.getByText('从未见过的厂')).toBeVisible();
  await expect(results.getByRole('link', { name: known })).toHaveCount(0);
  await results.getByText(`${say(($) => $.duplicates.filters.exact)} 1`).click();
  await results.getByRole('button', { name: say(($) => $.sharing.ask) }).click();
  const asking = page.getByRole('dialog', { name: say(($) => $.sharing.ask) });
  await asking.getByRole('button', { name: say(($) => $.sharing.ask), exact: true }).click();
  await expect(new Frame(page).message(say(($) => $.sharing.askDone, { name: '李销售' }))).toBeVisible();
});

test('two customers are merged and separated again', async ({ page, office, signIn, goTo }) => {
  const clerk = office.callerOf(office.person('赵内勤'));
  const [kept, gone] = ['无锡市众合轴承有限公司', '无锡众合轴承厂'];
  await makeCustomer(clerk.calls, { name: kept, phone: '0510-82345678' }, false);
  const goneId = await makeCustomer(clerk.calls, { name: gone, bank: '工商银行无锡分行' }, false);
  await signIn(page, '赵内勤');
  await goTo(page, '/pool');
  const pool = new CustomerList(page);
  await pool.find('众合轴承', 2);
  await pool.box(kept).check();
  await pool.box(gone).check();
  await pool.batch.getByRole('button', { name: say(($) => $.customers.actions.merge) }).click();
  const dialog = page.getByRole('dialog', { name: say(($) => $.merging.title_other, { count: 2 }) });
  await dialog
    .getByRole('row', { name: say(($) => $.merging.survivor) })
    .getByText(kept)
    .click();
  await dialog.getByRole('button', { name: say(($) => $.merging.merge), exact: true }).click();
  const done = new Frame(page).message(say(($) => $.merging.done_other, { count: 2, name: kept }));
  await expect(done).toBeVisible();
  await expect(pool.rows).toHaveCount(1);

  // The old address leads on, and the history offers the way back.
  await goTo(page, `/customers/${goneId}`);
  await page.getByRole('link', { name: say(($) => $.customers.page.openMerged) }).click();
  const record = new CustomerRecord(page);
  await expect(record.name(kept)).toBeVisible();
  await expect(page.getByText('工商银行无锡分行')).toBeVisible();
  await page.getByRole('tab', { name: say(($) => $.customers.page.history) }).click();
  await page.getByRole('button', { name: say(($) => $.merging.undo) }).click();
  const asked = page.getByRole('dialog', { name: say(($) => $.merging.undoTitle) });
  await asked.getByRole('button', { name: say(($) => $.merging.undo) }).click();
  await expect(new Frame(page).message(say(($) => $.merging.undone_other, { count: 1 }))).toBeVisible();
  await goTo(page, `/customers/${goneId}`);
  await expect(record.name(gone)).toBeVisible();
});
