import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { AppError } from '#core/shared/errors.ts';
import type { FileAnswer, FileCall } from './files/answer-file.ts';
import { requestFile } from './files/file-port.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-protocol.ts';

export interface ServiceOptions {
  readonly dataDir: string;
  /** Without it the office has no HTTP door. */
  readonly http?: { readonly host: string; readonly port: number };
  readonly rendererDir: string;
  readonly demo?: boolean;
  /** Called at most once: the worker crashed again and again and is not started any more. */
  readonly onGivenUp?: (error: AppError) => void;
  /** Called when the office does not open at once because its file is looked through, after a stop that was none. */
  readonly onChecking?: () => void;
  /** For tests: another worker, and shorter waits in milliseconds. */
  readonly worker?: URL;
  readonly waits?: typeof defaultWaits;
}

export interface Service {
  /** The address of the HTTP door; it stays the same when the worker is started anew. */
  readonly url: string | null;
  /** A port that speaks oRPC with the office. It closes when the worker goes; ask for another one then. */
  connect(): MessagePort;
  /** An attached file, as the signed-in person may have it, streamed. Rejects when the office goes away. */
  file(call: FileCall): Promise<FileAnswer>;
  /** Ends calls, closes the database, resolves when the worker is gone. May be called more than once. */
  stop(): Promise<void>;
}

/** A channel that somebody wants to the office, and for what. */
interface Asked {
  readonly channel: MessageChannel;
  readonly type: 'port' | 'file';
}

/**
 * `quick`: a worker that lived less than this counts towards giving up. `stop`: then the worker is ended by force. `said`: the
 * check of the file is worth a word when it takes longer.
 */
const defaultWaits = { backOff: 250, quick: 60_000, stop: 10_000, said: 1000 };
const quickCrashesToGiveUp = 3;

/** Beside this file, built or as source. */
const workerEntry = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** Room for an import of 100,000 rows; what runs away ends the worker, not the program. In MiB. */
const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/**
 * Starts the office in a worker thread and keeps it running: after a crash it is started anew, later each time, and
 * given up after three crashes in a row within a minute of their start.
 * Errors: the AppError with which the office refused to open; `unexpected` where the first start crashed.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const waits = options.waits ?? defaultWaits;
  /** Channels asked for while no worker is ready, and this side's ends of those that the present worker has. */
  const waiting: Asked[] = [];
  const given = new Set<MessagePort>();
  let http = options.http ?? null;
  let url: string | null = null;
  let session: string | null = null;
  let worker: Worker | null = null;
  let ready = false;
  let quickCrashes = 0;
  let restart: NodeJS.Timeout | undefined;
  let stopping: Promise<void> | null = null;
  let givenUp = false;

  function hand(to: Worker, { channel: { port1, port2 }, type }: Asked): void {
    given.add(port1);
    port1.once('close', () => given.delete(port1));
    to.postMessage({ type, port: port2 } satisfies ToWorker, [port2]);
  }

  function closePorts(): void {
    for (const { channel } of waiting.splice(0)) channel.port1.close();
    for (const port of given) port.close();
  }

  function onMessage(life: Worker, message: Exclude<FromWorker, { type: 'refused' }>): void {
    if (message.type === 'session') session = message.token;
    if (message.type !== 'ready') return;
    ready = true;
    url = message.url;
    // The next worker takes the same port, so that browsers find it again.
    if (http && message.port !== null) http = { ...http, port: message.port };
    for (const asked of waiting.splice(0)) hand(life, asked);
  }

  /** One life of the worker: resolves when it is ready, rejects when it refuses or ends before that. */
  function start(): Promise<void> {
    const { dataDir, rendererDir, demo = false } = options;
    const setup: WorkerSetup = { dataDir, rendererDir, http, demo, session };
    const startedAt = Date.now();
    const life = new Worker(options.worker ?? workerEntry, {
      workerData: setup,
      resourceLimits,
      name: 'office',
    });
    worker = life;
    return new Promise((resolve, reject) => {
      let fault: unknown;
      let slow: NodeJS.Timeout | undefined;
      life.on('error', (error) => {
        fault = error;
      });
      life.on('message', (message: FromWorker) => {
        if (message.type === 'checking') slow = setTimeout(() => options.onChecking?.(), waits.said);
        else clearTimeout(slow);
        if (message.type === 'refused') fault = new AppError(message.code, message.params);
        else onMessage(life, message);
        if (message.type === 'ready') resolve();
      });
      life.once('exit', () => {
        clearTimeout(slow);
        const wasReady = ready;
        ready = false;
        worker = null;
        // A port on its way to a dying worker is closed by nobody else; those who wait for the next one keep theirs.
        for (const port of given) port.close();
        reject(fault instanceof AppError ? fault : new AppError('unexpected', {}, { cause: fault }));
        if (wasReady && !stopping) again(Date.now() - startedAt, fault);
      });
    });
  }

  /** After a crash: another life, later each time, or the end. A refusal (the folder is gone) is final at once. */
  function again(lived: number, fault: unknown): void {
    quickCrashes = lived < waits.quick ? quickCrashes + 1 : 1;
    const refused = fault instanceof AppError && fault.code !== 'unexpected' ? fault : null;
    if (refused || quickCrashes >= quickCrashesToGiveUp) {
      givenUp = true;
      closePorts();
      options.onGivenUp?.(refused ?? new AppError('serviceGivenUp', {}, { cause: fault }));
      return;
    }
    const wait = waits.backOff * 2 ** (quickCrashes - 1);
    restart = setTimeout(() => {
      start().catch((error: unknown) => {
        if (!stopping) again(0, error);
      });
    }, wait);
  }

  async function end(): Promise<void> {
    clearTimeout(restart);
    const ending = worker;
    if (ending) {
      await new Promise<void>((resolve) => {
        const force = setTimeout(() => void ending.terminate(), waits.stop);
        ending.once('exit', () => {
          clearTimeout(force);
          resolve();
        });
        ending.postMessage({ type: 'stop' } satisfies ToWorker);
      });
    }
    closePorts();
  }

  function ask(type: Asked['type']): MessagePort {
    const channel = new MessageChannel();
    if (stopping || givenUp) channel.port2.close();
    else if (worker && ready) hand(worker, { channel, type });
    else waiting.push({ channel, type });
    return channel.port1;
  }

  await start();
  return {
    get url() {
      return url;
    },
    connect: () => ask('port'),
    file: (call) => requestFile(ask('file'), call),
    stop() {
      stopping ??= end();
      return stopping;
    },
  };
}
