export { returnOverdue } from './return-overdue.ts';
