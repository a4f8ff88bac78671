export { foundations, slices } from './slices.ts';

/**
 * Who may import whom: the one table. `oxlint.config.ts` reads it for what an editor can show at the import, and
 * `testing/architecture` for the whole of it, by resolved path. To allow something, change it here and say why.
 *
 * Which slice of core may use which other stands beside it, in `slices.ts`.
 *
 * Paths are globs from the top of the project (`**` any folders, `*` within a name, `{a,b}` either).
 */
export interface Layer {
  readonly name: string;
  /** The files it is about; a file belongs to the first layer that matches it. */
  readonly files: readonly string[];
  /** Files of ours that it may import. `$1` stands for what the first `*` of the matching `files` entry stood for. */
  readonly may: readonly string[];
  /** Files of ours of which it may import types only: nothing of them is left at run time. */
  readonly mayTypes?: readonly string[];
  /** Packages it may import; `node:*` is Node itself, `*` is everything. */
  readonly packages: readonly string[];
  /** Packages of which it may import types only. */
  readonly packageTypes?: readonly string[];
  /** The rest of the sentence "… may not import that: …". */
  readonly because: string;
}

const contracts = ['core/**/*.contract.ts', 'core/rpc/contract.ts', 'core/rpc/contract-base.ts'];
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.fixture.ts'];

/** What the window and its pages may know of core. */
const sharedWithWindow = [
  ...contracts,
  'core/shared/**',
  'core/i18n/**',
  'core/permissions/rights.ts',
  'core/regions/index.ts',
  // The same checks at the field as in the service.
  'core/customers/checks.ts',
  // Cards are read in the window, so that one sees what is in them before anything is saved.
  'core/contacts/vcard.ts',
  // Pages are laid out in the window, where heights can be measured; tests lay out the same ones.
  'core/printing/engine/**',
];

const windowPackages = [
  'react',
  'react-dom',
  'react-i18next',
  'i18next',
  '@mantine/*',
  '@tabler/icons-react',
  '@tanstack/*',
  '@orpc/client',
  '@orpc/tanstack-query',
  'dayjs',
  'zod',
  'zustand',
];

