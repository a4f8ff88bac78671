import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, screen, type WebContents } from 'electron';
import { appOrigin, argumentPrefix } from '../shared/native-api.ts';
import { isReachable, readPlace, type WindowPlace, writePlace } from './window-place.ts';

/** An office PC has 1366 × 768; below 360 nothing fits. In points. */
const usual = { width: 1280, height: 760 };
const least = { minWidth: 360, minHeight: 480 };
/** A second window stands a little lower, so that both can be seen. */
const step = 32;

const leaving = {
  'zh-CN': {
    message: '有内容还没有保存',
    detail: '客户表单会留作草稿，其他改动会丢失。',
    buttons: ['关闭窗口', '继续编辑'],
  },
  en: {
    message: 'Some changes are not saved',
    detail: 'A customer form is kept as a draft; other changes are lost.',
    buttons: ['Close Window', 'Keep Editing'],
  },
} as const;

/** Windows of the program, in the order in which they were opened: not the one that is being printed. */
const opened = new Set<BrowserWindow>();

function windowInUse(): BrowserWindow | undefined {
  const focused = BrowserWindow.getFocusedWindow();
  return focused !== null && opened.has(focused) ? focused : [...opened].at(-1);
}

function placeFile(): string {
  return join(app.getPath('userData'), 'window.json');
}

function startPlace(): WindowPlace | null {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const present = windowInUse();
  if (present) {
    const { x, y, width, height } = present.getNormalBounds();
    const beside = { x: x + step, y: y + step, width, height, maximized: false };
    return isReachable(beside, screens) ? beside : null;
  }
  const kept = readPlace(placeFile());
  return kept && isReachable(kept, screens) ? kept : null;
}

/** Opens a window of the program at a path. `locale` is the system's; it is handed to the page as a constant. */
export function openWindow(locale: 'zh-CN' | 'en', path = '/'): BrowserWindow {
  const place = startPlace();
  const window = new BrowserWindow({
    ...usual,
    ...(place && { x: place.x, y: place.y, width: place.width, height: place.height }),
    ...least,
    show: false,
    title: 'Kechi',
    autoHideMenuBar: true,
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      additionalArguments: [
        `${argumentPrefix}locale=${locale}`,
        `${argumentPrefix}version=${app.getVersion()}`,
      ],
    },
  });
  opened.add(window);
  window.on('closed', () => opened.delete(window));
  window.once('ready-to-show', () => {
    if (place?.maximized) window.maximize();
    else window.show();
  });
  window.on('close', () => {
    writePlace(placeFile(), { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  // Electron shows no question of its own for a page's beforeunload: the window would just not close.
  window.webContents.on('will-prevent-unload', (event) => {
    const { message, detail, buttons } = leaving[locale];
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message,
      detail,
      buttons: [...buttons],
      defaultId: 1,
      cancelId: 1,
    });
    if (answer === 0) event.preventDefault();
  });
  window.loadURL(`${appOrigin}${path}`).catch(() => undefined);
  return window;
}

/** Brings the window in use to the front: a second start of the program means *show it to me*. */
export function showSomeWindow(locale: 'zh-CN' | 'en'): void {
  const window = windowInUse();
  if (!window) {
    openWindow(locale);
    return;
  }
  raise(window);
}

function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Brings the window of a page to the front. */
export function raisePage(page: WebContents): void {
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents === page);
  if (window) raise(window);
}
