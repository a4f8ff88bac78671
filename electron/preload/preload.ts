import { contextBridge, ipcRenderer } from 'electron';
import {
  argumentPrefix,
  type NativeApi,
  noticesChannel,
  noticesMessage,
  openFilesChannel,
  openFilesMessage,
  portChannel,
  portMessage,
  printingChannel,
  printingMessage,
} from '../shared/native-api.ts';

/** Runs in a sandbox of its own beside each page: gives it constants and hands its ports over, nothing else. */
function constant(name: string): string {
  const prefix = `${argumentPrefix}${name}=`;
  return process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? '';
}

const { platform } = process;
const api: NativeApi = {
  platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
  locale: constant('locale') === 'en' ? 'en' : 'zh-CN',
  version: constant('version'),
};
contextBridge.exposeInMainWorld('kechi', api);

window.addEventListener('message', (event) => {
  // A frame of another origin could send the same words; only the page itself gets a port through.
  if (event.source !== window || event.origin !== location.origin) return;
  if (event.data === portMessage) ipcRenderer.postMessage(portChannel, null, [...event.ports]);
  if (event.data === openFilesMessage) ipcRenderer.postMessage(openFilesChannel, null, [...event.ports]);
  if (event.data === noticesMessage) ipcRenderer.postMessage(noticesChannel, null, [...event.ports]);
  if (event.data === printingMessage) ipcRenderer.postMessage(printingChannel, null, [...event.ports]);
});
