import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { SessionHolder } from '#core/rpc/context.ts';
import { AppError } from '#core/shared/errors.ts';
import { type Office, openOffice } from './compose.ts';
import { answerFile } from './files/answer-file.ts';
import { serveFilePort } from './files/file-port.ts';
import { type HttpDoor, openHttpDoor } from './http/door.ts';
import { type IpcDoor, openIpcDoor } from './ipc-door.ts';
import { readEnvironment } from './platform/environment.ts';
import { createLog } from './platform/log.ts';
import { logDir } from './platform/paths.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-protocol.ts';

/** The thread that owns the office: the database, the HTTP door, and the ports of the desktop program's windows. */
const setup = workerData as WorkerSetup;
const log = createLog('office');
const parent = parentPort;
if (!parent) throw new TypeError('worker.ts runs in a worker thread');

function tell(message: FromWorker): void {
  parent?.postMessage(message);
}

async function run(): Promise<void> {
  let session = setup.session;
  const { dataDir, demo } = setup;
  const checking = () => tell({ type: 'checking' });
  const office = await openOffice({ dataDir, demo, jobs: true, log, checking });
  // Only now: a folder that was refused must not be written to.
  await log.open(logDir(setup.dataDir)).catch(() => undefined);
  const holder: SessionHolder = {
    get: () => session,
    set(token) {
      session = token;
      tell({ type: 'session', token });
    },
  };
  const device = readEnvironment().deviceName;
  const ipc = openIpcDoor({ office, session: holder, device, log });
  const serveFile = (port: MessagePort) =>
    serveFilePort(
      port,
      (call) => answerFile(office, { door: 'ipc', session: holder, device, address: 'local' }, call),
      (error) => log.error('file not delivered', { error }),
    );
  let http: HttpDoor | null = null;
  try {
    http = setup.http && (await openHttpDoor({ ...setup.http, office, rendererDir: setup.rendererDir, log }));
  } catch (error) {
    await office.close();
    throw error;
  }
  parent?.on('message', (message: ToWorker) => {
    if (message.type === 'port') ipc.add(message.port);
    else if (message.type === 'file') serveFile(message.port);
    else void stop(ipc, http, office);
  });
  tell({ type: 'ready', url: http?.url ?? null, port: http?.port ?? null });
  log.info('office open', { url: http?.url });
}

async function stop(ipc: IpcDoor, http: HttpDoor | null, office: Office): Promise<void> {
  // Doors before the office: nobody is let in to a closed database.
  ipc.close();
  await http?.close();
  await office.close();
  log.info('office closed');
  await log.close();
  tell({ type: 'stopped' });
  parent?.close();
}

process.on('uncaughtException', (error) => {
  log.error('the office stopped', { error });
  // A worker in an unknown state must not write: the host starts a new one.
  void log.close().finally(() => process.exit(1));
});

run().catch(async (error: unknown) => {
  if (error instanceof AppError) {
    tell({ type: 'refused', code: error.code, params: error.params });
  } else {
    const reference = randomUUID().slice(0, 8);
    log.error('the office did not open', { error, reference });
    await log.open(logDir(setup.dataDir)).catch(() => undefined);
    await log.close();
    tell({ type: 'refused', code: 'unexpected', params: { reference } });
  }
  parent.close();
});
