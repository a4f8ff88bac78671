import type { Page } from '@playwright/test';
import { say } from './words.ts';

export interface FileOfTest {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The guided import. */
export class ImportPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async choose(file: FileOfTest): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: say(($) => $.imports.drop) }).click();
    await (await chooser).setFiles(file);
  }

  heading(text: string) {
    return this.page.getByRole('heading', { level: 2, name: text, exact: true });
  }

  fieldOf(heading: string) {
    return this.page.getByRole('combobox', { name: say(($) => $.imports.columns.selectLabel, { heading }) });
  }

  button(pick: Parameters<typeof say>[0], figures: Parameters<typeof say>[1] = {}) {
    return this.page.getByRole('button', { name: say(pick, figures), exact: true });
  }

  /** Which kept mapping is applied. */
  get mapping() {
    return this.page.getByRole('combobox', { name: say(($) => $.imports.mappings.label) });
  }

  /** The figure of one kind of rows; pressing it lists them. */
  figure(kind: 'duplicate' | 'similar' | 'rejected' | 'warning') {
    return this.page.getByRole('button', { name: say(($) => $.imports.kinds[kind]) });
  }

  get problems() {
    return this.page
      .getByRole('main')
      .getByRole('table')
      .filter({ has: this.page.getByRole('columnheader', { name: say(($) => $.imports.lists.reason) }) })
      .locator('tbody tr');
  }

  get refusal() {
    return this.page.getByRole('main').getByRole('alert');
  }
}
