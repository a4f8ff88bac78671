import { expect, type Page } from '@playwright/test';
import { say, type Words } from './words.ts';

type PageName = Exclude<keyof Words['common']['nav'], 'label' | 'phone'>;

/** Navigation, top bar, dialogs and short messages: what surrounds every page. */
export class Frame {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until the window has put away what is typed: a text or a shape of it for each part. */
  async keepsDraft(...parts: readonly (string | RegExp)[]): Promise<void> {
    const kept = () =>
      this.page.evaluate(() =>
        [localStorage, sessionStorage].flatMap((store) => Object.values(store)).join('\n'),
      );
    for (const part of parts)
      await expect.poll(async () => (await kept()).search(part)).toBeGreaterThanOrEqual(0);
  }

  get navigation() {
    return this.page.getByRole('navigation', { name: say(($) => $.common.nav.label) });
  }

  link(name: PageName) {
    return this.navigation.getByRole('link', { name: say(($) => $.common.nav[name]), exact: true });
  }

  async open(name: PageName): Promise<void> {
    await this.link(name).click();
  }

  person(name: string) {
    return this.page.getByRole('button', { name: say(($) => $.common.top.person, { name }) });
  }

  async fromPersonMenu(name: string, item: 'account' | 'lock' | 'signOut'): Promise<void> {
    await this.person(name).click();
    const menu = this.page.getByRole('dialog', { name: say(($) => $.common.top.person, { name }) });
    await menu.getByRole('button', { name: say(($) => $.common.person[item]) }).click();
  }

  heading(text: string) {
    return this.page.getByRole('heading', { level: 1, name: text, exact: true });
  }

  /** A short message at the edge of the window. */
  message(text: string | RegExp) {
    return this.page.getByRole('alert').filter({ hasText: text }).first();
  }

  /** The dialog or drawer with this title. */
  dialog(title: string) {
    return this.page.getByRole('dialog', { name: title, exact: true });
  }

  get quickSearch() {
    return this.page.getByRole('combobox', { name: say(($) => $.common.search.title) });
  }

  get quickHits() {
    return this.page.getByRole('listbox', { name: say(($) => $.common.search.results) }).getByRole('option');
  }

  get awayLine() {
    return this.page.getByText(say(($) => $.common.away.line));
  }
}
