import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from '#db/dialects/sqlite/connection.ts';

/**
 * Each time it is asked it copies what the write-ahead log holds into the database file, as far as no reader needs the log;
 * neither readers nor the writer wait for it. Ends when it is told to.
 */
export type ToCopier = 'copy' | 'end';

const parent = parentPort;
if (!parent) throw new TypeError('checkpoint-worker.ts runs in a worker thread');

const connection = openConnection(workerData as string);
const copy = connection.prepare('pragma wal_checkpoint(passive)');
parent.on('message', (asked: ToCopier) => {
  if (asked === 'copy') {
    copy.all();
    parent.postMessage('copied');
    return;
  }
  connection.close();
  parent.close();
});
