export { importWholeFile, type WholeImport } from './import-whole-file.ts';
export { importsRouter } from './imports.router.ts';
export { recoverImports, stopImports } from './import-work.ts';
export type { ImportFiles } from './table.ts';
