import type { Page } from '@playwright/test';
import { choose, labelled, say } from './words.ts';

/** The list of people, and what the administrator does with them. */
export class PeoplePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  row(name: string) {
    const menu = this.page.getByRole('button', { name: say(($) => $.people.menuOf, { name }), exact: true });
    return this.page.getByRole('row').filter({ has: menu });
  }

  /** Adds a salesperson; answers with the one-time password that is shown. */
  async add(name: string): Promise<string> {
    const { page } = this;
    await page
      .getByRole('main')
      .getByRole('button', { name: say(($) => $.people.add) })
      .first()
      .click();
    const drawer = page.getByRole('dialog', { name: say(($) => $.people.create) });
    await labelled(
      drawer,
      say(($) => $.people.name),
    ).fill(name);
    await drawer.getByRole('button', { name: say(($) => $.people.save) }).click();
    return this.oneTimePassword();
  }

  async oneTimePassword(): Promise<string> {
    const dialog = this.page.getByRole('dialog', { name: say(($) => $.people.oneTime.title) });
    const password = await dialog.getByRole('code').innerText();
    await dialog.getByRole('button', { name: say(($) => $.people.oneTime.done) }).click();
    return password;
  }

  async fromMenu(name: string, item: 'reset' | 'endSessions' | 'deactivate' | 'reactivate'): Promise<void> {
    await this.page.getByRole('button', { name: say(($) => $.people.menuOf, { name }) }).click();
    await this.page.getByRole('menuitem', { name: say(($) => $.people[item]) }).click();
  }

  async confirm(title: string, action: string): Promise<void> {
    await this.page
      .getByRole('dialog', { name: title })
      .getByRole('button', { name: action, exact: true })
      .click();
  }
}

/** Takes a right away from a role, or gives another reach. */
export async function changeRight(
  page: Page,
  role: string,
  right: string,
  scope: string | null,
): Promise<void> {
  await page.getByRole('columnheader', { name: role }).getByRole('button').click();
  const drawer = page.getByRole('dialog', { name: role, exact: true });
  if (scope === null) await drawer.getByText(right, { exact: true }).click();
  else await choose(drawer, right, scope);
  await drawer.getByRole('button', { name: say(($) => $.common.save), exact: true }).click();
}
