// `npm run dev`: the service from its sources, started anew when they change, on a data folder of its own, and the window
// with hot reload in front of it. With KECHI_URL set, only the window, in front of the service at that address.
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import path from 'node:path';
import { childEnv, note, projectNode, root, toolFile } from './lib.mjs';
import { ensureInstalled } from './setup.mjs';

const servicePort = 4310;
const windowUrl = 'http://127.0.0.1:5173/';
const dataFolder = path.join(root, '.kechi-dev');
const serviceUrl = `http://127.0.0.1:${servicePort}`;

/** @type {import('node:child_process').ChildProcess | undefined} */
let service;
let ending = false;

function startService() {
  const args = [
    'serve',
    '--no-open',
    '--port',
    String(servicePort),
    '--data',
    dataFolder,
    ...process.argv.slice(2),
  ];
  service = spawn(projectNode(), [path.join(root, 'server', 'main.ts'), ...args], {
    cwd: root,
    env: childEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Its own address is not the one to open here; everything else (the demo's passwords) is worth seeing.
  service.stdout?.on('data', (chunk) => {
    for (const line of String(chunk).split(/\r?\n/)) if (line && !line.includes(serviceUrl)) note(line);
  });
  service.on('error', (error) => note(error.message));
}

/** Ends the service in peace (it closes the database) and starts the next one. */
function restartService() {
  const old = service;
  service = undefined;
  if (!old || old.exitCode !== null || old.signalCode !== null) return startService();
  old.once('close', () => ending || startService());
  old.kill('SIGTERM');
}

function watchSources() {
  /** @type {NodeJS.Timeout | undefined} */
  let settling;
  for (const folder of ['core', 'db', 'server']
    .map((name) => path.join(root, name))
    .filter((name) => existsSync(name))) {
    watch(folder, { recursive: true }, (_event, file) => {
      if (!file || !/\.(ts|json)$/.test(file) || file.endsWith('.test.ts')) return;
      clearTimeout(settling);
      settling = setTimeout(restartService, 200);
    });
  }
}

function startWindow() {
  const env = { ...childEnv(), KECHI_URL: process.env.KECHI_URL ?? serviceUrl };
  const child = spawn(projectNode(), [toolFile('vite'), '--logLevel', 'warn'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  child.on('error', (error) => note(error.message));
  return child;
}

try {
  await ensureInstalled();
} catch (error) {
  note(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
if (!process.env.KECHI_URL) {
  startService();
  watchSources();
}
const window = startWindow();
const end = () => {
  ending = true;
  service?.kill('SIGTERM');
  window.kill('SIGTERM');
};
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, end);
window.on('close', (code) => {
  end();
  // The watchers would keep this process alive.
  const leave = () => process.exit(ending && code === null ? 0 : (code ?? 0));
  if (service && service.exitCode === null && service.signalCode === null) service.once('close', leave);
  else leave();
});
process.stdout.write(`${windowUrl}\n`);