export const layers: readonly Layer[] = [
  {
    name: 'tests and their builders',
    files: [...tests, 'testing/**', 'bench/**'],
    may: ['**'],
    packages: ['*'],
    because: 'a test may reach everything',
  },
  {
    name: 'end-to-end tests',
    files: ['e2e/**'],
    // bench fills an office with a hundred thousand customers before the program starts.
    may: ['e2e/**', 'testing/**', 'bench/**', 'core/**', 'electron/shared/**', 'renderer/locales/**'],
    packages: ['*'],
    because: 'they use the built program as a person does, not its insides',
  },
  {
    name: 'tooling',
    files: ['build/**', 'scripts/**', '*.config.ts', '*.config.cjs'],
    may: ['build/**', 'scripts/**'],
    packages: ['*'],
    because: 'tools must run on a fresh clone, whatever state the program is in',
  },
  {
    name: 'contract',
    files: contracts,
    // Papers are names and figures.
    may: [
      ...contracts,
      'core/shared/**',
      'core/permissions/rights.ts',
      'core/permissions/share.ts',
      'core/printing/engine/papers.ts',
    ],
    mayTypes: ['core/$1/*.ts', 'core/$1/*/*.ts'],
    packages: ['zod', '@orpc/contract'],
    because: 'a contract is bundled into the window: only zod, core/shared and other contracts',
  },
  {
    name: 'core/shared',
    files: ['core/shared/**'],
    may: ['core/shared/**'],
    mayTypes: ['db/schema/**'],
    packages: ['zod', 'pinyin-pro'],
    packageTypes: ['kysely'],
    because: 'everything else stands on core/shared: small pure packages only',
  },
  {
    name: 'core/i18n',
    files: ['core/i18n/**'],
    may: ['core/i18n/**', 'core/shared/**'],
    mayTypes: [...contracts],
    packages: [],
    because: 'sentences know nothing of what they are about',
  },
  {
    name: 'core/permissions',
    files: ['core/permissions/**'],
    may: ['core/permissions/**', 'core/shared/**'],
    mayTypes: ['db/schema/**', 'core/rpc/context.ts'],
    packages: ['kysely'],
    because: 'rights are decided without knowing any slice: core/shared, and kysely for the row predicate',
  },
  {
    name: 'core/rpc/router',
    files: ['core/rpc/router.ts'],
    may: ['core/*/*.router.ts', 'core/rpc/**', 'core/shared/**'],
    packages: ['@orpc/server'],
    because: 'the router only puts the slices’ routers together',
  },
  {
    name: 'core/rpc',
    files: ['core/rpc/**'],
    may: ['core/rpc/**', 'core/shared/**', 'core/permissions/**', ...contracts],
    // Ports that the composition root fills in are described where they are used.
    mayTypes: ['db/schema/**', 'core/**'],
    packages: ['@orpc/server', '@orpc/contract', 'zod', 'kysely'],
    because: 'the procedure order knows no slice',
  },
  {
    name: 'router of a slice',
    files: ['core/*/*.router.ts', 'core/*/routers/**'],
    may: [
      'core/$1/**',
      'core/*/index.ts',
      'core/shared/**',
      'core/permissions/**',
      'core/rpc/**',
      'core/i18n/**',
    ],
    mayTypes: ['db/schema/**'],
    packages: ['@orpc/server', 'kysely', 'zod'],
    because: 'a router hands its slice’s use-cases to the procedure order',
  },
  {
    name: 'slice of core',
    files: ['core/*/**'],
    may: [
      'core/$1/**',
      'core/*/index.ts',
      ...contracts,
      'core/shared/**',
      'core/permissions/**',
      'core/i18n/**',
      'core/rpc/context.ts',
    ],
    mayTypes: ['db/schema/**', 'core/rpc/**'],
    // lunar-typescript: the lunar calendar of birthdays.
    packages: ['kysely', 'zod', 'pinyin-pro', 'lunar-typescript'],
    because: 'core runs anywhere: no Node, no window, no driver; another slice only through its index.ts',
  },
  {
    name: 'rows',
    files: ['db/schema/**'],
    may: ['db/schema/**'],
    mayTypes: ['core/shared/**'],
    packages: ['kysely'],
    because: 'rows are types and nothing else',
  },
  {
    name: 'list of migrations',
    files: ['db/migrations/index.ts'],
    may: ['db/migrations/**'],
    packages: ['kysely'],
    because: 'it lists the migrations, by hand',
  },
  {
    name: 'migration',
    files: ['db/migrations/**'],
    may: [],
    packages: ['kysely'],
    because: 'a migration must never change later: kysely only, nothing of ours',
  },
  {
    name: 'db',
    files: ['db/**'],
    may: ['db/**', 'core/shared/**', 'core/*/index.ts'],
    mayTypes: ['core/**'],
    packages: ['kysely', 'better-sqlite3', 'pinyin-pro', 'node:*'],
    because: 'the store serves core and knows neither doors nor windows',
  },
  {
    name: 'server',
    files: ['server/**'],
    may: ['server/**', 'core/**', 'db/**'],
    packages: [
      'node:*',
      '@orpc/server',
      '@orpc/client',
      'kysely',
      'fastify',
      '@fastify/*',
      'pino',
      'pino-roll',
      'zod',
      'hucre',
      'iconv-lite',
      // The clock of what happens by itself every day.
      'croner',
    ],
    because: 'the service runs with and without a window: core, db and Node, never electron or renderer',
  },
  {
    name: 'electron main',
    files: ['electron/main/**'],
    may: [
      'electron/main/**',
      'electron/shared/**',
      'server/*.ts',
      'server/platform/**',
      'core/shared/**',
      'core/i18n/**',
    ],
    // What the office is asked for; its files come over a port.
    mayTypes: ['server/files/**'],
    packages: ['electron', 'node:*', 'zod'],
    because: 'the main process owns windows and the worker; what the office does happens in the worker',
  },
  {
    name: 'preload',
    files: ['electron/preload/**'],
    may: ['electron/shared/**', 'electron/preload/**'],
    packages: ['electron'],
    because: 'the preload is one sandboxed file: electron and the types both sides share',
  },
  {
    name: 'electron shared',
    files: ['electron/shared/**'],
    may: ['electron/shared/**'],
    mayTypes: ['core/shared/**'],
    packages: [],
    because: 'it is read on both sides of the sandbox: types and constants only',
  },
  {
    name: 'renderer/ui',
    files: ['renderer/ui/**'],
    // The official list of regions is picked from in more than one feature.
    may: [
      'renderer/ui/**',
      'renderer/lib/**',
      'renderer/i18n.ts',
      'core/shared/**',
      'core/i18n/**',
      'core/regions/index.ts',
    ],
    mayTypes: [...contracts],
    packages: windowPackages.filter((name) => !name.startsWith('@orpc/')),
    because: 'the building blocks know no domain word and no feature',
  },
  {
    name: 'renderer/lib',
    files: ['renderer/lib/**'],
    may: ['renderer/lib/**', 'renderer/i18n.ts', 'renderer/locales/**', ...sharedWithWindow],
    mayTypes: ['electron/shared/**'],
    packages: [...windowPackages, 'pinyin-pro'],
    packageTypes: ['@orpc/contract'],
    because: 'it serves every feature and knows none',
  },
  {
    name: 'feature',
    files: ['renderer/features/*/**'],
    may: [
      'renderer/features/$1/**',
      'renderer/ui/**',
      'renderer/lib/**',
      'renderer/i18n.ts',
      // The user guide, taken apart by the build.
      'docs/guide/*.md',
      ...sharedWithWindow,
    ],
    // pdfjs-dist: the preview of PDF files.
    packages: [...windowPackages, 'pdfjs-dist'],
    because: 'two features meet only in a screen',
  },
  {
    name: 'screen',
    files: ['renderer/screens/**'],
    may: [
      'renderer/screens/**',
      'renderer/features/**',
      'renderer/ui/**',
      'renderer/lib/**',
      ...sharedWithWindow,
    ],
    packages: windowPackages,
    because: 'screens put features together; nothing of the service reaches the window but its contract',
  },
  {
    name: 'app',
    files: ['renderer/**'],
    may: ['renderer/**', ...sharedWithWindow],
    mayTypes: ['electron/shared/**'],
    packages: windowPackages,
    because: 'nothing of the service reaches the window but its contract',
  },
];

