// `npm start`: sets everything up, then opens the program: as a desktop program where that can be, else as a service on
// the loopback address with the page opened in the browser.
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { capture, handOver, note, projectNode, root, say } from './lib.mjs';
import { setup } from './setup.mjs';

const electronFolder = path.join(root, 'node_modules', 'electron');

/** Long enough for a hundred megabytes on an office line; after that the browser is the better answer. */
const electronDownloadMs = 60_000;
const electronRetryMs = 24 * 3_600_000;

/** @param {string} en @param {string} zh @returns {never} */
function refuse(en, zh) {
  const known = ['--demo', '--port N', '--data DIR', '--no-open'];
  note(say(`${en} Options: ${known.join(', ')}.`, `${zh}可用选项：${known.join('、')}。`));
  process.exit(2);
}

function readOptions() {
  const options = /** @type {const} */ ({
    demo: { type: 'boolean' },
    port: { type: 'string' },
    data: { type: 'string' },
    'no-open': { type: 'boolean' },
  });
  try {
    const { values } = parseArgs({ options });
    const port = Number(values.port ?? 0);
    if (values.port === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
      refuse('--port takes a number from 0 to 65535.', '--port 须为 0 到 65535 之间的整数。');
    }
    if (values.data === '') refuse('--data needs a folder.', '--data 后须指定文件夹。');
    return values;
  } catch (error) {
    const { code = '', message } = /** @type {Error & { code?: string }} */ (error);
    const name = /'(?:-\w, )?(-*[^' ]+)/.exec(message)?.[1] ?? '';
    return code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
      ? refuse(`${name} is not complete.`, `选项 ${name} 的写法不完整。`)
      : refuse(`There is no option ${name}.`, `没有 ${name} 这个选项。`);
  }
}

function hasDisplay() {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @returns {string | undefined} Electron's program file, if it has been downloaded */
function electronProgram() {
  const pointer = path.join(electronFolder, 'path.txt');
  if (!existsSync(pointer)) return undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(electronFolder, 'dist');
  const program = path.join(folder, readFileSync(pointer, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

/** Electron's package carries no program file; its own script fetches it the first time it is wanted. */
async function fetchElectron() {
  const script = path.join(electronFolder, 'install.js');
  const tried = path.join(root, 'node_modules', '.kechi-electron-tried');
  // Where it cannot be had (no internet in the office), not every start shall wait for it.
  if (!existsSync(script) || (existsSync(tried) && Date.now() - statSync(tried).mtimeMs < electronRetryMs))
    return;
  note(say('Fetching the desktop program (Electron) …', '正在下载桌面程序（Electron）……'));
  const { code } = await capture(projectNode(), [script], { timeoutMs: electronDownloadMs });
  if (code === 0) rmSync(tried, { force: true });
  else writeFileSync(tried, '');
}

const values = readOptions();
await setup();

/** @type {string[]} */
const options = [];
if (values.demo) options.push('--demo');
if (values.port !== undefined) options.push('--port', values.port);
if (values.data !== undefined)
  options.push('--data', path.resolve(process.env.INIT_CWD ?? process.cwd(), values.data));

const display = hasDisplay();
if (display && !electronProgram()) await fetchElectron();
const electron = display ? electronProgram() : undefined;

if (electron) {
  // Chromium refuses its sandbox to root on Linux; nobody but a container runs the program so.
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  process.exitCode = await handOver(electron, [...sandbox, root, ...options], env);
} else {
  note(
    display
      ? say(
          'Electron could not be fetched: Kechi runs as a service instead; use it in the browser. Ctrl+C ends it.',
          '未能下载 Electron，客池将以服务方式运行，请在浏览器中使用。按 Ctrl+C 结束。',
        )
      : say(
          'No display: Kechi runs as a service instead; use it in the browser. Ctrl+C ends it.',
          '未检测到显示器，客池将以服务方式运行，请在浏览器中使用。按 Ctrl+C 结束。',
        ),
  );
  const program = path.join(root, 'dist', 'main', 'server.js');
  const open = display && !values['no-open'] ? [] : ['--no-open'];
  process.exitCode = await handOver(projectNode(), [program, 'serve', ...options, ...open]);
}
