export { differences, logOperation, logOperations, verifyLog } from './operation-log.ts';
