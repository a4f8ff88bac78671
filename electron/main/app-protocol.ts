import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { protocol } from 'electron';
import { pagePolicyHeader } from '#server/content-policy.ts';
import { appOrigin, appScheme } from '../shared/native-api.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Must run before the program is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** Serves the built renderer at `app://crm/`; whatever is not a file of it is one of its pages. */
export function serveApp(rendererDir: string): void {
  protocol.handle(appScheme, (request) => answer(request, rendererDir));
}

/** Exported for its tests. */
export async function answer(
  request: Pick<Request, 'url' | 'method'>,
  rendererDir: string,
): Promise<Response> {
  const file = fileOf(request, rendererDir);
  if (file === null) return new Response(null, { status: 404, headers: headers('.txt') });
  try {
    const bytes = await readFile(file);
    return new Response(new Uint8Array(bytes), { headers: headers(extname(file)) });
  } catch {
    return new Response(null, { status: 404, headers: headers('.txt') });
  }
}

function fileOf({ url, method }: Pick<Request, 'url' | 'method'>, rendererDir: string): string | null {
  const prefix = `${appOrigin}/`;
  if (method !== 'GET' || !url.startsWith(prefix)) return null;
  let path: string;
  try {
    // By a scheme that URL knows, so that it resolves `.` and `..` as the page did.
    path = decodeURIComponent(new URL(url.slice(prefix.length), 'http://crm/').pathname);
  } catch {
    return null;
  }
  if (/[\0\\]/.test(path)) return null;
  if (extname(path) === '') return join(rendererDir, 'index.html');
  const file = resolve(rendererDir, `.${path}`);
  return file.startsWith(resolve(rendererDir) + sep) ? file : null;
}

function headers(extension: string): Record<string, string> {
  return {
    'content-type': types[extension] ?? 'application/octet-stream',
    'content-security-policy': pagePolicyHeader(),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}
