import { readFile } from 'node:fs/promises';
import process from 'node:process';
import type { CDPSession, Page } from '@playwright/test';
import { bindingName, pageWorld, preloadWorld, worldName } from './preload-world.ts';
import type { PortData, WindowSetup } from './wire.ts';

/** What the preload's world says; ports are numbered within their document. */
interface Said {
  readonly type: 'ipc' | 'port.message' | 'port.close';
  readonly channel: string;
  readonly message: Encoded | null;
  readonly ports: readonly string[];
  readonly url: string;
  readonly main: boolean;
  readonly port: string;
  readonly data: Encoded;
}

type Encoded = string | { readonly bytes: string };

const encode = (data: PortData): Encoded =>
  typeof data === 'string' ? data : { bytes: Buffer.from(data).toString('base64') };
const decode = (data: Encoded): PortData =>
  typeof data === 'string' ? data : Buffer.from(data.bytes, 'base64');

export interface PageListener {
  ipc(said: { channel: string; message: PortData | null; ports: string[]; url: string; main: boolean }): void;
  message(port: string, data: PortData): void;
  closed(port: string): void;
  /** The page wants another window. */
  opening(url: string): void;
}

/** Carries messages between the preload's world of one page and the program. */
export class PageLink {
  readonly #cdp: CDPSession;
  readonly #listener: PageListener;
  /** Open ports by the name that the program knows: `WINDOW:CONTEXT:NUMBER`. */
  readonly #open = new Set<string>();
  readonly #window: number;

  private constructor(cdp: CDPSession, window: number, listener: PageListener) {
    this.#cdp = cdp;
    this.#window = window;
    this.#listener = listener;
  }

  static async attach(
    page: Page,
    window: number,
    setup: WindowSetup,
    listener: PageListener,
  ): Promise<PageLink> {
    await page.addInitScript({ content: pageWorld });
    const cdp = await page.context().newCDPSession(page);
    const link = new PageLink(cdp, window, listener);
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === bindingName) link.#heard(JSON.parse(payload) as Said, executionContextId);
    });
    // A page that is left takes its ports along without a word.
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => link.#left(executionContextId));
    cdp.on('Runtime.executionContextsCleared', () => link.leaveAll());
    cdp.on('Page.windowOpen', ({ url }) => listener.opening(url));
    await cdp.send('Runtime.enable');
    await cdp.send('Page.enable');
    await cdp.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName });
    if (setup.preload !== null) {
      const source = preloadWorld(await readFile(setup.preload, 'utf8'), {
        platform: process.platform,
        argv: ['electron', ...setup.additionalArguments],
      });
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName });
    }
    return link;
  }

  #heard(said: Said, context: number): void {
    const name = (port: string) => `${this.#window}:${context}:${port}`;
    switch (said.type) {
      case 'ipc': {
        const ports = said.ports.map(name);
        for (const port of ports) this.#open.add(port);
        const message = said.message === null ? null : decode(said.message);
        this.#listener.ipc({ channel: said.channel, message, ports, url: said.url, main: said.main });
        break;
      }
      case 'port.message':
        this.#listener.message(name(said.port), decode(said.data));
        break;
      case 'port.close':
        this.#gone(name(said.port));
        break;
    }
  }

  deliver(type: 'message' | 'close', name: string, data: PortData | null): void {
    const [, context = '', port = ''] = name.split(':');
    if (!this.#open.has(name)) return;
    if (type === 'close') this.#open.delete(name);
    const args = [type, port, data === null ? null : encode(data)]
      .map((value) => JSON.stringify(value))
      .join(', ');
    this.#cdp
      .send('Runtime.evaluate', { expression: `kechiDeliver(${args})`, contextId: Number(context) })
      // The page went away meanwhile; `executionContextDestroyed` tells the program.
      .catch(() => undefined);
  }

  #gone(name: string): void {
    if (this.#open.delete(name)) this.#listener.closed(name);
  }

  #left(context: number): void {
    for (const name of this.#open) if (name.startsWith(`${this.#window}:${context}:`)) this.#gone(name);
  }

  leaveAll(): void {
    for (const name of this.#open) this.#gone(name);
  }
}
