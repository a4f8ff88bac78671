import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { HeadlessService } from '../fixtures/service.ts';
import { CustomerList } from '../pages/customer-list.ts';
import { CustomerForm, CustomerRecord, MoveDialog } from '../pages/customer-record.ts';
import { Frame } from '../pages/frame.ts';
import { refusal, say } from '../pages/words.ts';

// Whole stories: long ones where other work shares the machine.
test.describe.configure({ timeout: 120_000 });

const name = '深圳市蓝湖精密机械有限公司';

test('a change in one window is on the other’s screen in under a second', async ({
  page,
  office,
  signIn,
  asPerson,
}, testInfo) => {
  const { calls } = office.caller;
  await makeCustomer(calls, { name });
  const manager = office.person('陈主管');
  const li = office.person('李销售');
  await signIn(page, li.name);
  const other = await asPerson(manager.name);
  await new Frame(page).open('pool');
  await new Frame(other).open('pool');
  const mine = new CustomerList(page);
  const theirs = new CustomerList(other);
  await expect(theirs.row(name)).toContainText(say(($) => $.customers.unclaimed));
  await mine.box(name).check();
  const figures: number[] = [];
  const within = async (act: () => Promise<unknown>, shown: () => Promise<unknown>) => {
    await act();
    const began = Date.now();
    await shown();
    figures.push(Date.now() - began);
  };
  const soon = { timeout: 1000, intervals: [20] };

  // From the moment the change is stored and answered.
  await within(
    async () => {
      await mine.batchAction('claim').click();
      await expect(new Frame(page).message(say(($) => $.customers.done.claimedOne, { name }))).toBeVisible();
    },
    () => expect.poll(() => theirs.row(name).innerText(), soon).toContain(li.name),
  );
  await theirs.open(name);
  const record = new CustomerRecord(other);
  await record.action('takeBack').click();
  await within(
    async () => {
      await new MoveDialog(other, 'takeBack').answer(1, { more: '换人跟进' });
      await expect(
        new Frame(other).message(say(($) => $.customers.done.takenBack_other, { count: 1 })),
      ).toBeVisible();
    },
    () => expect.poll(() => mine.row(name).innerText(), soon).toContain(say(($) => $.customers.unclaimed)),
  );
  await within(
    () => makeCustomer(calls, { name: '宁波市海纳纺织有限公司' }),
    () => expect.poll(() => mine.rows.count(), soon).toBe(2),
  );
  testInfo.annotations.push({ type: 'seen after, in ms', description: figures.join(', ') });
});

test('two people edit one customer: the second sees both, field by field, and nothing typed is lost', async ({
  page,
  office,
  signIn,
  asPerson,
  goTo,
}) => {
  const li = office.callerOf(office.person('李销售'));
  const id = await makeCustomer(li.calls, { name, phone: '0755-10000000', remark: '老客户' }, true);
  const clerk = office.person('赵内勤');
  await signIn(page, office.admin.name);
  const other = await asPerson(clerk.name);
  await goTo(page, `/customers/${id}?edit=1`);
  await goTo(other, `/customers/${id}?edit=1`);
  const mine = new CustomerForm(page, 'editTitle');
  const theirs = new CustomerForm(other, 'editTitle');
  await mine.field('phone').fill('0755-22222222');
  await mine.field('shortName').fill('蓝湖');
  await theirs.field('phone').fill('0755-33333333');
  await theirs.field('remark').fill('换了采购经理');
  await theirs.save.click();
  await expect(new Frame(other).message(say(($) => $.customers.done.saved, { name }))).toBeVisible();

  await mine.save.click();
  const disputed = mine.conflict.getByRole('radiogroup', { name: say(($) => $.customers.fields.phone) });
  await expect(disputed).toContainText('0755-22222222');
  await expect(disputed).toContainText('0755-33333333');
  await expect(mine.conflict.getByRole('radiogroup')).toHaveCount(1);
  // What only the other changed is taken over.
  await expect(mine.conflict).toContainText('换了采购经理');
  await mine.conflict.getByRole('button', { name: say(($) => $.common.cancel) }).click();
  await expect(mine.field('phone')).toHaveValue('0755-22222222');
  await expect(mine.field('shortName')).toHaveValue('蓝湖');

  await mine.save.click();
  await disputed.getByRole('radio', { name: /0755-33333333/ }).click();
  await mine.conflict.getByRole('button', { name: say(($) => $.common.form.conflict.apply) }).click();
  await expect(new Frame(page).message(say(($) => $.customers.done.saved, { name }))).toBeVisible();
  expect(await office.caller.calls.customers.get({ id })).toMatchObject({
    phone: '0755-33333333',
    shortName: '蓝湖',
    remark: '换了采购经理',
  });
});

// In the desktop program the service lives with the window.
test.describe('the host goes away', { tag: '@browser' }, () => {
  test('while a customer is saved: said, nothing typed is lost, and it is there once when the host is back', async ({
    page,
    office,
    signIn,
  }) => {
    const { service } = office;
    if (!service) throw new Error('No service to stop');
    await signIn(page, office.admin.name, '/pool?new=1');
    const form = new CustomerForm(page, 'newTitle');
    const frame = new Frame(page);
    await form.fillRequired(name);
    await form.field('remark').fill('断线前写的');

    // The service stores the customer and dies before its answer arrives.
    let lost = false;
    await page.route('**/rpc/customers/create', async (route) => {
      if (lost) return route.continue();
      lost = true;
      await route.fetch();
      await service.kill();
      await route.abort('connectionreset');
    });
    await form.save.click();
    await expect(form.drawer.getByText(refusal('hostAway'))).toBeVisible();
    await expect(frame.awayLine).toBeVisible();
    await expect(form.field('name')).toHaveValue(name);
    await expect(form.field('remark')).toHaveValue('断线前写的');
    await form.save.click();
    await expect(form.drawer.getByText(refusal('hostAway'))).toBeVisible();

    const again = await HeadlessService.start(office.dataDir, ['--port', new URL(office.url).port]);
    try {
      expect(again.url).toBe(office.url);
      await expect(frame.awayLine).toBeHidden();
      await form.save.click();
      await expect(frame.message(say(($) => $.customers.done.created, { name }))).toBeVisible();
      await expect(form.drawer).toBeHidden();
      await expect(new CustomerList(page).row(name)).toHaveCount(1);
      expect(await office.caller.calls.customers.count({ view: 'pool' })).toMatchObject({ count: 1 });
      const [made] = (await office.caller.calls.customers.list({ view: 'pool' })).rows;
      const { rows } = await office.caller.calls.customers.history({ id: made?.id ?? 0 });
      expect(rows.map(({ action }) => action)).toEqual(['created']);
      // The stream of changes goes on too.
      await makeCustomer(office.caller.calls, { name: '宁波市海纳纺织有限公司' });
      await expect(new CustomerList(page).rows).toHaveCount(2);
    } finally {
      await again.stop();
    }
  });
});
