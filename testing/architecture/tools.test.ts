import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintArguments, toolFile } from '../../scripts/lib.mjs';
import { root } from './source-files.ts';

// Every tool, with the project's own configuration, on a small project with one thing wrong in it: a tool that looks at
// no file at all, or has a rule switched off, would be green for ever.

const configs = [
  'package.json',
  ...readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name)),
  'oxlint.config.ts',
  'build/lint',
  '.oxfmtrc.json',
  'knip.json',
];

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kechi-canary-'));
  for (const name of configs) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plant(file: string, text: string): string {
  const planted = path.join(folder, file);
  mkdirSync(path.dirname(planted), { recursive: true });
  writeFileSync(planted, text);
  return planted;
}

function runTool(tool: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { failed: status !== 0, output: `${stdout}${stderr}` };
}

/** Runs a tool with one more file in the project. */
function run(tool: string, args: readonly string[], file: string, text: string) {
  const planted = plant(file, text);
  try {
    return runTool(tool, args);
  } finally {
    rmSync(planted);
  }
}

describe('oxlint', () => {
  const lint = (file: string, text: string) => run(toolFile('oxlint'), [...lintArguments, file], file, text);

  // One run for all of them: starting it takes the most of its time. Each has a file of its own.
  const faults = [
    ['no-explicit-any', 'core/pool/a.ts', 'export const a = (b: any) => b;\n'],
    ['ban-ts-comment', 'core/pool/a.ts', '// @ts-ignore\nexport const a: string = 1;\n'],
    ['no-non-null-assertion', 'core/pool/a.ts', 'export const a = (b: string | null) => b!.length;\n'],
    ['no-default-export', 'core/pool/a.ts', 'export default 1;\n'],
    ['no-console', 'server/a.ts', "console.log('a');\n"],
    ['no-restricted-imports', 'core/pool/a.ts', "export { readFileSync } from 'node:fs';\n"],
    ['no-restricted-imports', 'core/pool/a.ts', "export { open } from '#server/compose.ts';\n"],
    ['no-floating-promises', 'server/a.ts', 'export const a = (b: Promise<void>) => { b; };\n'],
    [
      'no-misused-promises',
      'server/a.ts',
      'export const a = (b: () => Promise<boolean>) => (b() ? 1 : 2);\n',
    ],
    [
      'rules-of-hooks',
      'renderer/ui/A.tsx',
      "import { useState } from 'react';\nexport function A({ b }: { b: boolean }) {\n  if (b) useState(1);\n  return null;\n}\n",
    ],
    ['alt-text', 'renderer/ui/A.tsx', 'export const A = () => <img src="a.png" />;\n'],
    [
      'no-focused-tests',
      'core/pool/a.test.ts',
      "import { test } from 'vitest';\ntest.only('a', () => {});\n",
    ],
    [
      'no-disabled-tests',
      'core/pool/a.test.ts',
      "import { test } from 'vitest';\ntest.skip('a', () => {});\n",
    ],
    // What the compiler says, by the configuration of each layer.
    ['TS2322', 'core/pool/a.ts', 'export const a: string = 1;\n'],
    ['TS2322', 'core/pool/a.test.ts', 'export const a: string = 1;\n'],
    ['TS2322', 'scripts/a.mjs', '/** @type {string} */\nexport const a = 1;\n'],
    ['TS2578', 'core/pool/a.ts', '// @ts-expect-error It was wrong once.\nexport const a = 1;\n'],
    // Node in core, the DOM in core, the DOM in the service, Node in the window.
    ['TS2591', 'core/pool/a.ts', 'export const a = process.pid;\n'],
    ['TS2584', 'core/pool/a.ts', 'export const a = document.title;\n'],
    ['TS2584', 'server/a.ts', 'export const a = document.title;\n'],
    ['TS2591', 'renderer/a.ts', 'export const a = process.pid;\n'],
    // Syntax that Node cannot erase.
    ['TS1294', 'core/pool/a.ts', 'export enum A { b }\n'],
  ].map(([rule = '', file = '', text = ''], nth) => ({
    rule,
    file: file.replace(/a(?=\.)/i, (name) => `${name}${nth}`),
    text,
  }));
  let reported = { failed: false, output: '' };

  beforeAll(() => {
    for (const { file, text } of faults) plant(file, text);
    const files = faults.map(({ file }) => file);
    reported = runTool(toolFile('oxlint'), [...lintArguments, '--format', 'unix', ...files]);
    for (const { file } of faults) rmSync(path.join(folder, file));
  });

  test.each(faults)('$rule in $file', ({ rule, file }) => {
    const own = reported.output.split('\n').filter((line) => line.includes(file));
    expect(own).toContainEqual(expect.stringContaining(`(${rule})`));
    expect(reported.failed).toBe(true);
  });

  test('no-cycle', () => {
    mkdirSync(path.join(folder, 'core/circle'), { recursive: true });
    writeFileSync(
      path.join(folder, 'core/circle/b.ts'),
      "import { a } from '#core/circle/a.ts';\nexport const b = () => a;\n",
    );
    const { failed, output } = lint(
      'core/circle/a.ts',
      "import { b } from './b.ts';\nexport const a = () => b;\n",
    );
    rmSync(path.join(folder, 'core/circle'), { recursive: true });
    expect(output).toContain('no-cycle');
    expect(failed).toBe(true);
  });

  test('nothing in a file that is in order', () => {
    expect(lint('core/pool/a.ts', 'export const a = 1;\n')).toMatchObject({ failed: false });
  });
});

test('oxfmt', () => {
  const check = (text: string) => run(toolFile('oxfmt'), ['--check', 'core'], 'core/pool/a.ts', text);
  expect(check('export const a = "a"\n')).toMatchObject({ failed: true });
  expect(check("export const a = 'a';\n")).toMatchObject({ failed: false });
});

test('knip', () => {
  const { failed, output } = run(
    toolFile('knip'),
    ['--include', 'files,exports'],
    'core/pool/nobody-uses-this.ts',
    'export const a = 1;\n',
  );
  expect(output).toContain('core/pool/nobody-uses-this.ts');
  expect(failed).toBe(true);
});
