import { LinkMessagePortClient } from '@orpc/client/message-port';
import type { portMessage as agreedWord } from '#electron/shared/native-api.ts';

type Sender = LinkMessagePortClient<Record<never, never>>;

/** The word with which the preload knows that a port is meant for it; the compiler holds the two equal. */
const portMessage: typeof agreedWord = 'kechi:port';

/** Asks the desktop program for a port to the office: it gets one end of a new channel, the page keeps the other. */
export function askForPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  window.postMessage(portMessage, location.origin, [port2]);
  return port1;
}

/**
 * Sends calls over a port, and over a new one once the present one has closed (the office was started anew). Calls that
 * wait for an answer when a port closes are rejected.
 */
export function portSender(ask: () => MessagePort, onClosed: () => void): Pick<Sender, 'call'> {
  let present: Sender | null = null;

  function open(): Sender {
    const port = ask();
    const sender: Sender = new LinkMessagePortClient({ port });
    port.addEventListener('close', () => {
      if (present !== sender) return;
      present = null;
      onClosed();
    });
    port.start();
    present = sender;
    return sender;
  }

  return {
    call: (request, options, path, input) => (present ?? open()).call(request, options, path, input),
  };
}
