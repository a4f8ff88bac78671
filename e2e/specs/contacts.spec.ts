import iconv from 'iconv-lite';
import { makeContact } from '../fixtures/contacts.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { expect, test } from '../fixtures/test.ts';
import { Contacts } from '../pages/contacts.ts';
import { Frame } from '../pages/frame.ts';
import { alternative, choose, labelled, problem, say } from '../pages/words.ts';

test('a contact is typed in with a draft, meets another edit field by field, and is deleted and restored', async ({
  page,
  office,
  signIn,
  asPerson,
  goTo,
}) => {
  const owner = office.person('李销售');
  const { calls } = office.callerOf(owner);
  const id = await makeCustomer(calls, { name: '宁波市海纳纺织有限公司' }, true);
  await signIn(page, owner.name);
  await goTo(page, `/customers/${id}`);
  const contacts = new Contacts(page);
  const frame = new Frame(page);
  await contacts.newButton().click();
  await contacts.field('newTitle', 'name').fill('单雄信');
  const form = contacts.form('newTitle');
  const phone = form.getByRole('textbox', { name: say(($) => $.contacts.form.phoneAt, { at: 1 }) });
  await phone.fill('1381234567');
  await phone.blur();
  // A number that looks wrong is said, and saved all the same.
  await expect(form).toContainText(problem('mobile'));
  await alternative(
    form,
    say(($) => $.contacts.fields.birthday),
    say(($) => $.contacts.calendars.lunar),
  ).click();
  await choose(
    form,
    say(($) => $.contacts.form.month),
    '八月',
  );
  await choose(
    form,
    say(($) => $.contacts.form.day),
    '十五',
  );
  // What is typed survives a window that went away.
  await frame.keepsDraft('1381234567', /"day":\s*"?15\b/);
  await page.reload();
  await expect(contacts.field('newTitle', 'name')).toHaveValue('单雄信');
  await page.keyboard.press('Control+s');
  await expect(frame.message(say(($) => $.contacts.done.created, { name: '单雄信' }))).toBeVisible();
  await page.getByRole('tab', { name: say(($) => $.contacts.tab) }).click();
  await expect(contacts.card('单雄信')).toContainText(say(($) => $.contacts.main));
  await expect(contacts.card('单雄信').getByRole('link', { name: '1381234567' })).toHaveAttribute(
    'href',
    'tel:1381234567',
  );

  // The manager saves another field meanwhile, and the same one to another value.
  await contacts.fromMenu('单雄信', ($) => $.contacts.actions.edit);
  await contacts.field('editTitle', 'position').fill('经理');
  const manager = await asPerson('陈主管');
  await goTo(manager, `/customers/${id}?tab=contacts`);
  const theirs = new Contacts(manager);
  await theirs.fromMenu('单雄信', ($) => $.contacts.actions.edit);
  await theirs.field('editTitle', 'position').fill('总监');
  await theirs.field('editTitle', 'wechat').fill('shan_xx');
  await manager.keyboard.press('Control+s');
  await expect(theirs.card('单雄信')).toContainText('总监');
  await page.keyboard.press('Control+s');
  const conflict = page.getByRole('dialog', { name: say(($) => $.contacts.conflict) });
  await expect(conflict).toContainText('shan_xx');
  await conflict.getByRole('button', { name: say(($) => $.common.form.conflict.apply) }).click();
  await expect(contacts.card('单雄信')).toContainText('经理');
  await expect(theirs.card('单雄信')).toContainText('经理');
  await expect(contacts.card('单雄信')).toContainText('shan_xx');

  // Deleted by one who may not restore; the clerk does.
  await contacts.fromMenu('单雄信', ($) => $.contacts.actions.remove);
  await page
    .getByRole('dialog', { name: say(($) => $.contacts.dialogs.removeTitle) })
    .getByRole('button', { name: say(($) => $.contacts.actions.remove), exact: true })
    .click();
  await expect(contacts.card('单雄信')).toHaveCount(0);
  const clerk = await asPerson('赵内勤');
  await goTo(clerk, '/recycle-bin?tab=contacts');
  await clerk
    .getByRole('row')
    .filter({ hasText: '单雄信' })
    .getByRole('button', { name: say(($) => $.contacts.actions.restore) })
    .click();
  await expect(contacts.card('单雄信')).toBeVisible();
});

test('people are tied across customers, the picture is walked by keyboard, cards come in and go out', async ({
  page,
  office,
  signIn,
  goTo,
}) => {
  const manager = office.person('陈主管');
  const { calls } = office.callerOf(manager);
  const id = await makeCustomer(calls, { name: '苏州天衡仪器有限公司' }, true);
  const other = await makeCustomer(calls, { name: '佛山市顺德绿源电器厂' }, true);
  const contact = await makeContact(calls, id, '欧阳修', '苏轼');
  await makeContact(calls, other, '曾巩');
  await signIn(page, manager.name);
  await goTo(page, `/customers/${id}?tab=contacts&contact=${contact}`);
  const contacts = new Contacts(page);
  await contacts.detail.getByRole('button', { name: say(($) => $.contacts.relations.add) }).click();
  await labelled(
    contacts.detail,
    say(($) => $.contacts.relations.to),
  ).fill('zenggong');
  await page.getByRole('option', { name: /曾巩 · 经理 · 佛山市/ }).click();
  await choose(
    contacts.detail,
    say(($) => $.contacts.relations.type),
    '同学',
  );
  await page.keyboard.press('Tab');
  await page.keyboard.type('同榜进士');
  await page.keyboard.press('Enter');
  await expect(contacts.detail).toContainText('同榜进士');
  await contacts.detail
    .getByText(
      say(($) => $.contacts.relations.picture),
      { exact: true },
    )
    .click();
  const node = contacts.detail.getByRole('button', { name: /^曾巩, 佛山市/ });
  await node.focus();
  await page.keyboard.press('Enter');
  await expect(contacts.detail.getByRole('heading', { name: '曾巩' })).toBeVisible();
  await expect(contacts.detail.getByRole('link', { name: '佛山市顺德绿源电器厂' })).toBeVisible();
  await page.keyboard.press('Escape');

  // A card as an older phone writes it, and one of somebody who is there already.
  const quoted = [...iconv.encode('梅尧臣', 'gbk')]
    .map((byte) => `=${byte.toString(16).toUpperCase()}`)
    .join('');
  const file = [
    'BEGIN:VCARD',
    'VERSION:2.1',
    `FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:${quoted}`,
    'TEL;CELL:13900001111',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:欧阳修',
    'END:VCARD',
  ].join('\r\n');
  await page.getByRole('button', { name: say(($) => $.contacts.cards.menu) }).click();
  await page.getByRole('menuitem', { name: say(($) => $.contacts.cards.import) }).click();
  const chooser = page.waitForEvent('filechooser');
  await contacts.importing.getByRole('button', { name: say(($) => $.contacts.cards.drop) }).click();
  await (await chooser).setFiles({ name: 'cards.vcf', mimeType: 'text/vcard', buffer: Buffer.from(file) });
  await expect(contacts.importing.getByRole('checkbox', { name: /梅尧臣/ })).toBeChecked();
  await expect(contacts.importing.getByRole('checkbox', { name: /欧阳修/ })).not.toBeChecked();
  await contacts.importing
    .getByRole('button', { name: say(($) => $.contacts.cards.save_other, { count: 1 }) })
    .click();
  await expect(contacts.card('梅尧臣')).toContainText('13900001111');

  const download = page.waitForEvent('download');
  await contacts.fromMenu('梅尧臣', ($) => $.contacts.cards.exportOne);
  expect((await download).suggestedFilename()).toBe('梅尧臣.vcf');
});