/** A raw power: something of which exactly the named files may make use, so that its rules are written once. */
export interface Power {
  readonly name: string;
  /** Importing a value from one of these … */
  readonly modules?: readonly string[];
  /** … or one of these names from any module … */
  readonly imported?: readonly string[];
  /** … or writing one of these expressions, is making use of it. `new Date()` means: without arguments. */
  readonly expressions?: readonly string[];
  /** Where the rule holds; everywhere but in tests and tools, if not given. */
  readonly within?: readonly string[];
  /** Who may all the same. */
  readonly files: readonly string[];
  readonly because: string;
}

export const powers: readonly Power[] = [
  {
    name: 'ipcMain',
    imported: ['ipcMain'],
    files: ['electron/main/ipc-door.ts'],
    because: 'it checks the sender of every message first',
  },
  {
    name: 'ipcRenderer',
    imported: ['ipcRenderer', 'contextBridge'],
    files: ['electron/preload/preload.ts'],
    because: 'what crosses the sandbox is decided in one place',
  },
  {
    name: 'better-sqlite3',
    modules: ['better-sqlite3'],
    files: ['db/dialects/sqlite/connection.ts'],
    because: 'it makes every assertion about a database before anyone sees it',
  },
  {
    name: 'process.env',
    expressions: ['process.env'],
    files: ['server/platform/environment.ts'],
    because: 'what the program takes from its surroundings is read in one place',
  },
  {
    name: 'worker_threads',
    modules: ['node:worker_threads'],
    files: [
      'server/service-host.ts',
      'server/worker.ts',
      'server/imports/import-files.ts',
      'server/imports/parse-worker.ts',
      'server/platform/checkpoints.ts',
      'server/platform/checkpoint-worker.ts',
    ],
    because: 'who starts a worker also ends it and starts it anew when it fails',
  },
  {
    name: 'child_process',
    modules: ['node:child_process'],
    files: ['server/platform/open-browser.ts'],
    because: 'the program starts no other program than the browser, for an address of its own',
  },
  {
    name: 'clock and chance',
    expressions: ['Date.now', 'Math.random', 'new Date()'],
    within: ['core/**'],
    files: [],
    because: 'core asks its Clock and its ids, so that every test decides what time it is',
  },
  {
    name: 'window storage',
    expressions: ['localStorage', 'sessionStorage', 'window.localStorage', 'window.sessionStorage'],
    within: ['renderer/**'],
    files: ['renderer/lib/device-settings.ts'],
    because: 'what stays on this PC is named, checked and bounded in one place',
  },
];
