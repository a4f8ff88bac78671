import { expect, type Page } from '@playwright/test';
import { labelled, say } from './words.ts';

/** What stands before the work: first start, sign-in, a new password, the locked screen. */
export class FrontPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  heading(text: string) {
    return this.page.getByRole('heading', { level: 1, name: text, exact: true });
  }

  async firstStart(office: string, name: string, password: string, repeat = password): Promise<void> {
    await labelled(
      this.page,
      say(($) => $.session.firstStart.office),
    ).fill(office);
    await labelled(
      this.page,
      say(($) => $.session.firstStart.name),
    ).fill(name);
    await labelled(
      this.page,
      say(($) => $.session.firstStart.password),
    ).fill(password);
    await labelled(
      this.page,
      say(($) => $.session.firstStart.repeat),
    ).fill(repeat);
    await this.page.getByRole('button', { name: say(($) => $.session.firstStart.submit) }).click();
  }

  get name() {
    return labelled(
      this.page,
      say(($) => $.session.signIn.name),
    );
  }

  get password() {
    return labelled(
      this.page,
      say(($) => $.session.signIn.password),
    );
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.name.fill(name);
    await this.password.fill(password);
    await this.page.getByRole('button', { name: say(($) => $.session.signIn.submit), exact: true }).click();
  }

  async expectSignIn(): Promise<void> {
    await expect(
      this.page.getByRole('button', { name: say(($) => $.session.signIn.submit), exact: true }),
    ).toBeVisible();
  }

  async newPassword(old: string, next: string): Promise<void> {
    const { page } = this;
    await expect(this.heading(say(($) => $.session.changePassword.title))).toBeVisible();
    await labelled(
      page,
      say(($) => $.session.changePassword.old),
    ).fill(old);
    await labelled(
      page,
      say(($) => $.session.changePassword.new),
    ).fill(next);
    await labelled(
      page,
      say(($) => $.session.changePassword.repeat),
    ).fill(next);
    await page.getByRole('button', { name: say(($) => $.session.changePassword.submit) }).click();
  }

  get lockedHeading() {
    return this.heading(say(($) => $.session.lock.title));
  }

  async unlock(password: string): Promise<void> {
    await this.password.fill(password);
    await this.page.getByRole('button', { name: say(($) => $.session.lock.submit) }).click();
  }
}
