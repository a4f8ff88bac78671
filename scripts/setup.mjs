// Brings a clone to the point where it can run: packages as in package-lock.json, built files as in the sources.
// Does nothing, quickly, when both are so already. Speaks to stderr only.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build, isBuilt } from './build.mjs';
import { capture, note, root, say } from './lib.mjs';

/** @param {string} file @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>} */
const packagesOf = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;

/** npm leaves a record of what it installed, written last; it must say the same as package-lock.json. */
export function isInstalled() {
  if (!existsSync(path.join(root, 'node_modules', '.package-lock.json'))) return false;
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  const same = (/** @type {string} */ place) =>
    wanted[place]?.version === present[place]?.version &&
    wanted[place]?.integrity === present[place]?.integrity;
  return (
    Object.keys(present).every(same) &&
    Object.keys(wanted).every((place) => place === '' || place in present || wanted[place]?.optional)
  );
}

/** npm as it was called, else the one in the path. @returns {{ file: string, args: string[], shell: boolean }} */
function npm() {
  const cli = process.env.npm_execpath;
  const node = process.env.npm_node_execpath;
  if (cli && node && /\.[cm]?js$/.test(cli) && existsSync(node))
    return { file: node, args: [cli], shell: false };
  const windows = process.platform === 'win32';
  return { file: windows ? 'npm.cmd' : 'npm', args: [], shell: windows };
}

/** Windows deletes no program that runs, but lets it be moved: this very node.exe may lie in node_modules. */
function freeRunningNode() {
  const aside = path.join(root, 'dist', '.old-node');
  rmSync(aside, { recursive: true, force: true, maxRetries: 1 });
  if (!process.execPath.startsWith(path.join(root, 'node_modules'))) return;
  mkdirSync(aside, { recursive: true });
  renameSync(process.execPath, path.join(aside, `node-${process.pid}.exe`));
}

const lock = path.join(root, 'dist', '.installing');

/** Whether the process that holds the lock is still there. */
function isHeld() {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** Two installations at once in one folder destroy each other: the second waits for the first. */
async function holdLock() {
  mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch {
      if (!isHeld()) rmSync(lock, { force: true });
      else await setTimeout(500);
    }
  }
}

/**
 * Installs what package-lock.json names, unless that is there already.
 * @throws {Error} with one sentence that says why it could not be done
 */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await holdLock();
  try {
    if (!isInstalled()) await install();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function install() {
  note(say('Installing packages …', '正在安装依赖包……'));
  if (process.platform === 'win32') {
    try {
      freeRunningNode();
    } catch {
      // Still running elsewhere: npm will say what it could not replace.
    }
  }
  const { file, args, shell } = npm();
  // Without `npm run -s` in it, which would keep npm from saying what is wrong.
  const env = { ...process.env, npm_config_loglevel: 'error' };
  const { code, output } = await capture(file, [...args, 'ci', '--no-audit', '--no-fund'], { env, shell });
  if (code === 0) return;
  const lines = output.split(/\r?\n/).map((line) => line.replace(/^npm (?:error|ERR!)/, '').trim());
  const reason = lines.find((line) => line && !/^(?:code|errno|syscall) /.test(line)) ?? `npm ci: ${code}`;
  throw new Error(say(`The packages could not be installed: ${reason}`, `依赖包安装失败：${reason}`));
}

/** @throws {Error} with what the build said */
export async function ensureBuilt() {
  if (isBuilt()) return;
  note(say('Building …', '正在构建……'));
  await build();
}

/** Install, then build; ends the process with one sentence when that fails. */
export async function setup() {
  try {
    await ensureInstalled();
    await ensureBuilt();
  } catch (error) {
    note(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await setup();
