import { readFileSync } from 'node:fs';
import { defineConfig } from 'oxlint';
import { matches } from './build/lint/glob.ts';
import { type Layer, layers } from './build/lint/layers.ts';

const { dependencies, devDependencies, imports } = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
);
const packages = Object.keys({ ...dependencies, ...devDependencies });
const folders = Object.keys(imports).map((name) => name.slice(1).replace('/*', ''));

/**
 * What can be seen at the import itself: whole folders and packages that are closed to a layer. What hangs on the exact
 * file (another slice's index.ts, one named file for a raw power) is held by testing/architecture.
 */
function closedTo(layer: Layer) {
  const open = [...layer.may, ...(layer.mayTypes ?? [])];
  const openPackages = [...layer.packages, ...(layer.packageTypes ?? [])];
  if (openPackages.includes('*')) return undefined;
  const shutFolders = folders.filter((folder) => !open.some((glob) => glob.startsWith(folder)));
  const shutPackages = packages.filter((name) => !matches(name, openPackages));
  const shut = [
    ...shutFolders.map((folder) => `#${folder}/`),
    ...shutPackages.map((name) => `${name}(?:/|$)`),
    ...(openPackages.includes('node:*') ? [] : ['node:']),
  ];
  return {
    regex: `^(?:${shut.join('|')})`,
    message: `${layer.name}: ${layer.because} (build/lint/layers.ts).`,
  };
}

// In oxlint the last match wins, in the table the first.
const imported = layers.toReversed().map((layer) => {
  const closed = closedTo(layer);
  return {
    files: [...layer.files],
    rules: { 'no-restricted-imports': closed ? ['error', { patterns: [closed] }] : 'off' },
  };
});

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise', 'vitest'],
  categories: { correctness: 'error' },
  ignorePatterns: ['dist', 'node_modules', 'test-results', 'playwright-report', 'e2e/screenshots'],
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    // A sign-in form, a dialog and a rename in place begin with the field they are about.
    'jsx-a11y/no-autofocus': 'off',
    // A virtual grid has no table elements, and a status line is not a form's output.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // What scrolls is a named region and has to be reachable by keyboard; a tab panel is by its pattern.
    'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'region'] }],
    // We do not run React's compiler, and TanStack Virtual works without it.
    'react/incompatible-library': 'off',
    'no-console': 'error',
    'no-eval': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'react/exhaustive-deps': 'error',
    'react/jsx-no-target-blank': 'error',
    'react/no-danger': 'error',
    'react/react-in-jsx-scope': 'off',
    'react/rules-of-hooks': 'error',
    'typescript/ban-ts-comment': ['error', { 'ts-expect-error': true }],
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    // Spreading a string into code points is what rare characters need.
    'typescript/no-misused-spread': ['error', { allow: ['string'] }],
    'typescript/no-non-null-assertion': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/return-await': ['error', 'in-try-catch'],
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    // A promise that is asserted on now and awaited later; no-floating-promises watches over it.
    'vitest/valid-expect': 'off',
    'vitest/require-to-throw-message': 'off',
    'vitest/no-disabled-tests': 'error',
    'vitest/no-focused-tests': 'error',
  },
  overrides: [
    ...imported,
    {
      files: ['**/*.test.{ts,tsx}', 'testing/**', 'e2e/**'],
      rules: {
        'typescript/no-non-null-assertion': 'off',
        // The only way to say in a test that the types refuse something.
        'typescript/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      },
    },
    {
      // The tools read these files' default export.
      files: ['*.config.ts', '*.config.cjs', 'e2e/playwright.config.ts', 'e2e/fixtures/prepared.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
  ],
} as Parameters<typeof defineConfig>[0]);
