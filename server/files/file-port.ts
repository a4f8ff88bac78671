import type { MessagePort } from 'node:worker_threads';
import type { FileAnswer, FileCall } from './answer-file.ts';

/**
 * One file over one port: the asking side sends a `FileCall`, the other what to answer with, then a piece for each
 * `next`, so that no more is on its way than is taken. Either side ends it by closing the port.
 */
type FromOffice =
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: boolean;
    }
  | { readonly type: 'piece'; readonly bytes: Uint8Array }
  | { readonly type: 'end' }
  | { readonly type: 'failed' };
type ToOffice = { readonly type: 'call'; readonly call: FileCall } | { readonly type: 'next' };

/** The office's side: answers one call. `failed` is told of what nobody foresaw. */
export function serveFilePort(
  port: MessagePort,
  answer: (call: FileCall) => Promise<FileAnswer>,
  failed: (error: unknown) => void,
): void {
  let pieces: AsyncIterator<Uint8Array> | null = null;
  const tell = (message: FromOffice) => port.postMessage(message);
  async function take(message: ToOffice): Promise<void> {
    if (message.type === 'call') {
      const { status, headers, body } = await answer(message.call);
      pieces = body?.[Symbol.asyncIterator]() ?? null;
      tell({ type: 'answer', status, headers, body: body !== null });
      if (body === null) port.close();
      return;
    }
    const piece = await pieces?.next();
    if (piece !== undefined && piece.done !== true) return tell({ type: 'piece', bytes: piece.value });
    tell({ type: 'end' });
    port.close();
  }
  port.on('message', (message: ToOffice) => {
    take(message).catch((error: unknown) => {
      failed(error);
      tell({ type: 'failed' });
      port.close();
    });
  });
  // Whoever asked went away: the file is let go of.
  port.once('close', () => void pieces?.return?.());
  port.start();
}

/** The asking side: the answer with its pieces as they are wanted. Rejects when the office goes away. */
export async function requestFile(port: MessagePort, call: FileCall): Promise<FileAnswer> {
  const waiting: FromOffice[] = [];
  let wake: () => void = () => undefined;
  let closed = false;
  port.on('message', (message: FromOffice) => {
    waiting.push(message);
    wake();
  });
  port.once('close', () => {
    closed = true;
    wake();
  });
  port.start();
  const send = (message: ToOffice) => port.postMessage(message);
  async function receive(): Promise<FromOffice> {
    for (;;) {
      const message = waiting.shift();
      if (message !== undefined) return message;
      if (closed) return { type: 'failed' };
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        send({ type: 'next' });
        const message = await receive();
        if (message.type === 'end') return;
        if (message.type !== 'piece') throw new Error('the office gave no more of the file');
        yield message.bytes;
      }
    } finally {
      port.close();
    }
  }
  send({ type: 'call', call });
  const answer = await receive();
  if (answer.type !== 'answer') {
    port.close();
    throw new Error('the office gave no answer');
  }
  const { status, headers, body } = answer;
  if (!body) port.close();
  return { status, headers, body: body ? pieces() : null };
}
