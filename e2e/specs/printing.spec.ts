import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { Frame } from '../pages/frame.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { pagesOf, printPreview } from '../pages/print-preview.ts';
import { choose, say } from '../pages/words.ts';

const pageOf = (page: number, pages: number) => say(($) => $.printing.pageOf, { page, pages });
const prefix = '打印测试';
const names = Array.from({ length: 40 }, (_, at) => `${prefix}${String(at + 1).padStart(3, '0')}号<b>公司`);

test('a list is printed as it stands: page by page as in the preview, heads repeated, pages counted', async ({
  page,
  office,
  signIn,
  door,
}, info) => {
  test.skip(door !== 'browser', 'the desktop program prints by itself: the other test');
  const seller = office.person('李销售');
  for (const name of names) await makeCustomer(office.callerOf(seller).calls, { name }, true);
  await signIn(page, seller.name, '/mine?sort=name-asc');
  const list = new CustomerList(page);
  await expect(list.row(names[0] ?? '')).toBeVisible();
  await page.keyboard.press('Control+p');
  const preview = new Frame(page).dialog(say(($) => $.printing.preview));
  await expect(preview.getByText(/第 1 页，共 \d 页/)).toBeVisible();
  await choose(
    preview,
    say(($) => $.printing.paper),
    say(($) => $.printing.papers.continuousHalf),
  );
  await expect(preview.getByText(/第 1 页，共 ([4-9]|1\d) 页/)).toBeVisible();
  const pages = Number(/共 (\d+) 页/.exec(await preview.getByText(/第 1 页，共/).innerText())?.[1]);
  await expect(
    preview
      .frameLocator('iframe')
      .first()
      .getByText(names[0] ?? ''),
  ).toBeVisible();

  const file = info.outputPath('list.pdf');
  const { html, pages: printed } = await printPreview(page, preview, file);
  expect(html.match(/<section class="sheet">/g)).toHaveLength(pages);
  if (printed !== null) {
    expect(printed).toHaveLength(pages);
    printed.forEach((text, at) => {
      expect(text).toContain(pageOf(at + 1, pages));
      expect(text).toContain(say(($) => $.customers.fields.name));
      expect(text).toContain(say(($) => $.printing.foot, { name: seller.name, at: '' }).trim());
    });
    // A reader of PDF files sees spaces between Chinese and figures where there is but air.
    const found = printed
      .join('')
      .replace(/\s/g, '')
      .match(new RegExp(`${prefix}\\d{3}号<b>公司`, 'g'));
    expect(found).toEqual(names);
  }
  await page.keyboard.press('Escape');
  await expect(preview).toBeHidden();
});

test('the desktop program saves the pages as a PDF file where the person says', async ({
  page,
  office,
  signIn,
  door,
}, info) => {
  test.skip(door !== 'desktop', 'in a browser its own dialog does that');
  const standIn = office.desktop?.standIn;
  test.skip(standIn === null || standIn === undefined, 'the dialog of the system is not answered by a test');
  const seller = office.person('李销售');
  await makeCustomer(office.callerOf(seller).calls, { name: names[0] ?? '' }, true);
  await signIn(page, seller.name, '/mine');
  await page
    .getByRole('button', { name: say(($) => $.printing.open), exact: false })
    .first()
    .click();
  const preview = new Frame(page).dialog(say(($) => $.printing.preview));
  const save = preview.getByRole('button', { name: say(($) => $.printing.pdf) });
  const file = info.outputPath('saved.pdf');
  if (standIn) standIn.saveAs = file;
  await save.click();
  await expect
    .poll(() =>
      readFile(file).then(
        (bytes) => bytes.subarray(0, 5).toString(),
        () => '',
      ),
    )
    .toBe('%PDF-');
  const printed = await pagesOf(file);
  if (printed !== null) expect(printed.join('')).toContain(names[0]);
  expect(standIn?.dialogs.at(-1)?.options.defaultPath).toMatch(/我的客户\.pdf$/);
  await preview.getByRole('button', { name: say(($) => $.printing.print), exact: true }).click();
  await expect.poll(() => standIn?.printed.length).toBe(1);
  expect(standIn?.printed[0]?.options).toMatchObject({ copies: 1 });
  // The window in which it was printed has gone.
  expect(standIn?.windows()).toHaveLength(1);
});
