import { app, session, shell, type WebContents } from 'electron';
import { appOrigin } from '../shared/native-api.ts';

/** A page may go anywhere inside the program; a link that leads out opens in the person's own programs. */
function isOwn(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}

const outside: readonly string[] = ['https:', 'mailto:', 'tel:'];

/** The address to open outside, or null: no files, no scripts, no schemes that start programs. Exported for its tests. */
export function outsideUrl(text: string): string | null {
  const url = URL.parse(text);
  return url && outside.includes(url.protocol) && url.username === '' ? url.href : null;
}

function openOutside(text: string): void {
  const url = outsideUrl(text);
  if (url) shell.openExternal(url).catch(() => undefined);
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (isOwn(event.url)) return;
    event.preventDefault();
    openOutside(event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwn(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwn(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Before the program is ready: every page is sandboxed and stays inside. */
export function lockPages(): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => guard(contents));
}

/** Electron grants what is not refused: copying to the clipboard is all that the program needs. */
export function lockPermissions(): void {
  const allowed = (permission: string) => permission === 'clipboard-sanitized-write';
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(allowed(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed(permission));
  session.defaultSession.setDevicePermissionHandler(() => false);
}
