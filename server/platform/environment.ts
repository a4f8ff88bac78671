import { homedir, hostname } from 'node:os';
import process from 'node:process';

/** What the program takes from its surroundings. The only file of the service that reads `process.env`. */
export interface Environment {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** %APPDATA% on Windows. */
  readonly appData: string | undefined;
  /** $XDG_DATA_HOME on Linux. */
  readonly dataHome: string | undefined;
  /** Whether a browser could be opened here: always on Windows and Mac, with a display on Linux. */
  readonly hasDisplay: boolean;
  /** The name of this PC, as the operation log shows it. */
  readonly deviceName: string;
  /** The language of the operating system, of the two the program speaks. */
  readonly locale: 'zh-CN' | 'en';
}

/** Chinese for every Chinese locale, English for all others. */
export function nearestLocale(tag: string): 'zh-CN' | 'en' {
  return /^zh\b/i.test(tag) ? 'zh-CN' : 'en';
}

export function readEnvironment(): Environment {
  const { env, platform } = process;
  // ICU does not know `C.UTF-8` and falls to en-US; on Linux the usual variables decide, in their usual order.
  const posix = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value);
  const tag =
    platform !== 'win32' && platform !== 'darwin' && posix
      ? posix.replaceAll('_', '-')
      : Intl.DateTimeFormat().resolvedOptions().locale;
  return {
    platform,
    home: homedir(),
    appData: env['APPDATA'],
    dataHome: env['XDG_DATA_HOME'],
    hasDisplay:
      platform === 'win32' || platform === 'darwin' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']),
    deviceName: hostname(),
    locale: nearestLocale(tag),
  };
}
