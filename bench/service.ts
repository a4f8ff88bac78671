import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { capture, childEnv, projectNode, root, toolFile } from '../scripts/lib.mjs';

/** The service as people run it: built, in a process of its own. */
export interface RunningService {
  readonly url: string;
  /** Resident memory in MB, null where the system does not tell. */
  memory(): number | null;
  stop(): Promise<void>;
}

const folder = path.join(root, 'dist', 'bench');

/** Builds the service from the sources as they are, beside the program's own build. */
export async function buildService(): Promise<void> {
  const args = [
    toolFile('vite'),
    'build',
    '--config',
    'vite.service.config.ts',
    '--outDir',
    folder,
    '--logLevel',
    'warn',
  ];
  const { code, output } = await capture(projectNode(), args);
  if (code !== 0) throw new Error(output);
}

function firstAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+\//.exec(said);
      if (found) resolve(found[0]);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('exit', () => reject(new Error(`The service ended: ${said}`)));
  });
}

/** Starts the built service on a data folder and waits for its address. */
export async function startBuilt(dataDir: string): Promise<RunningService> {
  const args = [path.join(folder, 'server.js'), 'serve', '--data', dataDir, '--no-open'];
  const child = spawn(projectNode(), args, { cwd: root, env: childEnv(), stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await firstAddress(child);
  return {
    url,
    memory() {
      if (process.platform !== 'linux' || child.pid === undefined) return null;
      const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
