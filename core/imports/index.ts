export { recoverImports } from './recover-imports.ts';
export { stopImports } from './under-way.ts';
