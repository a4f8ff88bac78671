import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { event } from './events.ts';
import { ask, on, reply, tell } from './link.ts';
import { fromPageUrl } from './wire.ts';

interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly title?: string;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly additionalArguments?: readonly string[];
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
    readonly partition?: string;
  };
}

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' };

class WebContents extends EventEmitter {
  openHandler: OpenHandler = () => ({ action: 'allow' });
  readonly window: number;
  constructor(window: number) {
    super();
    this.window = window;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  printToPDF(options: object): Promise<Buffer> {
    const { window } = this;
    return ask<Uint8Array>((id) => ({ type: 'window.pdf', ask: id, window, options })).then((pdf) =>
      Buffer.from(pdf),
    );
  }
  /** Told to the test, which is the printer. */
  print(options: object, done: (success: boolean, reason: string) => void): void {
    const { window } = this;
    const question = ask<boolean>((id) => ({ type: 'window.print', ask: id, window, options }));
    void (async () => {
      const printed = await question;
      done(printed, printed ? '' : 'Print job canceled');
    })();
  }
}

let lastWindow = 0;
const windows = new Map<number, BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  #bounds: { x: number; y: number; width: number; height: number };
  #maximized = false;
  #closed = false;

  constructor(options: WindowOptions) {
    super();
    const { sandbox, contextIsolation, nodeIntegration, preload, partition, additionalArguments } =
      options.webPreferences ?? {};
    if (sandbox === false || contextIsolation === false || nodeIntegration === true) {
      throw new Error('The stand-in opens no window that is less locked than the program promises');
    }
    lastWindow += 1;
    this.id = lastWindow;
    const { width = 800, height = 600, x = 0, y = 0 } = options;
    this.#bounds = { x, y, width, height };
    this.webContents = new WebContents(this.id);
    windows.set(this.id, this);
    const setup = {
      width,
      height,
      title: options.title ?? '',
      preload: preload ?? null,
      partition: partition ?? null,
    };
    tell({
      type: 'window.open',
      window: this.id,
      setup: { ...setup, additionalArguments: additionalArguments ?? [] },
    });
    app.emit('web-contents-created', event(), this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...windows.values()].at(-1) ?? null;
  }
  loadURL(url: string): Promise<void> {
    return ask<void>((id) => ({ type: 'window.load', ask: id, window: this.id, url }));
  }
  getNormalBounds() {
    return this.#bounds;
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  maximize(): void {
    this.#maximized = true;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {}
  show(): void {}
  focus(): void {}
  close(): void {
    const closing = event();
    this.emit('close', closing);
    if (closing.defaultPrevented) return;
    tell({ type: 'window.close', window: this.id });
    this.gone();
  }
  destroy(): void {
    tell({ type: 'window.close', window: this.id });
    this.gone();
  }
  gone(): void {
    if (this.#closed) return;
    this.#closed = true;
    windows.delete(this.id);
    this.emit('closed');
    app.afterWindowClosed();
  }
}

on('window.shown', ({ window }) => windows.get(window)?.emit('ready-to-show'));
on('window.closed', ({ window }) => {
  const closed = windows.get(window);
  closed?.emit('close', event());
  closed?.gone();
});
on('quit', () => app.quit());
on('may', ({ ask: question, window, what, url }) => {
  const contents = windows.get(window)?.webContents;
  const target = fromPageUrl(url);
  if (!contents) return reply(question, false);
  if (what === 'open') return reply(question, contents.openHandler({ url: target }).action === 'allow');
  const going = event({ url: target });
  contents.emit('will-navigate', going, target);
  return reply(question, !going.defaultPrevented);
});

app.windows = () => BrowserWindow.getAllWindows();

export function contentsOf(window: number): WebContents | null {
  return windows.get(window)?.webContents ?? null;
}
