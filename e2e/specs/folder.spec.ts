import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { Frame } from '../pages/frame.ts';
import { say } from '../pages/words.ts';

// Electron asks the system where to save.
test(
  'the whole of one customer is saved as a folder, with its card as the program can make it',
  { tag: '@notElectron' },
  async ({ page, office, signIn, door }) => {
    const name = '佛山顺德家具有限公司';
    const seller = office.callerOf(office.person('李销售')).calls;
    const id = await makeCustomer(seller, { name }, true);
    await signIn(page, office.person('陈主管').name, `/customers/${id}`);
    await page.getByRole('button', { name: say(($) => $.exports.folder.open) }).click();
    const dialog = new Frame(page).dialog(say(($) => $.exports.folder.title, { name }));
    const coming = page.waitForEvent('download');
    await dialog.getByRole('button', { name: say(($) => $.exports.start), exact: true }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^${name} \\d{4}-\\d{2}-\\d{2} \\d{4}\\.zip$`));
    const archive = await readFile(await file.path());
    const card = door === 'desktop' ? '客户卡.pdf' : '客户卡.html';
    for (const path of [`${name}/${card}`, `${name}/客户资料.xlsx`])
      expect(archive.includes(Buffer.from(path)), path).toBe(true);
    await expect(dialog).toBeHidden();
    if (door === 'desktop') expect(office.desktop?.windows()).toHaveLength(1);
  },
);
