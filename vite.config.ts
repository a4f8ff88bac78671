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
