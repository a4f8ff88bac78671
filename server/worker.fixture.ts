import { appendFileSync, existsSync } from 'node:fs';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-protocol.ts';

/**
 * A worker that does what the name of its data folder says, in place of the office. Windows can ask it for its setup,
 * sign in, and make it crash.
 */
const setup = workerData as WorkerSetup;
const tell = (message: FromWorker) => parentPort?.postMessage(message);
const manner = setup.dataDir.split('/').at(-1);
appendFileSync(`${setup.dataDir}.lives`, '1');

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'stop') {
    if (manner === 'stuck') return;
    tell({ type: 'stopped' });
    parentPort?.close();
    return;
  }
  const { port } = message;
  port.on('message', (word: string) => {
    if (word === 'crash') throw new Error('planted');
    if (word === 'exit') process.exit(0);
    if (word === 'signIn') tell({ type: 'session', token: 'token-1' });
    port.postMessage({ session: setup.session, http: setup.http });
  });
});

if (manner === 'refuses') {
  tell({ type: 'refused', code: 'databaseLocked', params: { pid: 7 } });
  parentPort?.close();
} else if (manner === 'crashesAtStart') {
  throw new Error('planted');
} else {
  if (manner?.startsWith('checks')) tell({ type: 'checking' });
  while (manner === 'checks' && !existsSync(`${setup.dataDir}.said`)) await setTimeout(5);
  tell({ type: 'ready', url: setup.http ? 'http://127.0.0.1:4999' : null, port: setup.http ? 4999 : null });
  if (manner === 'crashesSoon') void setTimeout(5).then(() => process.exit(3));
}
