import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { attachFile } from '#testing/builders/attached-file.ts';
import { makeContact } from '../fixtures/contacts.ts';
import { makeCustomer, officeListFile } from '../fixtures/customers.ts';
import { settling } from '../fixtures/settled.ts';
import { test } from '../fixtures/test.ts';
import { say, type Language, type Words } from '../pages/words.ts';

// The pictures of the guide in both languages and of README.md, drawn on demand: CONTRIBUTING.md says how.
test.use({ start: 'demo', trace: 'off', viewport: { width: 1100, height: 640 } });
test.setTimeout(180_000);

const file = (name: string) => fileURLToPath(new URL(`../../docs/${name}.png`, import.meta.url));

type Draw = (of: Page | Locator, name: string) => Promise<void>;

/** Keeps what is on the screen, or one part of it, when everything that belongs there has come. */
function drawing(page: Page): Draw {
  const settled = settling(page);
  return async (of, name) => {
    await settled();
    await page.mouse.move(0, 0);
    await mkdir(dirname(file(name)), { recursive: true });
    await of.screenshot({ path: file(name), animations: 'disabled' });
  };
}

for (const language of ['zh-CN', 'en'] as const satisfies readonly Language[]) {
  test.describe(language, () => {
    test.use({ locale: language });
    const word = (pick: (words: Words) => string, figures = {}) => say(pick, figures, language);
    const dialog = (page: Page) => page.getByRole('dialog');
    const row = (page: Page) => page.getByRole('grid').getByRole('link').first();
    const keeping = (page: Page): Draw => {
      const draw = drawing(page);
      return (of, name) => draw(of, `guide/pictures/${language}/${name}`);
    };

    test('what a salesperson does', async ({ page, office, signIn, goTo }) => {
      const keep = keeping(page);
      const { calls } = office.callerOf(office.person('李娜'));
      await signIn(page, '李娜', '/today');
      await page.getByRole('checkbox').first().waitFor();
      await keep(page, 'today');
      await goTo(page, '/pool?segment=unclaimed');
      await row(page).waitFor();
      await page.getByRole('grid').focus();
      for (const key of ['ArrowDown', ' ', 'Shift+ArrowDown', 'Shift+ArrowDown'])
        await page.keyboard.press(key);
      await keep(page, 'claim');

      const mine = (await calls.customers.list({ view: 'mine' })).rows;
      const known = mine.find((customer) => customer.name.endsWith('有限公司'));
      await goTo(page, '/mine?new=1');
      const name = (known?.name ?? '').replace('有限公司', '股份有限公司');
      await dialog(page).getByRole('textbox').first().fill(name);
      await dialog(page)
        .getByRole('link', { name: known?.name ?? '' })
        .first()
        .waitFor();
      await keep(dialog(page), 'duplicates');

      const contactId = await makeContact(calls, known?.id ?? 0, '欧阳修', '苏轼');
      await goTo(page, `/customers/${known?.id}?tab=contacts&contact=${contactId}`);
      await dialog(page).getByText('苏轼').first().waitFor();
      await keep(dialog(page), 'contact');

      await goTo(page, '/mine');
      await row(page).waitFor();
      await page.getByRole('button', { name: word(($) => $.conditions.title) }).click();
      const panel = page.getByRole('region', { name: word(($) => $.conditions.title) });
      await panel.getByRole('combobox', { name: word(($) => $.conditions.field) }).click();
      await page.getByRole('option', { name: word(($) => $.customers.fields.level), exact: true }).click();
      await panel.getByRole('combobox', { name: word(($) => $.conditions.value) }).press('ArrowDown');
      await page.getByRole('option', { name: word(($) => $.customers.levels.A), exact: true }).click();
      await page.keyboard.press('Escape');
      await keep(page, 'combined-query');

      await attachFile(calls, { kind: 'customer', id: known?.id ?? 0 }, '2026 年供货合同.txt', '供货合同');
      await attachFile(calls, { kind: 'contact', id: contactId }, '名片.txt', '欧阳修');
      await goTo(page, `/customers/${known?.id}?tab=files`);
      await page.getByText('2026 年供货合同').first().waitFor();
      await keep(page, 'files');

      await goTo(page, '/mine');
      await row(page).waitFor();
      await page.keyboard.press('Control+p');
      await dialog(page).locator('iframe').first().waitFor();
      await keep(page, 'print');

      await goTo(page, `/customers/${known?.id}`);
      await page.getByRole('button', { name: word(($) => $.sharing.share), exact: true }).click();
      await dialog(page).waitFor();
      await keep(dialog(page), 'sharing');
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'hidden' });
      await page.keyboard.press('l');
      await dialog(page).waitFor();
      await keep(dialog(page), 'log');
    });

    test('what the clerk and the superior do', async ({ page, office, signIn, goTo }) => {
      const keep = keeping(page);
      const { calls } = office.callerOf(office.person('林静'));
      await signIn(page, '林静', '/import');
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: word(($) => $.imports.drop) }).click();
      await (await chooser).setFiles(officeListFile('utf-8'));
      await page.getByRole('button', { name: word(($) => $.imports.columns.check), exact: true }).click();
      await page.getByRole('heading', { name: word(($) => $.imports.checked.title) }).waitFor();
      await keep(page, 'import');

      const [kept, gone] = ['无锡市众合轴承有限公司', '无锡众合轴承厂'];
      await makeCustomer(calls, { name: kept, phone: '0510-82345678' }, false);
      await makeCustomer(calls, { name: gone, bank: '工商银行无锡分行' }, false);
      await goTo(page, '/pool?q=众合轴承');
      await row(page).waitFor();
      await page.getByRole('grid').focus();
      for (const key of ['ArrowDown', ' ', 'Shift+ArrowDown']) await page.keyboard.press(key);
      await page.getByRole('button', { name: word(($) => $.customers.actions.merge) }).click();
      await dialog(page).getByRole('row').first().waitFor();
      await keep(dialog(page), 'merging');
      await goTo(page, '/pool');
      await row(page).waitFor();
      await page
        .getByRole('button', { name: word(($) => $.exports.open), exact: true })
        .first()
        .click();
      await dialog(page).waitFor();
      await keep(dialog(page), 'export');

      await signIn(page, '陈建国', '/handover');
      await page.getByRole('link', { name: word(($) => $.handover.beginOf, { name: '李娜' }) }).click();
      await page.getByRole('button', { name: word(($) => $.handover.rule.add) }).click();
      await keep(page, 'handover');
    });
  });
}

test('the pool, for README.md', async ({ page, signIn }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  const draw = drawing(page);
  await signIn(page, '林静', '/pool');
  await page.getByRole('grid').getByRole('link').first().waitFor();
  await draw(page, 'pictures/pool');
});
