import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionHolder } from '#core/rpc/context.ts';

/**
 * Cookies of an address hold for all its ports: the name carries the port, so that two offices on one PC leave each other's
 * sessions alone. No `Secure` and no `__Host-` prefix: this door speaks plain http on the loopback address, where a browser would not
 * keep such a cookie. A door that other PCs can reach must set both.
 */
const nameAt = (port: number) => `kechi_session_${port}`;
/** As it was called before it carried the port. */
const formerName = 'kechi_session';

const attributes = 'Path=/; HttpOnly; SameSite=Strict';

/** Tokens are base64url, so nothing has to be escaped; whatever else stands there is not one of ours. */
function cookieOf(header: string | undefined, name: string): string | null {
  const found = header?.split(';').find((one) => one.trimStart().startsWith(`${name}=`));
  const value = found?.slice(found.indexOf('=') + 1).trim() ?? '';
  return /^[\w-]+$/.test(value) ? value : null;
}
const inBearer = /^Bearer +([\w-]+)$/i;

/**
 * The session of one HTTP request: `Authorization: Bearer` before the cookie, because a program that names its token
 * means it. Setting writes a cookie without an end (it goes with the browser; the service knows the real end), unless
 * the request came with a bearer token, whose bearer keeps it itself.
 */
export function requestSession(request: IncomingMessage, response: ServerResponse): SessionHolder {
  const bearer = inBearer.exec(request.headers.authorization ?? '')?.[1];
  const name = nameAt(request.socket.localPort ?? 0);
  const { cookie } = request.headers;
  let token = bearer ?? cookieOf(cookie, name);
  return {
    get: () => token,
    set(next) {
      token = next;
      if (bearer !== undefined || response.headersSent) return;
      const gone = (which: string) => `${which}=; Max-Age=0; ${attributes}`;
      response.setHeader('set-cookie', [
        next === null ? gone(name) : `${name}=${next}; ${attributes}`,
        ...(cookieOf(cookie, formerName) === null ? [] : [gone(formerName)]),
      ]);
    },
  };
}
