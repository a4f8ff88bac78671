import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import roll, { type RollingFile } from 'pino-roll';
import type { Log } from '#core/shared/ports.ts';

/** Never written, at any depth that a call site uses: what opens a door, and what a customer told us in confidence. */
const secrets = [
  'password',
  'newPassword',
  'oldPassword',
  'oneTimePassword',
  'token',
  'cookie',
  'authorization',
];

const redact = {
  paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
  censor: '[…]',
};

/** Lines kept until the folder is known; the oldest go first. */
const mostKept = 1000;

export interface FileLog extends Log {
  /** Writes into `DIR/logs` from now on, the lines kept so far first. Errors: those of making the folder. */
  open(dir: string): Promise<void>;
  /** Writes what is left and closes the file. */
  close(): Promise<void>;
}

/**
 * The log of one thread. It keeps its lines in memory until `open`, so that a data folder that is refused (a network
 * share, a foreign folder) is not written to. Files: `NAME.1.log`, 5 MB each, the last five are kept (spec §16).
 */
export function createLog(name: string): FileLog {
  let waiting: string[] = [];
  let file: RollingFile | undefined;
  const sink = {
    write(line: string) {
      if (file) file.write(line);
      else if (waiting.push(line) > mostKept) waiting.shift();
    },
  };
  const logger = pino(
    {
      redact,
      base: { thread: name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    sink,
  );
  const write =
    (level: 'info' | 'warn' | 'error') => (message: string, details?: Record<string, unknown>) => {
      const { error, ...rest } = details ?? {};
      // pino writes message and stack of an error only under `err`.
      logger[level](error instanceof Error ? { ...rest, err: error } : { ...details }, message);
    };
  return {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    async open(dir) {
      await mkdir(dir, { recursive: true });
      const opened: RollingFile = await roll({
        file: join(dir, name),
        extension: '.log',
        size: '5m',
        limit: { count: 4 },
        sync: true,
        mkdir: true,
      });
      // A full disk must not take the office down: the line is lost, the service goes on.
      opened.on('error', () => undefined);
      file = opened;
      const kept = waiting;
      waiting = [];
      for (const line of kept) opened.write(line);
    },
    close() {
      const closing = file;
      file = undefined;
      if (!closing) return Promise.resolve();
      return new Promise((resolve) => {
        closing.once('close', resolve);
        closing.end();
      });
    },
  };
}
