import { readFile } from 'node:fs/promises';
import { makeCustomer } from '../fixtures/customers.ts';
import { callFromPage, expect, test } from '../fixtures/test.ts';
import { launchDesktop } from '../fixtures/desktop.ts';
import { say } from '../pages/words.ts';

/** The doors themselves: what a page gets, and what it does not get, whichever door it came through. */
test.describe('a page', () => {
  test('is held by the content policy and gets the door’s constants, nothing more', async ({
    page,
    door,
    goTo,
  }) => {
    await goTo(page, '/');
    const inside = await page.evaluate(async () => {
      // Later, in a turn of the page's own: what the test itself evaluates is exempt from the policy.
      const evaluated = await new Promise<boolean>((resolve) => {
        setTimeout(() => {
          try {
            const make = (() => undefined).constructor as FunctionConstructor;
            resolve(Boolean(make('return 1')()));
          } catch {
            resolve(false);
          }
        });
      });
      const elsewhere = await fetch('https://example.com/').then(
        () => true,
        () => false,
      );
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.head.append(script);
      return {
        evaluated,
        elsewhere,
        injected: 'injected' in window,
        kechi: window.kechi ?? null,
        node: 'require' in window || 'process' in window,
        cookie: document.cookie,
      };
    });
    expect(inside).toMatchObject({
      evaluated: false,
      elsewhere: false,
      injected: false,
      node: false,
      cookie: '',
    });
    if (door === 'browser') expect(inside.kechi).toBeNull();
    else {
      expect(inside.kechi).toMatchObject({
        locale: 'zh-CN',
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      });
      const changed = await page.evaluate(() => {
        const { kechi } = window as unknown as { kechi: { locale: string } };
        try {
          kechi.locale = 'x';
        } catch {
          // Frozen: that is what is asked.
        }
        return kechi.locale;
      });
      expect(changed).toBe('zh-CN');
    }
  });

  test('is signed in in every window of its program, and never sees the token', async ({
    page,
    office,
    goTo,
    openWindow,
  }) => {
    await goTo(page, '/');
    expect(await callFromPage(page, 'sessions/me', {})).toMatchObject({
      status: 401,
      json: { code: 'signInNeeded' },
    });
    const { name, password } = office.admin;
    expect(await callFromPage(page, 'sessions/signIn', { name, password })).toMatchObject({ status: 200 });
    expect(await callFromPage(page, 'sessions/me', {})).toMatchObject({ json: { name: office.admin.name } });
    const second = await openWindow();
    expect(await callFromPage(second, 'sessions/me', {})).toMatchObject({
      json: { name: office.admin.name },
    });
    expect(await second.evaluate(() => document.cookie)).toBe('');
  });

  test('is somebody else at another PC', async ({ page, office, signIn, asPerson }) => {
    await signIn(page, office.admin.name);
    const other = await asPerson('李销售');
    expect(await callFromPage(other, 'sessions/me', {})).toMatchObject({ json: { name: '李销售' } });
    expect(await callFromPage(page, 'sessions/me', {})).toMatchObject({ json: { name: office.admin.name } });
  });

  test('makes a change that others hear of', async ({ page, office, signIn }, testInfo) => {
    await signIn(page, office.admin.name);
    const events = await office.caller.calls.changes.watch({});
    // The first event only says that the stream is open.
    await events.next();
    const heard = events.next();
    const made = await callFromPage(page, 'departments/create', { name: '华东部', parentId: null });
    expect(made.status).toBe(200);
    const answered = Date.now();
    expect(await heard).toMatchObject({ value: { topics: expect.arrayContaining(['people']) } });
    // How long it took is measured, not judged: the tests share their machine.
    testInfo.annotations.push({ type: 'heard after, in ms', description: String(Date.now() - answered) });
    await events.return?.(undefined);
  });

  test('can save a file', async ({ page, goTo }) => {
    await goTo(page, '/');
    const download = page.waitForEvent('download');
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['行,原因\n'], { type: 'text/csv' }));
      link.download = '导入未成功的行.csv';
      link.click();
    });
    expect((await download).suggestedFilename()).toBe('导入未成功的行.csv');
  });

  test('opens at any address of the program, and nothing of the PC', async ({ page, goTo }) => {
    await goTo(page, '/customers/12?tab=history');
    expect(await page.title()).toContain('Kechi');
    const status = (path: string) => page.evaluate(async (to) => (await fetch(to)).status, path);
    expect(await status('/gone.js')).toBe(404);
    expect(await status('/..%2f..%2fpackage.json')).not.toBe(200);
  });
});

// One process, one door.
test.describe('the headless service', { tag: '@browser' }, () => {
  test('ends cleanly, starts again on the same data, and survives a power cut', async ({ office }) => {
    const { HeadlessService } = await import('../fixtures/service.ts');
    expect(await office.service?.stop()).toBe(0);
    const again = await HeadlessService.start(office.dataDir, []);
    const { calls } = (await import('../fixtures/calls.ts')).openCaller(again.url);
    expect(await calls.office.state({})).toMatchObject({ firstStartNeeded: false });
    await again.kill();
    const third = await HeadlessService.start(office.dataDir, []);
    expect(await third.stop()).toBe(0);
  });

  test('refuses a data folder in use with a sentence, and no stack trace', async ({ office }) => {
    const { HeadlessService } = await import('../fixtures/service.ts');
    const refusal = await HeadlessService.start(office.dataDir, []).catch((error: Error) => error.message);
    expect(refusal).toContain('ended (1)');
    expect(refusal).toMatch(/正被另一个客池程序使用|in use by another Kechi program/);
    expect(refusal).not.toMatch(/\n\s+at /);
  });
});

