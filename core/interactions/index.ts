export { interactionsToExport } from './export-interactions.ts';
