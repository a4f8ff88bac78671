import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What can be said at the start of the program, windowed or not. */
export interface StartArguments {
  readonly dataDir: string | null;
  /** Null where none was given. */
  readonly port: number | null;
  readonly demo: boolean;
  readonly open: boolean;
  readonly help: boolean;
}

export type ArgumentFault = { readonly fault: 'unknown' | 'port' | 'data'; readonly text: string };

/**
 * Reads `--data DIR --port N --demo --no-open --help`. `strict: false` passes over what it does not know, because
 * Electron and Chromium read switches of their own from the same line.
 */
export function readArguments(
  argv: readonly string[],
  how: { strict: boolean },
): StartArguments | ArgumentFault {
  let values: { data?: unknown; port?: unknown; demo?: unknown; 'no-open'?: unknown; help?: unknown };
  try {
    ({ values } = parseArgs({
      args: [...argv],
      strict: how.strict,
      allowPositionals: !how.strict,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        demo: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    return {
      fault: 'unknown',
      text: error instanceof Error ? (/'([^']+)'/.exec(error.message)?.[1] ?? '') : '',
    };
  }
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(/^\d{1,5}$/.test(String(values.port)) && port <= 65_535)) {
    return { fault: 'port', text: String(values.port) };
  }
  if (values.data !== undefined && (typeof values.data !== 'string' || values.data === '')) {
    return { fault: 'data', text: '' };
  }
  return {
    // resolve() keeps UNC paths as they are; the office refuses them with its reason.
    dataDir: values.data === undefined ? null : resolve(values.data),
    port,
    demo: values.demo === true,
    open: values['no-open'] !== true,
    help: values.help === true,
  };
}
