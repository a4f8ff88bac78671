import { connect, type Socket } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { SimpleCsrfProtectionLinkPlugin } from '@orpc/client/plugins';
import type { RouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callRaw, fakeOffice, openFakeDoor, type OpenDoor, raw, silentLog, until } from './door.fixture.ts';
import { openHttpDoor } from './door.ts';

let open: OpenDoor;
let port: number;
beforeAll(async () => {
  open = await openFakeDoor();
  port = open.door.port;
});
afterAll(() => open.close());

describe('who is answered', () => {
  const own = (host: string) => `${host}:${port}`;
  test.each([
    ['its address', () => own('127.0.0.1'), 200],
    ['localhost', () => own('localhost'), 200],
    ['in capitals', () => own('LOCALHOST'), 200],
    ['IPv6 loopback', () => own('[::1]'), 200],
    ['another name (rebinding)', () => own('evil.example'), 403],
    ['its address at another port', () => '127.0.0.1:1', 403],
    ['its address without a port', () => '127.0.0.1', 403],
    ['a name that ends like ours', () => own('xlocalhost'), 403],
  ])('Host: %s', async (_name, host, status) => {
    expect((await raw(port, '/health', { headers: { host: host() } })).status).toBe(status);
    expect((await callRaw(port, 'echo', { text: 'a' }, { host: host() })).status).toBe(status);
  });

  test.each([
    ['the own page', () => `http://127.0.0.1:${port}`, 200],
    ['the own page by name', () => `http://localhost:${port}`, 200],
    ['another site', () => 'https://evil.example', 403],
    ['a sandboxed frame', () => 'null', 403],
    ['another port of this PC', () => 'http://127.0.0.1:1', 403],
    ['https of the same address', () => `https://127.0.0.1:${port}`, 403],
    ['an empty origin', () => '', 403],
  ])('Origin: %s', async (_name, origin, status) => {
    expect((await callRaw(port, 'echo', { text: 'a' }, { origin: origin() })).status).toBe(status);
  });

  test.each([
    ['same-origin', 200],
    ['same-site', 403],
    ['cross-site', 403],
    ['none', 403],
  ])('Sec-Fetch-Site: %s', async (site, status) => {
    expect((await callRaw(port, 'echo', { text: 'a' }, { 'sec-fetch-site': site })).status).toBe(status);
    expect((await raw(port, '/', { headers: { 'sec-fetch-site': site } })).status).toBe(200);
  });

  test('a call without the CSRF header is refused, whatever its content type', async () => {
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const answer = await raw(port, '/rpc/signIn', {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ json: { token: 'x' } }),
      });
      expect([type, answer.status, answer.headers['set-cookie']]).toEqual([type, 403, undefined]);
    }
  });

  test('GET changes nothing', async () => {
    const data = encodeURIComponent(JSON.stringify({ json: { token: 'x' } }));
    const answer = await raw(port, `/rpc/signIn?data=${data}`, { headers: { 'x-csrf-token': 'orpc' } });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([405, undefined]);
  });
});

