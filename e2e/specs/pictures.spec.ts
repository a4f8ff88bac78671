import type { Page } from '@playwright/test';
import { attachFile } from '#testing/builders/attached-file.ts';
import { expect, test } from '../fixtures/test.ts';
import { officeListFile } from '../fixtures/customers.ts';
import { makeContact } from '../fixtures/contacts.ts';
import { goOn, type Shown, tour } from '../fixtures/tour.ts';
import { say, type Language } from '../pages/words.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
/** Rows with what comes beside them: names of people and choices. */
const customers = (page: Page) =>
  page
    .getByRole('main')
    .getByText(/机械制造|信息技术|建筑建材|批发零售/)
    .first();
const form = (page: Page) => page.getByRole('dialog').getByRole('textbox').first();
const table = (page: Page) => page.getByRole('main').getByRole('table');

const poolPages = (customer: number, contact: number): Shown[] => [
  { name: 'pool', path: '/pool', ready: customers },
  {
    name: 'pool-filtered',
    path: '/pool?segment=unclaimed&level=A_B&status=potential_interested',
    ready: customers,
  },
  {
    name: 'pool-no-match',
    path: '/pool?q=没有这样的公司',
    ready: (page) => page.getByRole('main').getByRole('paragraph').first(),
  },
  { name: 'customer-new', path: '/pool?new=1', ready: form },
  { name: 'customer', path: `/customers/${customer}`, ready: heading },
  { name: 'customer-edit', path: `/customers/${customer}?edit=1`, ready: form },
  { name: 'recycle-bin', path: '/recycle-bin', ready: heading },
  { name: 'duplicates', path: '/duplicates?tab=likely', ready: heading },
  {
    name: 'customer-contacts',
    path: `/customers/${customer}?tab=contacts`,
    ready: (page) => page.getByRole('main').getByText('欧阳修').first(),
  },
  {
    name: 'customer-contact',
    path: `/customers/${customer}?tab=contacts&contact=${contact}`,
    ready: (page) => page.getByRole('dialog').getByText('苏轼'),
  },
  { name: 'customer-contact-new', path: `/customers/${customer}?contactForm=new`, ready: form },
  { name: 'customer-interactions', path: `/customers/${customer}?tab=interactions`, ready: heading },
  {
    name: 'customer-files',
    path: `/customers/${customer}?tab=files`,
    ready: (page) => page.getByRole('main').getByText('框架合同.txt').first(),
  },
];
const administrationPages: Shown[] = [
  { name: 'people', path: '/people', ready: (page) => page.getByRole('button', { name: /陈建国/ }).first() },
  { name: 'people-new', path: '/people?new=1', ready: form },
  { name: 'handover', path: '/handover', ready: heading },
  // 李娜, the first salesperson of the demo office.
  {
    name: 'handover-of',
    path: '/handover/5',
    ready: (page) => page.getByRole('main').getByRole('heading', { level: 2 }).nth(1),
  },
  { name: 'departments', path: '/departments', ready: (page) => page.getByText('销售一部').first() },
  { name: 'roles', path: '/roles', ready: heading },
  { name: 'choices', path: '/choices', ready: (page) => page.getByText('机械制造').first() },
  { name: 'custom-fields', path: '/custom-fields', ready: (page) => page.getByText('主营产品').first() },
  { name: 'pool-rules', path: '/pool-rules', ready: table },
  {
    name: 'pool-rules-protection',
    path: '/pool-rules?tab=protection',
    ready: (page) => page.getByRole('main').getByRole('textbox').first(),
  },
  {
    name: 'settings',
    path: '/settings',
    ready: (page) => page.getByRole('main').getByRole('textbox').first(),
  },
  {
    name: 'stored-files',
    path: '/stored-files',
    ready: (page) => page.getByRole('main').locator('dl').first(),
  },
  {
    name: 'print-setup',
    path: '/print-setup',
    ready: (page) => page.getByRole('main').locator('iframe').first(),
  },
  { name: 'exports', path: '/exports', ready: heading },
  { name: 'me', path: '/me', ready: heading },
];

// A trace would hold every picture a second time.
test.use({ start: 'demo', trace: 'off' });
// Every page in four looks, each with axe: minutes where other work shares the machine.
test.setTimeout(400_000);

