export { differences, logOperation, verifyLog, type LogLine } from './operation-log.ts';
