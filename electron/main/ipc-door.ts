import type { MessagePort } from 'node:worker_threads';
import { ipcMain, type MessagePortMain, type WebContents, type WebFrameMain } from 'electron';
import {
  appOrigin,
  noticesChannel,
  openFilesChannel,
  portChannel,
  printingChannel,
} from '../shared/native-api.ts';

/**
 * The only file that touches `ipcMain`. Through one channel a page hands over a port, which is joined to one of the
 * office's: what goes through it is not looked at here; the office treats it like a call over the network. Through the
 * others it hands over a port by which it has notices shown, something printed, or a file opened.
 */
export function openIpcDoor(
  connect: () => MessagePort,
  notices: (port: MessagePortMain, page: WebContents) => void,
  printing: (port: MessagePortMain, page: WebContents) => void,
  openFile: (port: MessagePortMain) => void,
): void {
  const accept = (channel: string, take: (port: MessagePortMain, page: WebContents) => void) =>
    ipcMain.on(channel, (event) => {
      const [port] = event.ports;
      if (!port) return;
      if (isOwnPage(event.senderFrame)) take(port, event.sender);
      else port.close();
    });
  accept(portChannel, (port) => join(port, connect()));
  accept(noticesChannel, notices);
  accept(printingChannel, printing);
  accept(openFilesChannel, openFile);
}

/** The frame is null when it went away meanwhile; a frame inside a page, or a page of another origin, gets nothing. */
function isOwnPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === appOrigin;
}

/** Joins the two kinds of port: each message goes on as it is, and when one side closes so does the other. */
function join(page: MessagePortMain, office: MessagePort): void {
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    page.close();
    office.close();
  };
  page.on('message', ({ data }) => {
    if (open) office.postMessage(data);
  });
  office.on('message', (data: unknown) => {
    if (open) page.postMessage(data);
  });
  page.on('close', close);
  office.on('close', close);
  page.start();
}
