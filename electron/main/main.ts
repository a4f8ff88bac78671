import { createHash } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { app, dialog, shell } from 'electron';
import { sentence } from '#core/i18n/sentence.ts';
import { AppError } from '#core/shared/errors.ts';
import { readArguments } from '#server/arguments.ts';
import { cliText, faultSentence } from '#server/cli-text.ts';
import { nearestLocale, readEnvironment } from '#server/platform/environment.ts';
import { defaultDataDir, logDir } from '#server/platform/paths.ts';
import { type Service, startService } from '#server/service-host.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { openIpcDoor } from './ipc-door.ts';
import { lockPages, lockPermissions } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { createNotifier } from './notifications.ts';
import { createPrinter, servePrinted } from './printing.ts';
import { createOpener, sweepOpened } from './open-file.ts';
import { openWindow, raisePage, showSomeWindow } from './windows.ts';

/** The desktop program: owns the office's worker thread, its windows, and the one door between them. */
const rendererDir = fileURLToPath(new URL('../renderer', import.meta.url));
const usualDataDir = defaultDataDir(readEnvironment());
const args = readArguments(process.argv.slice(1), { strict: false });
const dataDir = ('fault' in args ? null : args.dataDir) ?? usualDataDir;

// All of this only holds when it is said before the program is ready.
app.setName('Kechi');
app.setPath('userData', profileDir());
registerAppScheme();
lockPages();

/**
 * Where Chromium keeps what it needs, and what makes one instance one: a folder for each data folder, outside of it,
 * so that nothing but the office writes there.
 */
function profileDir(): string {
  const usual = join(app.getPath('appData'), 'Kechi Desktop');
  if (dataDir === usualDataDir) return usual;
  return `${usual} ${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
}

function systemLocale(): 'zh-CN' | 'en' {
  return nearestLocale(app.getPreferredSystemLanguages()[0] ?? app.getLocale());
}

const programName = { 'zh-CN': '客池', en: 'Kechi' } as const;

/** Says why there is no office, and ends. */
function refuse(error: unknown): void {
  const locale = systemLocale();
  const known = error instanceof AppError ? error : new AppError('unexpected', {}, { cause: error });
  dialog.showErrorBox(programName[locale], sentence(known, locale));
  app.exit(1);
}

/** Says why there is no window yet, until there is one. */
function sayChecking(locale: 'zh-CN' | 'en', signal: AbortSignal): void {
  // A Mac would wait for the answer, and with it everything else. After a crash of the service the windows are there, and say it.
  if (process.platform === 'darwin' || signal.aborted) return;
  const title = programName[locale];
  void dialog.showMessageBox({ type: 'info', title, message: cliText[locale].checking, signal });
}

/** Ends the service once, whoever asks: closing the last window, the menu, the system. */
function stopOnQuit(service: Service): void {
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void service.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
}

async function run(): Promise<void> {
  await app.whenReady();
  const locale = systemLocale();
  if ('fault' in args) {
    dialog.showErrorBox(programName[locale], faultSentence(cliText[locale], args.fault, args.text));
    app.exit(1);
    return;
  }
  lockPermissions();
  servePrinted();
  const checked = new AbortController();
  const service = await startService({
    dataDir,
    ...(args.port !== null && { http: { host: '127.0.0.1', port: args.port } }),
    rendererDir,
    demo: args.demo,
    onChecking: () => sayChecking(locale, checked.signal),
    onGivenUp: refuse,
  }).finally(() => {
    checked.abort();
  });
  stopOnQuit(service);
  serveApp(rendererDir, (call) => service.file(call));
  // Without a name of its own Windows shows the notifications of no program.
  app.setAppUserModelId('cn.kechi.desktop');
  const notify = createNotifier({
    actions: process.platform === 'darwin',
    raise: raisePage,
    openAt: (path) => openWindow(locale, path),
  });
  const tempDir = app.getPath('temp');
  void sweepOpened(tempDir);
  const openFile = createOpener({
    ask: (call) => service.file(call),
    tempDir,
    platform: process.platform,
    openPath: (path) => shell.openPath(path),
  });
  openIpcDoor(() => service.connect(), notify, createPrinter(locale), openFile);
  setMenu({ locale, onNewWindow: () => openWindow(locale), logDir: logDir(dataDir) });
  app.on('second-instance', () => showSomeWindow(locale));
  app.on('activate', () => showSomeWindow(locale));
  app.on('window-all-closed', () => {
    // On a Mac a program without windows is still there.
    if (process.platform !== 'darwin') app.quit();
  });
  openWindow(locale);
  if (service.url) process.stdout.write(`${cliText[locale].running(`${service.url}/`)}\n`);
}

if (app.requestSingleInstanceLock()) run().catch(refuse);
else app.quit();
