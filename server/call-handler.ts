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
  switch (typeof data) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return !Number.isNaN(data);
    case 'object':
      break;
    default:
      return false;
  }
  if (data === null) return true;
  if (Array.isArray(data)) return data.every(isPlain);
  const kind: unknown = Object.getPrototypeOf(data);
  if (kind !== Object.prototype && kind !== null) return false;
  for (const key in data) {
    const value: unknown = data[key as keyof typeof data];
    // The protocol drops such a key; JSON alone would send it.
    if (key === '__proto__') return false;
    // JSON leaves out what is undefined, and so does the protocol.
    if (value !== undefined && !isPlain(value)) return false;
  }
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
