export { emptyRecycleBin } from './empty-recycle-bin.ts';
