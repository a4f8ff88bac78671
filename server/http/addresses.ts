import type { IncomingHttpHeaders } from 'node:http';

/** Why a request was not even looked at. */
export type Refusal = 'foreignHost' | 'foreignOrigin';

/**
 * The names under which the loopback door answers, at its port. A page of another site can make its own name point at
 * 127.0.0.1 (DNS rebinding); it cannot make the browser send one of these names.
 */
function ownHosts(port: number): readonly string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const hosts = names.map((name) => `${name}:${port}`);
  return port === 80 ? [...hosts, ...names] : hosts;
}

/**
 * Checks that a request is addressed to this door and, where a browser sent it, that a page of this door sent it.
 * A request without `Origin` is a navigation, a GET of the same page, or not from a browser; `SameSite=Strict`, the
 * CSRF header and `Sec-Fetch-Site` guard those.
 */
export function checkAddress(
  headers: IncomingHttpHeaders,
  port: number,
  of: 'call' | 'file' | 'page',
): Refusal | undefined {
  const hosts = ownHosts(port);
  if (!headers.host || !hosts.includes(headers.host.toLowerCase())) return 'foreignHost';
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin.toLowerCase() === `http://${host}`)) {
    return 'foreignOrigin';
  }
  const site = headers['sec-fetch-site'];
  // A file may also be asked for by its address alone (`none`); a link or a picture on another site's page gets nothing.
  const own = site === undefined || site === 'same-origin' || (of === 'file' && site === 'none');
  if (of !== 'page' && !own) return 'foreignOrigin';
  return undefined;
}
