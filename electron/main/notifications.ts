import { Notification, type MessagePortMain, type WebContents } from 'electron';
import { z } from 'zod';
import type { NoticeAnswer, NoticeRequest } from '../shared/native-api.ts';

/** So many keys are remembered: far more than a person is told of in a day. */
const remembered = 1000;

const requestSchema = z.strictObject({
  key: z.string().min(1).max(100),
  title: z.string().min(1).max(200),
  body: z.string().max(500),
  path: z
    .string()
    .regex(/^\/(?!\/)[\w\-./]*$/)
    .max(200),
  snooze: z.string().min(1).max(60).nullable(),
});

/** What a page asks for, or null: pages are not trusted with more than text and a path of the program. */
export function readRequest(data: unknown): NoticeRequest | null {
  if (typeof data !== 'string' || data.length > 4000) return null;
  try {
    return requestSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

export interface NotifierOptions {
  /** Whether the system's notifications have buttons: on a Mac only. Elsewhere a click leads to the bell. */
  readonly actions: boolean;
  /** Brings the window of a page to the front. */
  readonly raise: (page: WebContents) => void;
  /** Opens a window at a path of the program: the one that asked is closed, and there is no other. */
  readonly openAt: (path: string) => void;
}

interface Listener {
  readonly port: MessagePortMain;
  readonly page: WebContents;
}

/**
 * Shows the notices of all windows, each once (spec, ux: system notifications with snooze). Answers what takes the port
 * of a window. A click goes to the window that asked first, or to another one that is still open.
 */
export function createNotifier({ actions, raise, openAt }: NotifierOptions) {
  const shown = new Set<string>();
  // An unreferenced notification is collected, and with it what a click on it does.
  const open = new Set<Notification>();
  const listeners = new Set<Listener>();

  function answer(asked: Listener, { key, path }: NoticeRequest, what: NoticeAnswer['answer']): void {
    const listener = listeners.has(asked) ? asked : [...listeners].at(-1);
    if (listener === undefined) {
      if (what === 'open') openAt(path);
      return;
    }
    if (what === 'open') raise(listener.page);
    listener.port.postMessage(JSON.stringify({ key, path, answer: what } satisfies NoticeAnswer));
  }

  function show(asked: Listener, request: NoticeRequest): void {
    if (shown.has(request.key) || !Notification.isSupported()) return;
    shown.add(request.key);
    const [oldest] = shown;
    if (shown.size > remembered && oldest !== undefined) shown.delete(oldest);
    const { title, body, snooze } = request;
    const notification = new Notification({
      title,
      body,
      ...(actions && snooze !== null && { actions: [{ type: 'button' as const, text: snooze }] }),
    });
    open.add(notification);
    const settled = () => open.delete(notification);
    notification.on('click', () => {
      settled();
      answer(asked, request, 'open');
    });
    notification.on('action', () => {
      settled();
      answer(asked, request, 'snooze');
    });
    notification.on('close', settled);
    notification.on('failed', settled);
    notification.show();
  }

  return (port: MessagePortMain, page: WebContents): void => {
    const listener = { port, page };
    listeners.add(listener);
    port.on('message', ({ data }) => {
      const request = readRequest(data);
      if (request !== null) show(listener, request);
    });
    port.on('close', () => listeners.delete(listener));
    port.start();
  };
}
