import type { Page } from '@playwright/test';
import { labelled, say, type Words } from './words.ts';

/** The people at a customer: cards on its page, their details, the form, the cards of a file. */
export class Contacts {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get cards() {
    return this.page.getByRole('list', { name: say(($) => $.contacts.list.label) });
  }

  card(name: string) {
    return this.cards.getByRole('listitem').filter({ hasText: name });
  }

  /** `new` is on the head of the customer too. */
  newButton() {
    return this.page.getByRole('button', { name: say(($) => $.contacts.actions.new) }).first();
  }

  async fromMenu(name: string, item: (words: Words) => string): Promise<void> {
    await this.card(name)
      .getByRole('button', { name: say(($) => $.contacts.actions.more, { name }) })
      .click();
    await this.page.getByRole('menuitem', { name: say(item) }).click();
  }

  get detail() {
    return this.page.getByRole('dialog', { name: say(($) => $.contacts.detail.title), exact: true });
  }

  form(kind: 'newTitle' | 'editTitle') {
    return this.page.getByRole('dialog', { name: say(($) => $.contacts.form[kind]), exact: true });
  }

  field(kind: 'newTitle' | 'editTitle', field: keyof Words['contacts']['fields']) {
    return labelled(
      this.form(kind),
      say(($) => $.contacts.fields[field]),
    );
  }

  get importing() {
    return this.page.getByRole('dialog', { name: say(($) => $.contacts.cards.title) });
  }
}
