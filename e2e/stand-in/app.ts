import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { event } from './events.ts';
import { tell } from './link.ts';

/** `app`: readiness, paths, one instance, and the order in which a program quits. */
class App extends EventEmitter {
  readonly isPackaged = false;
  isReady = false;
  /** Set by windows.ts; app and windows know each other. */
  windows: () => readonly { readonly id: number; close(): void }[] = () => [];
  name = 'kechi';
  #paths = new Map<string, string>([
    ['home', homedir()],
    ['temp', tmpdir()],
    ['documents', join(homedir(), 'Documents')],
    ['appData', process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')],
  ]);
  #ready = Promise.withResolvers<void>();
  #quitting = false;

  constructor() {
    super();
    setImmediate(() => {
      this.isReady = true;
      this.emit('ready');
      this.#ready.resolve();
      tell({ type: 'ready' });
    });
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }
  setName(name: string): void {
    this.name = name;
  }
  setAppUserModelId(_id: string): void {
    return;
  }
  getVersion(): string {
    const file = new URL('../../package.json', import.meta.url);
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  getLocale(): string {
    return process.env['STAND_IN_LOCALE'] ?? 'en-US';
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  enableSandbox(): void {
    if (this.isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  /** As in Electron: one instance for each userData folder; the first one is told of the others. */
  requestSingleInstanceLock(): boolean {
    const dir = this.getPath('userData');
    mkdirSync(dir, { recursive: true });
    const file = join(dir, 'instance.pid');
    // A socket's path may have 107 bytes; a profile's may have more.
    const name = `kechi-stand-in-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`;
    const socket = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
    const holder = readHolder(file);
    if (holder !== null && isAlive(holder)) {
      const line = connect(socket, () =>
        line.end(JSON.stringify({ argv: process.argv, cwd: process.cwd() })),
      );
      line.on('error', () => undefined);
      return false;
    }
    rmSync(socket, { force: true });
    writeHolder(file);
    const server = createServer((line) => {
      let text = '';
      line.on('data', (part) => (text += part.toString()));
      line.on('end', () => {
        const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string };
        this.emit('second-instance', event(), argv, cwd);
      });
    });
    server.listen(socket);
    server.unref();
    process.once('exit', () => rmSync(socket, { force: true }));
    return true;
  }

  quit(): void {
    const before = event();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#quitting = true;
    for (const window of this.windows()) window.close();
    if (this.windows().length > 0) {
      this.#quitting = false;
      return;
    }
    this.finishQuit();
  }
  finishQuit(): void {
    const will = event();
    this.emit('will-quit', will);
    if (will.defaultPrevented) return;
    this.emit('quit', event(), 0);
    this.exit(0);
  }
  exit(code = 0): void {
    for (const window of this.windows()) tell({ type: 'window.close', window: window.id });
    // The last words must have left before the process does.
    tell({ type: 'outside', target: `exit:${code}` }, () => process.exit(code));
  }
  afterWindowClosed(): void {
    if (this.#quitting || this.windows().length > 0) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }
}

function readHolder(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function writeHolder(file: string): void {
  writeFileSync(file, String(process.pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const app = new App();
