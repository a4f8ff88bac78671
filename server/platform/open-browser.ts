import { spawn } from 'node:child_process';
import type { Environment } from './environment.ts';

/** Opens an address of our own in the person's browser; where that fails, the printed address has to do. */
export function openBrowser(url: string, where: Pick<Environment, 'platform' | 'hasDisplay'>): void {
  if (!where.hasDisplay) return;
  const [program, ...args] =
    where.platform === 'win32'
      ? (['rundll32', 'url.dll,FileProtocolHandler', url] as const)
      : ([where.platform === 'darwin' ? 'open' : 'xdg-open', url] as const);
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
