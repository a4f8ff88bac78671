import { defineConfig } from 'vite';

/** A sandboxed preload can load one CommonJS file and nothing beside it but `electron`. */
export default defineConfig({
  publicDir: false,
  build: {
    lib: { entry: 'electron/preload/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    outDir: 'dist/preload',
    emptyOutDir: true,
    target: 'chrome140',
    minify: false,
    rolldownOptions: { external: ['electron'] },
  },
});
