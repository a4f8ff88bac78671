// The steps of `npm run ready` and `npm test`. A step that only passes or fails counts as one test; a step made of tests
// counts each of them.
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture, childEnv, compileCache, lintArguments, projectNode, root, toolFile } from './lib.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped?: number, output: string }} Outcome
 * @typedef {{ name: string, run: () => Promise<Outcome> }} Step
 */

/** What tools print is shown indented, in logs too: no colours. */
const plain = () => ({ ...childEnv(), NO_COLOR: '1', FORCE_COLOR: undefined });

/** @param {string} name @param {string} file @param {string[]} [args] @returns {Step} */
function tool(name, file, args = []) {
  return {
    name,
    async run() {
      const { code, output } = await capture(projectNode(), [file, ...args], { env: plain() });
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    },
  };
}

const memoryFolder = '/dev/shm';
const roomNeeded = 4 * 1024 ** 3;

/**
 * Where tests keep their offices: in memory where there is room. Every commit of the program waits for the disk, thousands of
 * times in a run, and no test asks what a power cut leaves on one (the crash test kills the process, whose files stay).
 * @returns {{ TMPDIR?: string }}
 */
function inMemory() {
  if (!existsSync(memoryFolder)) return {};
  const { bavail, bsize } = statfsSync(memoryFolder);
  return bavail * bsize < roomNeeded ? {} : { TMPDIR: mkdtempSync(path.join(memoryFolder, 'kechi-tests-')) };
}

/** @param {string} name */
const script = (name) => path.join(root, 'scripts', name);

/** The linter knows the types; what the compiler would say of them, it says too, each file by the configuration of its layer. */
export const lint = tool('types and lint', toolFile('oxlint'), lintArguments);
export const format = tool('format', toolFile('oxfmt'), ['--check']);
export const lock = tool('lock file', script('check-lock.mjs'));
export const deadExports = tool('dead exports', toolFile('knip'));
export const build = tool('build', script('build.mjs'));

/**
 * Tests whose runner writes a report: the counts come from there, never from what it prints.
 * @param {string} name
 * @param {(report: string) => { args: string[], env?: NodeJS.ProcessEnv }} command
 * @param {(report: any) => { passed: number, failed: number, skipped: number }} count
 * @returns {Step}
 */
function tests(name, command, count) {
  return {
    name,
    async run() {
      const folder = mkdtempSync(path.join(tmpdir(), 'kechi-report-'));
      const memory = inMemory();
      try {
        const report = path.join(folder, 'report.json');
        const { args, env } = command(report);
        const { code, output } = await capture(projectNode(), args, {
          env: { ...plain(), ...memory, ...env },
        });
        if (!existsSync(report)) return { passed: 0, failed: 1, output: `${output}\nIt wrote no report.` };
        const counts = count(JSON.parse(readFileSync(report, 'utf8')));
        if (counts.passed + counts.failed === 0) {
          return { ...counts, failed: 1, output: `${output}\nNot one test ran.` };
        }
        // Green counts and a red exit: something broke outside the tests.
        if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1, output };
        return { ...counts, output };
      } finally {
        rmSync(folder, { recursive: true, force: true });
        if (memory.TMPDIR !== undefined) rmSync(memory.TMPDIR, { recursive: true, force: true });
      }
    },
  };
}

export const unit = tests(
  'unit and architecture',
  (report) => ({
    args: [toolFile('vitest'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    // Threads of the program run from its sources; their types are taken away once, and not for each.
    env: compileCache,
  }),
  (report) => ({
    passed: report.numPassedTests,
    // A file that cannot even be loaded has no tests to count.
    failed:
      report.numFailedTests +
      report.testResults.filter(
        (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
      ).length,
    skipped: report.numPendingTests,
  }),
);

const playwrightConfig = 'e2e/playwright.config.ts';

/** @param {NodeJS.ProcessEnv} browser from ensureBrowser @returns {Step} */
export function endToEnd(browser) {
  const step = tests(
    'end-to-end',
    (report) => ({
      args: [
        toolFile('@playwright/test', 'playwright'),
        'test',
        '-c',
        playwrightConfig,
        '--reporter=line,json',
      ],
      // A service of its own for each test.
      env: { ...browser, ...compileCache, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    }),
    ({ stats }) => ({
      passed: stats.expected,
      // Passing on the second try only is a fault of the test or of the program.
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }),
  );
  return {
    name: step.name,
    run: async () =>
      existsSync(path.join(root, playwrightConfig))
        ? step.run()
        : {
            passed: 0,
            failed: 1,
            output: `${playwrightConfig} is not there: nothing was tested end to end.`,
          },
  };
}

/**
 * Runs groups one after another, and the steps of a group two at a time; prints a line for each step, and what a failed
 * one said; then the totals.
 * @param {readonly (readonly Step[])[]} groups
 * @returns {Promise<number>} exit code
 */
export async function runSteps(groups) {
  let passed = 0;
  let failed = 0;
  for (const group of groups) {
    const waiting = [...group];
    const worker = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) {
        const began = performance.now();
        const outcome = await step.run();
        passed += outcome.passed;
        failed += outcome.failed;
        report(step.name, outcome, performance.now() - began);
      }
    };
    await Promise.all([worker(), worker()]);
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** @param {string} name @param {Outcome} outcome @param {number} milliseconds */
function report(name, { passed, failed, skipped, output }, milliseconds) {
  const counts = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`];
  const seconds = (milliseconds / 1000).toFixed(1).padStart(6);
  const verdict = failed ? 'FAILED' : 'ok';
  process.stdout.write(
    `${name.padEnd(22)} ${verdict.padEnd(7)}${seconds} s   ${counts.filter(Boolean).join(', ')}\n`,
  );
  if (failed) process.stdout.write(`${output.trim().replace(/^/gm, '    ')}\n\n`);
  else for (const line of output.match(/^note: .*$/gm) ?? []) process.stdout.write(`    ${line}\n`);
}
