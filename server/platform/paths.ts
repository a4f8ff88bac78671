import { join, posix, win32 } from 'node:path';
import type { Environment } from './environment.ts';

/**
 * Where the office's data lies unless `--data` says otherwise: `%APPDATA%\Kechi`, `~/Library/Application Support/Kechi`,
 * `$XDG_DATA_HOME/kechi` (by default `~/.local/share/kechi`). An XDG path that is not absolute is ignored, as its
 * specification asks.
 */
export function defaultDataDir(
  where: Pick<Environment, 'platform' | 'home' | 'appData' | 'dataHome'>,
): string {
  switch (where.platform) {
    case 'win32':
      return win32.join(where.appData || win32.join(where.home, 'AppData', 'Roaming'), 'Kechi');
    case 'darwin':
      return posix.join(where.home, 'Library', 'Application Support', 'Kechi');
    default: {
      const data = where.dataHome;
      return data && posix.isAbsolute(data)
        ? posix.join(data, 'kechi')
        : posix.join(where.home, '.local', 'share', 'kechi');
    }
  }
}

/** The folder of the log files (spec §16). */
export function logDir(dataDir: string): string {
  return join(dataDir, 'logs');
}
