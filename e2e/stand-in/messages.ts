import { EventEmitter } from 'node:events';
import { event } from './events.ts';
import { on, tell } from './link.ts';
import { contentsOf } from './windows.ts';
import { fromPageUrl, type PortData } from './wire.ts';

/** One end of a channel whose other end is in a page. It waits until it is started, as Electron's does. */
class MessagePortMain extends EventEmitter {
  readonly #id: string;
  #waiting: PortData[] | null = [];
  #closed = false;
  constructor(id: string) {
    super();
    this.#id = id;
    ports.set(id, this);
  }
  postMessage(data: PortData): void {
    if (this.#closed) return;
    tell({ type: 'port.message', port: this.#id, data: structuredClone(data) });
  }
  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const data of waiting) this.emit('message', { data, ports: [] });
  }
  close(): void {
    if (this.#closed) return;
    tell({ type: 'port.close', port: this.#id });
    this.gone();
  }
  receive(data: PortData): void {
    if (this.#waiting) this.#waiting.push(data);
    else this.emit('message', { data, ports: [] });
  }
  gone(): void {
    if (this.#closed) return;
    this.#closed = true;
    ports.delete(this.#id);
    this.emit('close');
  }
}

const ports = new Map<string, MessagePortMain>();
on('port.message', ({ port, data }) => ports.get(port)?.receive(data));
on('port.close', ({ port }) => ports.get(port)?.gone());

export const ipcMain = new EventEmitter();
on('ipc', ({ window, channel, message, ports: ids, frame }) => {
  const contents = contentsOf(window);
  const url = fromPageUrl(frame.url);
  const origin = /^[a-z]+:\/\/[^/?#]+/.exec(url)?.[0] ?? 'null';
  const senderFrame = { url, origin, parent: frame.main ? null : { url: '' } };
  const received = event({ sender: contents, senderFrame, ports: ids.map((id) => new MessagePortMain(id)) });
  ipcMain.emit(channel, received, message);
});
