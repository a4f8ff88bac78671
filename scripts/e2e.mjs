// `npm run e2e -- …`: the end-to-end run alone, with Playwright's own options, on a fresh build.
import { ensureBrowser } from './browser.mjs';
import { childEnv, compileCache, handOver, projectNode, toolFile } from './lib.mjs';
import { setup } from './setup.mjs';

await setup();
const env = { ...childEnv(), ...compileCache, ...(await ensureBrowser()) };
const args = [toolFile('@playwright/test', 'playwright'), 'test', '-c', 'e2e/playwright.config.ts'];
process.exitCode = await handOver(projectNode(), [...args, ...process.argv.slice(2)], env);
