// `npm run ready`: what to run before a commit; the end-to-end run is `npm run e2e`.
import { note } from './lib.mjs';
import { ensureInstalled } from './setup.mjs';

try {
  await ensureInstalled();
} catch (error) {
  note(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

// These look into node_modules, so not before it is there.
const { deadExports, format, lint, lock, runSteps, unit } = await import('./steps.mjs');
process.exitCode = await runSteps([[lint, format, lock, deadExports], [unit]]);
