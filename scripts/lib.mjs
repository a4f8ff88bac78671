// Shared by the scripts here. They are plain JavaScript without dependencies, because they run before `npm ci` has, on
// whatever Node (20.20 or newer) is there.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const nodeName = process.platform === 'win32' ? 'node.exe' : 'node';

/** The project's own Node 24; before the first install the one that runs this script. @returns {string} */
export function projectNode() {
  const own = path.join(root, 'node_modules', 'node', 'bin', nodeName);
  return existsSync(own) ? own : process.execPath;
}

/** True in a Chinese system: the few sentences printed before the program itself runs follow it. */
export const chinese = /^zh/i.test(
  process.env.LC_ALL ||
    process.env.LC_MESSAGES ||
    process.env.LANG ||
    new Intl.DateTimeFormat().resolvedOptions().locale,
);

/** @param {string} en @param {string} zh */
export const say = (en, zh) => (chinese ? zh : en);

/** @param {string} line to stderr: stdout belongs to the command that the person asked for */
export const note = (line) => void process.stderr.write(`${line}\n`);

/**
 * The JavaScript file behind a command of an installed package, so that it can be run with our own Node on every platform.
 * @param {string} name package @param {string} [command] when it differs from the package's name
 */
export function toolFile(name, command = name.replace(/^@[^/]+\//, '')) {
  const folder = path.join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** How the linter is run: it reports, as the compiler would, what is wrong with the types too. */
export const lintArguments = ['--type-aware', '--type-check', '--deny-warnings'];

/** For processes that are started again and again: what Node has once translated lies there for the next one. */
export const compileCache = {
  NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'kechi-compile'),
};

/** Environment for children: our Node first in the path, so that `#!/usr/bin/env node` finds it. */
export function childEnv() {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const own = path.dirname(projectNode());
  return { ...process.env, [key]: `${own}${path.delimiter}${process.env[key] ?? ''}` };
}

/**
 * Runs a program to its end and gathers what it prints; never throws.
 * @param {string} file @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, timeoutMs?: number, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} code 1 too when it cannot be started or takes too long
 */
export function capture(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env: options.env ?? childEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      shell: options.shell ?? false,
      windowsHide: true,
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code, signal) => {
      const output = Buffer.concat(chunks).toString('utf8');
      resolve({ code: code ?? 1, output: signal ? `${output}\nended by ${signal}` : output });
    });
  });
}

/**
 * Hands the terminal to a program and ends with it: same exit code; Ctrl+C and TERM reach it, and it may close in peace.
 * @param {string} file @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function handOver(file, args, env = childEnv()) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, env, stdio: 'inherit' });
    passSignals(child);
    child.on('error', (error) => {
      note(error.message);
      resolve(1);
    });
    child.on('close', (code, signal) =>
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
    );
  });
}

/**
 * The terminal sends Ctrl+C to the child itself; TERM and HUP come to this process only and are passed on.
 * @param {import('node:child_process').ChildProcess} child
 */
export function passSignals(child) {
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
}
