// The three builds: window, service, preload. `npm run build` always builds; setup.mjs builds when the sources changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { capture, note, projectNode, root, toolFile } from './lib.mjs';

const buildStamp = path.join(root, 'dist', '.stamp');

/** What a built file can depend on. */
const builtFrom = ['core', 'db', 'server', 'electron', 'renderer', 'docs/guide', 'build/guide'];
const buildConfigs = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'postcss.config.cjs',
  'vite.config.ts',
  'vite.service.config.ts',
  'vite.preload.config.ts',
];

/** By content, so that a checkout, a copy or a touched file builds nothing anew. */
function sourcesHash() {
  const hash = createHash('sha256');
  /** @param {string} relative */
  const add = (relative) => {
    hash
      .update(relative)
      .update('\0')
      .update(readFileSync(path.join(root, relative)))
      .update('\0');
  };
  /** @param {string} folder */
  const walk = (folder) => {
    if (!existsSync(path.join(root, folder))) return;
    const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const relative = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(relative);
      else if (!/\.test\.tsx?$/.test(entry.name)) add(relative);
    }
  };
  builtFrom.forEach(walk);
  buildConfigs.filter((file) => existsSync(path.join(root, file))).forEach(add);
  return hash.digest('hex');
}

/** True when dist holds what the sources say. */
export function isBuilt() {
  return existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === sourcesHash();
}

/** @throws {Error} with the output of each build that failed */
export async function build() {
  const made = sourcesHash();
  rmSync(buildStamp, { force: true });
  /** @param {string} config */
  const run = async (config) => {
    const args = [toolFile('vite'), 'build', '--config', config, '--logLevel', 'warn'];
    const { code, output } = await capture(projectNode(), args);
    if (code !== 0) throw new Error(`${config}\n${output.trim()}`);
  };
  // The window takes as long as the other two together.
  const halves = await Promise.allSettled([
    run('vite.config.ts'),
    run('vite.service.config.ts').then(() => run('vite.preload.config.ts')),
  ]);
  const failed = halves.flatMap((half) => (half.status === 'rejected' ? [String(half.reason.message)] : []));
  if (failed.length) throw new Error(failed.join('\n\n'));
  mkdirSync(path.dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, made);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await build();
  } catch (error) {
    note(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
