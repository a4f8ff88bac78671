import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page, Route } from '@playwright/test';
import { PageLink } from './page-link.ts';
import { type FromProgram, toPageUrl, type ToProgram, type WireResponse } from './wire.ts';

export interface LaunchOptions {
  readonly browser: Browser;
  /** The built main process, dist/main/electron.js. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly context: BrowserContextOptions;
}

export interface DialogShown {
  readonly kind: string;
  readonly options: { readonly title?: string; readonly content?: string; readonly defaultPath?: string };
}

export interface NotificationShown {
  readonly title: string;
  readonly body: string;
  readonly actions: readonly string[];
}

/** The test's side of the stand-in: starts the program, gives its windows real pages, and is told what it does. */
export class StandInProgram {
  readonly dialogs: DialogShown[] = [];
  /** Addresses and folders that the program had opened outside. */
  readonly outside: string[] = [];
  /** What the program had the system show. */
  readonly notifications: NotificationShown[] = [];
  /** Where the person saves a file; null: they leave the dialog. */
  saveAs: string | null = null;
  /** What went to the printer: how, and as which document. */
  readonly printed: { readonly options: object; readonly html: string }[] = [];
  output = '';
  /** The exit code, once the program has ended. */
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #context: BrowserContext;
  readonly #links = new Map<number, Promise<PageLink>>();
  readonly #pages = new Map<number, Page>();
  /** Windows that nobody sees, by the session they have of their own. */
  readonly #hidden = new Map<number, string>();
  readonly #questions = new Map<number, (value: unknown) => void>();
  readonly #waitingForPage: ((page: Page) => void)[] = [];
  #lastQuestion = 0;