for (const language of ['zh-CN', 'en'] as const satisfies readonly Language[]) {
  test.describe(language, () => {
    test.use({ locale: language });
    const strictly = language === 'zh-CN';
    const word = (pick: Parameters<typeof say>[0]) => say(pick, {}, language);

    test('every page of the customers can be looked at', async ({ page, office, signIn, goTo, shot }) => {
      const { look, wrong } = tour(page, { goTo, shot }, strictly);
      await look({ name: 'sign-in', path: '/', ready: heading });
      const clerk = office.person('林静');
      await signIn(page, clerk.name, '/pool');
      const { calls } = office.callerOf(clerk);
      const { rows } = await calls.customers.list({
        view: 'pool',
        segment: 'claimed',
        filters: { statuses: ['deal'] },
      });
      const customerId = rows[0]?.id ?? 1;
      const contactId = await makeContact(calls, customerId, '欧阳修', '苏轼');
      const owner = { kind: 'customer' as const, id: customerId };
      for (const name of ['框架合同.txt', '报价单（第二次修改，含运费和安装调试，请以此为准）.xlsx'])
        await attachFile(calls, owner, name, `${name}的内容`);
      for (const shown of poolPages(customerId, contactId)) await look(shown);
      await goOn(page, `/customers/${customerId}`);
      await page.getByRole('tab', { name: word(($) => $.customers.page.history) }).click();
      await look({
        name: 'customer-history',
        path: null,
        ready: () => page.getByRole('main').getByRole('listitem').first(),
      });
      await look({ name: 'import', path: '/import', ready: heading });
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: word(($) => $.imports.drop) }).click();
      await (await chooser).setFiles(officeListFile('utf-8'));
      await look({ name: 'import-columns', path: null, ready: table });
      await page.getByRole('button', { name: word(($) => $.imports.columns.check), exact: true }).click();
      const checked = word(($) => $.imports.checked.title);
      await look({
        name: 'import-checked',
        path: null,
        ready: () => page.getByRole('heading', { name: checked }),
      });
      expect(wrong).toEqual([]);
    });

    test('every page of the administration can be looked at', async ({ page, signIn, goTo, shot }) => {
      const { look, wrong } = tour(page, { goTo, shot }, strictly);
      await signIn(page, '林静', '/people');
      for (const shown of administrationPages) await look(shown);
      await page.keyboard.press('Control+k');
      await look({
        name: 'quick-search',
        path: null,
        ready: () => page.getByRole('combobox', { name: word(($) => $.common.search.title) }),
      });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+l');
      await look({
        name: 'locked',
        path: null,
        ready: () => page.getByRole('button', { name: word(($) => $.session.lock.submit) }),
      });
      expect(wrong).toEqual([]);
    });

    test('every page of a salesperson can be looked at', async ({ page, signIn, goTo, shot }) => {
      const { look, wrong } = tour(page, { goTo, shot }, strictly);
      await signIn(page, '李娜');
      // Where people begin; going there once more would meet the way that is under way.
      await look({ name: 'today', path: null, ready: heading });
      await look({ name: 'interactions', path: '/interactions', ready: heading });
      await look({ name: 'mine', path: '/mine', ready: customers });
      await look({
        name: 'shared',
        path: '/shared',
        ready: (list) =>
          list
            .getByRole('main')
            .getByText(/K000\d{3}/)
            .first(),
      });
      await look({
        name: 'shared-by-me',
        path: '/shared-by-me',
        ready: (list) => list.getByRole('main').getByRole('link').first(),
      });
      await page.getByRole('button', { name: /^(通知|Notifications)/ }).click();
      await look({
        name: 'notices',
        path: null,
        ready: () => page.getByRole('dialog').getByRole('listitem').first(),
      });
      await page.keyboard.press('Escape');
      await goOn(page, '/pool');
      await page.getByRole('button', { name: word(($) => $.list.showPane) }).click();
      await customers(page).waitFor();
      await page.getByRole('grid').focus();
      for (const key of ['ArrowDown', ' ', 'Shift+ArrowDown']) await page.keyboard.press(key);
      await look({ name: 'pool-selected', path: null, ready: customers });
      expect(wrong).toEqual([]);
    });
  });
}

test.describe('a new office', () => {
  test.use({ start: 'empty' });
  test('the first start can be looked at', async ({ page, goTo, shot }) => {
    const { look, wrong } = tour(page, { goTo, shot }, true);
    await look({ name: 'first-start', path: '/', ready: heading });
    expect(wrong).toEqual([]);
  });
});
