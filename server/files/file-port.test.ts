import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { FileAnswer } from './answer-file.ts';
import { requestFile, serveFilePort } from './file-port.ts';

const call = { method: 'GET', url: '/files/1', range: null };

/** A file of a hundred pieces that tells how many were taken and whether it was let go of. */
function hundred() {
  const seen = { taken: 0, ended: false };
  async function* body() {
    try {
      for (; seen.taken < 100; seen.taken++) yield new Uint8Array([seen.taken]);
    } finally {
      seen.ended = true;
    }
  }
  const given: FileAnswer = { status: 200, headers: { a: 'b' }, body: body() };
  return { seen, given };
}

function joined(answer: () => Promise<FileAnswer>) {
  const { port1, port2 } = new MessageChannel();
  const faults: unknown[] = [];
  serveFilePort(port2, answer, (error) => faults.push(error));
  return { port: port1, office: port2, faults };
}

test('a file comes piece by piece, no faster than it is taken', async () => {
  const { seen, given } = hundred();
  const { port } = joined(async () => given);
  const { status, headers, body } = await requestFile(port, call);
  expect([status, headers]).toEqual([200, { a: 'b' }]);
  let sum = 0;
  for await (const [byte = 0] of body ?? []) {
    sum += byte;
    expect(seen.taken - byte).toBeLessThanOrEqual(1);
  }
  expect([sum, seen.ended]).toEqual([4950, true]);
});

test('whoever stops reading ends it, and the file is let go of', async () => {
  const { seen, given } = hundred();
  const { port, office } = joined(async () => given);
  const { body } = await requestFile(port, call);
  const closed = once(office, 'close');
  for await (const [byte] of body ?? []) if (byte === 3) break;
  await closed;
  await new Promise((resolve) => setTimeout(resolve));
  expect([seen.taken, seen.ended]).toEqual([3, true]);
});

test('an office that fails or goes away is no shorter file', async () => {
  async function* broken() {
    yield new Uint8Array([1]);
    throw new Error('the disk failed');
  }
  const failing = joined(async () => ({ status: 200, headers: {}, body: broken() }));
  const { body } = await requestFile(failing.port, call);
  const reading = async () => {
    for await (const piece of body ?? []) expect([...piece]).toEqual([1]);
  };
  await expect(reading()).rejects.toThrow('no more of the file');
  expect(failing.faults).toHaveLength(1);
  const silent = joined(() => new Promise(() => undefined));
  const asked = requestFile(silent.port, call);
  silent.office.close();
  await expect(asked).rejects.toThrow('no answer');
});