  private constructor(child: ChildProcess, context: BrowserContext) {
    this.#child = child;
    this.#context = context;
    // `exit` may come before its last words have been read; the line ends after them.
    const silent = once(child, 'disconnect');
    this.ended = once(child, 'exit').then(async ([code]) => {
      await silent;
      return code as number | null;
    });
    child.on('message', (message: FromProgram) => void this.#heard(message));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
  }

  static async launch(options: LaunchOptions): Promise<StandInProgram> {
    const context = await options.browser.newContext(options.context);
    const register = fileURLToPath(new URL('./register.ts', import.meta.url));
    const child = fork(options.program, options.args, {
      execArgv: ['--import', register],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        STAND_IN_LOCALE: options.context.locale ?? 'zh-CN',
        ...options.env,
      },
    });
    const program = new StandInProgram(child, context);
    await context.route('**/*', (route) => program.#route(route));
    return program;
  }

  windows(): Page[] {
    return [...this.#pages].filter(([window]) => !this.#hidden.has(window)).map(([, page]) => page);
  }

  /** The first window, or the next one after `already`. */
  async window(already: readonly Page[] = []): Promise<Page> {
    for (;;) {
      const found = this.windows().find((page) => !already.includes(page));
      if (found) return found;
      const next = new Promise<Page | null>((resolve) => this.#waitingForPage.push(resolve));
      const page = await Promise.race([next, this.ended.then(() => null)]);
      if (page === null) throw new Error(`The program ended without a window. It said:\n${this.output}`);
    }
  }

  /** Presses an item of the native menu; answers with its label, null where there is none. */
  menu(id: string): Promise<string | null> {
    return this.#ask<string | null>((ask) => ({ type: 'menu', ask, id }));
  }

  /** Clicks on the nth notification, or on one of its actions. */
  clickNotification(nth: number, action: number | null = null): void {
    this.#tell({ type: 'notification', nth, action });
  }

  /** Quits as a person does; resolves with the exit code. */
  async close(): Promise<number | null> {
    this.#tell({ type: 'quit' });
    const force = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    const code = await this.ended;
    clearTimeout(force);
    await this.#context.close();
    return code;
  }

  /** Pulls the plug. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
    await this.#context.close();
  }

  #tell(message: ToProgram): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #ask<T>(question: (ask: number) => ToProgram): Promise<T> {
    this.#lastQuestion += 1;
    const id = this.#lastQuestion;
    return new Promise((resolve, reject) => {
      this.#questions.set(id, (value) => resolve(value as T));
      void this.ended.then(() => reject(new Error('The program has ended')));
      this.#tell(question(id));
    });
  }

  async #heard(message: FromProgram): Promise<void> {
    switch (message.type) {
      case 'ready':
        break;
      case 'answer':
        this.#questions.get(message.ask)?.(message.value);
        this.#questions.delete(message.ask);
        break;
      case 'window.open':
        this.#links.set(message.window, this.#openWindow(message));
        break;
      case 'window.load': {
        await this.#links.get(message.window);
        const page = this.#pages.get(message.window);
        await page?.goto(toPageUrl(message.url)).catch(() => undefined);
        this.#tell({ type: 'answer', ask: message.ask, value: undefined });
        this.#tell({ type: 'window.shown', window: message.window });
        if (page && !this.#hidden.has(message.window))
          for (const waiting of this.#waitingForPage.splice(0)) waiting(page);
        break;
      }
      case 'window.close':
        await this.#pages.get(message.window)?.close();
        break;
      case 'window.pdf': {
        const pdf = await this.#pages
          .get(message.window)
          ?.pdf({ preferCSSPageSize: true, printBackground: true });
        this.#tell({ type: 'answer', ask: message.ask, value: pdf ?? new Uint8Array() });
        break;
      }
      case 'window.print': {
        const html = (await this.#pages.get(message.window)?.content()) ?? '';
        this.printed.push({ options: message.options, html });
        this.#tell({ type: 'answer', ask: message.ask, value: true });
        break;
      }
      case 'port.message':
      case 'port.close': {
        const link = await this.#links.get(Number(message.port.split(':')[0]));
        const data = message.type === 'port.message' ? message.data : null;
        link?.deliver(data === null ? 'close' : 'message', message.port, data);
        break;
      }
      case 'dialog':
        this.dialogs.push({ kind: message.kind, options: message.options });
        this.#tell({
          type: 'answer',
          ask: message.ask,
          value: message.kind === 'save' ? this.saveAs : undefined,
        });
        break;
      case 'notification':
        this.notifications.push({ title: message.title, body: message.body, actions: message.actions });
        break;
      case 'outside':
        this.outside.push(message.target);
        break;
    }
  }

  async #openWindow({ window, setup }: Extract<FromProgram, { type: 'window.open' }>): Promise<PageLink> {
    if (setup.partition !== null) this.#hidden.set(window, setup.partition);
    const page = await this.#context.newPage();
    const link = await PageLink.attach(page, window, setup, {
      ipc: ({ channel, message, ports, url, main }) =>
        this.#tell({ type: 'ipc', window, channel, message, ports, frame: { url, main } }),
      message: (port, data) => this.#tell({ type: 'port.message', port, data }),
      closed: (port) => this.#tell({ type: 'port.close', port }),
      opening: (url) =>
        void this.#ask((ask) => ({ type: 'may', ask, window, what: 'open', url })).catch(() => undefined),
    });
    page.on('close', () => {
      this.#pages.delete(window);
      link.leaveAll();
      this.#tell({ type: 'window.closed', window });
    });
    // Electron asks before there is a window; here it has to be closed again.
    page.on('popup', (popup) => void popup.close());
    this.#pages.set(window, page);
    return link;
  }

  /** Every request of every page: the program's own scheme, asked of the program; a way out, refused. */
  async #route(route: Route): Promise<void> {
    const request = route.request();
    const url = request.url();
    const own = /^http:\/\/[a-z]+\.[^/?#]+\.localhost\//.test(url);
    const window = [...this.#pages].find(([, page]) => page === request.frame().page())?.[0];
    try {
      if (own) {
        const answer = await this.#ask<WireResponse>((ask) => ({
          type: 'request',
          ask,
          request: {
            method: request.method(),
            partition: this.#hidden.get(window ?? 0) ?? null,
            url,
            headers: request.headers(),
            body: request.postDataBuffer(),
          },
        }));
        await route.fulfill({
          status: answer.status,
          headers: { ...answer.headers },
          body: Buffer.from(answer.body),
        });
        return;
      }
      if (window !== undefined && request.isNavigationRequest() && request.frame().parentFrame() === null) {
        await this.#ask((ask) => ({ type: 'may', ask, window, what: 'navigate', url }));
      }
      await route.abort('aborted');
    } catch {
      // The page, or the program, has gone meanwhile.
      await route.abort().catch(() => undefined);
    }
  }
}
