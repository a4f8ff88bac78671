import type { MessagePort } from 'node:worker_threads';
import type { ErrorCode, ErrorParams } from '#core/shared/errors.ts';

/** What the worker thread of the office is started with. */
export interface WorkerSetup {
  readonly dataDir: string;
  readonly rendererDir: string;
  readonly http: { readonly host: string; readonly port: number } | null;
  readonly demo: boolean;
  /** The desktop program's session, kept over a restart of the worker; it never leaves this process. */
  readonly session: string | null;
}

export type ToWorker =
  /** A window's port for calls, or the port of one file. */
  { readonly type: 'port' | 'file'; readonly port: MessagePort } | { readonly type: 'stop' };

export type FromWorker =
  /** The file is looked through, after a stop that was none. */
  | { readonly type: 'checking' }
  | { readonly type: 'ready'; readonly url: string | null; readonly port: number | null }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly params: ErrorParams }
  | { readonly type: 'session'; readonly token: string | null }
  | { readonly type: 'stopped' };
