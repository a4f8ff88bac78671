import { expect, test } from '../fixtures/test.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { CustomerForm } from '../pages/customer-record.ts';
import { Frame } from '../pages/frame.ts';
import { choose, labelled, say } from '../pages/words.ts';

test('a field that is added stands in somebody else’s open form and list', async ({
  page,
  office,
  signIn,
  asPerson,
}) => {
  const seller = await asPerson(office.person('李销售').name);
  const theirs = new Frame(seller);
  await theirs.open('mine');
  await signIn(page, office.admin.name);
  const frame = new Frame(page);

  await test.step('the administrator adds an amount and a choice', async () => {
    await frame.open('customFields');
    const add = async (label: string, kind: 'money' | 'choice', options: string) => {
      const button = page.getByRole('button', { name: say(($) => $.customFields.add), exact: true });
      await button.first().click();
      const dialog = frame.dialog(say(($) => $.customFields.addTitle));
      await labelled(
        dialog,
        say(($) => $.customFields.label),
      ).fill(label);
      await choose(
        dialog,
        say(($) => $.customFields.kind),
        say(($) => $.customFields.kinds[kind]),
      );
      if (options !== '')
        await labelled(
          dialog,
          say(($) => $.customFields.options),
        ).fill(options);
      await dialog.getByRole('button', { name: say(($) => $.common.save), exact: true }).click();
      await expect(dialog).toBeHidden();
    };
    await add('年采购额', 'money', '');
    await add('合作渠道', 'choice', '直供\n经销商\n平台');
    await page
      .getByRole('button', { name: say(($) => $.customFields.move, { label: '合作渠道' }) })
      .press('ArrowUp');
    const rows = page.getByRole('list', { name: say(($) => $.customFields.title) }).getByRole('listitem');
    await expect(rows.first()).toContainText('合作渠道');
  });

  await test.step('who was at work already fills them in and sees them', async () => {
    await seller
      .getByRole('button', { name: say(($) => $.customers.actions.createAndClaim) })
      .first()
      .click();
    const form = new CustomerForm(seller, 'claimTitle');
    await form.fillRequired('青岛远洋渔具有限公司');
    await labelled(form.drawer, '年采购额').fill('1234567.8');
    await choose(form.drawer, '合作渠道', '经销商');
    await form.save.click();
    await expect(form.drawer).toBeHidden();
    const list = new CustomerList(seller);
    await seller.getByRole('button', { name: say(($) => $.list.columns) }).click();
    for (const name of ['年采购额', '合作渠道']) {
      const shown = seller.getByRole('checkbox', { name, exact: true });
      await shown.click();
      await expect(shown).toBeChecked();
    }
    await seller.keyboard.press('Escape');
    const row = list.row('青岛远洋渔具有限公司');
    await expect(row).toContainText('¥1,234,567.80');
    await expect(row).toContainText('经销商');
    await row.getByRole('link').first().click();
    await expect(seller.getByRole('main')).toContainText('合作渠道');
  });
});
