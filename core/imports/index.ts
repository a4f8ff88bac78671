export { guessLayout } from './columns.ts';
export { recoverImports } from './recover-imports.ts';
export { stopImports } from './under-way.ts';
export { cellText as tableText } from './table.ts';
