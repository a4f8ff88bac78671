import { expect, test } from '../fixtures/test.ts';
import { Frame } from '../pages/frame.ts';
import { alternative, say } from '../pages/words.ts';

test('settings follow the person to the other window and to another PC', async ({
  page,
  office,
  signIn,
  openWindow,
  asPerson,
  goTo,
}) => {
  const { name } = office.person('李销售');
  await signIn(page, name, '/me');
  const other = await openWindow();
  await goTo(other, '/mine');
  const root = (of: typeof page) => of.locator('html');
  await alternative(
    page,
    say(($) => $.common.person.scheme),
    say(($) => $.common.person.schemeDark),
  ).click();
  await expect(root(page)).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(root(other)).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await alternative(
    page,
    say(($) => $.common.person.startPage),
    say(($) => $.common.person.startPages.pool),
  ).click();
  await page.getByRole('checkbox', { name: say(($) => $.common.person.noticeGroups.shares) }).uncheck();

  const elsewhere = await asPerson(name);
  await goTo(elsewhere, '/');
  await expect(elsewhere).toHaveURL(/\/pool/);
  await expect(root(elsewhere)).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await goTo(elsewhere, '/me');
  await expect(
    elsewhere.getByRole('checkbox', { name: say(($) => $.common.person.noticeGroups.shares) }),
  ).not.toBeChecked();
});

// What the desktop program's window asks goes through no request that a test could hold back.
test(
  'a click on a page counts, also before the start page is known',
  { tag: '@browser' },
  async ({ page, office, signIn }) => {
    const frame = new Frame(page);
    const held = async (what: string) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const asked = page.waitForRequest(what);
      await page.route(what, (route) => promise.then(() => route.continue()));
      return { asked, release: resolve };
    };
    const preferences = await held('**/rpc/preferences/get*');
    const pool = await held('**/assets/CustomerPool*.js');
    await signIn(page, office.person('李销售').name);
    await preferences.asked;
    await frame.open('pool');
    await pool.asked;
    // Now the start page becomes known, while the page that was clicked on is still on its way.
    const answered = page.waitForResponse('**/rpc/preferences/get*');
    preferences.release();
    await answered;
    await page.evaluate(() => new Promise(requestAnimationFrame));
    pool.release();
    await expect(frame.heading(say(($) => $.customers.pool))).toBeVisible();
    await expect(page).toHaveURL(/\/pool/);
  },
);
