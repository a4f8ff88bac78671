import { expect, type Page } from '@playwright/test';
import { alternative, say } from './words.ts';

type Action = 'claim' | 'return' | 'takeBack' | 'assign' | 'remove' | 'share' | 'export';
type Segment = 'unclaimed' | 'claimed' | 'all';

/** My customers or the customer pool. */
export class CustomerList {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get grid() {
    return this.page.getByRole('grid', { name: say(($) => $.customers.list.label) });
  }

  get rows() {
    return this.grid.locator('[data-index]');
  }

  row(name: string) {
    return this.rows.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The names in view, from the top. */
  async names(): Promise<string[]> {
    const found = await this.rows.evaluateAll((rows) =>
      rows
        .map((row) => ({
          at: Number((row as HTMLElement).dataset.index),
          name: row.querySelector('a')?.textContent ?? '',
        }))
        .sort((a, b) => a.at - b.at),
    );
    return found.map(({ name }) => name);
  }

  box(name: string) {
    return this.page.getByRole('checkbox', { name: say(($) => $.list.selectRow, { name }) });
  }

  get search() {
    return this.page.getByRole('searchbox', { name: say(($) => $.customers.list.searchLabel) });
  }

  async find(text: string, rows: number): Promise<void> {
    await this.search.fill(text);
    // The rows of the question before stay until this one is answered.
    await expect.poll(() => new URL(this.page.url()).searchParams.get('q') ?? '').toBe(text);
    await expect(this.grid).toHaveAttribute('aria-busy', 'false');
    await expect(this.rows).toHaveCount(rows);
  }

  segment(segment: Segment) {
    return alternative(
      this.page,
      say(($) => $.customers.segments.label),
      say(($) => $.customers.segments[segment]),
    );
  }

  column(title: string) {
    return this.grid.getByRole('columnheader', { name: title });
  }

  get batch() {
    return this.page.getByRole('toolbar', { name: say(($) => $.list.batch) });
  }

  batchAction(action: Action) {
    return this.batch.getByRole('button', { name: say(($) => $.customers.actions[action]) });
  }

  get chips() {
    return this.page.getByRole('group', { name: say(($) => $.list.filters) });
  }

  get pane() {
    return this.page.getByRole('complementary', { name: say(($) => $.customers.page.overview) });
  }

  async open(name: string): Promise<void> {
    await this.rows.getByRole('link', { name, exact: true }).click();
  }
}
