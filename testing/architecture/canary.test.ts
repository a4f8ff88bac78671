import { describe, expect, test } from 'vitest';
import { checkLock } from '../../scripts/check-lock.mjs';
import { checkCycles, checkLayers, checkPowers, checkSlices } from './check-imports.ts';
import { checkComments, checkLocales, checkSizes, checkWords } from './check-texts.ts';
import { type ParsedFile, parse } from './source-files.ts';

// A check that finds nothing may be looking at nothing: each is shown a violation here, and its lawful neighbour.

const plant = (files: Readonly<Record<string, string>>): ParsedFile[] =>
  Object.entries(files).map(([path, text]) => parse({ path, text }));

/** The file that does the importing; what it imports exists. */
function importing(path: string, line: string, target?: string) {
  return checkLayers(plant({ ...(target ? { [target]: '' } : {}), [path]: line }));
}

describe('layers', () => {
  test.each([
    ['core', 'core/customers/a.ts', "import { readFileSync } from 'node:fs';"],
    ['core', 'core/customers/a.ts', "import type { Stats } from 'node:fs';"],
    ['core', 'core/customers/a.ts', "export { app } from 'electron';"],
    ['core', 'core/customers/a.ts', "const x = await import('better-sqlite3');"],
    ['core', 'core/customers/a.ts', "type X = import('better-sqlite3').Database;"],
    ['only routers know the RPC library', 'core/customers/a.ts', "import { os } from '@orpc/server';"],
    ['a contract', 'core/customers/customers.contract.ts', "import { sql } from 'kysely';"],
    ['a migration', 'db/migrations/2026-11-23-a.ts', "import { z } from 'zod';"],
    ['a feature', 'renderer/features/pool/a.ts', "import { sql } from 'kysely';"],
    ['a preload', 'electron/preload/preload.ts', "import path from 'node:path';"],
    ['the main process', 'electron/main/main.ts', "import { sql } from 'kysely';"],
  ])('%s is closed to a package: %s, %s', (_who, file, line) => {
    expect(importing(file, line)).toEqual([expect.stringContaining(file)]);
  });

  test.each([
    ['core/customers/a.ts', "import '#server/compose.ts';", 'server/compose.ts'],
    ['core/customers/a.ts', "import type { A } from '#renderer/lib/a.ts';", 'renderer/lib/a.ts'],
    ['core/customers/a.ts', "import { rows } from '#db/schema/index.ts';", 'db/schema/index.ts'],
    ['core/customers/a.ts', "import { a } from '../people/find.ts';", 'core/people/find.ts'],
    ['core/shared/a.ts', "import { a } from '../people/index.ts';", 'core/people/index.ts'],
    ['core/pool/pool.contract.ts', "import { a } from './claim.ts';", 'core/pool/claim.ts'],
    [
      'db/migrations/2026-11-23-a.ts',
      "import { a } from './2026-11-22-b.ts';",
      'db/migrations/2026-11-22-b.ts',
    ],
    ['server/compose.ts', "import { a } from '#electron/main/a.ts';", 'electron/main/a.ts'],
    ['server/compose.ts', "new URL('../renderer/main.tsx', import.meta.url);", 'renderer/main.tsx'],
    ['electron/preload/preload.ts', "import { a } from '#core/shared/a.ts';", 'core/shared/a.ts'],
    ['renderer/features/pool/a.ts', "import { a } from '../people/a.ts';", 'renderer/features/people/a.ts'],
    ['renderer/features/pool/a.ts', "import { a } from '#core/pool/claim.ts';", 'core/pool/claim.ts'],
    ['renderer/ui/a.ts', "import { a } from '../features/pool/a.ts';", 'renderer/features/pool/a.ts'],
    ['server/a.ts', "import { a } from '../core/shared/a.ts';", 'core/shared/a.ts'],
  ])('%s may not have %s', (file, line, target) => {
    expect(importing(file, line, target)).toEqual([expect.stringContaining(file)]);
  });

  test.each([
    ['core/customers/a.ts', "import { a } from '../people/index.ts';", 'core/people/index.ts'],
    ['core/customers/a.ts', "import type { Rows } from '#db/schema/index.ts';", 'db/schema/index.ts'],
    ['core/customers/a.ts', "import { type Rows } from '#db/schema/index.ts';", 'db/schema/index.ts'],
    ['core/pool/pool.contract.ts', "import type { Claim } from './claim.ts';", 'core/pool/claim.ts'],
    [
      'renderer/features/pool/a.ts',
      "import { c } from '#core/pool/pool.contract.ts';",
      'core/pool/pool.contract.ts',
    ],
    [
      'server/compose.ts',
      "import { connect } from '#db/dialects/sqlite/open.ts';",
      'db/dialects/sqlite/open.ts',
    ],
    ['core/pool/claim.test.ts', "import { app } from '#testing/app/index.ts';", 'testing/app/index.ts'],
  ])('%s may have %s', (file, line, target) => {
    expect(importing(file, line, target)).toEqual([]);
  });

  test('a file of no layer, and an import of nothing', () => {
    expect(importing('helpers/a.ts', '')).toHaveLength(1);
    expect(importing('core/pool/a.ts', "import { a } from './gone.ts';")).toHaveLength(1);
  });
});

