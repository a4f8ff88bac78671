export { describeQuestion } from './describe-question.ts';
export { recoverExports, sweepExports } from './export-steps.ts';
export { stopExports } from './export-work.ts';
export { exportWords } from './export-words.ts';
export { customersAsked, tableOf } from './produce.ts';
