import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORPCError, os, withEventMeta } from '@orpc/server';
import { z } from 'zod';
import type { Log } from '#core/shared/ports.ts';
import type { CallContext, Office } from '../compose.ts';
import { type HttpDoor, openHttpDoor } from './door.ts';

/** A router that shows what a door hands on, in place of the whole office. */
const base = os.$context<{ call: CallContext; reqHeaders?: { get(name: string): string | null } }>();

export function fakeOffice() {
  const seen = { streams: 0, ended: 0 };
  const router = {
    echo: base.input(z.object({ text: z.string() })).handler(({ input }) => input.text),
    whoAmI: base.handler(({ context }) => ({
      token: context.call.session.get(),
      door: context.call.door,
      device: context.call.device,
      key: context.reqHeaders?.get('idempotency-key') ?? null,
    })),
    signIn: base.input(z.object({ token: z.string().nullable() })).handler(({ input, context }) => {
      context.call.session.set(input.token);
    }),
    refuse: base.handler(() => {
      throw new ORPCError('limitHeld', { status: 409, data: { params: { limit: 3 }, fields: [] } });
    }),
    crash: base.handler(() => {
      throw new Error('secret detail of /home/office');
    }),
    watch: base.handler(async function* ({ signal, lastEventId }) {
      seen.streams += 1;
      try {
        yield withEventMeta({ first: lastEventId ?? 'none' }, { id: '7' });
        await new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
        });
      } finally {
        seen.ended += 1;
      }
    }),
  };
  const office = {
    router,
    context: (call: CallContext) => ({ call, reqHeaders: call.reqHeaders }),
  } as unknown as Office;
  return { office, router, seen };
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface OpenDoor {
  readonly door: HttpDoor;
  readonly seen: { streams: number; ended: number };
  readonly lines: string[];
  close(): Promise<void>;
}

export async function openFakeDoor(): Promise<OpenDoor> {
  const dir = await mkdtemp(join(tmpdir(), 'kechi-door-'));
  const rendererDir = join(dir, 'renderer');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(rendererDir, 'assets', 'app-1.js'), 'export {};');
  await writeFile(join(dir, 'outside.txt'), 'not yours');
  const { office, seen } = fakeOffice();
  const lines: string[] = [];
  const line = (message: string) => lines.push(message);
  const log: Log = { info: line, warn: line, error: line };
  const door = await openHttpDoor({ office, rendererDir, host: '127.0.0.1', port: 0, log });
  return {
    door,
    seen,
    lines,
    async close() {
      await door.close();
      await rm(dir, { recursive: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request as a stranger could form it: any Host, any path, nothing normalised (fetch would not send those). */
export function raw(
  port: number,
  path: string,
  how: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port, path, method: how.method ?? 'GET', headers: how.headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(how.body);
  });
}

export function callRaw(
  port: number,
  path: string,
  json: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return raw(port, `/rpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': 'orpc', ...headers },
    body: typeof json === 'string' ? json : JSON.stringify({ json }),
  });
}

/** Waits until something holds; fails after two seconds instead of hoping for the right pause. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 2000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
