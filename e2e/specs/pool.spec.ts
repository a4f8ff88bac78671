import { expect, test } from '../fixtures/test.ts';
import { companies, fillPool, makeCustomer } from '../fixtures/customers.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { CustomerRecord, MoveDialog } from '../pages/customer-record.ts';
import { Frame } from '../pages/frame.ts';
import { refusal, say } from '../pages/words.ts';

// Whole stories: long ones where other work shares the machine.
test.describe.configure({ timeout: 120_000 });

const [first, second, third, fourth] = companies(4).map(({ name }) => name) as [
  string,
  string,
  string,
  string,
];

test('a salesperson finds, claims, returns and hands over; a colleague sees no more than whose it is', async ({
  page,
  office,
  signIn,
  asPerson,
}) => {
  const { calls } = office.caller;
  await fillPool(calls, companies(24));
  await makeCustomer(calls, {
    name: '单氏食品（重庆）有限公司',
    phone: '13812345678',
    address: '渝中区解放碑 1 号',
  });
  const li = office.person('李销售');
  await signIn(page, li.name);
  const frame = new Frame(page);
  const list = new CustomerList(page);
  const record = new CustomerRecord(page);

  await test.step('found by two characters, by pinyin with the surname read as one, by initials, by digits', async () => {
    await frame.open('pool');
    await expect(frame.heading(say(($) => $.customers.pool))).toBeVisible();
    await list.find('单氏', 1);
    await list.find('shanshishipin', 1);
    await list.find('sssp', 1);
    await expect(list.rows).toContainText('138****5678');
    // Whose number is masked is not found by it either.
    await list.search.fill('12345678');
    await expect(
      page.getByText(
        say(($) => $.customers.list.noMatch),
        { exact: true },
      ),
    ).toBeVisible();
    await list.search.fill('');
  });

  await test.step('claims one, from its page', async () => {
    await list.find('单氏', 1);
    await list.open('单氏食品（重庆）有限公司');
    await expect(page.getByText('138****5678')).toBeVisible();
    await expect(record.action('edit')).toHaveCount(0);
    await record.action('claim').click();
    await expect(
      frame.message(say(($) => $.customers.done.claimedOne, { name: '单氏食品（重庆）有限公司' })),
    ).toBeVisible();
    await expect(
      page.getByRole('button', { name: say(($) => $.customers.copyNumber, { number: '13812345678' }) }),
    ).toBeVisible();
  });

  await test.step('claims several at once', async () => {
    await frame.open('pool');
    await list.segment('unclaimed').click();
    // The rows as they are now: those of the question before would move under the pointer.
    await expect(list.row('单氏食品（重庆）有限公司')).toHaveCount(0);
    for (const name of [first, second, third]) await list.box(name).check();
    await expect(list.batchAction('claim')).toHaveText(
      new RegExp(`${say(($) => $.customers.actions.claim)}\\s*3`),
    );
    await list.batchAction('claim').click();
    await expect(frame.message(say(($) => $.customers.done.claimed_other, { count: 3 }))).toBeVisible();
    await frame.open('mine');
    await expect(list.rows).toHaveCount(4);
  });

  await test.step('returns one with a reason, which the history keeps', async () => {
    await list.open(third);
    await record.action('return').click();
    const question = new MoveDialog(page, 'return');
    await expect(question.dialog(1)).toContainText(
      say(($) => $.customers.dialogs.returnOneText, { name: third }),
    );
    await question.confirm(1);
    await expect(question.dialog(1)).toContainText(say(($) => $.customers.dialogs.reasonNeeded));
    const [reason] = (await calls.choices.list({})).filter(({ kind }) => kind === 'returnReason');
    await question.answer(1, { reason: reason?.label ?? '', more: '电话打不通' });
    await expect(frame.message(say(($) => $.customers.done.returned_other, { count: 1 }))).toBeVisible();
    await record.showHistory();
    await expect(page.getByText(say(($) => $.customers.history.returned))).toBeVisible();
    await expect(page.getByText(`${reason?.label ?? ''}：电话打不通`)).toBeVisible();
  });

  await test.step('hands another over, and keeps no right to it', async () => {
    await frame.open('mine');
    // Coming back, the list shows the rows it had until it has asked again, and the click would go where another row comes to.
    await expect(list.rows).toHaveCount(3);
    await expect(list.row(third)).toHaveCount(0);
    await list.open(second);
    await expect(record.name(second)).toBeVisible();
    await record.action('assign').click();
    await new MoveDialog(page, 'assign').answer(1, { to: '周销售', more: '熟悉这一行' });
    await expect(
      frame.message(say(($) => $.customers.done.assigned_other, { count: 1, name: '周销售' })),
    ).toBeVisible();
    await expect(record.action('assign')).toHaveCount(0);
    await expect(page.getByText(say(($) => $.customers.page.minimalNote, { owner: '周销售' }))).toBeVisible();
  });

  await test.step('the colleague has it now, and of the others’ sees name, number, region, industry and owner', async () => {
    const other = await asPerson('周销售');
    const theirs = new CustomerList(other);
    await new Frame(other).open('mine');
    await expect(theirs.rows).toHaveCount(1);
    await expect(theirs.row(second)).toBeVisible();
    await new Frame(other).open('pool');
    await expect(new Frame(other).heading(say(($) => $.customers.pool))).toBeVisible();
    await theirs.find('单氏', 1);
    await expect(theirs.rows).toContainText('李销售');
    await expect(theirs.rows).not.toContainText('5678');
    await theirs.open('单氏食品（重庆）有限公司');
    await expect(
      other.getByText(say(($) => $.customers.page.minimalNote, { owner: '李销售' })),
    ).toBeVisible();
    await expect(other.getByText('13812345678')).toHaveCount(0);
    await expect(other.getByText('解放碑')).toHaveCount(0);
    await expect(other.getByRole('tab', { name: say(($) => $.customers.page.history) })).toHaveCount(0);
  });
});

