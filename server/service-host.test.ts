import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppError } from '#core/shared/errors.ts';
import { type Service, type ServiceOptions, startService } from './service-host.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kechi-host-'));
});
afterAll(() => rm(dir, { recursive: true }));

function options(manner: string, more: Partial<ServiceOptions> = {}): ServiceOptions {
  return {
    dataDir: join(dir, manner),
    rendererDir: dir,
    worker: new URL('./worker.fixture.ts', import.meta.url),
    waits: { backOff: 5, quick: 60_000, stop: 300, said: 5 },
    ...more,
  };
}

const lives = async (manner: string) => (await readFile(join(dir, `${manner}.lives`), 'utf8')).length;

/** As a window does: a port that closes before it answers is replaced. */
async function askAnew(service: Service, word: string): Promise<unknown> {
  for (;;) {
    const port = service.connect();
    const answer = await Promise.race([ask(port, word), once(port, 'close').then(() => null)]);
    if (answer !== null) return answer;
  }
}

async function ask(port: MessagePort, word: string): Promise<unknown> {
  port.postMessage(word);
  const [answer] = (await once(port, 'message')) as unknown[];
  return answer;
}

test('a refusal arrives as the refusal it was, and nothing is started again', async () => {
  await expect(startService(options('refuses'))).rejects.toMatchObject({
    code: 'databaseLocked',
    params: { pid: 7 },
  });
  expect(await lives('refuses')).toBe(1);
});

test('a crash before the office is open is a refusal, too', async () => {
  await expect(startService(options('crashesAtStart'))).rejects.toMatchObject({ code: 'unexpected' });
  expect(await lives('crashesAtStart')).toBe(1);
});

test('after a crash: old ports close, new ones answer, address and session stay', async () => {
  const service = await startService(options('lives', { http: { host: '127.0.0.1', port: 0 } }));
  const port = service.connect();
  expect(await ask(port, 'signIn')).toEqual({ session: null, http: { host: '127.0.0.1', port: 0 } });
  const closed = once(port, 'close');
  port.postMessage('crash');
  await closed;
  expect(await askAnew(service, 'hello')).toEqual({
    session: 'token-1',
    http: { host: '127.0.0.1', port: 4999 },
  });
  expect(service.url).toBe('http://127.0.0.1:4999');
  const ended = once(service.connect(), 'close');
  await service.stop();
  await ended;
  expect(await lives('lives')).toBe(2);
});

test('a worker that ends itself without a word is started again', async () => {
  const service = await startService(options('exits'));
  const port = service.connect();
  const closed = once(port, 'close');
  port.postMessage('exit');
  await closed;
  expect(await askAnew(service, 'hello')).toMatchObject({ session: null });
  expect(await lives('exits')).toBe(2);
  await service.stop();
});

test('three quick crashes: given up, with one sentence, and ports close', async () => {
  const given = Promise.withResolvers<AppError>();
  const service = await startService(options('crashesSoon', { onGivenUp: (error) => given.resolve(error) }));
  expect((await given.promise).code).toBe('serviceGivenUp');
  await once(service.connect(), 'close');
  expect(await lives('crashesSoon')).toBe(3);
  await service.stop();
});

test('crashes far apart are not counted together', async () => {
  let given = false;
  const service = await startService(
    options('apart', {
      waits: { backOff: 1, quick: 0, stop: 300, said: 5 },
      onGivenUp: () => (given = true),
    }),
  );
  for (let crash = 0; crash < 5; crash += 1) {
    const port = service.connect();
    const closed = once(port, 'close');
    port.postMessage('crash');
    await closed;
    await askAnew(service, 'hello');
  }
  expect([given, await lives('apart')]).toEqual([false, 6]);
  await service.stop();
});

test('a check of the file that takes long is said once, a quick one not', async () => {
  let said = 0;
  const onChecking = () => {
    said++;
    // It goes on when it is told of.
    void writeFile(join(dir, 'checks.said'), '');
  };
  await (await startService(options('checks', { onChecking }))).stop();
  expect(said).toBe(1);
  const waits = { backOff: 5, quick: 60_000, stop: 300, said: 60_000 };
  await (await startService(options('checksQuickly', { waits, onChecking }))).stop();
  expect(said).toBe(1);
});

test('stop ends a worker that does not answer, and may be said twice', async () => {
  const service = await startService(options('stuck'));
  const port = service.connect();
  const closed = once(port, 'close');
  await Promise.all([service.stop(), service.stop()]);
  await expect(closed).resolves.toHaveLength(1);
  await once(service.connect(), 'close');
});
