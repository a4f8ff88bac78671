import { parentPort } from 'node:worker_threads';
import { prepareRows, type RowsWanted } from './rows.ts';

/** Prepares rows beside the thread that writes them. */
parentPort?.on('message', (wanted: RowsWanted) => parentPort?.postMessage(prepareRows(wanted)));