test.describe('the desktop program', { tag: '@desktop' }, () => {
  test('keeps its pages inside', async ({ page, office }) => {
    const { origin, standIn } = office.desktop ?? { origin: '', standIn: null };
    await page.evaluate(() => {
      location.href = 'https://example.com/a';
    });
    await page.evaluate(() => void window.open('mailto:a@example.com'));
    await page.evaluate(() => void window.open('file:///etc/passwd'));
    await expect.poll(() => office.desktop?.windows().length).toBe(1);
    expect(page.url()).toContain(origin);
    if (standIn)
      await expect.poll(() => standIn.outside).toEqual(['https://example.com/a', 'mailto:a@example.com']);
    expect(await callFromPage(page, 'office/state', {})).toMatchObject({ status: 200 });
  });

  test('sends, shows, saves and opens an attached file through its own doors', async ({
    page,
    office,
    signIn,
    goTo,
  }) => {
    const seller = office.person('李销售');
    const id = await makeCustomer(office.callerOf(seller).calls, { name: '桌面附件公司' }, true);
    await signIn(page, seller.name);
    await goTo(page, `/customers/${id}?tab=files`);
    const [add, macro] = ['合同.txt', '宏.docm'].map((name) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('甲方：深圳'),
    }));
    await page.locator('input[type=file][multiple]').setInputFiles([add!, macro!]);
    const menu = async (name: string) => {
      await page.getByRole('button', { name: say(($) => $.attachments.actions.menu, { name }) }).click();
    };
    const item = (name: string) => page.getByRole('menuitem', { name, exact: true });
    await page.getByRole('button', { name: '合同.txt', exact: true }).click();
    await expect(page.getByRole('dialog').getByText('甲方：深圳')).toBeVisible();
    await page.keyboard.press('Escape');
    await menu('合同.txt');
    const coming = page.waitForEvent('download');
    await item(say(($) => $.attachments.actions.save)).click();
    expect((await coming).suggestedFilename()).toBe('合同.txt');
    await menu('合同.txt');
    await item(say(($) => $.attachments.actions.openOutside)).click();
    const { standIn } = office.desktop ?? { standIn: null };
    if (standIn !== null) {
      await expect.poll(() => standIn.outside.length).toBe(1);
      const [target = ''] = standIn.outside;
      expect(target).toMatch(/^path:.*kechi-open.*合同\.txt$/);
      expect(await readFile(target.slice('path:'.length), 'utf8')).toBe('甲方：深圳');
    }
    await menu('宏.docm');
    await expect(item(say(($) => $.attachments.actions.saveOnly))).toBeDisabled();
  });

  test('passes on only the port that the page hands over by the agreed word', async ({ page }) => {
    const answered = await page.evaluate(async () => {
      const heard: string[] = [];
      const ask = (name: string, word: unknown) =>
        new Promise<void>((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            heard.push(name);
            resolve();
          };
          window.postMessage(word, '*', [port2]);
          port1.postMessage('{"i":"1","p":{"u":"/office/state","b":{"json":{}}}}');
        });
      void ask('another word', 'kechi:other');
      void ask('an object', { kechi: 'port' });
      await ask('first', 'kechi:port');
      // What was asked before the first had to be heard before the second.
      await ask('second', 'kechi:port');
      return heard;
    });
    expect(answered).toEqual(['first', 'second']);
  });

  test('lets go of a page’s calls when the page is loaded anew', async ({ page, office, signIn }) => {
    await signIn(page, office.admin.name);
    for (let time = 0; time < 3; time += 1) await page.reload();
    expect(await callFromPage(page, 'sessions/me', {})).toMatchObject({ json: { name: office.admin.name } });
  });

  test('ends with its last window, and leaves the data free', async ({ page, office, openWindow }) => {
    const second = await openWindow();
    await page.close();
    expect(await callFromPage(second, 'office/state', {})).toMatchObject({ status: 200 });
    await second.close();
    if (office.desktop?.standIn) expect(await office.desktop.standIn.ended).toBe(0);
    const { HeadlessService } = await import('../fixtures/service.ts');
    const service = await HeadlessService.start(office.dataDir, []);
    expect(await service.stop()).toBe(0);
  });

  // Electron’s error box waits for a person.
  test(
    'says why there is no office, and ends',
    { tag: '@notElectron' },
    async ({ browser, office }, testInfo) => {
      const refused = await launchDesktop({
        browser,
        dataDir: office.dataDir,
        profileDir: testInfo.outputPath('profile'),
        args: [],
        context: { locale: 'zh-CN' },
      });
      expect(await refused.standIn?.ended).toBe(1);
      expect(refused.standIn?.dialogs).toMatchObject([
        {
          kind: 'errorBox',
          options: { title: '客池', content: expect.stringContaining('正被另一个客池程序使用') },
        },
      ]);
      await refused.close();
    },
  );

  // It needs the profile of the first one.
  test(
    'is one program: started again, it shows the window that is there',
    { tag: '@notElectron' },
    async ({ browser, office }) => {
      const first = await office.desktop?.window();
      await expect.poll(() => first?.title()).toContain('Kechi');
      const again = await launchDesktop({
        browser,
        dataDir: office.dataDir,
        profileDir: `${office.dataDir}/../profile`,
        args: [],
        context: { locale: 'zh-CN' },
      });
      expect(await again.standIn?.ended).toBe(0);
      expect(again.windows()).toEqual([]);
      await again.close();
      expect(office.desktop?.windows()).toHaveLength(1);
    },
  );
});
