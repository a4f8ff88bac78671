import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    // They end a test only when something is wrong; end-to-end tests share the machine.
    testTimeout: 40_000,
    hookTimeout: 40_000,
    // One more than the office PC's two cores: threads and files are waited for.
    maxWorkers: 3,
    // A stray `.only` would hide every other test and still look green.
    allowOnly: false,
    // A worker loads the program once, not again for each of its files: no file leaves anything behind in a module.
    // `vitest run --sequence.shuffle.files` asks whether that is so.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'office',
          include: ['{core,db,server,testing,bench,build,scripts}/**/*.test.ts'],
          globalSetup: ['testing/built-service.ts'],
          // Node reads the sources as they are, as it does for the program's threads: nothing is transformed.
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
      // What Vite builds for the window, Vite reads for its tests.
      { extends: true, test: { name: 'window', include: ['renderer/**/*.test.{ts,tsx}'] } },
      // These put something else in Electron's place: each has a program of its own.
      { extends: true, test: { name: 'electron', include: ['electron/**/*.test.ts'], isolate: true } },
    ],
  },
});