describe('the session', () => {
  const kept = 'Path=/; HttpOnly; SameSite=Strict';

  test('is set as a cookie of this port that scripts and other sites do not get', async () => {
    const answer = await callRaw(port, 'signIn', { token: 'abc-_1' });
    expect(answer.headers['set-cookie']).toEqual([`kechi_session_${port}=abc-_1; ${kept}`]);
  });

  test('is cleared at once, and so is the cookie without a port of former versions', async () => {
    const cookie = `kechi_session_${port}=abc; kechi_session=old`;
    const answer = await callRaw(port, 'signIn', { token: null }, { cookie });
    expect(answer.headers['set-cookie']).toEqual([
      `kechi_session_${port}=; Max-Age=0; ${kept}`,
      `kechi_session=; Max-Age=0; ${kept}`,
    ]);
  });

  test('of two offices at one address are two', async () => {
    const other = await openFakeDoor();
    const set = async (at: number, token: string) =>
      (await callRaw(at, 'signIn', { token })).headers['set-cookie'] ?? [];
    // What a browser does: one jar for the address, whatever the port, the later of the same name replacing the earlier.
    const jar = new Map<string, string>();
    for (const line of [...(await set(port, 'here')), ...(await set(other.door.port, 'there'))]) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const seen = async (at: number): Promise<unknown> =>
      (JSON.parse((await callRaw(at, 'whoAmI', undefined, { cookie })).text) as { json: { token: string } })
        .json.token;
    expect([await seen(port), await seen(other.door.port)]).toEqual(['here', 'there']);
    await other.close();
  });

  test.each([
    ['nothing', () => ({}), null],
    ['a cookie', () => ({ cookie: `a=1; kechi_session_${port}=tok; b=2` }), 'tok'],
    ['an empty cookie', () => ({ cookie: `kechi_session_${port}=` }), null],
    ['the cookie of another port', () => ({ cookie: `kechi_session_${port}1=tok; kechi_session=tok` }), null],
    ['a bearer token', () => ({ authorization: 'Bearer tok' }), 'tok'],
    [
      'both: the named token',
      () => ({ authorization: 'Bearer one', cookie: `kechi_session_${port}=two` }),
      'one',
    ],
    ['another scheme', () => ({ authorization: 'Basic dG9r' }), null],
  ] satisfies [string, () => Record<string, string>, string | null][])(
    'from %s',
    async (_name, headers, token) => {
      const answer = await callRaw(port, 'whoAmI', undefined, headers());
      expect(JSON.parse(answer.text)).toMatchObject({ json: { token, door: 'http' } });
    },
  );

  test('of a bearer is not turned into a cookie', async () => {
    const answer = await callRaw(port, 'signIn', { token: 'x' }, { authorization: 'Bearer tok' });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([200, undefined]);
  });
});

describe('what is answered', () => {
  test('every answer carries the security headers', async () => {
    const policy =
      "default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data: blob:;" +
      "font-src 'self';connect-src 'self';object-src 'none';base-uri 'none';frame-ancestors 'none';form-action 'none'";
    const answers = [
      await raw(port, '/'),
      await raw(port, '/health'),
      await raw(port, '/nothing.js'),
      await callRaw(port, 'echo', { text: 'a' }),
      await callRaw(port, 'nothing', {}),
      await raw(port, '/', { headers: { host: 'evil.example' } }),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    }
    expect(answers[3]?.headers['cache-control']).toBe('no-store');
  });

  test('health', async () => {
    expect((await raw(port, '/health')).text).toBe('{"ok":true}');
  });

  test('a page route gets the first page, a missing file does not', async () => {
    for (const path of ['/', '/customers', '/customers/12/history?tab=1']) {
      const page = await raw(port, path);
      expect([path, page.status, page.text.includes('<title>page')]).toEqual([path, 200, true]);
      expect(page.headers['cache-control']).toBe('no-cache');
    }
    expect((await raw(port, '/assets/gone.js')).status).toBe(404);
    expect((await raw(port, '/rpc')).status).toBe(404);
    expect((await raw(port, '/customers', { method: 'POST' })).status).toBe(404);
    expect((await raw(port, '/assets/app-1.js')).headers['cache-control']).toContain('immutable');
  });

  test.each([
    '/../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/assets/../../outside.txt',
    '/assets/..%5c..%5coutside.txt',
    '/%00/outside.txt',
    '//etc/passwd',
    '/assets/%c0%ae%c0%ae/outside.txt',
  ])('nothing outside the folder: %s', async (path) => {
    const answer = await raw(port, path);
    expect(answer.text).not.toMatch(/not yours|root:/);
    expect(answer.status).not.toBe(500);
  });

  test('a refusal keeps its code and data', async () => {
    const answer = await callRaw(port, 'refuse', undefined);
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      409,
      { json: { code: 'limitHeld', data: { params: { limit: 3 } } } },
    ]);
  });

  test('a fault tells nothing of this PC', async () => {
    const answer = await callRaw(port, 'crash', undefined);
    expect([answer.status, answer.text.includes('secret')]).toEqual([500, false]);
  });

  test('the idempotency key and the kind of browser reach the call', async () => {
    const agent = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0';
    const answer = await callRaw(port, 'whoAmI', undefined, {
      'idempotency-key': 'k-1',
      'user-agent': agent,
    });
    expect(JSON.parse(answer.text)).toMatchObject({ json: { key: 'k-1', device: 'Edge · Windows' } });
  });
});

