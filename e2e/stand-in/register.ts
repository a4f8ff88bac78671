import { registerHooks } from 'node:module';

/** `node --import register.ts program.js`: the program's `import 'electron'` finds the stand-in, in every thread. */
const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
