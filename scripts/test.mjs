// `npm test`: everything, from a fresh clone on. Ends with one line `N passed, N failed`.
import { note } from './lib.mjs';
import { ensureInstalled } from './setup.mjs';

try {
  await ensureInstalled();
} catch (error) {
  note(error instanceof Error ? error.message : String(error));
  process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}

// These look into node_modules, so not before it is there.
const { ensureBrowser } = await import('./browser.mjs');
const { build, deadExports, endToEnd, format, lint, lock, runSteps, unit } = await import('./steps.mjs');
const browser = await ensureBrowser();
// Tests wait for files, threads and pages a good part of their time: the two kinds fill each other's pauses.
process.exitCode = await runSteps([
  [lint, build, format, lock, deadExports],
  [endToEnd(browser), unit],
]);
