import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { Frame } from '../pages/frame.ts';
import { labelled, say } from '../pages/words.ts';

test('rules are checked before they are saved; an extension is asked for and granted; a customer is locked', async ({
  page,
  office,
  signIn,
  asPerson,
  goTo,
}) => {
  const seller = office.person('李销售');
  const id = await makeCustomer(
    office.callerOf(seller).calls,
    { name: '无锡恒丰机械有限公司', phone: '0510-82345678' },
    true,
  );

  // The clerk sees whom the rules would hit before they are saved.
  const clerk = await asPerson(office.person('赵内勤').name);
  await goTo(clerk, '/pool-rules?tab=protection');
  const { interaction, all, level } = {
    interaction: say(($) => $.protection.form.interaction),
    all: say(($) => $.protection.form.all),
    level: say(($) => $.protection.form.level, { level: 'A' }),
  };
  await clerk.getByRole('textbox', { name: `${interaction}: ${all}`, exact: true }).fill('20');
  await clerk.getByRole('textbox', { name: `${interaction}: ${level}`, exact: true }).fill('60');
  await clerk.getByRole('button', { name: say(($) => $.protection.form.preview) }).click();
  const preview = clerk.getByRole('dialog', { name: say(($) => $.protection.preview.title) });
  await expect(preview.getByText(seller.name)).toHaveCount(0);
  await preview.getByRole('button', { name: say(($) => $.common.save), exact: true }).click();
  await expect(preview).toHaveCount(0);

  // Its owner reads when it falls back and why, and asks to keep it longer.
  await signIn(page, seller.name, `/customers/${id}`);
  const note = page.getByRole('region', { name: say(($) => $.protection.title), exact: true });
  const why = say(($) => $.protection.why.interaction_other, { count: 20 });
  const when = say(($) => $.protection.inDays_other, { count: 20 });
  await expect(note).toContainText(say(($) => $.protection.sentence, { when, why }));
  await note.getByRole('button', { name: say(($) => $.protection.ask) }).click();
  const asking = page.getByRole('dialog', { name: say(($) => $.protection.askTitle) });
  await labelled(
    asking,
    say(($) => $.protection.reason),
  ).fill('下月批预算');
  await asking.getByRole('button', { name: say(($) => $.protection.send) }).click();
  await expect(note).toContainText('下月批预算');

  // The superior finds it on the start page, and the owner sees the answer at once.
  const superior = await asPerson(office.person('陈主管').name);
  await goTo(superior, '/today');
  const requests = superior.getByRole('region', { name: say(($) => $.protection.requests) });
  await expect(requests).toContainText('无锡恒丰机械有限公司');
  await requests.getByRole('button', { name: say(($) => $.protection.grant), exact: true }).click();
  await expect(requests).toHaveCount(0);
  await expect(note).toContainText(say(($) => $.protection.inDays_other, { count: 51 }));

  await note.getByRole('button', { name: say(($) => $.protection.lock), exact: true }).click();
  await expect(note).toContainText(say(($) => $.protection.lockedText));
  await new Frame(page).open('mine');
  await expect(page.getByRole('main')).toContainText(say(($) => $.protection.locked));
});
