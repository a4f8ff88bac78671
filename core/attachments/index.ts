export { customerFiles } from './customer-files.ts';
export { listFiles } from './queries.ts';
export { openFile } from './open-file.ts';
export { cleanStoredFiles } from './stored-files.ts';
export { sweepUploads } from './upload-file.ts';
