export { recoverImports } from './recover-imports.ts';
export type { ImportFiles } from './table.ts';
export { stopImports } from './under-way.ts';
