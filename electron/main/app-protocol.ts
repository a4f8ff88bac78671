import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { protocol } from 'electron';
import { pagePolicyHeader } from '#server/content-policy.ts';
import type { FileAnswer, FileCall } from '#server/files/answer-file.ts';
import { appOrigin, appScheme } from '../shared/native-api.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
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

/** How the office is asked for an attached file. */
type AskFile = (call: FileCall) => Promise<FileAnswer>;

/** Serves the built renderer at `app://crm/`, and attached files below `/files/`; whatever is neither is one of its pages. */
export function serveApp(rendererDir: string, files: AskFile): void {
  protocol.handle(appScheme, (request) => answer(request, rendererDir, files));
}

/** Exported for its tests. */
export async function answer(
  request: Pick<Request, 'url' | 'method'> & { readonly headers?: Pick<Headers, 'get'> },
  rendererDir: string,
  files: AskFile,
): Promise<Response> {
  if (request.url.startsWith(`${appOrigin}/files/`)) return answerFile(request, files);
  const file = fileOf(request, rendererDir);
  if (file === null) return new Response(null, { status: 404, headers: headers('.txt') });
  try {
    const bytes = await readFile(file);
    return new Response(new Uint8Array(bytes), { headers: headers(extname(file)) });
  } catch {
    return new Response(null, { status: 404, headers: headers('.txt') });
  }
}

/** The office decides who gets what, and with which headers; here it is only handed on, piece by piece. */
async function answerFile(request: Parameters<typeof answer>[0], files: AskFile): Promise<Response> {
  const call = {
    method: request.method,
    url: request.url.slice(appOrigin.length),
    range: request.headers?.get('range') ?? null,
  };
  try {
    const found = await files(call);
    return new Response(found.body === null ? null : streamOf(found.body), {
      status: found.status,
      headers: { ...found.headers },
    });
  } catch {
    // The office is being started anew.
    return new Response(null, { status: 503, headers: headers('.txt') });
  }
}

/** Pieces as they are asked for; whoever stops asking ends them. */
function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const from = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(stream) {
      const { done, value } = await from.next();
      if (done === true) stream.close();
      else stream.enqueue(value);
    },
    async cancel() {
      await from.return?.();
    },
  });
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
