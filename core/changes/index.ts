export { makeChange } from './make-change.ts';
