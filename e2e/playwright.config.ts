import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumFile, electronFile } from './fixtures/machine.ts';
import type { OfficeOptions } from './fixtures/test.ts';

/** The PC with the service and the one before which the person sits stand in one office. */
const zone = 'Asia/Shanghai';
process.env['TZ'] = zone;

const pictures = /pictures\.spec\.ts$/;
const speed = /speed\.spec\.ts$/;
const guide = /guide\.spec\.ts$/;

/** A page lives for seconds: it ends before its script, translated once more for speed, has earned that. */
const shortLived = {
  executablePath: chromiumFile(),
  args: [...chromiumArguments(), '--js-flags=--no-maglev --no-opt'],
};

/**
 * The same specs twice: `browser` in Chromium through the loopback door, `desktop` in the desktop program (Electron
 * where it is there, else the stand-in). Every test has a service and a data folder of its own. Tags say where a test
 * belongs: `@browser` and `@desktop` only there, `@notElectron` not where a person would have to answer dialogs of the
 * system; elsewhere they are not listed at all.
 */
export default defineConfig<OfficeOptions>({
  globalSetup: './fixtures/prepared.ts',
  testDir: 'specs',
  outputDir: '../test-results/e2e',
  snapshotDir: 'snapshots',
  fullyParallel: true,
  // One more than the office PC's two cores: a test waits for its page a good part of its time.
  workers: 3,
  forbidOnly: true,
  // Generous, because they end a test only when something is wrong, and other work may share the machine.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: zone,
    // Nothing moves that a click could miss, and no frame is drawn that nobody waits for. What measures frames has them all.
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1366, height: 768 },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // Without pictures and page contents, which would take a third of the run; a failed test leaves its last picture.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromiumFile(), args: chromiumArguments() },
  },
  projects: [
    // What takes minutes begins first, so that nothing runs alone at the end; what measures comes when other tests are through.
    { name: 'pictures', use: { door: 'browser' }, testMatch: pictures },
    {
      name: 'browser',
      use: { door: 'browser', launchOptions: shortLived },
      testIgnore: [pictures, speed, guide],
      grepInvert: /@desktop\b/,
    },
    {
      name: 'speed',
      use: { door: 'browser', contextOptions: { reducedMotion: 'no-preference' } },
      testMatch: speed,
    },
    {
      name: 'desktop',
      use: { door: 'desktop', launchOptions: shortLived },
      grepInvert: electronFile() === null ? /@browser\b/ : /@(?:browser|notElectron)\b/,
      testIgnore: [pictures, speed, guide],
    },
    // Drawn on demand: CONTRIBUTING.md says how.
    ...(process.env['KECHI_GUIDE_PICTURES'] === '1'
      ? [{ name: 'guide', use: { door: 'browser' as const }, testMatch: guide }]
      : []),
  ],
});
