import type { Page } from '@playwright/test';
import { labelled, say, type Words } from './words.ts';

/** The form in which an interaction is written down. */
export class LogForm {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  dialog(customer: string) {
    return this.page.getByRole('dialog', { name: `${say(($) => $.interactions.form.title)} · ${customer}` });
  }

  text(customer: string) {
    return labelled(
      this.dialog(customer),
      say(($) => $.interactions.form.text),
    );
  }

  quickDay(customer: string, choice: keyof Words['interactions']['quickDays']) {
    return this.dialog(customer).getByRole('button', {
      name: say(($) => $.interactions.quickDays[choice]),
      exact: true,
    });
  }
}

/** Tasks on whichever page shows them. */
export class Tasks {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  tick(what: string) {
    return this.page.getByRole('checkbox', { name: say(($) => $.interactions.tasks.done, { what }) });
  }

  async postpone(what: string, choice: keyof Words['interactions']['quickDays']): Promise<void> {
    const name = say(($) => $.interactions.tasks.postponeWhat, { what });
    await this.page.getByRole('button', { name }).click();
    await this.page.getByRole('menuitem', { name: say(($) => $.interactions.quickDays[choice]) }).click();
  }

  undo() {
    return this.page.getByRole('button', { name: say(($) => $.interactions.done.undo), exact: true });
  }
}
