import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard';
import {
  StandardHandler,
  StandardRPCCodec,
  StandardRPCMatcher,
  type StandardHandlerOptions,
} from '@orpc/server/standard';
import type { Context } from '#core/rpc/context.ts';
import type { OfficeRouter } from './compose.ts';

/** Whether JSON says it as it is: nothing in it that the protocol has to mark (dates, big numbers, files, missing places of a list). */
export function isPlain(data: unknown): boolean {
  if (data === null || typeof data === 'string' || typeof data === 'boolean') return true;
  if (typeof data === 'number') return !Number.isNaN(data);
  if (typeof data !== 'object') return false;
  if (Array.isArray(data)) {
    for (const value of data) if (!isPlain(value)) return false;
    return true;
  }
  const kind: unknown = Object.getPrototypeOf(data);
  if (kind !== Object.prototype && kind !== null) return false;
  // The protocol drops such a key; JSON alone would send it.
  if (Object.hasOwn(data, '__proto__')) return false;
  // JSON leaves out what is undefined, and so does the protocol. This runs over each cell of a page.
  for (const value of Object.values(data))
    if (value !== undefined && value !== null && typeof value !== 'string' && !isPlain(value)) return false;
  return true;
}

/**
 * Nearly every answer is plain. The library copies each of them, value by value with the path to it, to find what has to be marked; for
 * a page of a list that takes as long as reading it from the database.
 */
class PlainFirst extends StandardRPCJsonSerializer {
  override serialize(
    ...whole: Parameters<StandardRPCJsonSerializer['serialize']>
  ): ReturnType<StandardRPCJsonSerializer['serialize']> {
    const [data, ...within] = whole;
    return within.length === 0 && isPlain(data) ? [data, [], [], []] : super.serialize(...whole);
  }
}

/** The router as every door that sends text has it. */
export function callHandler(
  router: OfficeRouter,
  options: StandardHandlerOptions<Context>,
): StandardHandler<Context> {
  const codec = new StandardRPCCodec(new StandardRPCSerializer(new PlainFirst()));
  return new StandardHandler(router, new StandardRPCMatcher(), codec, options);
}