test('of two who claim the same customer one gets it, the other is told who', async ({
  page,
  office,
  signIn,
  asPerson,
}) => {
  await makeCustomer(office.caller.calls, { name: first });
  const li = office.person('李销售');
  const zhou = office.person('周销售');
  await signIn(page, li.name);
  const slow = await asPerson(zhou.name);
  for (const one of [page, slow]) {
    await new Frame(one).open('pool');
    await new CustomerList(one).box(first).check();
  }
  // The news reaches the second too late: its claim is already on the way.
  await slow.evaluate(
    (label) => {
      const button = [...document.querySelectorAll('button')].find((one) =>
        one.textContent?.startsWith(label),
      );
      Object.assign(window, { claimNow: () => button?.click() });
    },
    say(($) => $.customers.actions.claim),
  );
  await Promise.all([
    new CustomerList(page).batchAction('claim').click(),
    slow.evaluate(() => (window as unknown as { claimNow: () => void }).claimNow()),
  ]);
  const told = async (one: typeof page) => {
    const frame = new Frame(one);
    const won = frame.message(say(($) => $.customers.done.claimedOne, { name: first }));
    const lost = frame.message(/晚了一步/);
    await expect(won.or(lost)).toBeVisible();
    return (await lost.count()) === 0 ? 'won' : lost.innerText();
  };
  const [mine, theirs] = await Promise.all([told(page), told(slow)]);
  const loser = mine === 'won' ? theirs : mine;
  expect([mine, theirs].filter((one) => one === 'won')).toHaveLength(1);
  expect(loser).toContain(refusal('alreadyClaimed', { name: mine === 'won' ? li.name : zhou.name }));
});

test('a manager takes back and assigns what the people below hold, and shows masked contact data', async ({
  page,
  office,
  signIn,
}) => {
  const { calls } = office.caller;
  await fillPool(calls, companies(4));
  const manager = office.person('陈主管');
  const below = office.person('李销售');
  const stranger = office.person('周销售');
  const claim = async (who: typeof below, name: string) => {
    const theirs = office.callerOf(who);
    const [row] = (await theirs.calls.customers.list({ view: 'pool', search: name })).rows;
    await theirs.calls.pool.claim({ ids: [row?.id ?? 0] });
  };
  await claim(below, first);
  await claim(below, second);
  await claim(stranger, third);
  await signIn(page, manager.name);
  const frame = new Frame(page);
  const list = new CustomerList(page);
  const record = new CustomerRecord(page);
  await frame.open('pool');

  await test.step('takes two back at once; the stranger’s is left out of the figure', async () => {
    for (const name of [first, second, third]) await list.box(name).check();
    await expect(list.batchAction('takeBack')).toHaveText(/2$/);
    await list.batchAction('takeBack').click();
    await new MoveDialog(page, 'takeBack').answer(2, { more: '长期没有跟进' });
    await expect(frame.message(say(($) => $.customers.done.takenBack_other, { count: 2 }))).toBeVisible();
    await expect(list.row(first)).toContainText(say(($) => $.customers.unclaimed));
    await expect(list.row(third)).toContainText('周销售');
    await page.keyboard.press('Escape');
  });

  await test.step('shows the number of an unclaimed customer; the history counts it', async () => {
    await list.open(fourth);
    await expect(record.name(fourth)).toBeVisible();
    const masked = page.getByText(/138\*{4}\d{4}/);
    await expect(masked).toBeVisible();
    await record.action('unmask').click();
    await expect(page.getByText(say(($) => $.customers.page.shownNow))).toBeVisible();
    await expect(page.getByRole('button', { name: /138\d{8}/ })).toBeVisible();
    await record.showHistory();
    await expect(page.getByText(say(($) => $.customers.history.unmasked))).toBeVisible();
  });

  await test.step('claims it and assigns it to the salesperson below', async () => {
    await record.action('claim').click();
    await expect(record.action('assign')).toBeVisible();
    await record.action('assign').click();
    await new MoveDialog(page, 'assign').answer(1, { to: '李销售', more: '新人练手' });
    await expect(
      frame.message(say(($) => $.customers.done.assigned_other, { count: 1, name: '李销售' })),
    ).toBeVisible();
    // A superior still sees what the people below hold.
    await expect(page.getByText(say(($) => $.customers.history.assigned))).toBeVisible();
    await expect(record.action('takeBack')).toBeVisible();
  });
});
