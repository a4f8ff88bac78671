import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { guide } from './build/guide/guide-plugin.ts';
import { pdfFiles } from './build/pdf/pdf-plugin.ts';

/** The window: built to dist/renderer; `npm run dev` serves it with hot reload in front of a running service. */
const service = process.env.KECHI_URL ?? 'http://127.0.0.1:4310';

export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [guide(), pdfFiles(), react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: ['chrome120', 'firefox121', 'safari17'],
    rolldownOptions: {
      output: {
        // Left alone it makes a file of every part that two pages share: more than a hundred to fetch before the first
        // page shows. What every start needs is one file; of the rest, what the same pages share.
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 2 },
            {
              name: 'shared',
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 20_000,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(
      ['/rpc', '/files'].map((path) => [
        path,
        {
          target: service,
          changeOrigin: true,
          // The service answers only pages of its own origin; behind the proxy the page's origin is the dev server's.
          headers: { origin: new URL(service).origin },
        },
      ]),
    ),
  },
});
