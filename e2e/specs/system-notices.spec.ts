import { expect, test } from '../fixtures/test.ts';
import { makeCustomer } from '../fixtures/customers.ts';
import { say } from '../pages/words.ts';

// What the system shows, the stand-in tells.
test(
  'the system shows a notice once, a click opens the record; what is switched off stays in the bell',
  { tag: ['@desktop', '@notElectron'] },
  async ({ page, office, signIn, openWindow }) => {
    const seller = office.person('李销售');
    const superior = office.callerOf(office.person('陈主管'));
    const first = await makeCustomer(office.caller.calls, { name: '镇江金山机械有限公司' }, false);
    const second = await makeCustomer(office.caller.calls, { name: '扬州运河船舶有限公司' }, false);
    const { id: toId } = await office.callerOf(seller).calls.sessions.me({});
    await signIn(page, seller.name, '/today');
    await openWindow();
    const { standIn } = office.desktop ?? {};
    const assign = (id: number) => superior.calls.pool.assign({ ids: [id], toId, reason: '跟进' });
    // What was there when the window opened is no news: it has to know that there is nothing yet.
    await page.getByRole('button', { name: say(($) => $.notices.label) }).click();
    await expect(
      page.getByText(
        say(($) => $.notices.empty),
        { exact: true },
      ),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    await assign(first);
    await expect.poll(() => standIn?.notifications.length).toBe(1);
    expect(standIn?.notifications[0]?.title).toBe(
      say(($) => $.notices.kinds.assignedToYou, { name: office.person('陈主管').name }),
    );
    expect(standIn?.notifications[0]?.body).toContain('镇江金山机械有限公司');
    standIn?.clickNotification(0);
    await expect
      .poll(() => office.desktop?.windows().some((window) => window.url().endsWith(`/customers/${first}`)))
      .toBe(true);

    // A reminder leads to the bell, where it can be put off.
    await office.callerOf(seller).calls.tasks.create({
      customerId: first,
      what: '回电确认报价',
      dueOn: new Date().toISOString().slice(0, 10),
      personId: toId,
      remindAt: new Date().toISOString(),
    });
    await expect.poll(() => standIn?.notifications.length).toBe(2);
    expect(standIn?.notifications[1]).toMatchObject({ title: '回电确认报价', actions: [] });
    standIn?.clickNotification(1);
    await expect
      .poll(async () => {
        const bells = (office.desktop?.windows() ?? []).map((window) =>
          window.getByRole('region', { name: say(($) => $.interactions.bell.title) }).count(),
        );
        return (await Promise.all(bells)).includes(1);
      })
      .toBe(true);

    // On a Mac the notification has the button itself.
    standIn?.clickNotification(1, 0);
    await expect
      .poll(async () => (await office.callerOf(seller).calls.tasks.reminders({})).count.count)
      .toBe(0);

    await office.callerOf(seller).calls.preferences.save({ muted: ['moves'] });
    await assign(second);
    const { calls } = office.callerOf(seller);
    await expect.poll(async () => (await calls.notices.unread({})).count).toBe(2);
    // Whatever else is shown after it would come later than this.
    await page.waitForTimeout(1500);
    expect(standIn?.notifications.length).toBe(2);
  },
);
