import type { MessagePort } from 'node:worker_threads';
import { WebsocketHandler } from '@orpc/server/websocket';
import type { SessionHolder } from '#core/rpc/context.ts';
import type { Log } from '#core/shared/ports.ts';
import { callHandler } from './call-handler.ts';
import type { Office } from './compose.ts';
import { headersOf } from './request-headers.ts';

export interface IpcDoorOptions {
  readonly office: Pick<Office, 'router' | 'context'>;
  /** One for all windows: whoever signs in, signs in to the program. */
  readonly session: SessionHolder;
  readonly device: string;
  readonly log: Log;
}

export interface IpcDoor {
  /** Answers the calls of one window until its port closes; then its running calls and event streams are ended. */
  add(port: MessagePort): void;
  close(): void;
}

/**
 * The door of the desktop program: a message port per window. The adapter for web sockets writes the same messages as
 * the one for ports and answers with a promise, so that a malformed message closes the port; the adapter for ports
 * would leave an unhandled rejection, which ends the thread.
 */
export function openIpcDoor({ office, session, device, log }: IpcDoorOptions): IpcDoor {
  const handler = new WebsocketHandler(
    callHandler(office.router, {
      rootInterceptors: [
        (call) =>
          call.next({ ...call, context: { ...call.context, reqHeaders: headersOf(call.request.headers) } }),
      ],
    }),
  );
  const ports = new Set<MessagePort>();
  return {
    add(port) {
      const peer = {
        send: (data: unknown) => port.postMessage(data),
        addEventListener: () => undefined,
      };
      ports.add(port);
      port.once('close', () => {
        ports.delete(port);
        handler.close(peer);
      });
      port.on('message', (data: unknown) => {
        const message = sendable(data);
        const answered =
          message === null
            ? Promise.reject(new TypeError('neither text nor bytes'))
            : handler.message(peer, message, {
                context: office.context({ door: 'ipc', session, device, address: 'local' }),
              });
        answered.catch((error: unknown) => {
          log.warn('port closed after a malformed message', { error });
          port.close();
        });
      });
      port.start();
    },
    close() {
      for (const port of ports) port.close();
    },
  };
}

/** The messages of the protocol are text, or bytes where a file is in them. */
function sendable(data: unknown): string | ArrayBuffer | null {
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  if (data instanceof Uint8Array) return new Uint8Array(data).buffer;
  return null;
}