describe('hostile input', () => {
  const over = 'x'.repeat(2 * 1024 * 1024);

  test('a body over the limit is cut off, whether or not its length was told', async () => {
    const told = await callRaw(port, 'echo', { text: over });
    expect(told.status).toBe(413);
    const chunked = await callRaw(port, 'echo', { text: over }, { 'transfer-encoding': 'chunked' }).catch(
      (error: NodeJS.ErrnoException) => ({ status: error.code }),
    );
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(chunked.status);
    expect((await callRaw(port, 'echo', { text: 'x'.repeat(1024 * 1024) })).status).toBe(200);
  });

  test.each([
    ['no JSON', '{"json":'],
    ['a text', '"hello"'],
    ['null', 'null'],
    ['prototype as a key of the path', '{"json":{"text":"a"},"meta":[[1,"__proto__","text"]]}'],
    ['constructor in the path', '{"json":{"text":"a"},"meta":[[1,"constructor","prototype"]]}'],
    ['a path to nowhere', '{"json":{"text":"a"},"meta":[[1,"b"]]}'],
    ['meta of another kind', '{"json":{"text":"a"},"meta":7}'],
    ['the wrong type', '{"json":{"text":7}}'],
  ])('malformed: %s', async (_name, body) => {
    expect((await callRaw(port, 'echo', body)).status).toBe(400);
  });

  test('prototype keys change no prototype', async () => {
    await callRaw(
      port,
      'echo',
      '{"json":{"text":"a","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('very deep JSON is refused and the door goes on', async () => {
    const deep = `{"json":{"text":${'['.repeat(900_000)}${']'.repeat(900_000)}}}`;
    expect((await callRaw(port, 'echo', deep)).status).toBe(400);
    expect((await raw(port, '/health')).status).toBe(200);
  });

  test('senders that do not finish their headers are closed', { timeout: 20_000 }, async () => {
    const sockets = await Promise.all(
      Array.from({ length: 30 }, () => {
        const socket: Socket = connect(port, '127.0.0.1');
        return new Promise<{ closed: Promise<void> }>((resolve) => {
          socket.once('connect', () => {
            socket.write('POST /rpc/echo HTTP/1.1\r\nHost: x\r\nX-Slow: ');
            socket.on('error', () => undefined);
            resolve({ closed: new Promise((closed) => void socket.once('close', () => closed())) });
            socket.resume();
          });
        });
      }),
    );
    expect((await raw(port, '/health')).status).toBe(200);
    await Promise.all(sockets.map((socket) => socket.closed));
  });
});

describe('through the client', () => {
  const client = (): RouterClient<ReturnType<typeof fakeOffice>['router']> =>
    createORPCClient(
      new RPCLink({ url: `${open.door.url}/rpc`, plugins: [new SimpleCsrfProtectionLinkPlugin()] }),
    );

  test('calls, and errors with their data', async () => {
    expect(await client().echo({ text: '商策 𠮷' })).toBe('商策 𠮷');
    await expect(client().refuse()).rejects.toMatchObject({ code: 'limitHeld', status: 409 });
  });

  test('an event stream that the reader leaves ends its generator', async () => {
    const { streams, ended } = open.seen;
    const stop = new AbortController();
    const events = await client().watch(undefined, { signal: stop.signal, lastEventId: '5' });
    expect((await events.next()).value).toEqual({ first: '5' });
    expect(open.seen).toEqual({ streams: streams + 1, ended });
    stop.abort();
    await until(() => open.seen.ended === ended + 1, 'the generator ends');
  });
});

test('closing does not wait for open event streams', async () => {
  const other = await openFakeDoor();
  const link = new RPCLink({ url: `${other.door.url}/rpc`, plugins: [new SimpleCsrfProtectionLinkPlugin()] });
  const client: RouterClient<ReturnType<typeof fakeOffice>['router']> = createORPCClient(link);
  const events = await client.watch();
  await events.next();
  const broken = expect(events.next()).rejects.toThrow();
  await other.close();
  await broken;
  await until(() => other.seen.ended === 1, 'the generator ends');
});

test('a port in use is a refusal with its number', async () => {
  const other = await openFakeDoor();
  const taken = other.door.port;
  const { office } = fakeOffice();
  const again = openHttpDoor({
    office,
    rendererDir: import.meta.dirname,
    host: '127.0.0.1',
    port: taken,
    log: silentLog,
  });
  await expect(again).rejects.toMatchObject({ code: 'portInUse', params: { port: taken } });
  await other.close();
});
