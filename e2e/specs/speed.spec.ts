import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Locator, test as base } from '@playwright/test';
import { expect, type OfficeOptions } from '../fixtures/test.ts';
import { sessionCookieName } from '../fixtures/calls.ts';
import { HeadlessService } from '../fixtures/service.ts';
import { CustomerList } from '../pages/customer-list.ts';

const customers = 100_000;
/** In milliseconds: what an office PC shall keep to. A busy machine is given twice as much; the true figures are printed. */
const limits = { firstList: 1500, frame: 20 };

const test = base.extend<OfficeOptions>({
  door: ['browser', { option: true }],
  start: ['office', { option: true }],
});

// A trace would draw every frame a second time.
test.use({ trace: 'off' });

const share = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;

/** Scrolls as a wheel turned quickly does, with a drag of the scroll bar now and then; the time of each frame in ms. */
const scrollFrames = (grid: Locator, steps: number) =>
  grid.evaluate(async (scroller, count) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const deltas: number[] = [];
    let last = await frame();
    for (let step = 1; step <= count; step += 1) {
      scroller.scrollTop =
        step % 40 === 0 ? (scroller.scrollHeight * step) / (count + 40) : scroller.scrollTop + 180;
      const now = await frame();
      deltas.push(now - last);
      last = now;
    }
    return deltas;
  }, steps);

test.describe('100,000 customers in the window', () => {
  test.setTimeout(180_000);

  test('the list is there at once and scrolls smoothly', async ({ context, page }, testInfo) => {
    const dir = await mkdtemp(join(tmpdir(), 'kechi-e2e-speed-'));
    try {
      const script = fileURLToPath(new URL('../fixtures/big-office.ts', import.meta.url));
      const { stdout: token } = await promisify(execFile)(process.execPath, [script, dir, String(customers)]);
      const service = await HeadlessService.start(dir, ['--port', '0']);
      try {
        const cookie = { name: sessionCookieName(service.url), value: token.trim(), url: service.url };
        await context.addCookies([{ ...cookie, httpOnly: true, sameSite: 'Strict' }]);
        const list = new CustomerList(page);
        const openings: number[] = [];
        for (let time = 0; time < 3; time += 1) {
          const began = performance.now();
          await page.goto(`${service.url}/pool`);
          await list.rows.getByRole('link').first().waitFor();
          openings.push(performance.now() - began);
        }
        await expect(list.grid).toHaveAttribute('aria-busy', 'false');

        const rounds: number[][] = [];
        for (let round = 0; round < 3; round += 1) rounds.push(await scrollFrames(list.grid, 120));
        await expect(list.rows.first().getByRole('link')).toBeVisible();
        expect(await list.grid.evaluate((grid) => grid.scrollTop)).toBeGreaterThan(1_000_000);

        // The quietest of three rounds: what else the machine was doing is not what is measured.
        const medians = rounds.map((frames) => share(frames, 0.5));
        const frame = Math.min(...medians);
        const worst = share(rounds.flat(), 0.95);
        // The first opening also reads the program itself; later ones are what people see every day.
        const [, ...again] = openings.map(Math.round);
        const said =
          `first list ${openings.map(Math.round).join(', ')} ms (limit ${limits.firstList}), ` +
          `frame median ${medians.map((each) => each.toFixed(1)).join(', ')} ms, p95 ${worst.toFixed(1)} ms (limit ${limits.frame})`;
        testInfo.annotations.push({ type: 'speed', description: said });
        process.stdout.write(`    ${customers} customers: ${said}\n`);
        expect(Math.min(...again)).toBeLessThan(limits.firstList * 2);
        expect(frame).toBeLessThan(limits.frame * 2);
      } finally {
        await service.stop();
      }
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
