export { differences, logOperation, logOperations, verifyLog, type LogLine } from './operation-log.ts';
