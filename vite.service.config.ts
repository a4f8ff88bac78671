import { defineConfig } from 'vite';

/**
 * Everything that runs on Node, in one build: the desktop main process, the headless server and the workers they start.
 * Chunks lie beside the entries, so `new URL('./worker.js', import.meta.url)` holds from whichever file it stands in.
 */
const input = {
  electron: 'electron/main/main.ts',
  server: 'server/main.ts',
  worker: 'server/worker.ts',
  'parse-worker': 'server/imports/parse-worker.ts',
  'checkpoint-worker': 'server/platform/checkpoint-worker.ts',
};

export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'], target: 'node' },
  build: {
    ssr: true,
    outDir: 'dist/main',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
