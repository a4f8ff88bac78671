import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionHolder } from '#core/rpc/context.ts';

/**
 * No `Secure` and no `__Host-` prefix: this door speaks plain http on the loopback address, where a browser would not
 * keep such a cookie. A door that other PCs can reach must set both.
 */
const sessionCookie = 'kechi_session';

const attributes = 'Path=/; HttpOnly; SameSite=Strict';

/** Tokens are base64url, so nothing has to be escaped; whatever else stands there is not one of ours. */
const inCookie = new RegExp(`(?:^|;) *${sessionCookie}=([\\w-]+) *(?:;|$)`);
const inBearer = /^Bearer +([\w-]+)$/i;

/**
 * The session of one HTTP request: `Authorization: Bearer` before the cookie, because a program that names its token
 * means it. Setting writes a cookie without an end (it goes with the browser; the service knows the real end), unless
 * the request came with a bearer token, whose bearer keeps it itself.
 */
export function requestSession(request: IncomingMessage, response: ServerResponse): SessionHolder {
  const bearer = inBearer.exec(request.headers.authorization ?? '')?.[1];
  let token = bearer ?? inCookie.exec(request.headers.cookie ?? '')?.[1] ?? null;
  return {
    get: () => token,
    set(next) {
      token = next;
      if (bearer !== undefined || response.headersSent) return;
      response.setHeader(
        'set-cookie',
        next === null
          ? `${sessionCookie}=; Max-Age=0; ${attributes}`
          : `${sessionCookie}=${next}; ${attributes}`,
      );
    },
  };
}
