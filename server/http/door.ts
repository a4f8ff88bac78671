import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { BodyLimitPlugin, NodeHttpHandler } from '@orpc/server/node';
import { SimpleCsrfProtectionHandlerPlugin, StrictGetMethodPlugin } from '@orpc/server/plugins';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { AppError } from '#core/shared/errors.ts';
import type { Log } from '#core/shared/ports.ts';
import { callHandler } from '../call-handler.ts';
import type { Office } from '../compose.ts';
import { headersOf } from '../request-headers.ts';
import { checkAddress } from './addresses.ts';
import { browserName } from './browser-name.ts';
import { pagePolicy } from '../content-policy.ts';
import { addFiles } from './file-route.ts';
import { requestSession } from './session-cookie.ts';

export interface HttpDoorOptions {
  readonly office: Pick<Office, 'router' | 'context'>;
  /** The folder of the built renderer: index.html and assets/. */
  readonly rendererDir: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: Log;
}

export interface HttpDoor {
  /** `http://127.0.0.1:4310`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Ends open event streams and connections, then resolves. */
  close(): Promise<void>;
}

/** Files come in pieces of at most 1 MB; the rest is the envelope. In bytes. */
const bodyLimit = 2 * 1024 * 1024;

/**
 * The loopback door: the built renderer for a browser, and the router at /rpc. It gives a page of another site nothing
 * (own names only, CSRF header, SameSite cookie) and does not wait for slow senders.
 * Errors: `portInUse`.
 */
export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const app = Fastify({
    logger: false,
    // An event stream never ends by itself: closing would wait for it for ever.
    forceCloseConnections: true,
    // Node counts only the arrival of a request here, so an event stream may stay open as long as it likes.
    requestTimeout: 30_000,
    keepAliveTimeout: 60_000,
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
  });
  app.server.maxConnections = 200;

  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { ...pagePolicy } },
    // Plain http: there is nothing to be strict about, and a browser ignores it.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', async (request, reply) => {
    const { url } = request;
    const of = url.startsWith('/rpc') ? 'call' : url.startsWith('/files/') ? 'file' : 'page';
    const refusal = checkAddress(request.headers, request.socket.localPort ?? 0, of);
    if (!refusal) return;
    options.log.warn('request refused', {
      refusal,
      host: request.headers.host,
      origin: request.headers.origin,
    });
    await reply.code(403).send({ error: refusal });
  });
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (!(status < 500)) options.log.error('request failed', { error, url: request.url });
    // No text of the error: it may name files of this PC.
    return reply
      .code(status < 500 ? status : 500)
      .send({ error: status < 500 ? 'badRequest' : 'unexpected' });
  });

  addCalls(app, options);
  addFiles(app, options);
  app.get('/health', () => ({ ok: true }));
  await addRenderer(app, options.rendererDir);

  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    await app.close();
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'EADDRINUSE' || error.code === 'EACCES')
    ) {
      throw new AppError('portInUse', { port: options.port }, { cause: error });
    }
    throw error;
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, port, close: () => app.close() };
}

function addCalls(app: FastifyInstance, { office, log }: HttpDoorOptions): void {
  const calls = callHandler(office.router, {
    plugins: [new SimpleCsrfProtectionHandlerPlugin(), new StrictGetMethodPlugin()],
  });
  const handler = new NodeHttpHandler(calls, { plugins: [new BodyLimitPlugin({ maxBodySize: bodyLimit })] });
  // oRPC reads the raw stream; a parser of Fastify would empty it first, and would count nothing.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  app.all('/rpc/*', async (request: FastifyRequest, reply: FastifyReply) => {
    // Hijacked replies lose the headers that helmet has put on them.
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.raw.setHeader('cache-control', 'no-store');
    reply.hijack();
    try {
      const { matched } = await handler.handle(request.raw, reply.raw, {
        prefix: '/rpc',
        context: office.context({
          door: 'http',
          session: requestSession(request.raw, reply.raw),
          device: browserName(request.headers['user-agent']),
          address: request.socket.remoteAddress ?? '',
          reqHeaders: headersOf(request.headers),
        }),
      });
      if (!matched)
        reply.raw.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"notFound"}');
    } catch (error) {
      // The connection broke, or the answer could not be written: what is left is to let go of it.
      if (!reply.raw.destroyed) log.warn('answer not delivered', { error, url: request.url });
      reply.raw.destroy();
    }
  });
}

async function addRenderer(app: FastifyInstance, rendererDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: rendererDir,
    suppressWarning: true,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders(reply, path) {
      // Vite names the files in assets/ by their content.
      const lasting = path.startsWith(join(rendererDir, 'assets'));
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, 'http://page');
    const page = (request.method === 'GET' || request.method === 'HEAD') && !/\.\w+$/.test(pathname);
    // The pages of the program are made in the browser; the server knows only the first one.
    if (page && !pathname.startsWith('/rpc') && !pathname.startsWith('/files/'))
      return reply.sendFile('index.html');
    return reply.code(404).send({ error: 'notFound' });
  });
}
