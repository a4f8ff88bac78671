import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import type { Log } from '#core/shared/ports.ts';
import type { Office } from '../compose.ts';
import { answerFile } from '../files/answer-file.ts';
import { headersOf } from '../request-headers.ts';
import { browserName } from './browser-name.ts';
import { requestSession } from './session-cookie.ts';

/** Attached files at `/files/…`, streamed: a slow reader is waited for and nothing piles up. */
export function addFiles(
  app: FastifyInstance,
  { office, log }: { readonly office: Pick<Office, 'context'>; readonly log: Log },
): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/files/*',
    async handler(request, reply) {
      const { status, headers, body } = await answerFile(
        office,
        {
          door: 'http',
          session: requestSession(request.raw, reply.raw),
          device: browserName(request.headers['user-agent']),
          address: request.socket.remoteAddress ?? '',
          reqHeaders: headersOf(request.headers),
        },
        { method: request.method, url: request.url, range: request.headers.range ?? null },
      );
      reply.hijack();
      reply.raw.writeHead(status, { ...headers });
      if (body === null) {
        reply.raw.end();
        return;
      }
      try {
        await pipeline(Readable.from(body, { objectMode: false }), reply.raw);
      } catch (error) {
        // Whoever asked went away, or the disk failed half-way: what came is shorter than was announced.
        if (!request.socket.destroyed) log.warn('file not delivered', { error, url: request.url });
        reply.raw.destroy();
      }
    },
  });
}
