/**
 * Stands in for the module `electron` where Electron's program file cannot be had, so that the built main process and
 * the built preload run unmodified: main in Node, pages in a real Chromium that the test drives (see driver.ts).
 *
 * Real here: the code of main and preload, the worker thread with the office behind it, pages, isolated world of the
 * preload, `window.postMessage` with ports, every message between page and office, what `protocol.handle` answers and
 * its headers (the content policy holds), single instance, the order of quitting.
 *
 * What it cannot show, and only a PC with Electron can:
 *  - the scheme `app:` itself: Chromium cannot load it, so pages come from http://app.crm.localhost with the answers
 *    of the program's handler; privileges of the scheme, code cache and cookies per scheme are not tried;
 *  - sandbox, contextIsolation and fuses: the preload does run in a world of its own, but nothing enforces the
 *    sandbox of its process, and only constants can be exposed (a function in exposeInMainWorld is refused);
 *  - permissions: the handlers are kept and never asked by Chromium;
 *  - native things: frames, place and size of windows, menu keys, dialogs and notifications (they are told to the
 *    test, which answers), tray, save dialogs of downloads, the system's shutdown;
 *  - timing: a message takes two hops more than in Electron.
 * A member of Electron that is not here fails at import, loudly; add it with the same care.
 */
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { event } from './events.ts';
import { ask, on, reply, tell } from './link.ts';
import { ipcMain } from './messages.ts';
import { BrowserWindow } from './windows.ts';
import { fromPageUrl, type WireResponse } from './wire.ts';

export { app, BrowserWindow, ipcMain };

type Handler = (request: Request) => Response | Promise<Response>;
/** By session (none: the program's own) and scheme. */
const schemes = new Map<string, Handler>();

function handleIn(partition: string | null, scheme: string, handler: Handler): void {
  const key = `${partition ?? ''} ${scheme}`;
  if (schemes.has(key)) throw new Error(`Failed to register protocol: ${scheme}`);
  schemes.set(key, handler);
}

export const protocol = {
  registerSchemesAsPrivileged(): void {
    if (app.isReady)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  },
  handle(scheme: string, handler: Handler): void {
    handleIn(null, scheme, handler);
  },
};
on('request', ({ ask: question, request }) => {
  const url = fromPageUrl(request.url);
  const handler = schemes.get(`${request.partition ?? ''} ${url.slice(0, url.indexOf(':'))}`);
  const body = request.body === null ? null : Buffer.from(request.body);
  const asked = new Request(url, { method: request.method, headers: request.headers, body });
  void (async () => {
    const response = handler ? await handler(asked) : new Response(null, { status: 404 });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const answer: WireResponse = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: bytes,
    };
    reply(question, answer);
  })();
});

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (_handler: unknown): void => undefined,
    setPermissionCheckHandler: (_handler: unknown): void => undefined,
    setDevicePermissionHandler: (_handler: unknown): void => undefined,
  },
  fromPartition: (partition: string) => ({
    protocol: {
      handle: (scheme: string, handler: Handler): void => handleIn(partition, scheme, handler),
    },
  }),
};

/** Told to the test, which answers. Electron's error box also holds the program up until it is closed. */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    void ask((id) => ({ type: 'dialog', ask: id, kind: 'errorBox', options: { title, content } }));
  },
  /** One that nobody answers: the program closes it. */
  showMessageBox({ message, signal }: { readonly message: string; readonly signal: AbortSignal }) {
    tell({ type: 'outside', target: `message:${message}` });
    return new Promise<{ response: number }>((resolve) => {
      signal.addEventListener('abort', () => resolve({ response: 0 }));
    });
  },
  async showSaveDialog(_window: unknown, options: { readonly defaultPath: string }) {
    const filePath = await ask<string | null>((id) => ({ type: 'dialog', ask: id, kind: 'save', options }));
    return { canceled: filePath === null, filePath: filePath ?? '' };
  },
};

export const shell = {
  openExternal(url: string): Promise<void> {
    tell({ type: 'outside', target: url });
    return Promise.resolve();
  },
  openPath(path: string): Promise<string> {
    tell({ type: 'outside', target: `path:${path}` });
    return Promise.resolve('');
  },
};

export const screen = {
  getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1366, height: 728 } }],
};

interface MenuTemplate {
  readonly id?: string;
  readonly role?: string;
  readonly label?: string;
  readonly submenu?: readonly MenuTemplate[];
  readonly click?: () => void;
}

export class Menu {
  static #application: Menu | null = null;
  readonly items: readonly MenuTemplate[];
  private constructor(items: readonly MenuTemplate[]) {
    this.items = items;
  }
  static buildFromTemplate(template: readonly MenuTemplate[]): Menu {
    return new Menu(template);
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
  getMenuItemById(id: string): MenuTemplate | null {
    const find = (items: readonly MenuTemplate[]): MenuTemplate | null => {
      for (const item of items) {
        const found = item.id === id ? item : find(item.submenu ?? []);
        if (found) return found;
      }
      return null;
    };
    return find(this.items);
  }
}
on('menu', ({ ask: question, id }) => {
  const item = Menu.getApplicationMenu()?.getMenuItemById(id);
  item?.click?.();
  reply(question, item?.label ?? null);
});

interface NotificationOptions {
  readonly title?: string;
  readonly body?: string;
  readonly actions?: readonly { readonly type: 'button'; readonly text?: string }[];
}

/** Told to the test, which clicks on it. */
const notifications: Notification[] = [];
export class Notification extends EventEmitter {
  readonly #options: NotificationOptions;
  constructor(options: NotificationOptions = {}) {
    super();
    this.#options = options;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    notifications.push(this);
    const { title = '', body = '', actions = [] } = this.#options;
    tell({ type: 'notification', title, body, actions: actions.map(({ text = '' }) => text) });
    this.emit('show', event());
  }
  close(): void {
    this.emit('close', event());
  }
}
on('notification', ({ nth, action }) => {
  if (action === null) notifications[nth]?.emit('click', event());
  else notifications[nth]?.emit('action', event({ actionIndex: action }), action);
});
