/**
 * What runs inside the page, as text. The preload gets an isolated world of its own, as in Electron, with a `require`
 * that knows only `electron`; the page's world gets the constants that the preload exposes.
 */
export const worldName = 'kechi-preload';
export const bindingName = 'kechiStandIn';
const exposeEvent = 'kechi-stand-in-expose';

/** Evaluated in the page's own world before everything else: waits for the preload's constants. */
export const pageWorld = `(() => {
  if (window !== window.top) return;
  const freeze = (value) => {
    if (value && typeof value === 'object') Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  document.addEventListener(${JSON.stringify(exposeEvent)}, (event) => {
    const [key, value] = JSON.parse(event.detail);
    Object.defineProperty(window, key, { value: freeze(value), enumerable: true });
  });
})()`;

export interface PreloadProcess {
  readonly platform: string;
  readonly argv: readonly string[];
}

/** The preload with everything that it may touch, to be evaluated in its isolated world. */
export function preloadWorld(preload: string, process: PreloadProcess): string {
  return `(() => {
  if (window !== window.top || location.protocol === 'about:') return;
  const tell = (message) => globalThis[${JSON.stringify(bindingName)}](JSON.stringify(message));
  const encode = (data) => {
    if (typeof data === 'string' || data === null) return data;
    if (data instanceof ArrayBuffer) data = new Uint8Array(data);
    if (data instanceof Uint8Array) return { bytes: data.toBase64() };
    throw new DOMException('The stand-in carries text and bytes only.', 'DataCloneError');
  };
  const decode = (data) => (typeof data === 'string' ? data : Uint8Array.fromBase64(data.bytes));
  const ports = new Map();
  let last = 0;

  globalThis.kechiDeliver = (type, id, data) => {
    const port = ports.get(id);
    if (!port) return;
    if (type === 'message') return port.postMessage(decode(data));
    ports.delete(id);
    port.close();
  };

  const ipcRenderer = {
    postMessage(channel, message, transfer = []) {
      const ids = transfer.map((port) => {
        const id = String((last += 1));
        ports.set(id, port);
        return id;
      });
      tell({ type: 'ipc', channel, message: encode(message), ports: ids, url: location.href, main: window === window.top });
      for (const id of ids) {
        const port = ports.get(id);
        port.addEventListener('message', (event) => tell({ type: 'port.message', port: id, data: encode(event.data) }));
        port.addEventListener('close', () => ports.delete(id) && tell({ type: 'port.close', port: id }));
        port.start();
      }
    },
  };
  const contextBridge = {
    exposeInMainWorld(key, value) {
      const text = JSON.stringify([key, value], (_key, part) => {
        if (typeof part === 'function') throw new TypeError('The stand-in exposes constants only.');
        return part;
      });
      document.dispatchEvent(new CustomEvent(${JSON.stringify(exposeEvent)}, { detail: text }));
    },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('module not found: ' + name);
    return { contextBridge, ipcRenderer };
  };
  const process = ${JSON.stringify({ ...process, versions: {}, env: {} })};
  const module = { exports: {} };
  (function (require, module, exports, process) {
${preload}
  })(require, module, module.exports, process);
})()`;
}
