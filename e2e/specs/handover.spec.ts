import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { printPreview } from '../pages/print-preview.ts';
import { choose, say } from '../pages/words.ts';

// A person would have to say where the sheet is saved.
test(
  'a superior hands over by rule and by hand, prints the sheet, and undoes it',
  { tag: '@notElectron' },
  async ({ page, office, signIn, asPerson, goTo }, info) => {
    const leaver = office.person('李销售');
    const colleague = office.person('周销售');
    const { calls } = office.callerOf(leaver);
    const names = ['绍兴启明纺织有限公司', '温州瑞安阀门有限公司', '台州黄岩模具有限公司'] as const;
    for (const [nth, name] of names.entries())
      await makeCustomer(calls, { name, level: nth === 0 ? 'A' : null }, true);
    const leaving = await asPerson(leaver.name);
    await goTo(leaving, '/mine');
    await expect(leaving.getByText(names[0])).toBeVisible();

    await signIn(page, office.person('陈主管').name, '/handover');
    await page.getByRole('link', { name: say(($) => $.handover.beginOf, { name: leaver.name }) }).click();
    await page.getByRole('button', { name: say(($) => $.handover.rule.add) }).click();
    const rule = page.getByRole('group', { name: say(($) => $.handover.rule.nth, { nth: 1 }) });
    await choose(
      rule,
      say(($) => $.handover.rule.levels),
      `${say(($) => $.customers.levels.A)} (1)`,
    );
    await page.keyboard.press('Escape');
    await choose(
      rule,
      say(($) => $.handover.rule.to),
      colleague.name,
    );
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: say(($) => $.handover.page.byHand) }).click();
    await page.getByRole('checkbox', { name: names[1] }).check();
    await page.getByRole('button', { name: say(($) => $.handover.hand.givePool) }).click();
    await expect(page.getByText(say(($) => $.handover.preview.unruled_other, { number: 1 }))).toBeVisible();
    const preview = page.getByRole('table', { name: say(($) => $.handover.page.preview) });
    await expect(preview.getByRole('row', { name: colleague.name })).toContainText('1');
    await page.getByRole('button', { name: say(($) => $.handover.run.action_other, { number: 3 }) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(($) => $.handover.begin), exact: true })
      .click();
    await expect(page.getByText(say(($) => $.handover.done.text_other, { number: 3 }))).toBeVisible();

    // The account is closed wherever it was open.
    await expect(leaving.getByRole('button', { name: say(($) => $.session.signIn.submit) })).toBeVisible();

    await page
      .getByRole('link', { name: say(($) => $.handover.past.sheetOf, { name: leaver.name }) })
      .click();
    const paper = page.getByRole('dialog', { name: say(($) => $.printing.preview) });
    const { html, pages } = await printPreview(page, paper, info.outputPath('sheet.pdf'), office.desktop);
    // Where there is no reader of PDF files: what was printed, if that can be had.
    const text = pages?.join('') ?? html;
    const wanted = text === '' ? [] : [...names, say(($) => $.handover.sheet.superior)];
    for (const each of wanted) expect(text).toContain(each);
    if (pages !== null) expect(text).toContain(say(($) => $.printing.pageOf, { page: 1, pages: 1 }));
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: say(($) => $.handover.past.undo), exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(($) => $.handover.past.undo), exact: true })
      .click();
    const restored = say(($) => $.handover.undoResult.restored_other, { number: 3, person: leaver.name });
    await expect(page.getByText(restored)).toContainText(say(($) => $.handover.undoResult.reactivated));
    const owns = say(($) => $.handover.owns, { customers: 3, tasks: 0 });
    await expect(page.getByRole('listitem').filter({ hasText: leaver.name }).last()).toContainText(owns);
  },
);
