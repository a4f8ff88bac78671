import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { attachFile } from '#testing/builders/attached-file.ts';
import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { hostileFiles, type HostileFile } from '../fixtures/hostile-files.ts';
import { Frame } from '../pages/frame.ts';
import { alternative, labelled, say } from '../pages/words.ts';

/** Drops files from outside the window on an element. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const data = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(all))
      transfer.items.add(new File([text], name, { lastModified: 1 }));
    return transfer;
  }, files);
  const panel = page.getByRole('region', { name: say(($) => $.attachments.title), exact: true });
  for (const event of ['dragenter', 'dragover', 'drop'])
    await panel.dispatchEvent(event, { dataTransfer: data });
}

// A person would have to say where a file is saved.
test(
  'files are dropped, looked at, renamed, replaced, deleted and brought back',
  { tag: '@notElectron' },
  async ({ page, office, signIn, shot }) => {
    const { calls } = office.callerOf(office.person('李销售'));
    const id = await makeCustomer(calls, { name: '附件测试公司' }, true);
    await signIn(page, '李销售', `/customers/${id}?tab=files`);
    const frame = new Frame(page);
    const file = (name: string) => page.getByRole('button', { name, exact: true });
    const menu = async (name: string, action: keyof typeof actions) => {
      await page.getByRole('button', { name: say(($) => $.attachments.actions.menu, { name }) }).click();
      await page.getByRole('menuitem', { name: actions[action], exact: true }).click();
    };
    const actions = {
      edit: say(($) => $.attachments.actions.edit),
      remove: say(($) => $.attachments.actions.remove),
      save: say(($) => $.attachments.actions.save),
    };
    await expect(page.getByText(say(($) => $.attachments.empty))).toBeVisible();

    await test.step('two at once', async () => {
      await drop(page, { '合同.txt': '甲方：深圳\n乙方：杭州', '报价.txt': '一千元' });
      await expect(file('合同.txt')).toBeVisible();
      await expect(file('报价.txt')).toBeVisible();
      await expect(page.getByRole('tab', { name: `${say(($) => $.attachments.title)} 2` })).toBeVisible();
      await shot(page, 'attachments');
    });

    await test.step('one after the other inside the program', async () => {
      await file('合同.txt').click();
      await expect(page.getByText('乙方：杭州')).toBeVisible();
      const before = await page.getByRole('dialog').getByRole('heading').textContent();
      await page.keyboard.press(before === '合同.txt' ? 'ArrowRight' : 'ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await expect(page.getByRole('dialog').getByRole('heading')).toHaveText(/\.txt$/);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    });

    await test.step('renamed and described', async () => {
      await menu('合同.txt', 'edit');
      const dialog = frame.dialog(say(($) => $.attachments.edit.title));
      await labelled(
        dialog,
        say(($) => $.attachments.edit.name),
      ).fill('框架合同.txt');
      await labelled(
        dialog,
        say(($) => $.attachments.edit.description),
      ).fill('王总签字版');
      await page.keyboard.press('Enter');
      await dialog.getByRole('button', { name: say(($) => $.common.save) }).click();
      await expect(file('框架合同.txt')).toBeVisible();
      await expect(page.getByText('王总签字版')).toBeVisible();
    });

    await test.step('the same name again becomes a new version, and the old one can still be had', async () => {
      await drop(page, { '报价.txt': '九百元' });
      const dialog = frame.dialog(say(($) => $.attachments.same.title));
      await alternative(
        dialog,
        say(($) => $.attachments.same.choose, { name: '报价.txt' }),
        say(($) => $.attachments.same.version),
      ).click();
      await dialog.getByRole('button', { name: say(($) => $.attachments.same.go) }).click();
      await page
        .getByRole('button', {
          name: say(($) => $.attachments.versionsOf_other, { count: 2, name: '报价.txt' }),
        })
        .click();
      const coming = page.waitForEvent('download');
      await page
        .getByRole('button', { name: say(($) => $.attachments.versions.save, { number: 1 }) })
        .click();
      const saved = await coming;
      expect(saved.suggestedFilename()).toBe('报价.txt');
      // What is downloaded over the program's own protocol does not get through the stand-in.
      if (!office.desktop) expect(await readFile(await saved.path(), 'utf8')).toBe('一千元');
      await page.keyboard.press('Escape');
    });

    await test.step('deleted and taken back; deleted and restored by the clerk', async () => {
      await menu('报价.txt', 'remove');
      await expect(file('报价.txt')).toBeHidden();
      await page.getByRole('button', { name: say(($) => $.attachments.done.undo) }).click();
      await expect(file('报价.txt')).toBeVisible();
      await menu('报价.txt', 'remove');
      await expect(file('报价.txt')).toBeHidden();
      const clerk = office.callerOf(office.person('赵内勤')).calls;
      const { rows } = await clerk.attachments.deleted({});
      expect(rows).toMatchObject([{ name: '报价.txt', customerName: '附件测试公司' }]);
      await clerk.attachments.restore({ ids: rows.map((row) => row.id) });
      // Nobody told this window but the feed of changes.
      await expect(file('报价.txt')).toBeVisible();
    });
  },
);

const inline = /^(?:image\/(?:png|jpeg|webp|gif)|application\/pdf|text\/plain; charset=[\w-]+)$/;

// What the loopback door answers; of the desktop program's own files doors.spec.ts tells.
test(
  'whatever a file says it is, nothing in it runs in the program',
  { tag: '@browser' },
  async ({ page, office, signIn, goTo }) => {
    const customerId = await makeCustomer(
      office.callerOf(office.person('李销售')).calls,
      { name: '恶意文件公司' },
      true,
    );
    await signIn(page, '李销售', `/customers/${customerId}?tab=files`);
    const fetched: string[] = [];
    await page.context().route(/\/canary/, (route) => {
      fetched.push(route.request().url());
      return route.abort();
    });
    const files = hostileFiles();
    expect(files.length).toBeGreaterThanOrEqual(30);
    const ids = new Map<HostileFile, number>();
    const { calls } = office.callerOf(office.person('李销售'));
    const owner = { kind: 'customer' as const, id: customerId };
    for (const file of files)
      ids.set(file, (await attachFile(calls, owner, file.name, file.bytes)).versionId);

    const visit = async (tab: Page, [file, id]: [HostileFile, number]) => {
      const url = `${office.url}/files/${id}`;
      const answer = await tab.request.get(url);
      const { 'content-type': type = '', 'content-disposition': how = '', ...headers } = answer.headers();
      const about = `${file.name} as ${type}`;
      expect([about, headers['x-content-type-options'], headers['content-security-policy']]).toEqual([
        about,
        'nosniff',
        "sandbox; default-src 'none'",
      ]);
      expect([about, how.startsWith('inline'), inline.test(type)]).toEqual([about, file.shown, file.shown]);
      if (!file.shown) expect([about, type]).toEqual([about, 'application/octet-stream']);
      expect((await answer.body()).equals(file.bytes), about).toBe(true);
      const coming = file.shown ? null : tab.waitForEvent('download');
      await tab.goto(url).then(
        () => expect(file.shown, about).toBe(true),
        // What a browser shows nothing of it downloads.
        (error: Error) => expect(error.message, about).toMatch(/Download is starting|ERR_ABORTED/),
      );
      await (await coming)?.cancel();
    };
    // Each in a tab of its own that has been to the one before; several tabs side by side.
    const queue = [...ids];
    const tabs = await Promise.all([1, 2, 3].map(() => page.context().newPage()));
    await Promise.all(
      tabs.map(async (tab) => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) await visit(tab, next);
        await tab.close();
      }),
    );

    // From a page of the program itself: as a script, a module, a style, a worker, a frame, an object.
    await goTo(page, `/customers/${customerId}?tab=files`);
    await expect(page.getByRole('list', { name: say(($) => $.attachments.list) })).toBeVisible();
    const ran = await page.evaluate(
      async (versions) => {
        const loaded: string[] = [];
        const tried = (element: HTMLElement, what: string) =>
          new Promise<void>((resolve) => {
            element.addEventListener('load', () => {
              // A frame is loaded whatever it shows; scripts and styles only when they are taken.
              if (what !== 'iframe' && what !== 'object') loaded.push(`${what} ${element.outerHTML}`);
              resolve();
            });
            element.addEventListener('error', () => resolve());
            setTimeout(resolve, 1500);
            document.body.append(element);
          });
        await Promise.all(
          versions.flatMap((id) => {
            const src = `/files/${id}`;
            const plain = Object.assign(document.createElement('script'), { src });
            const module = Object.assign(document.createElement('script'), { src, type: 'module' });
            const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: src });
            const frame = Object.assign(document.createElement('iframe'), { src });
            const object = Object.assign(document.createElement('object'), { data: src });
            const worker = new Promise<void>((resolve) => {
              const made = new Worker(src);
              made.addEventListener('error', () => resolve());
              setTimeout(() => {
                made.terminate();
                resolve();
              }, 1500);
            });
            return [
              tried(plain, 'script'),
              tried(module, 'module'),
              tried(style, 'style'),
              tried(frame, 'iframe'),
              tried(object, 'object'),
              worker,
            ];
          }),
        );
        return loaded;
      },
      [...ids.values()],
    );
    expect(ran).toEqual([]);
    const traces = await page.evaluate(() => [localStorage.getItem('canary'), 'canary' in window]);
    expect([traces, fetched]).toEqual([[null, false], []]);
  },
);
