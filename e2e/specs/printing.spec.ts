import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { Frame } from '../pages/frame.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { inkOf, pagesOf, printPreview } from '../pages/print-preview.ts';
import { alternative, choose, say } from '../pages/words.ts';

const pageOf = (page: number, pages: number) => say(($) => $.printing.pageOf, { page, pages });
const prefix = '打印测试';
const names = Array.from({ length: 24 }, (_, at) => `${prefix}${String(at + 1).padStart(3, '0')}号<b>公司`);

// The desktop program prints by itself: the other test.
test(
  'a list is printed as it stands: page by page as in the preview, heads repeated, pages counted',
  { tag: '@browser' },
  async ({ page, office, signIn }, info) => {
    const seller = office.person('李销售');
    for (const [at, name] of names.entries())
      await makeCustomer(
        office.callerOf(seller).calls,
        { name, ...(at < 10 && { address: `张江路 ${at + 1} 号`, postcode: '201203' }) },
        true,
      );
    await signIn(page, seller.name, '/mine?sort=name-asc');
    const list = new CustomerList(page);
    await expect(list.row(names[0] ?? '')).toBeVisible();
    await page.keyboard.press('Control+p');
    const preview = new Frame(page).dialog(say(($) => $.printing.preview));
    await expect(preview.getByText(/第 1 页，共 [12] 页/)).toBeVisible();
    await choose(
      preview,
      say(($) => $.printing.paper),
      say(($) => $.printing.papers.continuousThird),
    );
    await expect(preview.getByText(/第 1 页，共 [3-9] 页/)).toBeVisible();
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

    await test.step('labels and envelopes stand where they belong on the paper', async () => {
      await preview.getByRole('button', { name: say(($) => $.printing.addresses.open) }).click();
      await expect(
        preview.getByText(say(($) => $.printing.addresses.count_other, { figure: 10 })),
      ).toBeVisible();
      await expect(preview.getByText(pageOf(1, 1))).toBeVisible();
      const sheet = info.outputPath('labels.pdf');
      const labelled = await printPreview(page, preview, sheet);
      expect(labelled.pages?.length ?? 1).toBe(1);
      // Ten labels of three columns: 70 × 37 mm, from 0.5 mm on.
      const label = await inkOf(sheet);
      for (let at = 0; label !== null && at < 24; at++) {
        const x = 70 * (at % 3);
        const y = 0.5 + 37 * Math.floor(at / 3);
        expect(label({ x: x + 3, y: y + 2, width: 64, height: 33 }) > 0, `label ${at}`).toBe(at < 10);
        expect(label({ x, y: y - 1.5, width: 70, height: 3 }), `between labels, ${at}`).toBe(0);
      }

      await alternative(
        preview,
        say(($) => $.printing.what),
        say(($) => $.printing.addresses.envelopes),
      ).click();
      await expect(preview.getByText(pageOf(1, 10))).toBeVisible();
      const letter = info.outputPath('envelopes.pdf');
      const posted = await printPreview(page, preview, letter);
      if (posted.pages !== null) {
        expect(posted.pages).toHaveLength(10);
        expect(posted.pages[0]?.replace(/\s/g, '')).toContain('201203');
      }
      const envelope = await inkOf(letter);
      if (envelope !== null) {
        for (let box = 0; box < 6; box++)
          expect(
            envelope({ x: 12 + 10 * box, y: 10, width: 8, height: 9 }),
            `postcode ${box}`,
          ).toBeGreaterThan(0);
        expect(envelope({ x: 80, y: 0, width: 140, height: 25 })).toBe(0);
        expect(envelope({ x: 60, y: 30, width: 110, height: 45 })).toBeGreaterThan(0);
        expect(envelope({ x: 0, y: 30, width: 40, height: 80 })).toBe(0);
      }
    });
    await page.keyboard.press('Escape');
    await expect(preview).toBeHidden();
  },
);

// In a browser its own dialog does that; Electron's is not answered by a test.
test(
  'the desktop program saves the pages as a PDF file where the person says',
  { tag: ['@desktop', '@notElectron'] },
  async ({ page, office, signIn }, info) => {
    const standIn = office.desktop?.standIn;
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
  },
);
