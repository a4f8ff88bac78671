import type { Page } from '@playwright/test';
import { choose, labelled, say, type Words } from './words.ts';

type Action = keyof Words['customers']['actions'];
type Field = keyof Words['customers']['fields'];

/** One customer's page. */
export class CustomerRecord {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  name(name: string) {
    return this.page.getByRole('heading', { level: 1, name, exact: true });
  }

  action(action: Action) {
    return this.page
      .getByRole('main')
      .getByRole('button', { name: say(($) => $.customers.actions[action]), exact: true });
  }

  async showHistory(): Promise<void> {
    await this.page.getByRole('tab', { name: say(($) => $.customers.page.history) }).click();
  }
}

/** The question before customers change hands: to whom, and why. */
export class MoveDialog {
  readonly page: Page;
  readonly action: 'return' | 'takeBack' | 'assign' | 'remove';

  constructor(page: Page, action: MoveDialog['action']) {
    this.page = page;
    this.action = action;
  }

  dialog(count: number) {
    const title = say(($) => $.customers.dialogs[`${this.action}Title_other`], { count });
    return this.page.getByRole('dialog', { name: title });
  }

  async answer(count: number, answer: { to?: string; reason?: string; more?: string }): Promise<void> {
    const dialog = this.dialog(count);
    if (answer.to !== undefined)
      await choose(
        dialog,
        say(($) => $.customers.dialogs.assignTo),
        answer.to,
      );
    if (answer.reason !== undefined)
      await choose(
        dialog,
        say(($) => $.customers.dialogs.reason),
        answer.reason,
      );
    if (answer.more !== undefined)
      await labelled(
        dialog,
        say(($) => $.customers.dialogs.reasonMore),
      ).fill(answer.more);
    await this.confirm(count);
  }

  async confirm(count: number): Promise<void> {
    await this.dialog(count)
      .getByRole('button', { name: say(($) => $.customers.actions[this.action]), exact: true })
      .click();
  }
}

/** The form of a customer, new or known. */
export class CustomerForm {
  readonly page: Page;
  readonly title: string;

  constructor(page: Page, kind: 'newTitle' | 'claimTitle' | 'editTitle') {
    this.page = page;
    this.title = say(($) => $.customers.form[kind]);
  }

  get drawer() {
    return this.page.getByRole('dialog', { name: this.title, exact: true });
  }

  field(field: Field) {
    return labelled(
      this.drawer,
      say(($) => $.customers.fields[field]),
    );
  }

  async choose(field: Field, option: string): Promise<void> {
    await choose(
      this.drawer,
      say(($) => $.customers.fields[field]),
      option,
    );
  }

  /** Name and the required choices. */
  async fillRequired(name: string): Promise<void> {
    await this.field('name').fill(name);
    await this.choose('industryId', '机械制造');
    await this.choose('sourceId', '展会');
  }

  get save() {
    return this.drawer.getByRole('button', { name: say(($) => $.common.form.save), exact: true });
  }

  get cancel() {
    return this.drawer.getByRole('button', { name: say(($) => $.common.cancel), exact: true });
  }

  /** The customers that this one may be; `title` as the program has it. */
  duplicates(title: string) {
    return this.drawer.getByRole('group', { name: title, exact: true });
  }

  get confirmed() {
    return this.drawer.getByRole('checkbox', { name: say(($) => $.customers.duplicates.confirm) });
  }

  get conflict() {
    return this.page.getByRole('dialog', { name: say(($) => $.customers.conflict) });
  }
}