describe('slices, circles, powers', () => {
  const table = { people: [], customers: ['people'] };

  test('a slice uses another that the table does not give it', () => {
    const upwards = { 'core/people/a.ts': "import { a } from '../customers/index.ts';" };
    expect(checkSlices(plant(upwards), table)).toHaveLength(1);
    const downwards = { 'core/customers/a.ts': "import { a } from '../people/index.ts';" };
    expect(checkSlices(plant(downwards), table)).toEqual([]);
  });

  test('a slice nobody entered, and a circle in the table itself', () => {
    expect(checkSlices(plant({ 'core/ghosts/a.ts': '' }), table)).toHaveLength(1);
    expect(checkSlices([], { a: ['b'], b: ['c'], c: ['a'] })).toEqual([
      expect.stringContaining('a → b → c → a'),
    ]);
  });

  test('files in a circle; types alone make none', () => {
    const back = { 'core/pool/b.ts': "import { a } from './a.ts';" };
    expect(checkCycles(plant({ 'core/pool/a.ts': "export * from './b.ts';", ...back }))).toHaveLength(1);
    expect(checkCycles(plant({ 'core/pool/a.ts': "import type { B } from './b.ts';", ...back }))).toEqual([]);
  });

  test.each([
    ['electron/main/windows.ts', "import { app, ipcMain } from 'electron';"],
    ['electron/main/windows.ts', "import * as electron from 'electron'; electron.ipcMain.on('a', b);"],
    ['renderer/lib/a.ts', "import { ipcRenderer } from 'electron';"],
    ['server/jobs/a.ts', "import Database from 'better-sqlite3';"],
    ['server/jobs/a.ts', 'const a = process.env.HOME;'],
    ['server/jobs/a.ts', "const a = process.env['HOME'];"],
    ['server/jobs/a.ts', 'const { env } = process;'],
    ['server/jobs/a.ts', "import { Worker } from 'node:worker_threads';"],
    ['core/pool/claim.ts', 'const now = Date.now();'],
    ['core/pool/claim.ts', 'const now = new Date();'],
    ['renderer/features/pool/a.ts', "localStorage.setItem('a', 'b');"],
  ])('%s may not write %s', (file, line) => {
    expect(checkPowers(plant({ [file]: line }))).toEqual([expect.stringContaining(file)]);
  });

  test('the named file may, a type may, a test may', () => {
    const lawful = {
      'server/platform/environment.ts': 'export const home = process.env.HOME;',
      'server/jobs/a.ts': "import type { Database } from 'better-sqlite3';",
      'core/pool/claim.ts': 'export const at = (text: string) => new Date(text);',
      'core/pool/claim.test.ts': 'Date.now();',
    };
    expect(checkPowers(plant(lawful))).toEqual([]);
  });
});

describe('texts', () => {
  const lines = (count: number) => 'a;\n'.repeat(count);

  test('too long', () => {
    const one = (path: string, count: number) => checkSizes([{ path, text: lines(count) }]);
    expect(one('core/pool/a.ts', 401).problems).toHaveLength(1);
    expect(one('core/pool/a.test.ts', 601).problems).toHaveLength(1);
    expect(one('core/pool/a.ts', 400)).toEqual({ problems: [], notes: ['core/pool/a.ts has 400 lines'] });
    expect(one('core/pool/a.test.ts', 600)).toEqual({ problems: [], notes: [] });
    expect(one('db/migrations/2026-11-23-a.ts', 900).problems).toEqual([]);
  });

  test.each([
    '// @ts-ignore',
    '// @ts-expect-error wrong',
    '/* eslint-disable */',
    '// oxlint-disable-next-line no-eval',
    '// TODO later',
    '/* FIXME */',
  ])('a comment: %s', (comment) =>
    expect(checkComments(plant({ 'core/pool/a.ts': `${comment}\na();` }))).toHaveLength(1),
  );

  test('what is no comment', () => {
    expect(checkComments(plant({ 'core/pool/a.ts': "const text = '// TODO'; // done" }))).toEqual([]);
  });

  test('words', () => {
    const found = (path: string, text: string) => checkWords([{ path, text }]);
    expect(found('core/pool/claim.ts', 'a;\nfunction acquireCustomer() {}')).toEqual([
      expect.stringContaining('core/pool/claim.ts:2'),
    ]);
    expect(found('renderer/locales/zh-CN.json', '{ "a": "认领" }')).toHaveLength(1);
    expect(found('renderer/locales/zh-CN.json', '{ "a": "领用" }')).toEqual([]);
  });

  test('locales', () => {
    const compare = (zh: object, en: object) =>
      checkLocales([
        { path: 'renderer/locales/zh-CN/pool.json', text: JSON.stringify(zh) },
        { path: 'renderer/locales/en/pool.json', text: JSON.stringify(en) },
      ]);
    expect(compare({ a: { b: '甲' } }, { a: {} })).toEqual([expect.stringContaining('a.b')]);
    expect(compare({}, { a: 'A' })).toHaveLength(1);
    expect(compare({ a: '' }, { a: 'A' })).toHaveLength(1);
    expect(compare({ a: '{{count}} 个' }, { a: '{{n}} of them' })).toHaveLength(2);
    expect(compare({ a: '<0>甲</0>' }, { a: 'A' })).toHaveLength(2);
    expect(
      compare({ a_other: '{{count}} 个' }, { a_one: 'one', a_other: '{{count, number}} of them' }),
    ).toEqual([]);
    expect(checkLocales([{ path: 'core/i18n/en.json', text: '{}' }])).toHaveLength(1);
  });

  test('lock file', () => {
    const bindings = { tool: { optionalDependencies: { 'tool-linux': '1' } } };
    expect(checkLock({ packages: { 'node_modules/tool': bindings.tool } })).toHaveLength(1);
    expect(
      checkLock({ packages: { 'node_modules/tool': bindings.tool, 'node_modules/tool-linux': {} } }),
    ).toEqual([]);
    expect(checkLock({ packages: { 'node_modules/a': { resolved: 'somewhere' } } })).toHaveLength(1);
  });
});
