export { recoverExports, sweepExports } from './export-steps.ts';
export { stopExports } from './export-work.ts';
