import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{core,db,server,electron,renderer,testing,bench,build,scripts}/**/*.test.{ts,tsx}'],
    // They end a test only when something is wrong; end-to-end tests share the machine.
    testTimeout: 40_000,
    hookTimeout: 40_000,
    // One more than the office PC's two cores: threads and files are waited for.
    maxWorkers: 3,
    // A stray `.only` would hide every other test and still look green.
    allowOnly: false,
  },
});
